//! Recommendations to a CSV that spreadsheet programs and planners can read.

use std::io::{self, Write};
use std::path::Path;

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use csv::{Terminator, WriterBuilder};
use staffing::{Recommendation, Recommendations, RecommendedShift, rounded_hours};

use crate::SpreadsheetError;
use crate::export::whole_file::{system_error, write_whole};
use crate::values::formula::guarded;

const HEADER: [&str; 11] = [
    "Agent",
    "Skill",
    "Start (local)",
    "End (local)",
    "Time zone",
    "Start (UTC)",
    "End (UTC)",
    "Hours",
    "Coverage impact (h)",
    "Overtime",
    "Compliance score",
];

/// Writes one line per recommended shift, and returns how many.
///
/// UTF-8 with its mark, as RFC 4180 has it. Local times are
/// `YYYY-MM-DD HH:MM` in `zone`, which stands beside them; where a clock change
/// doubles one, the UTC times tell which it is. Hours are hours worked, breaks
/// left out. Text that a spreadsheet program would run as a formula gets a
/// leading `'`. The file is there whole or not at all.
///
/// # Errors
/// When the file cannot be written there; a file of that name then stays as it
/// was.
pub fn write_recommendations(
    path: &Path,
    recommendations: &Recommendations,
    zone: Tz,
) -> Result<usize, SpreadsheetError> {
    write_whole(path, |file| write_csv(file, recommendations, zone))
}

fn write_csv(
    file: &mut dyn Write,
    recommendations: &Recommendations,
    zone: Tz,
) -> io::Result<usize> {
    file.write_all("\u{FEFF}".as_bytes())?;
    let mut csv = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(file);
    csv.write_record(HEADER).map_err(system_error)?;
    let mut count = 0;
    for recommendation in &recommendations.agents {
        for shift in &recommendation.shifts {
            let line = line(recommendation, shift, zone);
            csv.write_record(line).map_err(system_error)?;
            count += 1;
        }
    }
    csv.flush()?;
    Ok(count)
}

fn line(
    recommendation: &Recommendation,
    shift: &RecommendedShift,
    zone: Tz,
) -> [String; HEADER.len()] {
    let local = |instant: DateTime<Utc>| {
        instant
            .with_timezone(&zone)
            .format("%Y-%m-%d %H:%M")
            .to_string()
    };
    let utc = |instant: DateTime<Utc>| instant.to_rfc3339_opts(SecondsFormat::Secs, true);
    let hours = |hours: f64| format!("{:.2}", rounded_hours(hours));
    [
        guarded(recommendation.agent.as_str()).into_owned(),
        guarded(shift.skill.as_str()).into_owned(),
        local(shift.time.start),
        local(shift.time.end),
        zone.name().to_owned(),
        utc(shift.time.start),
        utc(shift.time.end),
        hours(shift.worked_hours()),
        hours(shift.coverage_impact),
        if shift.overtime { "yes" } else { "no" }.to_owned(),
        format!("{:.2}", recommendation.compliance_score),
    ]
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use chrono::TimeDelta;
    use staffing::DateRange;

    use super::*;

    /// A disk with room for so many bytes.
    struct SmallDisk(usize);

    impl Write for SmallDisk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self
                .0
                .checked_sub(bytes.len())
                .ok_or(ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_told_as_such_wherever_it_fills() {
        let start = DateTime::UNIX_EPOCH;
        let shift = RecommendedShift {
            skill: "SKILL-EN".into(),
            time: DateRange {
                start,
                end: start + TimeDelta::hours(8),
            },
            coverage_impact: 8.0,
            overtime: false,
            breaks: Vec::new(),
        };
        let recommendation = Recommendation {
            agent: "AGENT-1001".into(),
            compliance_score: 1.0,
            shifts: vec![shift; 1000],
        };
        let answer = Recommendations {
            agents: vec![recommendation],
            ..Recommendations::default()
        };
        for room in [0, 100, 10_000, 50_000] {
            let error = write_csv(&mut SmallDisk(room), &answer, Tz::UTC).unwrap_err();

            assert_eq!(error.kind(), ErrorKind::StorageFull, "{room} bytes of room");
        }
    }
}
