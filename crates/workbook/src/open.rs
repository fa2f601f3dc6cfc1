use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::thread;

use crate::{Book, BookError, Opening, sheets, source, text};

/// Opens a file in this process. A window does it [`apart`](crate::apart::open).
///
/// # Errors
/// When the file cannot be read, is no spreadsheet, or is beyond the limits.
pub fn open(path: &Path, opening: &Opening) -> Result<Book, BookError> {
    let name = source::name_of(path);
    let bytes = source::load(&name, &source::open(path)?)?;
    open_bytes(&name, bytes, opening)
}

/// Opens what a file of that name holds. What it is, its content tells.
///
/// # Errors
/// When the bytes are no spreadsheet, or beyond the limits.
pub fn open_bytes(name: &str, bytes: Vec<u8>, opening: &Opening) -> Result<Book, BookError> {
    source::check_size(name, bytes.len() as u64)?;
    if let Some(kind) = other_kind(&bytes) {
        return Err(BookError::OtherKind {
            file: name.to_owned(),
            kind: kind.to_owned(),
        });
    }
    // A library that meets what it did not expect may panic.
    let opened = catch_unwind(AssertUnwindSafe(|| match sheets::is_workbook(&bytes) {
        true => open_workbook(name, &bytes, opening),
        false => text::open(name, bytes, opening),
    }));
    opened.unwrap_or_else(|_| {
        Err(BookError::Damaged {
            file: name.to_owned(),
            reason: "its parts contradict one another".to_owned(),
        })
    })
}

fn open_workbook(name: &str, bytes: &[u8], opening: &Opening) -> Result<Book, BookError> {
    thread::scope(|scope| {
        let hash = scope.spawn(|| source::fingerprint(bytes));
        let book = sheets::open(name, bytes, opening);
        let hash = hash.join().unwrap_or_else(|panic| resume_unwind(panic));
        book.map(|book| Book { hash, ..book })
    })
}

/// What a file is that is neither text nor a workbook, by its first bytes.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 10] = [
        (b"%PDF", "a PDF document"),
        (b"\x09\x00\x04\x00", "a workbook of Excel 2"),
        (b"\x09\x02\x06\x00", "a workbook of Excel 3"),
        (b"\x09\x04\x06\x00", "a workbook of Excel 4"),
        (b"\x1F\x8B", "a packed file (gzip)"),
        (b"7z\xBC\xAF\x27\x1C", "a packed file (7-Zip)"),
        (b"Rar!", "a packed file (RAR)"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"SQLite format 3\0", "a database"),
    ];
    let kind = kinds.iter().find(|(begin, _)| bytes.starts_with(begin));
    kind.map(|&(_, kind)| kind)
}
