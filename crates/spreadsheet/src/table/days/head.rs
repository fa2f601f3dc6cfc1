//! What a header cell says of a day.

use crate::values::calendar::{self, Weekdays};
use crate::values::letters::folded;
use crate::values::moment::{Moment, RawDate, Role};
use crate::values::tokens::{Cursor, Token};

/// What a header says of its column's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// "30.11.2026", "Mon 30 Nov".
    Date(RawDate),
    /// "Monday"; all weekdays that it can mean.
    Weekday(Weekdays),
    /// "30", "Mon 30".
    OfMonth(u32, Weekdays),
}

impl Head {
    /// What a header cell says of a day, if it does.
    pub(crate) fn of(text: &str) -> Option<Self> {
        const LONGEST: usize = 60;
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }
        let moment = Moment::parse_as(text, Role::Date, false);
        if let Some(Moment {
            date: Some(date),
            time,
            ..
        }) = moment
        {
            let at_midnight = time.is_none_or(|time| time.minutes() == Some(0));
            return at_midnight.then_some(Self::Date(date));
        }
        let folded = folded(text).replace("-feira", "");
        let tokens = Token::of(&folded)?;
        let mut cursor = Cursor::new(&tokens);
        let (mut weekdays, mut day) = (0, None);
        while !cursor.at_end() {
            cursor.marks(&[' ', '.', ',', '(', ')', '/', '-', '[', ']']);
            if let Some((number, digits)) = cursor.number() {
                if day.is_some() || digits > 2 || !(1..=31).contains(&number) {
                    return None;
                }
                day = Some(number);
                cursor.word_is(&["st", "nd", "rd", "th"]);
                // "30日(月)", but a Sunday is "日" alone.
                cursor.word_is(&["日"]);
            } else if let Some(word) = cursor.word() {
                let read = calendar::weekdays(word);
                if read == 0 || weekdays != 0 {
                    return None;
                }
                weekdays = read;
            } else if !cursor.at_end() {
                return None;
            }
        }
        match (day, weekdays) {
            (Some(day), _) => Some(Self::OfMonth(day, weekdays)),
            (None, 0) => None,
            (None, _) => Some(Self::Weekday(weekdays)),
        }
    }

    /// What two rows of headers say of one day together.
    pub(crate) fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Date(date), Self::Weekday(weekdays))
            | (Self::Weekday(weekdays), Self::Date(date)) => {
                Self::Date(on_weekdays(date, weekdays))
            }
            (Self::OfMonth(day, _), Self::Weekday(weekdays))
            | (Self::Weekday(weekdays), Self::OfMonth(day, _)) => Self::OfMonth(day, weekdays),
            (date @ Self::Date(_), _) | (_, date @ Self::Date(_)) => date,
            (first, _) => first,
        }
    }

    pub(super) fn weekdays(self) -> Weekdays {
        match self {
            Self::Weekday(weekdays)
            | Self::OfMonth(_, weekdays)
            | Self::Date(RawDate::NoYear { weekdays, .. } | RawDate::Named { weekdays, .. }) => {
                weekdays
            }
            Self::Date(_) => 0,
        }
    }
}

/// The date as if these weekdays stood beside it, where it leaves its year open.
pub(crate) fn on_weekdays(date: RawDate, on: Weekdays) -> RawDate {
    match date {
        RawDate::NoYear {
            first,
            second,
            separator,
            sure,
            ..
        } => RawDate::NoYear {
            first,
            second,
            separator,
            sure,
            weekdays: on,
        },
        RawDate::Named {
            day, month, year, ..
        } => RawDate::Named {
            day,
            month,
            year,
            weekdays: on,
        },
        other => other,
    }
}
