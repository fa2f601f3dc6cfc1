//! The cells of one sheet.

use quick_xml::events::{BytesStart, Event};

use super::strings::{Strings, unescape};
use super::styles::Styles;
use crate::Rows;
use crate::sheets::SheetFault;
use crate::sheets::number::{write_iso, write_long_id, write_number};
use crate::sheets::package::Xml;
use crate::sheets::table::{Merge, Table};
use crate::sheets::xml::{add_text, attribute};

/// The limits of Excel: columns up to XFD.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

/// What cells refer to.
pub(crate) struct Context<'w> {
    pub(crate) strings: &'w Strings,
    pub(crate) styles: &'w Styles,
    pub(crate) since_1904: bool,
}

/// Reads all rows, or the first `most` ones.
pub(crate) fn read(
    xml: &mut Xml<'_>,
    context: &Context<'_>,
    most: Option<usize>,
) -> Result<Rows, SheetFault> {
    let mut table = Table::new(most);
    let mut cell = Cell::default();
    let mut buffer = Vec::new();
    // Cells without a place of their own follow the one before.
    let (mut next_row, mut next_column) = (0, 0);
    let (mut in_text, mut phonetic, mut ended) = (false, false, false);
    while !table.is_enough() {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "row" => {
                    let number = attribute(&element, "r").and_then(|row| row.parse::<u32>().ok());
                    next_row = number.map_or(next_row, |number| number.saturating_sub(1));
                    next_column = 0;
                    // Rows without a cell cost time, too.
                    if next_row > MOST_ROWS {
                        return Err(beyond());
                    }
                }
                "c" => cell.begin(&element, (next_row, next_column)),
                // An inline string stands in `t`; its `v`, if any, repeats it.
                "v" => in_text = cell.kind != Kind::Inline,
                "t" => in_text = cell.kind == Kind::Inline && !phonetic,
                "rPh" => phonetic = true,
                "mergeCell" => {
                    if let Some(merge) = attribute(&element, "ref").and_then(|area| merge(&area)) {
                        table.merge(merge);
                    }
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "v" | "t" => in_text = false,
                "rPh" => phonetic = false,
                "c" => {
                    next_column = cell.column.saturating_add(1);
                    if cell.row >= MOST_ROWS || cell.column >= MOST_COLUMNS {
                        return Err(beyond());
                    }
                    table.put(cell.row, cell.column, cell.text(context))?;
                }
                "row" => next_row = next_row.saturating_add(1),
                "sheetData" => ended = true,
                _ => {}
            },
            Event::Eof if ended => break,
            Event::Eof => {
                return Err(SheetFault::Damaged("a sheet ends in the middle".to_owned()));
            }
            event if in_text => add_text(&mut cell.value, &event),
            _ => {}
        }
    }
    Ok(table.into_rows())
}

fn beyond() -> SheetFault {
    SheetFault::Damaged("it has cells beyond the last row or column".to_owned())
}

/// What a cell's value is (ECMA-376, part 1, 18.18.11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Inline,
    Boolean,
    Date,
    /// A formula's text, an error's name, or something unknown.
    Text,
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    row: u32,
    column: u32,
    style: usize,
    kind: Kind,
    value: String,
    text: String,
}

impl Cell {
    fn begin(&mut self, element: &BytesStart<'_>, (row, column): (u32, u32)) {
        self.value.clear();
        (self.row, self.column, self.style, self.kind) = (row, column, 0, Kind::Number);
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            match attribute.key.as_ref() {
                "r" => (self.row, self.column) = place(value).unwrap_or((row, column)),
                "s" => self.style = value.parse().unwrap_or(0),
                "t" => {
                    self.kind = match value {
                        "n" => Kind::Number,
                        "s" => Kind::Shared,
                        "inlineStr" => Kind::Inline,
                        "b" => Kind::Boolean,
                        "d" => Kind::Date,
                        _ => Kind::Text,
                    }
                }
                _ => {}
            }
        }
    }

    /// What a person reads in the cell.
    fn text<'c>(&'c mut self, context: &Context<'c>) -> &'c str {
        if matches!(self.kind, Kind::Inline | Kind::Text) {
            unescape(&mut self.value, 0);
            return &self.value;
        }
        let format = context.styles.get(self.style);
        let value = self.value.trim();
        self.text.clear();
        match self.kind {
            Kind::Number if write_long_id(&mut self.text, value, format) => {}
            Kind::Number => match value.parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    write_number(&mut self.text, number, format, context.since_1904);
                }
                _ => return value,
            },
            Kind::Shared => {
                let index = value.parse().ok();
                let text = index.and_then(|index| context.strings.get(index));
                return text.unwrap_or_default();
            }
            Kind::Boolean => {
                return match value {
                    "1" | "true" => "TRUE",
                    "0" | "false" => "FALSE",
                    _ => value,
                };
            }
            Kind::Date => write_iso(&mut self.text, value, format),
            Kind::Inline | Kind::Text => return value,
        }
        &self.text
    }
}

/// "B3" as row 2 and column 1.
fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.trim().trim_start_matches('$');
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = name.split_at_checked(letters)?;
    let row: u32 = row.trim_start_matches('$').parse().ok()?;
    let column = column.bytes().try_fold(0_u32, |number, letter| {
        let value = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        number.checked_mul(26)?.checked_add(value)
    })?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// "A5:B9", where cells are merged.
fn merge(area: &str) -> Option<Merge> {
    let (first, last) = area.split_once(':')?;
    let ((row, column), (last, last_column)) = (place(first)?, place(last)?);
    (column < MOST_COLUMNS).then_some(Merge {
        row,
        column,
        last,
        last_column,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told() {
        for (name, at) in [
            ("A1", Some((0, 0))),
            ("$b$3", Some((2, 1))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("A0", None),
            ("7", None),
            ("é1", None),
            ("ZZZZZZZZZZ1", None),
            ("A99999999999", None),
        ] {
            assert_eq!(place(name), at, "{name}");
        }
    }
}
