//! What titles, sheet names and file names say of when a table is.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::values::calendar;
use crate::values::dates::Dating;
use crate::values::letters::folded;
use crate::values::moment::{Moment, RawDate, Role};
use crate::values::tokens::Token;

/// What is said of the time of a table: each part where it is said first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hint {
    /// A day: "w/c 30 Nov 2026", "Roster for 30/11/2026".
    pub(crate) day: Option<NaiveDate>,
    /// The last day that the text of [`day`](Self::day) names.
    pub(crate) last_day: Option<NaiveDate>,
    /// A week of the ISO calendar: "Week 49", "KW 49".
    pub(crate) week: Option<u32>,
    /// A month: "November".
    pub(crate) month: Option<u32>,
    pub(crate) year: Option<i32>,
}

/// Before a number these mean the week of that number.
const WEEK: &[&str] = &[
    "week",
    "wk",
    "kw",
    "kalenderwoche",
    "woche",
    "semaine",
    "sem",
    "semana",
    "settimana",
    "sett",
    "weeknummer",
    "weeknr",
    "wc",
    "cw",
];

/// The same in one letter, where a year is said too: "2026-W49". "s1" may be the
/// first sheet or site.
const WEEK_BESIDE_YEAR: &[&str] = &["w", "s"];

/// Texts that begin like this say when they were written, not of when they are.
const WRITTEN: &[&str] = &[
    "prepared",
    "printed",
    "created",
    "generated",
    "exported",
    "export",
    "published on",
    "run date",
    "report run",
    "last update",
    "last updated",
    "updated",
    "as of",
    "stand",
    "erstellt",
    "gedruckt",
    "exportiert",
    "druckdatum",
    "imprime",
    "edite",
    "cree",
    "genere",
    "impreso",
    "generado",
    "creado",
    "impresso",
    "gerado",
    "criado",
    "stampato",
    "creato",
    "generato",
    "gemaakt",
    "afgedrukt",
    "gegenereerd",
    "作成",
    "印刷",
    "出力",
    "更新",
];

/// Before a day these mean the week of which it is the last, not the first.
const LAST_DAY: &[&str] = &[
    "week ending",
    "week ended",
    "week ends",
    "weekending",
    "wk ending",
    "wk ended",
    "wkending",
    "w/e",
    "w.e.",
    "w-e ",
    "week to ",
    "woche bis",
    "woche endend",
    "wochenende am",
    "kw bis",
    "semaine se terminant",
    "semaine terminee",
    "semaine finissant",
    "semaine jusqu",
    "semana que termina",
    "semana terminada",
    "semana finalizada",
    "semana hasta",
    "semana ate",
    "semana finda",
    "settimana che termina",
    "settimana fino",
    "settimana terminata",
    "week eindigend",
    "week tot",
];

impl Hint {
    /// What the texts say together; those named first are believed first.
    pub(crate) fn of<'t>(texts: impl IntoIterator<Item = &'t str>, dating: Dating) -> Self {
        let mut hint = Self::default();
        for text in texts {
            let said = Self::one(text, dating);
            if hint.day.is_none() {
                (hint.day, hint.last_day) = (said.day, said.last_day);
            }
            hint.week = hint.week.or(said.week);
            hint.month = hint.month.or(said.month);
            hint.year = hint.year.or(said.year);
        }
        hint
    }

    /// The first day of what is said, or a day in its middle where only the
    /// year is; `near` tells the year of a week or month without one.
    pub(crate) fn near(&self, near: Option<NaiveDate>) -> Option<NaiveDate> {
        if self.day.is_some() {
            return self.day;
        }
        let year = self.year.or_else(|| near.map(|near| near.year()));
        let nearest = |date: &dyn Fn(i32) -> Option<NaiveDate>| {
            let year = year?;
            if self.year.is_some() {
                return date(year);
            }
            // "Week 1", said in December, is next year's.
            (year - 1..=year + 1)
                .filter_map(date)
                .min_by_key(|date| near.map(|near| (*date - near).abs()))
        };
        match (self.week, self.month) {
            (Some(week), _) => {
                nearest(&|year| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon))
            }
            (None, Some(month)) => nearest(&|year| NaiveDate::from_ymd_opt(year, month, 1)),
            (None, None) => NaiveDate::from_ymd_opt(self.year?, 7, 1),
        }
    }

    fn one(text: &str, dating: Dating) -> Self {
        const LONGEST: usize = 200;
        let folded = folded(text).replace(['_', '\t'], " ");
        let mut hint = Self::default();
        if folded.len() > LONGEST || WRITTEN.iter().any(|begin| folded.contains(begin)) {
            return hint;
        }
        let Some(tokens) = Token::of(&folded) else {
            return hint;
        };
        let number = |index: usize| match tokens.get(index) {
            Some(&Token::Number(value, digits)) => Some((value, digits)),
            _ => None,
        };
        let after_marks = |mut index: usize| {
            while matches!(
                tokens.get(index),
                Some(Token::Mark(' ' | '.' | '-' | ':' | '#'))
            ) {
                index += 1;
            }
            index
        };
        let says_year = tokens.iter().any(|token| year_of(token).is_some());
        let is_week =
            |word: &str| WEEK.contains(&word) || (says_year && WEEK_BESIDE_YEAR.contains(&word));
        for (index, token) in tokens.iter().enumerate() {
            match *token {
                Token::Word(word) if is_week(word) => {
                    let week = number(after_marks(index + 1));
                    let week =
                        week.filter(|&(week, digits)| digits <= 2 && (1..=53).contains(&week));
                    hint.week = hint.week.or(week.map(|(week, _)| week));
                }
                Token::Word("週") => {
                    let before = index.checked_sub(1).and_then(number);
                    hint.week = hint
                        .week
                        .or(before.map(|(week, _)| week).filter(|week| *week <= 53));
                }
                Token::Word(word) if word.chars().count() > 2 => {
                    hint.month = hint.month.or(calendar::month(word));
                }
                Token::Word(word) if word.starts_with('月') => {
                    let before = index.checked_sub(1).and_then(number);
                    hint.month = hint.month.or(before
                        .map(|(month, _)| month)
                        .filter(|month| (1..=12).contains(month)));
                }
                ref token if year_of(token).is_some() => {
                    hint.year = hint.year.or(year_of(token));
                    let month = number(after_marks(index + 1))
                        .filter(|&(month, digits)| digits == 2 && (1..=12).contains(&month));
                    let is_marked = matches!(tokens.get(index + 1), Some(Token::Mark('-' | '.')));
                    hint.month = hint
                        .month
                        .or(month.filter(|_| is_marked).map(|(month, _)| month));
                }
                _ => {}
            }
        }
        (hint.day, hint.last_day) = (first_day(&folded, dating), last_day(&folded, dating));
        if LAST_DAY.iter().any(|words| folded.contains(words)) {
            hint.day = hint
                .day
                .and_then(|last| last.checked_sub_days(Days::new(6)));
        }
        hint
    }
}

fn year_of(token: &Token<'_>) -> Option<i32> {
    match *token {
        Token::Number(year, 4) if (2000..2100).contains(&year) => i32::try_from(year).ok(),
        _ => None,
    }
}

/// The last date in a text, of several.
fn last_day(folded: &str, dating: Dating) -> Option<NaiveDate> {
    let starts = folded.char_indices().rev();
    let mut rests = starts.filter_map(|(at, letter)| {
        let rest = folded.get(at + letter.len_utf8()..)?;
        let begins = matches!(letter, ' ' | '-' | '–' | '(');
        begins.then_some(rest)
    });
    rests.find_map(|rest| first_day(rest, dating))
}

/// The first date in a text.
fn first_day(folded: &str, dating: Dating) -> Option<NaiveDate> {
    let words: Vec<&str> = folded
        .split([' ', ',', '(', ')', ';'])
        .filter(|word| !word.is_empty())
        .collect();
    let date = |text: &str| {
        let date = Moment::parse_as(text, Role::Date, false)?.date?;
        // "30.11" in a title may be anything, 46356 a number of calls.
        let sure = !matches!(
            date,
            RawDate::Serial(_) | RawDate::NoYear { sure: false, .. }
        );
        sure.then(|| date.resolve(dating).ok()).flatten()
    };
    // "30 de novembro de 2026" is the longest.
    (0..words.len()).find_map(|start| {
        (1..=5).rev().find_map(|count| {
            let text = words.get(start..start + count)?.join(" ");
            // "30.11.2026-06.12.2026": the first of two.
            date(&text).or_else(|| {
                text.split_once(['-', '–'])
                    .and_then(|(first, _)| date(first))
            })
        })
    })
}

/// The first day on or after one, on one of these weekdays.
pub(crate) fn on_or_after(date: NaiveDate, weekdays: calendar::Weekdays) -> NaiveDate {
    (0..7)
        .filter_map(|days| date.checked_add_days(Days::new(days)))
        .find(|date| calendar::agrees(weekdays, date.weekday()))
        .unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DateOrder;

    #[test]
    fn titles_say_when_their_table_is() {
        let near = NaiveDate::from_ymd_opt(2026, 11, 22);
        let dating = Dating {
            order: DateOrder::DayFirst,
            near,
            since_1904: false,
        };
        for (text, expected) in [
            ("Contact Centre North: roster week 49", Some("2026-11-30")),
            ("KW 49", Some("2026-11-30")),
            ("KW49/2026", Some("2026-11-30")),
            ("Dienstplan KW 1", Some("2027-01-04")),
            ("dienstplan-kw49.csv", Some("2026-11-30")),
            ("Semaine 49 - 2026", Some("2026-11-30")),
            ("2026-W49", Some("2026-11-30")),
            ("S49 2026", Some("2026-11-30")),
            ("s1.csv", None),
            ("w49", None),
            ("第49週", Some("2026-11-30")),
            ("w/c 30 Nov 2026", Some("2026-11-30")),
            ("Week commencing 30/11/2026", Some("2026-11-30")),
            ("Roster 30.11.2026 - 06.12.2026", Some("2026-11-30")),
            ("Week ending 6 December 2026", Some("2026-11-30")),
            ("W/E 06/12/2026", Some("2026-11-30")),
            ("Roster, week ended 06/12/2026", Some("2026-11-30")),
            ("Woche bis 06.12.2026", Some("2026-11-30")),
            ("Woche vom 30.11.2026 bis 06.12.2026", Some("2026-11-30")),
            (
                "Semaine se terminant le 6 décembre 2026",
                Some("2026-11-30"),
            ),
            (
                "Semana que termina el 6 de diciembre de 2026",
                Some("2026-11-30"),
            ),
            ("Week eindigend op 06-12-2026", Some("2026-11-30")),
            ("Plan 30.11.2026–06.12.2026", Some("2026-11-30")),
            (
                "Turnos del 30 de noviembre de 2026 al 6 de diciembre",
                Some("2026-11-30"),
            ),
            ("November 2026", Some("2026-11-01")),
            ("2026-12 roster", Some("2026-12-01")),
            ("シフト表 2026年12月", Some("2026-12-01")),
            ("Dezember", Some("2026-12-01")),
            ("Rota 2026", Some("2026-07-01")),
            ("Prepared 20/11/2026", None),
            ("Stand: 20.11.2026", None),
            ("Contact Centre North", None),
            ("Sheet1", None),
            ("Team 12", None),
        ] {
            let hint = Hint::of([text], dating);

            assert_eq!(
                hint.near(near).map(|date| date.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
    }
}
