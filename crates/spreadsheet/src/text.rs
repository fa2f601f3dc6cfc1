//! Bytes to text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::SpreadsheetError;

/// A file's text and the encoding it was in.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    pub(crate) content: Cow<'a, str>,
    pub(crate) encoding: &'static str,
    /// Some bytes are no letters in this encoding and were replaced.
    pub(crate) damaged: bool,
}

/// UTF-8 or UTF-16 by their mark, else UTF-8 where it is valid, else
/// Windows-1252, which is what Excel saves as "CSV" in the West.
pub(crate) fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<Text<'a>, SpreadsheetError> {
    let file = || file.to_owned();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(SpreadsheetError::ExcelWorkbook { file: file() });
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => decoded(encoding, bytes.get(mark..).unwrap_or_default()),
        None if std::str::from_utf8(bytes).is_ok() => decoded(UTF_8, bytes),
        None => decoded(WINDOWS_1252, bytes),
    };
    let start = text.content.trim_start();
    if start.is_empty() && !bytes.contains(&0) {
        return Err(SpreadsheetError::Empty { file: file() });
    }
    if is_markup(start) {
        return Err(SpreadsheetError::WebPage { file: file() });
    }
    if is_binary(&text.content) {
        return Err(SpreadsheetError::NotText { file: file() });
    }
    Ok(text)
}

fn decoded<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Text<'a> {
    let (content, damaged) = encoding.decode_without_bom_handling(bytes);
    Text {
        content,
        encoding: match encoding.name() {
            "windows-1252" => "Windows-1252",
            name => name,
        },
        damaged,
    }
}

fn is_markup(start: &str) -> bool {
    let begins = |tag: &str| {
        let head = start.get(..tag.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(tag))
    };
    ["<!doctype", "<html", "<table", "<?xml"]
        .into_iter()
        .any(begins)
}

/// Text has no NUL, and hardly any control characters.
fn is_binary(text: &str) -> bool {
    let odd = |letter: char| {
        let spacing = matches!(letter, '\t' | '\n' | '\r' | '\x0C');
        (letter.is_control() && !spacing) || letter == char::REPLACEMENT_CHARACTER
    };
    // Bytes tell the plain case at once; letters are looked at where they do not.
    if text.is_ascii() && !text.bytes().any(|byte| odd(byte.into())) {
        return false;
    }
    let odd_letters = text.chars().filter(|&letter| odd(letter)).count();
    text.contains('\0') || odd_letters * 100 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told() {
        let utf_16 =
            |bytes: fn(u16) -> [u8; 2]| "\u{FEFF}Müller;ö".encode_utf16().flat_map(bytes).collect();
        let cases: [(&str, Vec<u8>, &str); 5] = [
            ("UTF-8", "Müller;ö".into(), "UTF-8"),
            ("UTF-8 with its mark", "\u{FEFF}Müller;ö".into(), "UTF-8"),
            (
                "UTF-16 little end first",
                utf_16(u16::to_le_bytes),
                "UTF-16LE",
            ),
            ("UTF-16 big end first", utf_16(u16::to_be_bytes), "UTF-16BE"),
            ("Windows-1252", b"M\xFCller;\xF6".to_vec(), "Windows-1252"),
        ];
        for (name, bytes, encoding) in cases {
            let text = decode("roster.csv", &bytes).expect(name);

            assert_eq!(
                (text.content.as_ref(), text.encoding),
                ("Müller;ö", encoding),
                "{name}"
            );
            assert!(!text.damaged, "{name}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        let noise: Vec<u8> = (0..20_000_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        let cases: [(&[u8], &str); 7] = [
            (b"", "is empty"),
            (b"\xEF\xBB\xBF \r\n\r\n", "is empty"),
            (b"PK\x03\x04rest", "is an Excel workbook"),
            (b"\xD0\xCF\x11\xE0rest", "is an Excel workbook"),
            (b" <HTML><body>", "is a web page"),
            (b"Agent,\0Start", "does not hold readable text"),
            (&noise, "does not hold readable text"),
        ];
        for (bytes, said) in cases {
            let message = decode("roster.csv", bytes).unwrap_err().to_string();

            assert!(message.contains(said), "{said}: {message}");
        }
    }
}
