//! Files of delimited text.

mod delimiter;
pub(crate) mod encoding;
mod piece;
mod split;
#[cfg(test)]
mod split_tests;
mod wrapped;

use std::panic::resume_unwind;
use std::thread;

use crate::book::{Book, Format, Opening};
use crate::{BookError, source};
use split::SplitFault;
pub(crate) use split::{MOST_CELLS, MOST_ROWS};

/// Opens delimited text.
pub(crate) fn open(file: &str, bytes: Vec<u8>, opening: &Opening) -> Result<Book, BookError> {
    let size = bytes.len() as u64;
    let text = encoding::decode(bytes, opening.encoding.as_deref())?;
    let (mut content, mut start, mut bytes) = (text.content, text.start, text.bytes);
    let head = content.get(start..).unwrap_or_default();
    check_kind(file, head, opening.encoding.is_some())?;
    if let Some(unwrapped) = wrapped::unwrapped(head) {
        bytes.get_or_insert(content.into_bytes());
        (content, start) = (unwrapped, 0);
    }
    let declared = delimiter::declared(&content, start);
    let delimiter = match (opening.delimiter, declared) {
        (Some(chosen), _) => match u8::try_from(chosen) {
            Ok(chosen) if chosen.is_ascii() && !b"\"\r\n".contains(&chosen) => chosen,
            _ => return Err(BookError::UnknownDelimiter { delimiter: chosen }),
        },
        (None, Some((declared, _))) => declared,
        (None, None) => delimiter::sniff(&content, start),
    };
    if let Some((_, end)) = declared {
        start = end;
    }
    // Hashing takes longer than splitting, so it is done beside it.
    let (hash, split) = thread::scope(|scope| {
        let hashed = bytes.as_deref().unwrap_or(content.as_bytes());
        let hash = scope.spawn(|| source::fingerprint(hashed));
        let split = split::split(&content, start, delimiter);
        let hash = hash.join().unwrap_or_else(|panic| resume_unwind(panic));
        (hash, split)
    });
    let rows = split.map_err(|fault| fault.of(file))?.into_rows(content);
    if rows.is_empty() {
        return Err(BookError::Empty {
            file: file.to_owned(),
        });
    }
    Ok(Book {
        file_name: file.to_owned(),
        hash,
        size,
        format: Format::Csv,
        encoding: Some(encoding::name_of(text.encoding)),
        damaged: text.damaged,
        delimiter: Some(delimiter.into()),
        sheets: Vec::new(),
        sheet: None,
        since_1904: false,
        rows,
        asides: Vec::new(),
    })
}

/// Fails where the text is none, or of another kind than a table.
fn check_kind(file: &str, text: &str, chosen: bool) -> Result<(), BookError> {
    let file = || file.to_owned();
    // What a computer that lost its power leaves of a file are zeros.
    let head = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\0');
    if head.is_empty() {
        return Err(BookError::Empty { file: file() });
    }
    let head = text.trim_start();
    let begins = |tag: &str| {
        let head = head.get(..tag.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(tag))
    };
    let begins_with = |tags: &[&str]| tags.iter().any(|tag| begins(tag));
    if begins_with(&["<?xml"]) && head.get(..2_000).unwrap_or(head).contains("<html")
        || begins_with(&["<!doctype", "<html", "<head", "<body", "<table", "<meta"])
    {
        return Err(BookError::WebPage { file: file() });
    }
    let kinds: [(&[&str], &str); 4] = [
        (&["<?xml", "<?mso"], "an XML document"),
        (&["{\\rtf"], "a text document (RTF)"),
        (&["MIME-Version:"], "a web archive"),
        (&["ID;P"], "a SYLK spreadsheet"),
    ];
    for (tags, kind) in kinds {
        if begins_with(tags) {
            let kind = kind.to_owned();
            return Err(BookError::OtherKind { file: file(), kind });
        }
    }
    if is_binary(text, chosen) {
        return Err(BookError::NotText { file: file() });
    }
    Ok(())
}

/// Text has no NUL, and hardly any control characters. Many letters that were
/// replaced say the same, unless a planner chose the encoding and must see that
/// it is the wrong one.
fn is_binary(text: &str, chosen: bool) -> bool {
    const JUDGED: usize = 1 << 20;
    const FEW_REPLACED: usize = 8;
    if memchr::memchr(0, text.as_bytes()).is_some() {
        return true;
    }
    let (mut letters, mut odd, mut all_replaced) = (0, 0, 0);
    for letter in text.chars().take(JUDGED) {
        let spacing = matches!(letter, '\t' | '\n' | '\r' | '\x0B' | '\x0C' | '\x1A');
        let replaced = letter == char::REPLACEMENT_CHARACTER && !chosen;
        letters += 1;
        odd += usize::from(letter.is_control() && !spacing);
        all_replaced += usize::from(replaced);
    }
    // A short file may have a few by an accident.
    let many = all_replaced > FEW_REPLACED || all_replaced * 10 > letters;
    (odd + if many { all_replaced } else { 0 }) * 100 > letters
}

impl SplitFault {
    fn of(self, file: &str) -> BookError {
        let file = file.to_owned();
        match self {
            Self::UnclosedQuote { line } => BookError::UnclosedQuote { line },
            Self::RowTooLong { line } => BookError::LineTooLong { file, line },
            Self::TooManyCells => BookError::TooManyCells { file },
        }
    }
}
