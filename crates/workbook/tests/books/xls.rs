use workbook::Format;

use crate::{fault, listed, open};

/// Written by the Python package xlwt.
const ROSTER: &[u8] = include_bytes!("../files/roster.xls");

#[test]
fn cells_are_what_a_person_would_type() {
    let book = open("roster.xls", ROSTER.to_vec());

    assert_eq!(
        (book.format, book.sheet.as_deref()),
        (Format::Xls, Some("KW 49"))
    );
    assert_eq!(
        listed(&book.rows),
        [
            (
                1,
                vec!["Agent", "Name", "Start", "Tag", "Beginn", "Dauer", "Quote"]
            ),
            (
                2,
                vec![
                    "1001",
                    "Jörg Müller",
                    "2026-11-30 06:00",
                    "2026-11-30",
                    "06:00",
                    "7:30",
                    "0.5"
                ]
            ),
            // Midnight of a column of moments stays one; a formula without a
            // stored result is empty.
            (
                3,
                vec![
                    "1001",
                    "Eva",
                    "2026-12-01 00:00",
                    "2026-12-01",
                    "00:00",
                    "",
                    "TRUE"
                ]
            ),
        ]
    );
    let sheets: Vec<_> = book
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.hidden))
        .collect();
    assert_eq!(
        sheets,
        [("Cover", false), ("KW 49", false), ("Codes", true)]
    );
    assert_eq!(
        listed(&book.asides[1].rows),
        [(1, vec!["E", "06:00-14:00"])]
    );
}

/// Written by the Python package xlwt: numbers in formats of each kind.
const FORMATS: &[u8] = include_bytes!("../files/formats.xls");

#[test]
fn numbers_show_what_their_formats_say() {
    let book = open("formats.xls", FORMATS.to_vec());

    let shown = [
        "000042",
        "1234567",
        "50%",
        "2026-11-30",
        "06:00",
        "30:00",
        "A-0007",
        "12.5",
    ];
    assert_eq!(
        listed(&book.rows),
        [(1, shown.to_vec()), (2, vec!["000100", "000101", "000102"])]
    );
}

#[test]
fn a_workbook_that_was_cut_off_is_damaged() {
    for length in [8, 100, 512, 2_000, ROSTER.len() / 2] {
        let message = fault("roster.xls", ROSTER[..length].to_vec()).to_string();

        assert!(message.contains("is damaged"), "{length}: {message}");
    }
}

#[test]
fn a_password_is_told() {
    let mut bytes = ROSTER.to_vec();
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));

    let message = fault("roster.xlsx", bytes).to_string();

    assert!(message.contains("protected with a password"), "{message}");
}
