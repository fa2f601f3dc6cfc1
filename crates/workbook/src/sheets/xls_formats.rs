//! The number formats of an Excel 97 workbook, which calamine does not tell:
//! they alone say that 42 is the agent "0042".
//!
//! Records as in Microsoft's \[MS-XLS\]. Whatever is not as it should be ends the
//! reading: the cells of which nothing is known are shown as calamine tells them.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use super::number_format::NumberFormat;

/// Row and column, from 0, of a sheet's numbers, and how they are shown.
pub(super) type Formats = HashMap<(u32, u32), NumberFormat>;

/// The formats of each sheet's numbers that are not shown plainly, by its name.
pub(super) fn read(bytes: &[u8]) -> HashMap<String, Formats> {
    stream(bytes)
        .and_then(|stream| of_stream(&stream))
        .unwrap_or_default()
}

fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut stream = Vec::new();
    // No stream is longer than the file that holds it.
    let limit = u64::try_from(bytes.len()).ok()?;
    let workbook = file.open_stream("/Workbook").ok()?;
    workbook.take(limit).read_to_end(&mut stream).ok()?;
    Some(stream)
}

fn of_stream(stream: &[u8]) -> Option<HashMap<String, Formats>> {
    let mut codes: HashMap<u16, NumberFormat> = HashMap::new();
    let mut styles: Vec<u16> = Vec::new();
    let mut sheets: Vec<(String, usize)> = Vec::new();
    let mut globals = Records::at(stream, 0);
    let (BEGIN, begin) = globals.next()? else {
        return None;
    };
    if number(begin, 0)? != EXCEL_97 {
        return None;
    }
    for (kind, data) in globals {
        match kind {
            FORMAT => {
                codes.insert(
                    number(data, 0)?,
                    NumberFormat::of_code(&long_text(data.get(2..)?)?),
                );
            }
            STYLE => styles.push(number(data, 2)?),
            SHEET => {
                let place = u32::from_le_bytes(*data.first_chunk()?);
                sheets.push((short_text(data.get(6..)?)?, usize::try_from(place).ok()?));
            }
            END => break,
            _ => {}
        }
    }
    let styles: Vec<NumberFormat> = styles
        .into_iter()
        .map(|id| match codes.get(&id) {
            Some(format) => format.clone(),
            None => NumberFormat::built_in(id.into()),
        })
        .collect();
    let formats = sheets.into_iter().take(MOST_SHEETS).map(|(name, place)| {
        let formats = of_sheet(Records::at(stream, place), &styles);
        (name, formats.unwrap_or_default())
    });
    Some(formats.collect())
}

fn of_sheet(records: Records<'_>, styles: &[NumberFormat]) -> Option<Formats> {
    let mut formats = Formats::new();
    let mut depth = 0_usize;
    for (kind, data) in records {
        match kind {
            // A chart in the sheet is a sheet in itself.
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            NUMBER | SMALL_NUMBER | FORMULA if depth == 1 => {
                let (row, column) = (number(data, 0)?, number(data, 2)?);
                note(&mut formats, styles, row, column, number(data, 4)?);
            }
            SMALL_NUMBERS if depth == 1 => {
                let (row, first) = (number(data, 0)?, number(data, 2)?);
                let cells = data.get(4..data.len().checked_sub(2)?)?.chunks_exact(6);
                for (cell, column) in cells.zip(first..) {
                    note(&mut formats, styles, row, column, number(cell, 0)?);
                }
            }
            _ => {}
        }
    }
    Some(formats)
}

fn note(formats: &mut Formats, styles: &[NumberFormat], row: u16, column: u16, style: u16) {
    let format = styles.get(usize::from(style));
    if let Some(format) = format.filter(|format| **format != NumberFormat::Plain) {
        formats.insert((row.into(), column.into()), format.clone());
    }
}

/// A file that names the same sheet again and again must not keep the program busy.
const MOST_SHEETS: usize = 255;

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const EXCEL_97: u16 = 0x0600;
const FORMAT: u16 = 0x041E;
const STYLE: u16 = 0x00E0;
const SHEET: u16 = 0x0085;
const NUMBER: u16 = 0x0203;
const SMALL_NUMBER: u16 = 0x027E;
const SMALL_NUMBERS: u16 = 0x00BD;
const FORMULA: u16 = 0x0006;

/// Kind and data of one record after the other.
struct Records<'s> {
    rest: &'s [u8],
}

impl<'s> Records<'s> {
    fn at(stream: &'s [u8], place: usize) -> Self {
        Self {
            rest: stream.get(place..).unwrap_or_default(),
        }
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (number(self.rest, 0)?, number(self.rest, 2)?);
        let (data, rest) = self.rest.get(4..)?.split_at_checked(length.into())?;
        self.rest = rest;
        Some((kind, data))
    }
}

fn number(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..)?
        .first_chunk()
        .map(|bytes| u16::from_le_bytes(*bytes))
}

/// A text after its length in two bytes.
fn long_text(data: &[u8]) -> Option<String> {
    text(number(data, 0)?, data.get(2..)?)
}

/// A text after its length in one byte.
fn short_text(data: &[u8]) -> Option<String> {
    text((*data.first()?).into(), data.get(1..)?)
}

/// A byte of marks, then letters of one or two bytes.
fn text(letters: u16, data: &[u8]) -> Option<String> {
    let (marks, data) = data.split_first()?;
    let letters = usize::from(letters);
    if marks & 1 == 0 {
        return Some(
            data.get(..letters)?
                .iter()
                .copied()
                .map(char::from)
                .collect(),
        );
    }
    let (pairs, _) = data.get(..letters * 2)?.as_chunks();
    let units: Vec<u16> = pairs.iter().copied().map(u16::from_le_bytes).collect();
    Some(String::from_utf16_lossy(&units))
}
