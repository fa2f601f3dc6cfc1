//! How a book crosses from one process to the other: a head in JSON, then the
//! text and marks of its rows as they lie in memory. Both ends are the same
//! program on the same computer.

use std::io::{self, ErrorKind, Read, Write};

use serde::{Deserialize, Serialize};

use crate::book::{Aside, Book, Format, SheetName};
use crate::rows::{MOST_BYTES, Moved, Rows, Span};
use crate::sheets::table::MOST_REPEATS;
use crate::text::{MOST_CELLS, MOST_ROWS};
use crate::{BookError, sheets};

const BEGIN: [u8; 8] = *b"BOOK 1\r\n";
/// The names of all sheets are in it.
const LONGEST_HEAD: u32 = 1 << 24;

/// All of a book but its rows.
#[derive(Serialize, Deserialize)]
struct Head {
    file_name: String,
    hash: String,
    size: u64,
    format: Format,
    encoding: Option<String>,
    damaged: bool,
    delimiter: Option<char>,
    sheets: Vec<SheetName>,
    sheet: Option<String>,
    since_1904: bool,
    rows: Lengths,
    asides: Vec<(String, Lengths)>,
}

/// How long the parts of rows are.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Lengths {
    text: usize,
    cells: usize,
    moved: usize,
    rows: usize,
    spans: usize,
}

pub(super) fn send(mut output: impl Write, book: Result<Book, BookError>) -> io::Result<()> {
    let (head, rows) = match book {
        Err(error) => (Err(error), Vec::new()),
        Ok(book) => {
            let lengths = |rows: &Rows| Lengths {
                text: rows.text.len(),
                cells: rows.ends.len(),
                moved: rows.moved.len(),
                rows: rows.lines.len(),
                spans: rows.spans.len(),
            };
            let asides = book.asides.iter();
            let asides = asides.map(|aside| (aside.sheet.clone(), lengths(&aside.rows)));
            let head = Head {
                rows: lengths(&book.rows),
                asides: asides.collect(),
                file_name: book.file_name,
                hash: book.hash,
                size: book.size,
                format: book.format,
                encoding: book.encoding,
                damaged: book.damaged,
                delimiter: book.delimiter,
                sheets: book.sheets,
                sheet: book.sheet,
                since_1904: book.since_1904,
            };
            let asides = book.asides.into_iter().map(|aside| aside.rows);
            (Ok(head), std::iter::once(book.rows).chain(asides).collect())
        }
    };
    let head = serde_json::to_vec(&head)?;
    let length = u32::try_from(head.len()).map_err(io::Error::other)?;
    output.write_all(&BEGIN)?;
    output.write_all(&length.to_ne_bytes())?;
    output.write_all(&head)?;
    for rows in rows {
        output.write_all(rows.text.as_bytes())?;
        let moved = rows.moved.iter();
        let moved: Vec<u32> = moved
            .flat_map(|cell| [cell.start, cell.end, cell.place])
            .collect();
        let spans = rows.spans.iter();
        let spans: Vec<u32> = spans
            .flat_map(|span| [span.line, span.first, span.last])
            .collect();
        for marks in [
            &rows.ends,
            &moved,
            &rows.lines,
            &rows.starts,
            &rows.firsts,
            &spans,
        ] {
            output.write_all(bytemuck::cast_slice(marks))?;
        }
    }
    output.flush()
}

/// Takes in no more than a book may hold, whatever the other side sends.
pub(super) fn receive(mut input: impl Read) -> io::Result<Result<Book, BookError>> {
    let mut begin = [0; 8];
    input.read_exact(&mut begin)?;
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let length = u32::from_ne_bytes(length);
    if begin != BEGIN || length > LONGEST_HEAD {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut head = vec![0; length as usize];
    input.read_exact(&mut head)?;
    let head: Head = match serde_json::from_slice(&head)? {
        Ok(head) => head,
        Err(error) => return Ok(Err(error)),
    };
    if head.asides.len() > sheets::MOST_ASIDES {
        return Err(ErrorKind::InvalidData.into());
    }
    let rows = receive_rows(&mut input, head.rows)?;
    let asides = head.asides.into_iter().map(|(sheet, lengths)| {
        let rows = receive_rows(&mut input, lengths)?;
        Ok(Aside { sheet, rows })
    });
    let asides = asides.collect::<io::Result<_>>()?;
    Ok(Ok(Book {
        file_name: head.file_name,
        hash: head.hash,
        size: head.size,
        format: head.format,
        encoding: head.encoding,
        damaged: head.damaged,
        delimiter: head.delimiter,
        sheets: head.sheets,
        sheet: head.sheet,
        since_1904: head.since_1904,
        rows,
        asides,
    }))
}

/// Marks that point nowhere are no harm: [`Rows`] looks at each before it follows it.
fn receive_rows(input: &mut impl Read, lengths: Lengths) -> io::Result<Rows> {
    let within = lengths.text <= MOST_BYTES
        && lengths.cells <= MOST_CELLS
        && lengths.moved <= lengths.cells
        && lengths.rows <= MOST_ROWS
        && lengths.spans <= MOST_REPEATS;
    if !within {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut text = vec![0; lengths.text];
    input.read_exact(&mut text)?;
    let text = String::from_utf8(text).map_err(io::Error::other)?;
    let mut marks = |count: usize| -> io::Result<Vec<u32>> {
        let mut marks = vec![0; count];
        input.read_exact(bytemuck::cast_slice_mut(&mut marks))?;
        Ok(marks)
    };
    let ends = marks(lengths.cells)?;
    let moved = marks(lengths.moved * 3)?;
    let moved = moved.as_chunks().0.iter();
    Ok(Rows {
        text,
        ends,
        moved: moved
            .map(|&[start, end, place]| Moved { start, end, place })
            .collect(),
        lines: marks(lengths.rows)?,
        starts: marks(lengths.rows)?,
        firsts: marks(lengths.rows)?,
        spans: {
            let spans = marks(lengths.spans * 3)?;
            let spans = spans.as_chunks().0.iter();
            spans
                .map(|&[line, first, last]| Span { line, first, last })
                .collect()
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Opening, open_bytes};

    #[test]
    fn a_book_arrives_as_it_was_sent() {
        let text = "A,B\n\"x \"\"y\"\"\",\"two\nlines\"\nü,\n";
        let book = open_bytes("a.csv", text.into(), &Opening::default()).unwrap();
        let book = Book {
            asides: vec![Aside {
                sheet: "Legend".to_owned(),
                rows: book.rows.clone(),
            }],
            ..book
        };
        let error = BookError::UnclosedQuote { line: 3 };
        for sent in [Ok(book), Err(error)] {
            let mut wire = Vec::new();
            send(&mut wire, sent.clone()).unwrap();

            assert_eq!(receive(wire.as_slice()).unwrap(), sent);
            for length in 0..wire.len() {
                assert!(receive(&wire[..length]).is_err(), "cut at {length}");
            }
        }
    }

    #[test]
    fn no_more_is_taken_in_than_a_book_holds() {
        let text = "A,B\n1,2\n";
        let book = open_bytes("a.csv", text.into(), &Opening::default()).unwrap();
        let mut wire = Vec::new();
        send(&mut wire, Ok(book)).unwrap();
        let wire = String::from_utf8_lossy(&wire).into_owned();

        for (honest, hostile) in [
            ("\"cells\":4", "\"cells\":9999999999999"),
            ("BOOK 1", "BOOK 2"),
        ] {
            let wire = wire.replace(honest, hostile);

            assert!(receive(wire.as_bytes()).is_err(), "{hostile}");
        }
    }
}
