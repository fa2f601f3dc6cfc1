//! Text to rows of cells.

use crate::table::columns::Columns;
use crate::records::Records;
use crate::{Rows, SpreadsheetError};

/// More would fill the memory.
const MOST_CELLS: usize = 50_000_000;

/// A header and the rows below it.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) delimiter: char,
    pub(crate) header_line: usize,
    pub(crate) header: Vec<String>,
    pub(crate) rows: Rows,
}

/// Splits `text` into a header, which is its first line that is not blank, and
/// rows. Blank lines are no rows.
pub(crate) fn split(file: &str, text: &str) -> Result<Table, SpreadsheetError> {
    let (declared, start) = declared_delimiter(text);
    let delimiter = declared.unwrap_or_else(|| sniff(text));
    let mut records = Records::new(text, start, delimiter);
    let mut header = None;
    let mut rows = Rows::default();
    loop {
        let record = match records.next() {
            Ok(Some(record)) => record,
            Ok(None) => break,
            Err(fault) => return Err(fault.of(file)),
        };
        if record.is_blank() {
            continue;
        }
        if header.is_none() {
            let cells = record.cells().into_iter().map(str::to_owned).collect();
            header = Some((record.line, cells));
            continue;
        }
        rows.push(record.line, record.text, record.ends);
        if rows.cell_count() > MOST_CELLS {
            return Err(SpreadsheetError::TooManyCells {
                file: file.to_owned(),
            });
        }
    }
    let file = file.to_owned();
    let Some((header_line, header)) = header else {
        return Err(SpreadsheetError::Empty { file });
    };
    Ok(Table {
        delimiter: delimiter.into(),
        header_line,
        header,
        rows,
    })
}

/// The delimiter of a first line such as `sep=;`, which Excel writes and
/// reads, and where that line ends.
fn declared_delimiter(text: &str) -> (Option<u8>, usize) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let line = text.get(..end).unwrap_or_default();
    let line = line
        .strip_prefix('"')
        .and_then(|line| line.strip_suffix('"'))
        .unwrap_or(line);
    match line.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] if delimiter.is_ascii() => {
            (Some(*delimiter), end)
        }
        _ => (None, 0),
    }
}

/// The delimiter with which the header is understood best, and else the one
/// that cuts most lines into as many cells as the first.
fn sniff(text: &str) -> u8 {
    const LINES: usize = 25;
    let fit = |delimiter: u8| {
        let mut records = Records::new(text, 0, delimiter);
        let mut first: Option<(usize, usize)> = None;
        let (mut like_first, mut seen) = (0, 0);
        while seen < LINES
            && let Ok(Some(record)) = records.next()
        {
            if record.is_blank() {
                continue;
            }
            seen += 1;
            let width = record.ends.len();
            let (_, first_width) = *first.get_or_insert_with(|| {
                (
                    Columns::recognise(&record.cells(), None).recognised(),
                    width,
                )
            });
            like_first += usize::from(width == first_width);
        }
        let (recognised, width) = first.unwrap_or_default();
        (recognised, if width > 1 { like_first } else { 0 }, width)
    };
    // The last of equals is the greatest: the comma is the usual one.
    let candidates = [b'|', b'\t', b';', b','];
    candidates
        .into_iter()
        .max_by_key(|&delimiter| fit(delimiter))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, delimiter: char, rows: &[(usize, &[&str])]) {
        let table = split("roster.csv", text).expect(text);

        assert_eq!(table.delimiter, delimiter, "{text:?}");
        let read: Vec<(usize, Vec<&str>)> = table
            .rows
            .iter()
            .map(|row| (row.line(), row.cells().collect()))
            .collect();
        let expected: Vec<(usize, Vec<&str>)> = rows
            .iter()
            .map(|(line, cells)| (*line, cells.to_vec()))
            .collect();
        assert_eq!(read, expected, "{text:?}");
    }

    #[test]
    fn delimiters_are_told() {
        for delimiter in [',', ';', '|', '\t'] {
            let text = "Agent ID,Start,End,Skills\nA1,1,2,\"a;b|c\"\n"
                .replace(',', &delimiter.to_string());

            check(&text, delimiter, &[(2, &["A1", "1", "2", "a;b|c"])]);
        }
        // Decimal commas do not outweigh the delimiter that the header shows.
        check(
            "Skill;Start;Bedarf\nA;1;0,5\nB;2;0,7\n",
            ';',
            &[(2, &["A", "1", "0,5"]), (3, &["B", "2", "0,7"])],
        );
        check("x|y\n1,2|3,4\n", '|', &[(2, &["1,2", "3,4"])]);
        check(
            "sep=;\r\nAgent,x;End\r\n1,2;3\r\n",
            ';',
            &[(3, &["1,2", "3"])],
        );
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let text = "\n\nA,B\n1,2\n\n,\n\"two\nlines\",4\n5,6";
        let rows: &[(usize, &[&str])] = &[
            (4, &["1", "2"]),
            (7, &["two\nlines", "4"]),
            (9, &["5", "6"]),
        ];

        check(text, ',', rows);
        check(
            &text.replace('\n', "\r\n").replace("two\r\n", "two\n"),
            ',',
            rows,
        );
        check(
            &text.replace('\n', "\r").replace("two\r", "two\n"),
            ',',
            rows,
        );
    }

    #[test]
    fn an_open_quotation_mark_is_found_however_much_follows() {
        let rest = "A2,x\n".repeat(1_000_000);
        for text in [
            format!("A,B\nA1,x\nA2,\"x\n{rest}"),
            "A,B\nA1,x\nA2,\"x\nA3,\"y\"\n".to_owned(),
        ] {
            let fault = split("roster.csv", &text).unwrap_err();

            assert!(
                matches!(fault, SpreadsheetError::UnclosedQuote { line: 3 }),
                "{fault}"
            );
        }
    }

    #[test]
    fn an_endless_line_is_refused() {
        for text in [
            format!("A,B\n1,{}", "x".repeat(2_000_000)),
            format!("A,B\n{}", ",".repeat(20_000)),
        ] {
            let fault = split("roster.csv", &text).unwrap_err();

            assert!(
                matches!(fault, SpreadsheetError::LineTooLong { line: 2, .. }),
                "{fault}"
            );
        }
    }
}
