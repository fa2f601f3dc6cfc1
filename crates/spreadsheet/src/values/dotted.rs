//! Times that are numbers: "6.30" is half past six, "6.5" is too, "0.25" is six
//! o'clock, and only all of a file's times together tell which way it writes them.

use crate::problem::{Fault, Problem, ProblemCode, Severity};
use crate::values::fractions;
use crate::values::moment::{Moment, RawTime};
use crate::wording::quoted;

/// What stands after the dot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dotted {
    /// Minutes; a spreadsheet program may have dropped the last zero of "6.30".
    #[default]
    Minutes,
    /// A part of an hour: "6.75".
    PartOfHour,
    /// A part of a day, as spreadsheet programs count: "0.25".
    PartOfDay,
}

/// What a file's times with a dot say of how it writes them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    /// Parts that can be no minutes: ".75", ".333".
    no_minutes: usize,
    /// Parts that are minutes and no quarter of an hour in tenths: ".30", ".15", ".3".
    minutes: usize,
    /// Halves in tenths: ".5", which would be fifty past.
    tenths: usize,
    /// The first that fits both: ".25", ".50".
    open: Option<Place>,
    /// Numbers that are parts of a day if all of the file are.
    days: Days,
}

/// Numbers below one, and what speaks for and against parts of a day.
#[derive(Clone, Debug, Default)]
struct Days {
    /// With more digits than a person writes: "0.2708333".
    sure: usize,
    /// The first with few: "0.25" may be a quarter of an hour, too.
    few: Option<Place>,
    /// The first whose digits leave the time open: "0.33".
    rounded: Option<Place>,
    /// "1", "1.25": one o'clock, or the midnight that ends a day and after it.
    ones: usize,
    /// Hours from two on.
    hours: usize,
}

/// Line, column and text of a cell.
type Place = (usize, usize, String);

impl Evidence {
    /// Takes note of a cell of a column of times.
    pub(crate) fn observe(&mut self, line: usize, column: usize, cell: &str) {
        let Some((hour, part)) = fractions::parts(cell) else {
            return;
        };
        let place = || (line, column, cell.trim().to_owned());
        let digits = part.trim_end_matches('0');
        match hour {
            0 if digits.is_empty() => return,
            0 => {
                self.days.sure += usize::from(part.len() > 2);
                if part.len() <= 2 {
                    self.days.few.get_or_insert_with(place);
                }
                if fractions::is_rounded(part) {
                    self.days.rounded.get_or_insert_with(place);
                }
                // A part of a day tells nothing of hours, unless the others do.
                if part.len() > 2 {
                    return;
                }
            }
            1 => self.days.ones += 1,
            _ => self.days.hours += 1,
        }
        match digits {
            "" => {}
            "5" if part.len() == 1 => self.tenths += 1,
            "25" | "5" => {
                self.open.get_or_insert_with(place);
            }
            _ if minutes(part).is_none() => self.no_minutes += 1,
            _ => self.minutes += 1,
        }
    }

    /// Adds what was seen in a later part of the file.
    pub(crate) fn merge(&mut self, other: Self) {
        self.no_minutes += other.no_minutes;
        self.minutes += other.minutes;
        self.tenths += other.tenths;
        self.open = self.open.take().or(other.open);
        let (own, more) = (&mut self.days, other.days);
        own.sure += more.sure;
        own.few = own.few.take().or(more.few);
        own.rounded = own.rounded.take().or(more.rounded);
        own.ones += more.ones;
        own.hours += more.hours;
    }

    /// How the file writes its times, and a warning where it leaves that open.
    pub(crate) fn decide(self) -> (Dotted, Option<Problem>) {
        if let Some(doubt) = self.days.are_meant() {
            return (Dotted::PartOfDay, doubt);
        }
        // Of a file that writes both, those of few digits may be either.
        let mixed = self.days.few.filter(|_| self.days.sure > 0);
        let mixed = mixed.map(|place| {
            let message = format!(
                "{} may be a part of an hour or of a day, and the file has times of both kinds. It was read as after midnight.",
                quoted(&place.2)
            );
            warning(&place, message, "Write it like 06:00.")
        });
        // One slip of the pen does not turn a file over.
        if self.minutes > self.no_minutes + self.tenths {
            return (Dotted::Minutes, mixed);
        }
        if self.no_minutes + self.tenths > 0 {
            return (Dotted::PartOfHour, mixed);
        }
        let Some(place) = self.open else {
            return (Dotted::Minutes, mixed);
        };
        let message = format!(
            "{} may be a part of an hour or minutes, and no other time of the file tells which. All were read as parts of an hour.",
            quoted(&place.2)
        );
        let suggestion = "If minutes are meant, write 6:25 instead of 6.25.";
        (
            Dotted::PartOfHour,
            Some(warning(&place, message, suggestion)),
        )
    }
}

impl Days {
    /// Whether all numbers of the file are parts of a day, and what is in doubt of that.
    #[expect(
        clippy::option_option,
        reason = "no doubt is not the same as another meaning"
    )]
    fn are_meant(&self) -> Option<Option<Problem>> {
        if self.hours > 0 {
            return None;
        }
        if self.sure > 0 {
            return Some(self.rounded.as_ref().map(rounded));
        }
        // Who works from a quarter to half past midnight, and nobody at another time?
        let few = self.few.as_ref().filter(|_| self.ones == 0)?;
        let message = format!(
            "{} may be a part of a day or of an hour, and no other time of the file tells which. All were read as parts of a day: {}.",
            quoted(&few.2),
            shown(&few.2)
        );
        let suggestion = "If the hour after midnight is meant, write 0:15 instead of 0.25.";
        Some(Some(warning(few, message, suggestion)))
    }
}

fn rounded(place: &Place) -> Problem {
    let message = format!(
        "{} is a part of a day that was rounded. It was read as {}.",
        quoted(&place.2),
        shown(&place.2)
    );
    warning(
        place,
        message,
        "Save the times as times, like 06:00, if a minute is wrong.",
    )
}

fn warning((line, column, _): &Place, message: String, suggestion: &str) -> Problem {
    let fault = Fault::new(ProblemCode::UnreadableTime, message).suggest(suggestion);
    fault.at(*line, Some(*column), Severity::Warning)
}

/// "06:00" of "0.25".
fn shown(cell: &str) -> String {
    let time = Dotted::PartOfDay.read(cell).and_then(|moment| moment.time);
    time.map(|time| format!("{:02}:{:02}", time.hour, time.minute))
        .unwrap_or_default()
}

impl Dotted {
    /// The time of day of a cell that is nothing but a number with a dot; of
    /// parts of a day also "0" and "1".
    pub(crate) fn read(self, cell: &str) -> Option<Moment> {
        let (hour, part) = fractions::parts(cell)?;
        let of_day = self == Self::PartOfDay || (hour == 0 && part.len() > 2);
        let is_number = !part.is_empty() || (self == Self::PartOfDay && hour < 2);
        if !is_number || hour > 36 {
            return None;
        }
        let seconds = match self {
            _ if of_day => fractions::seconds(hour, part),
            Self::Minutes => (hour * 60 + minutes(part)?) * 60,
            Self::PartOfHour | Self::PartOfDay => {
                let part: f64 = format!("0.{part}").parse().ok()?;
                (hour * 60 + (part * 60.0).round() as u32) * 60
            }
        };
        Some(Moment {
            time: Some(RawTime {
                hour: seconds / 3600,
                minute: seconds / 60 % 60,
                second: seconds % 60,
                half: None,
            }),
            ..Moment::NONE
        })
    }
}

/// Minutes after a dot, of which a last zero may be lost.
fn minutes(part: &str) -> Option<u32> {
    let minutes: u32 = match part.len() {
        1 => part.parse::<u32>().ok()? * 10,
        2 => part.parse().ok()?,
        _ => return None,
    };
    (minutes < 60).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cells: &[&str], expected: &[&str], doubt: bool) {
        let mut evidence = Evidence::default();
        let mut further = Evidence::default();
        for (line, cell) in (2..).zip(cells) {
            let half = if line % 2 == 0 {
                &mut evidence
            } else {
                &mut further
            };
            half.observe(line, 0, cell);
        }
        evidence.merge(further);
        let (dotted, problem) = evidence.decide();

        let words = |cell: &&str| {
            let time = dotted.read(cell).and_then(|moment| moment.time).unwrap();
            format!("{:02}:{:02}", time.hour, time.minute)
        };
        assert_eq!(cells.iter().map(words).collect::<Vec<_>>(), expected);
        assert_eq!(problem.is_some(), doubt, "{cells:?}");
    }

    #[test]
    fn all_times_of_a_file_tell_what_its_dots_mean() {
        check(&["6.30", "14.15"], &["06:30", "14:15"], false);
        check(
            &["6.3", "14.0", "22"].as_slice()[..2],
            &["06:30", "14:00"],
            false,
        );
        check(&["6.5", "14.75"], &["06:30", "14:45"], false);
        check(&["6.5", "14.0"], &["06:30", "14:00"], false);
        check(&["6,25", "14,5"], &["06:15", "14:30"], false);
        check(&["6.50", "14.25"], &["06:30", "14:15"], true);
        check(&["6.00", "14.00"], &["06:00", "14:00"], false);
        check(
            &["6.30", "14.45", "6.5"],
            &["06:30", "14:45", "06:50"],
            false,
        );
        check(&["7.333", "15.999"], &["07:20", "16:00"], false);
        check(&["22.30", "0.30"], &["22:30", "00:30"], false);
        check(&["22.5", "0.5"], &["22:30", "00:30"], false);
        assert_eq!(Dotted::Minutes.read("6.75"), None);
    }

    #[test]
    fn parts_of_a_day_are_told_from_all_times() {
        check(
            &["0.25", "0.5833", "0.75"],
            &["06:00", "14:00", "18:00"],
            false,
        );
        check(&["0,2708333", "0,5"], &["06:30", "12:00"], false);
        check(&["0.25", "0.5"], &["06:00", "12:00"], true);
        check(&["0.9167", "1.25"], &["22:00", "30:00"], false);
        check(
            &["0.6667", "1", "0"].as_slice()[..2],
            &["16:00", "24:00"],
            false,
        );
        check(&["0.33", "0.6667"], &["08:00", "16:00"], true);
        // Hours beside them: the one of few digits is in doubt.
        check(
            &["6.5", "0.5833", "0.5"],
            &["06:30", "14:00", "00:30"],
            true,
        );
    }
}
