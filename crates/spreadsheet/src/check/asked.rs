//! What the rows leave open, gathered so that it is asked once.

use chrono::{FixedOffset, NaiveDateTime};
use chrono_tz::Tz;

use crate::Question;
use crate::check::sheet::Sheet;
use crate::names::Names;
use crate::question::UnknownName;
use crate::values::clock::{Clock, Meaning};
use crate::wording::moment_words;

/// What some rows leave open.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    skipped: Times,
    doubled: Times,
    skills: Counts,
    codes: Counts,
    offsets: Offsets,
}

/// Rows whose times say another offset from UTC than the planner's zone has then.
#[derive(Clone, Copy, Debug, Default)]
struct Offsets {
    /// The line of the first, and what it says.
    first: Option<(usize, FixedOffset)>,
    rows: usize,
}

/// Local times that a clock change skips or doubles.
#[derive(Clone, Copy, Debug, Default)]
struct Times {
    first: Option<NaiveDateTime>,
    rows: usize,
    last_line: usize,
}

/// Texts, and how often each occurs.
#[derive(Clone, Debug, Default)]
struct Counts {
    names: Names,
    counts: Vec<usize>,
}

impl Asked {
    /// A local time that may mean two instants.
    pub(crate) fn time(&mut self, line: usize, local: NaiveDateTime, meaning: &Meaning) {
        let times = match meaning {
            Meaning::One(_) => return,
            Meaning::Skipped { .. } => &mut self.skipped,
            Meaning::Doubled { .. } => &mut self.doubled,
        };
        times.first.get_or_insert(local);
        times.rows += usize::from(times.last_line != line);
        times.last_line = line;
    }

    /// A row that says another offset than the planner's zone has.
    pub(crate) fn offset(&mut self, line: usize, offset: FixedOffset) {
        self.offsets.first.get_or_insert((line, offset));
        self.offsets.rows += 1;
    }

    /// A sentence about rows that say another offset, if there are any.
    pub(crate) fn offsets_note(&self, zone: Tz) -> Option<String> {
        let (line, offset) = self.offsets.first?;
        let said = Clock::Fixed(offset);
        Some(match self.offsets.rows {
            1 => format!(
                "Line {line} says that its times are in {said}, which {zone} has not then. It is read as it says."
            ),
            rows => format!(
                "{rows} rows say another offset than {zone} has then, the first on line {line}: {said}. They are read as they say."
            ),
        })
    }

    /// A name that is no known skill.
    pub(crate) fn skill(&mut self, name: &str) {
        self.skills.add(name, 1);
    }

    /// A cell of a grid of which it is not known what it means.
    pub(crate) fn code(&mut self, code: &str) {
        self.codes.add(code, 1);
    }

    /// Adds what is asked further down in the file.
    pub(crate) fn append(&mut self, later: &Self) {
        for (times, later) in [
            (&mut self.skipped, &later.skipped),
            (&mut self.doubled, &later.doubled),
        ] {
            times.first = times.first.or(later.first);
            times.rows += later.rows;
        }
        self.offsets.first = self.offsets.first.or(later.offsets.first);
        self.offsets.rows += later.offsets.rows;
        self.skills.append(&later.skills);
        self.codes.append(&later.codes);
    }

    pub(crate) fn questions(&self, sheet: &Sheet<'_>) -> Vec<Question> {
        let mut questions = Vec::new();
        let clock = sheet.clock();
        for times in [&self.skipped, &self.doubled] {
            let Some(local) = times.first else { continue };
            let (rows, time) = (times.rows, moment_words(local));
            let shown = |instant| moment_words(clock.local(instant));
            match clock.meaning(local) {
                Meaning::One(_) => {}
                Meaning::Skipped { later, earlier } => questions.push(Question::SkippedTime {
                    rows,
                    time,
                    readings: [shown(later), shown(earlier)],
                }),
                Meaning::Doubled { first, second } => {
                    let zone = sheet.choices.zone;
                    let offset = |instant: chrono::DateTime<chrono::Utc>| {
                        instant.with_timezone(&zone).format("UTC%:z").to_string()
                    };
                    questions.push(Question::DoubledTime {
                        rows,
                        readings: [
                            format!("{time}, before the clocks go back ({})", offset(first)),
                            format!("{time}, after the clocks went back ({})", offset(second)),
                        ],
                        time,
                    });
                }
            }
        }
        let codes = self.codes.most_frequent_first();
        if !codes.is_empty() {
            let codes = codes.into_iter();
            questions.push(Question::Codes {
                codes: codes
                    .map(|(code, count)| (code.to_owned(), count))
                    .collect(),
            });
        }
        let names = self.skills.most_frequent_first();
        if !names.is_empty() {
            let unknown = |(name, rows): (&str, usize)| UnknownName {
                name: name.to_owned(),
                rows,
                near: sheet.skills.near(name),
            };
            questions.push(Question::Skills {
                names: names.into_iter().map(unknown).collect(),
            });
        }
        questions
    }
}

impl Counts {
    fn add(&mut self, name: &str, count: usize) {
        let number = self.names.number(name) as usize;
        match self.counts.get_mut(number) {
            Some(known) => *known += count,
            None => self.counts.push(count),
        }
    }

    fn append(&mut self, later: &Self) {
        for (name, &count) in later.names.iter().zip(&later.counts) {
            self.add(name, count);
        }
    }

    /// Of equals the one that the file has first.
    fn most_frequent_first(&self) -> Vec<(&str, usize)> {
        let counts = self.counts.iter().copied();
        let mut all: Vec<_> = self.names.iter().zip(counts).collect();
        all.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        all
    }
}
