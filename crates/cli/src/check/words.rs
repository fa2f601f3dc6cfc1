//! What a person reads.

use std::io::{self, Write};

use spreadsheet::{Confidence, Question, Reading};
use workbook::Book;
use workflow::import::starts;

use crate::doubts;

pub(super) fn print(out: &mut impl Write, book: &Book, reading: &Reading) -> io::Result<()> {
    let understood = &reading.understood;
    writeln!(
        out,
        "{}: {}, times in {}",
        book.file_name,
        understood.words().join(" · "),
        understood.zone
    )?;
    for column in &reading.columns {
        let means = match (column.field, column.day) {
            (_, Some(day)) => format!("shifts of {}", day.format("%a %d %b %Y")),
            (Some(field), None) => field.words().to_owned(),
            (None, None) if column.is_agent => "shifts of this agent".to_owned(),
            (None, None) => "not read".to_owned(),
        };
        let sure = match column.confidence {
            Confidence::Guess if column.field.is_some() => " (a guess by its cells)",
            Confidence::Likely => " (likely)",
            Confidence::Chosen => " (as you said)",
            Confidence::Guess | Confidence::Sure => "",
        };
        let header = column.header.trim().replace(['\n', '\r'], " ");
        writeln!(out, "  {header}: {means}{sure}")?;
    }
    for note in &understood.notes {
        writeln!(out, "{note}")?;
    }
    if reading.questions.contains(&Question::DefaultSkill) {
        writeln!(out, "No column says the skills, so the shifts have none.")?;
    }
    for doubt in reading.questions.iter().filter_map(doubts::about_days) {
        writeln!(out, "{doubt}")?;
    }
    let days = starts(&reading.shifts).map_or_else(String::new, |range| {
        let day =
            |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&understood.zone).date_naive();
        format!(", starting {} to {}", day(range.start), day(range.end))
    });
    writeln!(
        out,
        "\n{} of {}{days}",
        count(reading.shifts.len(), "shift"),
        count(reading.shifts.agents().len(), "agent")
    )?;
    let left_out = super::left_out(reading);
    if !left_out.is_empty() {
        writeln!(out, "\n{} left out", count(left_out.len(), "row"))?;
    }
    for row in &left_out {
        writeln!(out, "  Line {}: {}", row.line, row.reason)?;
    }
    let (stopped, warnings) = (reading.stopped_rows(), reading.warnings());
    writeln!(
        out,
        "\n{} with errors, {}",
        count(stopped, "row"),
        count(warnings, "warning")
    )?;
    for problem in &reading.problems {
        writeln!(out, "  {problem}")?;
    }
    Ok(())
}

fn count(number: usize, unit: &str) -> String {
    match number {
        1 => format!("1 {unit}"),
        _ => format!("{number} {unit}s"),
    }
}
