//! OpenDocument spreadsheets.
//!
//! Read from the XML by own code rather than by calamine, because the text that
//! a cell shows is needed beside its value (leading zeros, midnight, lengths of
//! time stand nowhere else), and repeated rows must be counted, not made.

mod cell;

use quick_xml::events::{BytesStart, Event};

use super::package::Package;
use super::table::{Merge, Table};
use super::xml::{add_text, attribute};
use super::{SheetFault, Workbook};
use crate::text::MOST_CELLS;
use crate::{Rows, SheetName};
use cell::Cell;

const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

pub(crate) struct Ods {
    sheets: Vec<SheetName>,
    rows: Vec<Rows>,
}

/// Whether the package is an OpenDocument spreadsheet.
pub(crate) fn is_spreadsheet(package: &mut Package<'_>) -> Result<bool, SheetFault> {
    let kind = package.text("mimetype")?.unwrap_or_default();
    match kind
        .trim()
        .strip_prefix("application/vnd.oasis.opendocument.")
    {
        Some(kind) if kind.starts_with("spreadsheet") => Ok(true),
        Some(_) => Err(SheetFault::OtherKind("an OpenDocument file without sheets")),
        None => Ok(package.has("content.xml") && package.has("META-INF/manifest.xml")),
    }
}

impl Ods {
    pub(crate) fn open(mut package: Package<'_>) -> Result<Self, SheetFault> {
        if is_encrypted(&mut package)? {
            return Err(SheetFault::Encrypted);
        }
        let Some(mut xml) = package.xml("content.xml")? else {
            return Err(SheetFault::Damaged("its content is missing".to_owned()));
        };
        let mut reading = Reading::default();
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer)? {
                Event::Start(element) => reading.start(&element),
                Event::End(element) => reading.end(element.local_name().as_ref())?,
                Event::Eof if reading.ended => {
                    return Ok(Self {
                        sheets: reading.sheets,
                        rows: reading.rows,
                    });
                }
                Event::Eof => {
                    return Err(SheetFault::Damaged("it ends in the middle".to_owned()));
                }
                event if reading.in_text > 0 && reading.skipped == 0 => {
                    add_text(&mut reading.cell.shown, &event);
                }
                _ => {}
            }
        }
    }
}

impl Workbook for Ods {
    fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    fn since_1904(&self) -> bool {
        false
    }

    fn read(&mut self, index: usize, most: Option<usize>) -> Result<Rows, SheetFault> {
        let Some(rows) = self.rows.get_mut(index) else {
            return Ok(Rows::default());
        };
        let Some(most) = most else {
            return Ok(std::mem::take(rows));
        };
        let mut first = Rows::default();
        for row in rows.iter().take(most) {
            first.push_cells(row.line(), row.cells());
        }
        Ok(first)
    }
}

fn is_encrypted(package: &mut Package<'_>) -> Result<bool, SheetFault> {
    let Some(mut xml) = package.xml("META-INF/manifest.xml")? else {
        return Ok(false);
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) if element.local_name().as_ref() == "encryption-data" => {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// Where in the content the reading is.
#[derive(Default)]
struct Reading {
    sheets: Vec<SheetName>,
    rows: Vec<Rows>,
    /// Styles of tables that are hidden, and the style that is being defined.
    hidden: Vec<String>,
    style: String,
    table: Table,
    row: u32,
    column: u32,
    row_repeats: u32,
    /// What the row has, by column.
    cells: Vec<(u32, String)>,
    cell: Cell,
    /// Open paragraphs of a cell.
    in_text: u32,
    /// Open notes, drawings and former versions, which are no cells.
    skipped: u32,
    ended: bool,
}

impl Reading {
    fn start(&mut self, element: &BytesStart<'_>) {
        let repeats = |name| {
            let value = attribute(element, name).and_then(|value| value.parse::<u32>().ok());
            value.unwrap_or(1).max(1)
        };
        match element.local_name().as_ref() {
            "annotation" | "frame" | "shapes" | "tracked-changes" | "custom-shape" => {
                self.skipped += 1;
            }
            _ if self.skipped > 0 => {}
            "style" => self.style = attribute(element, "name").unwrap_or_default(),
            "table-properties" if attribute(element, "display").as_deref() == Some("false") => {
                self.hidden.push(self.style.clone());
            }
            "table" => {
                let style = attribute(element, "style-name").unwrap_or_default();
                self.sheets.push(SheetName {
                    name: attribute(element, "name").unwrap_or_default(),
                    hidden: self.hidden.contains(&style),
                });
                (self.table, self.row) = (Table::default(), 0);
            }
            "table-row" => {
                self.row_repeats = repeats("number-rows-repeated");
                self.column = 0;
                self.cells.clear();
            }
            "table-cell" | "covered-table-cell" => {
                let kind = attribute(element, "value-type").unwrap_or_default();
                let value = [
                    "value",
                    "date-value",
                    "time-value",
                    "boolean-value",
                    "string-value",
                ];
                let value = value.iter().find_map(|name| attribute(element, name));
                self.cell = Cell {
                    kind,
                    value: value.unwrap_or_default(),
                    repeats: repeats("number-columns-repeated"),
                    rows: repeats("number-rows-spanned"),
                    columns: repeats("number-columns-spanned"),
                    ..Cell::default()
                };
            }
            "p" => {
                if self.cell.paragraphs > 0 {
                    self.cell.shown.push('\n');
                }
                self.cell.paragraphs += 1;
                self.in_text += 1;
            }
            "s" if self.in_text > 0 => {
                let spaces = repeats("c").min(1_000) as usize;
                self.cell.shown.push_str(&" ".repeat(spaces));
            }
            "tab" if self.in_text > 0 => self.cell.shown.push('\t'),
            "line-break" if self.in_text > 0 => self.cell.shown.push('\n'),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), SheetFault> {
        match name {
            "annotation" | "frame" | "shapes" | "tracked-changes" | "custom-shape" => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            _ if self.skipped > 0 => {}
            "p" => self.in_text = self.in_text.saturating_sub(1),
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            "table-row" => self.end_row()?,
            "table" => {
                let table = std::mem::take(&mut self.table);
                self.rows.push(table.into_rows());
                let cells: usize = self.rows.iter().map(Rows::cell_count).sum();
                if cells > MOST_CELLS {
                    return Err(SheetFault::TooManyCells);
                }
            }
            "document-content" => self.ended = true,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), SheetFault> {
        let cell = std::mem::take(&mut self.cell);
        let repeats = cell.repeats.max(1);
        let first = self.column;
        self.column = first.saturating_add(repeats);
        self.table.merge(Merge {
            row: self.row,
            column: first,
            last: self.row.saturating_add(cell.rows.max(1) - 1),
            last_column: first.saturating_add(cell.columns.max(1) - 1),
        });
        let text = cell.text();
        if text.is_empty() {
            return Ok(());
        }
        if self.column > MOST_COLUMNS {
            return Err(beyond());
        }
        for column in first..self.column {
            self.cells.push((column, text.clone()));
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), SheetFault> {
        let first = self.row;
        self.row = first.saturating_add(self.row_repeats.max(1));
        if self.cells.is_empty() {
            return Ok(());
        }
        if self.row > MOST_ROWS {
            return Err(beyond());
        }
        for row in first..self.row {
            for (column, text) in &self.cells {
                self.table.put(row, *column, text)?;
            }
        }
        Ok(())
    }
}

fn beyond() -> SheetFault {
    SheetFault::Damaged("it has cells beyond the last row or column".to_owned())
}
