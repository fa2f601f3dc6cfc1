//! The exported file against what the service recommended, line by line.

use anyhow::{Context, Result, bail, ensure};
use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use csv::StringRecord;

use crate::api::{Job, RecommendedShift};

const COLUMNS: [&str; 11] = [
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

/// Half of the last digit that the file shows: all its numbers have two decimals.
const ROUNDING: f64 = 0.005 + 1e-9;

/// One recommended shift.
#[derive(Debug)]
struct Line {
    agent: String,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    skill: String,
    hours: f64,
    impact: f64,
    overtime: bool,
    score: f64,
}

impl Line {
    /// No agent works two shifts at once, so this tells all lines apart.
    fn place(&self) -> (&str, DateTime<Utc>) {
        (&self.agent, self.start)
    }

    fn agrees_with(&self, other: &Self) -> bool {
        let numbers = [
            (self.hours, other.hours),
            (self.impact, other.impact),
            (self.score, other.score),
        ];
        self.place() == other.place()
            && (self.end, &self.skill, self.overtime) == (other.end, &other.skill, other.overtime)
            && numbers
                .iter()
                .all(|(one, two)| (one - two).abs() <= ROUNDING)
    }
}

/// Checks that `file` holds exactly the shifts of `job`, with local times in `zone`.
pub fn check(file: &[u8], job: &Job, zone: Tz) -> Result<()> {
    let text = file
        .strip_prefix(b"\xEF\xBB\xBF")
        .context("the file has no byte order mark; Excel would misread it")?;
    let text = std::str::from_utf8(text).context("the file is not UTF-8")?;
    ensure!(
        !text.replace("\r\n", "").contains('\n'),
        "a line does not end as RFC 4180 says, with CR LF"
    );

    let mut reader = csv::Reader::from_reader(text.as_bytes());
    ensure!(
        reader.headers()? == &StringRecord::from(COLUMNS.to_vec()),
        "the columns are {:?}",
        reader.headers()?
    );
    let mut exported = Vec::new();
    for record in reader.records() {
        let record = record?;
        exported.push(line(&record, zone).with_context(|| format!("in the line {record:?}"))?);
    }
    let mut recommended = recommended(job)?;
    ensure!(
        !recommended.is_empty(),
        "the service recommended nothing, so this journey shows nothing"
    );

    exported.sort_by(|one, two| one.place().cmp(&two.place()));
    recommended.sort_by(|one, two| one.place().cmp(&two.place()));
    for (in_file, by_service) in exported.iter().zip(&recommended) {
        ensure!(
            in_file.agrees_with(by_service),
            "the file says\n{in_file:?}\nand the service\n{by_service:?}"
        );
    }
    ensure!(
        exported.len() == recommended.len(),
        "the file has {} lines, and the service recommended {} shifts",
        exported.len(),
        recommended.len()
    );
    Ok(())
}

fn recommended(job: &Job) -> Result<Vec<Line>> {
    let outcome = job
        .result
        .as_ref()
        .context("the finished job has no result")?;
    let lines = outcome
        .assignment_recommendations
        .iter()
        .flat_map(|of_agent| {
            of_agent.recommended_shifts.iter().map(|shift| Line {
                agent: of_agent.agent_id.clone(),
                start: shift.start_time,
                end: shift.end_time,
                skill: shift.skill_id.clone(),
                hours: hours_worked(shift),
                impact: shift.coverage_impact,
                overtime: shift.overtime_flag,
                score: of_agent.compliance_score,
            })
        });
    Ok(lines.collect())
}

/// Breaks are unworked time.
fn hours_worked(shift: &RecommendedShift) -> f64 {
    let breaks: u32 = shift.breaks.iter().map(|pause| pause.duration).sum();
    let seconds = (shift.end_time - shift.start_time).as_seconds_f64() - f64::from(breaks);
    seconds / 3600.0
}

fn line(record: &StringRecord, zone: Tz) -> Result<Line> {
    let field = |index: usize| record.get(index).context("a field is missing");
    let number =
        |index: usize| -> Result<f64> { field(index)?.parse().with_context(|| COLUMNS[index]) };
    let start = instant(field(5)?)?;
    let end = instant(field(6)?)?;
    ensure!(field(4)? == zone.name(), "the zone is {:?}", field(4)?);
    for (local, utc) in [(field(2)?, start), (field(3)?, end)] {
        ensure!(
            wall_clock(local)? == utc.with_timezone(&zone).naive_local(),
            "{local} is not {utc} in {zone}"
        );
    }
    Ok(Line {
        agent: field(0)?.to_owned(),
        start,
        end,
        skill: field(1)?.to_owned(),
        hours: number(7)?,
        impact: number(8)?,
        overtime: match field(9)?.to_lowercase().as_str() {
            "yes" => true,
            "no" => false,
            other => bail!("overtime is {other:?}, neither yes nor no"),
        },
        score: number(10)?,
    })
}

fn instant(text: &str) -> Result<DateTime<Utc>> {
    Ok(DateTime::parse_from_rfc3339(text)
        .with_context(|| format!("{text} is no instant"))?
        .to_utc())
}

fn wall_clock(text: &str) -> Result<NaiveDateTime> {
    let formats = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"];
    let read = formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    read.with_context(|| format!("{text} is no local time"))
}

/// A comparison that could not fail would guard nothing.
#[cfg(test)]
mod tests {
    use super::check;
    use crate::api::Job;

    const FILE: &str = "\u{feff}Agent,Skill,Start (local),End (local),Time zone,Start (UTC),End (UTC),Hours,\
        Coverage impact (h),Overtime,Compliance score\r\n\
        AGENT-1,SKILL-A,2026-12-01 10:00,2026-12-01 18:00,Europe/Berlin,2026-12-01T09:00:00Z,2026-12-01T17:00:00Z,\
        7.50,6.25,no,0.98\r\n";

    fn job() -> Job {
        let job = r#"{"jobId": "opt-1", "status": "COMPLETED", "result": {"assignmentRecommendations": [
            {"agentId": "AGENT-1", "complianceScore": 0.98, "recommendedShifts": [
              {"skillId": "SKILL-A", "startTime": "2026-12-01T09:00:00Z", "endTime": "2026-12-01T17:00:00Z",
               "coverageImpact": 6.25, "overtimeFlag": false,
               "breaks": [{"startTimeOffset": 14400, "duration": 1800}]}]}]}}"#;
        serde_json::from_str(job).expect("a job as the contract writes it")
    }

    #[test]
    fn every_field_is_compared() {
        let fault = |file: &str| check(file.as_bytes(), &job(), chrono_tz::Europe::Berlin).err();
        assert!(fault(FILE).is_none(), "{:?}", fault(FILE));
        let second = FILE.lines().last().expect("two lines");
        let wrong = [
            ("no mark", FILE.replace('\u{feff}', "")),
            ("bare line feeds", FILE.replace("\r\n", "\n")),
            ("column", FILE.replace("Hours", "Time")),
            ("agent", FILE.replace("AGENT-1", "AGENT-2")),
            ("skill", FILE.replace("SKILL-A", "SKILL-B")),
            ("local time", FILE.replace("01 10:00", "01 09:00")),
            ("zone", FILE.replace("Berlin", "London")),
            (
                "instant",
                FILE.replace("T17:00", "T17:15")
                    .replace("01 18:00", "01 18:15"),
            ),
            ("hours", FILE.replace("7.50", "8.00")),
            ("impact", FILE.replace("6.25", "6.26")),
            ("overtime", FILE.replace(",no,", ",yes,")),
            ("score", FILE.replace("0.98", "0.97")),
            ("line twice", format!("{FILE}{second}\r\n")),
            (
                "no line",
                FILE.replace(second, "").replace("\r\n\r\n", "\r\n"),
            ),
        ];
        for (name, file) in wrong {
            assert!(fault(&file).is_some(), "not noticed: {name}");
        }
    }
}
