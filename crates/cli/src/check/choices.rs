//! What `--map` says, as choices of a planner.

use std::collections::BTreeMap;

use serde_json::Value;
use spreadsheet::{Choices, Field};
use workbook::Book;

use crate::Fault;

/// How far down a header is looked for.
const MOST_ROWS: usize = 200;

/// The choices with what each `Column=field` says.
pub(super) fn mapped(book: &Book, choices: Choices, maps: &[String]) -> Result<Choices, Fault> {
    if maps.is_empty() {
        return Ok(choices);
    }
    let maps = maps.iter().map(|map| parsed(map));
    let maps = maps.collect::<Result<Vec<(&str, Option<Field>)>, Fault>>()?;
    let reading = spreadsheet::understand(book, &choices)?;
    let line = reading.understood.header_line;
    let names: Vec<&str> = maps.iter().map(|(name, _)| *name).collect();
    // A header that is not known is not found either, but its words are in it.
    let understood = book.rows.iter().find(|row| row.line() == line);
    let others = book.rows.iter().take(MOST_ROWS);
    let header = understood.into_iter().chain(others);
    let mut places = header.filter_map(|row| {
        let headers: Vec<&str> = row.cells().collect();
        let places = names.iter().map(|name| place(&headers, name));
        Some((row.line(), places.collect::<Option<Vec<usize>>>()?))
    });
    let Some((line, places)) = places.next() else {
        let headers: Vec<&str> = reading
            .columns
            .iter()
            .map(|column| column.header.as_str())
            .collect();
        let unknown = names.iter().find(|name| place(&headers, name).is_none());
        return Err(format!(
            "{} has no column named \"{}\". Its columns are: {}.",
            book.file_name,
            unknown.unwrap_or(&""),
            headers.join(", ")
        )
        .into());
    };
    let mut columns = BTreeMap::new();
    for (column, (name, field)) in places.into_iter().zip(maps) {
        if columns.contains_key(&column) {
            return Err(format!("--map says two things of the column \"{name}\".").into());
        }
        let twin = columns
            .values()
            .any(|&other| other == field && field.is_some_and(is_single));
        if twin {
            return Err(format!(
                "--map says of \"{name}\" and of another column that they are the same. A row has only one of these."
            )
            .into());
        }
        columns.insert(column, field);
    }
    Ok(Choices {
        header_line: Some(line),
        columns,
        ..choices
    })
}

/// Whether a second column of a field would not be read.
fn is_single(field: Field) -> bool {
    use Field::{Agent, AgentName, Date, Duration, Status};
    matches!(field, Agent | AgentName | Date | Duration | Status)
}

/// "Column=field": the last sign counts, because a header may have one, too.
fn parsed(map: &str) -> Result<(&str, Option<Field>), Fault> {
    let Some((column, field)) = map.rsplit_once('=') else {
        return Err(format!("--map \"{map}\" is not of the form \"Column=field\".").into());
    };
    let field = field.trim();
    if field == "ignore" {
        return Ok((column.trim(), None));
    }
    match serde_json::from_value(Value::String(field.to_owned())) {
        Ok(field) => Ok((column.trim(), Some(field))),
        Err(_) => Err(format!(
            "\"{field}\" is no field. Choose one of: agent, agentName, date, start, startTime, end, \
             endTime, duration, skills, proficiency, status, breaks, notes, ignore."
        )
        .into()),
    }
}

/// Where a header is, as it is written or without regard to case.
fn place(headers: &[&str], name: &str) -> Option<usize> {
    let exact = headers.iter().position(|header| header.trim() == name);
    let lowered = name.to_lowercase();
    let mut alike = headers.iter().map(|header| header.trim().to_lowercase());
    exact.or_else(|| alike.position(|header| header == lowered))
}
