//! What an agent of the sample works in a week, and the same as a spreadsheet.

use chrono_tz::Tz;

use super::people::Person;
use crate::EmbeddedError;
use crate::time::{DAY, Minute, WEEK, is_shown_once, wall_clock};

/// One shift, in local minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    pub start: Minute,
    pub finish: Minute,
    /// Half an hour without work; short shifts have none.
    pub pause: Option<(Minute, Minute)>,
}

/// The shifts of the week that begins on `monday`, a local minute.
pub fn week_of(person: &Person, monday: Minute, zone: Tz) -> Vec<Turn> {
    let every_other = usize::from(monday.div_euclid(WEEK).rem_euclid(2) == 1);
    let of_day = person.starts[every_other];
    let days = person.days.iter();
    days.map(|day| {
        let start = monday + day * DAY + of_day;
        Turn {
            start,
            finish: start + person.length,
            pause: pause(start, person.length, zone),
        }
    })
    .collect()
}

/// The rows of a week, with a header line.
pub fn csv<'a>(
    people: impl Iterator<Item = &'a Person>,
    monday: Minute,
    zone: Tz,
) -> Result<String, EmbeddedError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let unwritten = |error: csv::Error| EmbeddedError::Damaged {
        what: error.to_string(),
    };
    writer
        .write_record(["Agent ID", "Start", "End", "Skills", "Breaks", "Status"])
        .map_err(unwritten)?;
    for person in people {
        let skills: Vec<&str> = person.skills.iter().map(|(name, _)| *name).collect();
        let skills = skills.join("; ");
        for turn in week_of(person, monday, zone) {
            let time = |local| wall_clock(local).format("%Y-%m-%d %H:%M").to_string();
            let clock = |local| wall_clock(local).format("%H:%M").to_string();
            let pause = turn
                .pause
                .map(|(from, to)| format!("{}-{}", clock(from), clock(to)));
            writer
                .write_record([
                    &person.name,
                    &time(turn.start),
                    &time(turn.finish),
                    &skills,
                    &pause.unwrap_or_default(),
                    "Published",
                ])
                .map_err(unwritten)?;
        }
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| EmbeddedError::Damaged {
            what: error.to_string(),
        })?;
    String::from_utf8(bytes).map_err(|error| EmbeddedError::Damaged {
        what: error.to_string(),
    })
}

/// In the middle of the shift; on a night when the clocks change, at a time that
/// they show exactly once.
fn pause(start: Minute, length: Minute, zone: Tz) -> Option<(Minute, Minute)> {
    if length <= 6 * 60 {
        return None;
    }
    let middle = start + length / 2;
    let candidates = [middle, middle - 120, middle + 120];
    let clear = |&from: &Minute| {
        (from..=from + 30)
            .step_by(30)
            .all(|at| is_shown_once(zone, at))
    };
    let from = candidates.into_iter().find(clear).unwrap_or(middle);
    Some((from, from + 30))
}
