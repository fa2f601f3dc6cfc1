//! Excel 97 to 2003 (and 5 and 95), read by calamine.
//!
//! It does not tell number formats: [`xls_formats`] does. Where that knows none,
//! calamine at least says whether a number is a moment or a length of time, and
//! which parts of a moment are meant is told from its column.

use std::collections::{HashMap, HashSet};
use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetType, SheetVisible, XlsError};
use memchr::memmem;

use super::number::write_number;
use super::number_format::NumberFormat;
use super::table::{Merge, Table};
use super::xls_formats::{self, Formats};
use super::{SheetFault, Workbook};
use crate::{Rows, SheetName};

pub(crate) struct Xls<'b> {
    book: calamine::Xls<Cursor<&'b [u8]>>,
    sheets: Vec<SheetName>,
    /// By sheet.
    formats: HashMap<String, Formats>,
}

impl<'b> Xls<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, SheetFault> {
        let has = |stream: &str| {
            let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
            memmem::find(bytes, &name).is_some()
        };
        if has("EncryptedPackage") {
            return Err(SheetFault::Encrypted);
        }
        if has("WordDocument") && !has("Workbook") {
            return Err(SheetFault::OtherKind("a Word document"));
        }
        let book = calamine::Xls::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsError::Password => SheetFault::Encrypted,
            error => SheetFault::Damaged(error.to_string()),
        })?;
        let sheets = book.sheets_metadata().iter();
        let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let sheets = sheets.map(|sheet| SheetName {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        });
        Ok(Self {
            sheets: sheets.collect(),
            formats: xls_formats::read(bytes),
            book,
        })
    }
}

impl Workbook for Xls<'_> {
    fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    fn since_1904(&self) -> bool {
        self.book.has_1904_epoch()
    }

    fn read(&mut self, index: usize, most: Option<usize>) -> Result<Rows, SheetFault> {
        let Some(sheet) = self.sheets.get(index) else {
            return Ok(Rows::default());
        };
        let damaged = |error: XlsError| SheetFault::Damaged(error.to_string());
        let cells = self.book.worksheet_range(&sheet.name).map_err(damaged)?;
        let merges = self.book.merge_cells_by_sheet_name(&sheet.name);
        let since_1904 = self.since_1904();
        let (top, left) = cells.start().unwrap_or_default();
        let timed = timed_columns(&cells);
        let mut table = Table::new(most);
        let mut text = String::new();
        let formats = self.formats.get(&sheet.name);
        for (row, column, value) in cells.used_cells() {
            let place = (top + row as u32, left + column as u32);
            let format = formats.and_then(|formats| formats.get(&place));
            text.clear();
            match format.zip(as_number(value)) {
                Some((format, value)) => write_number(&mut text, value, format, since_1904),
                None => write_value(&mut text, value, timed.contains(&column), since_1904),
            }
            table.put(place.0, place.1, &text)?;
            if table.is_enough() {
                break;
            }
        }
        for area in merges.unwrap_or_default() {
            table.merge(Merge {
                row: area.start.0,
                column: area.start.1,
                last: area.end.0,
                last_column: area.end.1,
            });
        }
        Ok(table.into_rows())
    }
}

/// Columns with a moment that is neither a day nor a time alone: their
/// midnights are moments, too.
fn timed_columns(cells: &Range<Data>) -> HashSet<usize> {
    let moments = cells
        .used_cells()
        .filter_map(|(_, column, value)| match value {
            Data::DateTime(moment) if moment.is_datetime() => Some((column, moment.as_f64())),
            _ => None,
        });
    let timed = moments.filter(|(_, value)| *value >= 1.0 && value.fract() != 0.0);
    timed.map(|(column, _)| column).collect()
}

fn as_number(value: &Data) -> Option<f64> {
    match value {
        Data::Int(value) => Some(*value as f64),
        Data::Float(value) => Some(*value),
        Data::DateTime(moment) => Some(moment.as_f64()),
        _ => None,
    }
}

fn write_value(text: &mut String, value: &Data, timed: bool, since_1904: bool) {
    match value {
        Data::Empty => {}
        Data::Bool(value) => text.push_str(if *value { "TRUE" } else { "FALSE" }),
        Data::Error(error) => text.push_str(&error.to_string()),
        Data::Int(value) => text.push_str(&value.to_string()),
        Data::Float(value) => write_number(text, *value, &NumberFormat::Plain, since_1904),
        Data::DateTime(moment) => {
            let format = match moment.is_duration() {
                true => NumberFormat::Elapsed,
                false if timed && moment.as_f64() >= 1.0 => NumberFormat::DateTime,
                false => NumberFormat::Moment,
            };
            write_number(text, moment.as_f64(), &format, since_1904);
        }
        Data::String(value) | Data::DateTimeIso(value) | Data::DurationIso(value) => {
            text.push_str(value);
        }
    }
}
