//! What a program reads. Shifts are written one by one: there may be a million.

use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Serialize, Serializer};
use spreadsheet::{Confidence, DateOrder, Field, Layout, LeftOut, Problem, Reading};
use spreadsheet::{ProblemCode, Severity};
use staffing::{Proficiency, ShiftStatus};
use workbook::Format;

/// Prints `{"understood", "shifts", "leftOut", "problems"}`.
pub(super) fn print(out: &mut impl Write, reading: &Reading) -> io::Result<()> {
    let understood = &reading.understood;
    let columns = reading.columns.iter().map(|column| Column {
        header: &column.header,
        field: column.field,
        day: column.day,
        confidence: column.confidence,
    });
    let problems = reading
        .problems
        .iter()
        .map(|problem| of_problem(reading, problem));
    let whole = Whole {
        understood: Understood {
            format: understood.format,
            encoding: understood.encoding.as_deref(),
            delimiter: understood.delimiter,
            sheet: understood.sheet.as_deref(),
            header_line: understood.header_line,
            layout: understood.layout,
            columns: columns.collect(),
            date_order: understood.date_order.map(|order| match order {
                DateOrder::DayFirst => "dmy",
                DateOrder::MonthFirst => "mdy",
                DateOrder::YearFirst => "ymd",
            }),
            zone: understood.zone.name(),
            notes: &understood.notes,
        },
        shifts: Shifts(reading),
        left_out: super::left_out(reading),
        problems: problems.collect(),
    };
    serde_json::to_writer(&mut *out, &whole)?;
    writeln!(out)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole<'r> {
    understood: Understood<'r>,
    shifts: Shifts<'r>,
    left_out: Vec<LeftOut>,
    problems: Vec<ProblemOf<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Understood<'r> {
    format: Format,
    encoding: Option<&'r str>,
    delimiter: Option<char>,
    sheet: Option<&'r str>,
    header_line: usize,
    layout: Layout,
    columns: Vec<Column<'r>>,
    date_order: Option<&'static str>,
    zone: &'static str,
    notes: &'r [String],
}

#[derive(Serialize)]
struct Column<'r> {
    header: &'r str,
    field: Option<Field>,
    day: Option<NaiveDate>,
    confidence: Confidence,
}

struct Shifts<'r>(&'r Reading);

impl Serialize for Shifts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.shifts.iter().map(|read| {
            let shift = read.shift;
            Shift {
                line: read.line,
                agent_id: shift.agent.to_string(),
                start_date: text(shift.time.start),
                end_date: text(shift.time.end),
                skills: shift.skills.iter().map(of_skill).collect(),
                breaks: shift.breaks.iter().map(of_break).collect(),
                status: shift.status,
            }
        }))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shift {
    line: usize,
    agent_id: String,
    start_date: String,
    end_date: String,
    skills: Vec<Skill>,
    breaks: Vec<Break>,
    status: ShiftStatus,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Skill {
    skill_id: String,
    proficiency_level: Option<Proficiency>,
}

/// Both in seconds, as the API has them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Break {
    start_time_offset: u32,
    duration: u32,
}

#[derive(Serialize)]
struct ProblemOf<'r> {
    line: usize,
    /// The header of the column in which it lies.
    column: Option<&'r str>,
    code: ProblemCode,
    severity: Severity,
    message: &'r str,
    suggestion: Option<&'r str>,
}

fn of_problem<'r>(reading: &'r Reading, problem: &'r Problem) -> ProblemOf<'r> {
    let column = problem
        .column
        .and_then(|column| reading.columns.get(column));
    ProblemOf {
        line: problem.line,
        column: column.map(|column| column.header.as_str()),
        code: problem.code,
        severity: problem.severity,
        message: &problem.message,
        suggestion: problem.suggestion.as_deref(),
    }
}

fn of_skill(skill: &staffing::ShiftSkill) -> Skill {
    Skill {
        skill_id: skill.skill.to_string(),
        proficiency_level: skill.proficiency,
    }
}

fn of_break(pause: &staffing::Break) -> Break {
    Break {
        start_time_offset: pause.offset_seconds,
        duration: pause.duration_seconds,
    }
}

fn text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
