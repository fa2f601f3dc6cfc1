//! Times with a dot: "6.30" is half past six, "6.5" is too, and only all of a
//! file's times together tell which way it writes them.

use crate::problem::{Fault, Problem, ProblemCode, Severity};
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
    open: Option<(usize, usize, String)>,
}

impl Evidence {
    /// Takes note of a cell of a column of times.
    pub(crate) fn observe(&mut self, line: usize, column: usize, cell: &str) {
        let Some((_, part)) = parts(cell) else {
            return;
        };
        match part.trim_end_matches('0') {
            "" => {}
            "5" if part.len() == 1 => self.tenths += 1,
            "25" | "5" => {
                let open = || (line, column, cell.trim().to_owned());
                self.open.get_or_insert_with(open);
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
    }

    /// How the file writes its times, and a warning where it leaves that open.
    pub(crate) fn decide(self) -> (Dotted, Option<Problem>) {
        // One slip of the pen does not turn a file over.
        if self.minutes > self.no_minutes + self.tenths {
            return (Dotted::Minutes, None);
        }
        if self.no_minutes + self.tenths > 0 {
            return (Dotted::PartOfHour, None);
        }
        let Some((line, column, cell)) = self.open else {
            return (Dotted::Minutes, None);
        };
        let message = format!(
            "{} may be a part of an hour or minutes, and no other time of the file tells which. All were read as parts of an hour.",
            quoted(&cell)
        );
        let fault = Fault::new(ProblemCode::UnreadableTime, message)
            .suggest("If minutes are meant, write 6:25 instead of 6.25.");
        let problem = fault.at(line, Some(column), Severity::Warning);
        (Dotted::PartOfHour, Some(problem))
    }
}

impl Dotted {
    /// The time of day of a cell that is nothing but a number with a dot.
    pub(crate) fn read(self, cell: &str) -> Option<Moment> {
        let (hour, part) = parts(cell)?;
        let minute = match self {
            Self::Minutes => minutes(part)?,
            Self::PartOfHour => {
                let part: f64 = format!("0.{part}").parse().ok()?;
                (part * 60.0).round() as u32
            }
        };
        Some(Moment {
            time: Some(RawTime {
                hour: hour + minute / 60,
                minute: minute % 60,
                second: 0,
                half: None,
            }),
            ..Moment::NONE
        })
    }
}

/// Hour and part of "6.5" or "14,75". A part of the day ("0.25") is none of these.
fn parts(cell: &str) -> Option<(u32, &str)> {
    let (hour, part) = cell.trim().split_once(['.', ','])?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if hour.len() > 2 || part.len() > 12 || !digits(hour) || !digits(part) {
        return None;
    }
    let hour = hour.parse().ok().filter(|hour| *hour <= 36)?;
    let of_day = hour == 0 && part.len() > 2;
    (!of_day).then_some((hour, part))
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
        assert_eq!(Dotted::Minutes.read("0.2708333"), None);
        assert_eq!(Dotted::Minutes.read("6.75"), None);
    }
}
