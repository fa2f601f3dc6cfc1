use proptest::prelude::*;
use workbook::{Format, Opening, open_bytes};

use crate::{fault, listed, open};

#[test]
fn text_is_opened_as_its_content_tells() {
    let text = "sep=;\r\nNr.;Name;Beginn\r\n\r\n1001;\"Müller; Jörg\";30.11.2026 06:00\r\n";
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode(text);

    let book = open("plan.csv", western.into_owned());

    assert_eq!(
        (book.format, book.encoding.as_deref()),
        (Format::Csv, Some("Windows-1252"))
    );
    assert_eq!(
        (book.delimiter, book.sheets.len(), book.sheet),
        (Some(';'), 0, None)
    );
    assert_eq!(
        listed(&book.rows),
        [
            (2, vec!["Nr.", "Name", "Beginn"]),
            (4, vec!["1001", "Müller; Jörg", "30.11.2026 06:00"]),
        ]
    );
    assert_eq!(book.size, text.chars().count() as u64);
}

#[test]
fn the_planner_chooses_the_encoding_and_the_delimiter() {
    let opening = Opening {
        encoding: Some("Shift_JIS".to_owned()),
        delimiter: Some('|'),
        sheet: None,
    };

    let book = open_bytes("a.csv", b"\x8E\x52|x,y;z\n\xFF|1".to_vec(), &opening).unwrap();

    assert_eq!(
        listed(&book.rows),
        [(1, vec!["山", "x,y;z"]), (2, vec!["\u{FFFD}", "1"])]
    );
    assert!(book.damaged);
}

#[test]
fn an_open_quotation_mark_is_named_with_its_line() {
    let rest = "A2,x\n".repeat(2_000_000);

    let message = fault("a.csv", format!("A,B\nA1,x\nA2,\"x\n{rest}").into()).to_string();

    assert!(
        message.starts_with("Line 3: a cell opens with a quotation mark"),
        "{message}"
    );
}

#[test]
fn a_changed_file_has_another_fingerprint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let mut hashes = Vec::new();
    for text in ["A,B\n1,2\n", "A,B\n1,3\n"] {
        std::fs::write(&path, text).unwrap();

        let book = workbook::open(&path, &Opening::default()).unwrap();

        assert_eq!(book.hash, workbook::fingerprint_of_file(&path).unwrap());
        hashes.push(book.hash);
    }
    assert_ne!(hashes[0], hashes[1]);
}

/// Cells as people have them: with the other delimiters, ends of line and
/// quotation marks in them.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9]{1,8}",
        "[a-z,;| \t\"\n\r\u{e9}\u{65e5}]{0,8}",
        any::<String>()
    ]
    .prop_filter("text has no NUL", |cell| !cell.contains('\0'))
}

proptest! {
    /// What the csv crate writes reads back cell for cell.
    #[test]
    fn what_was_written_is_read(
        rows in prop::collection::vec(prop::collection::vec(cell(), 3), 1..12),
        delimiter in prop::sample::select(&b",;|\t"[..]),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["Agent", "Start", "End"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let opening = Opening {
            delimiter: Some(delimiter.into()),
            encoding: Some("UTF-8".to_owned()),
            sheet: None,
        };

        let book = match open_bytes("a.csv", writer.into_inner().unwrap(), &opening) {
            Ok(book) => book,
            // Mostly control characters: no text.
            Err(fault) => {
                prop_assert!(fault.to_string().contains("readable text"), "{fault}");
                return Ok(());
            }
        };

        let blank = |row: &&Vec<String>| row.iter().all(|cell| cell.trim().is_empty());
        let kept: Vec<&Vec<String>> = rows.iter().filter(|row| !blank(row)).collect();
        let read: Vec<Vec<String>> = book.rows.iter().skip(1)
            .map(|row| row.cells().map(str::to_owned).collect())
            .collect();
        prop_assert_eq!(read.iter().collect::<Vec<_>>(), kept);
    }
}
