use workbook::{BookError, Opening, open_bytes};

use crate::packages::zipped;
use crate::{fault, open};

#[test]
fn other_kinds_of_files_are_named() {
    let noise: Vec<u8> = (0..20_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let cases: [(Vec<u8>, &str); 17] = [
        (b"".to_vec(), "is empty"),
        (b"\xEF\xBB\xBF \r\n\r\n".to_vec(), "is empty"),
        (b",,\n,\n\"\", \n".to_vec(), "is empty"),
        (b" <HTML><body><table>".to_vec(), "is a web page"),
        (b"<?xml version=\"1.0\"?><html>".to_vec(), "is a web page"),
        (
            b"<?xml version=\"1.0\"?><Workbook>".to_vec(),
            "is an XML document",
        ),
        (b"%PDF-1.7".to_vec(), "is a PDF document"),
        (b"{\\rtf1".to_vec(), "is a text document (RTF)"),
        (
            b"\x09\x04\x06\x00\x00\x00".to_vec(),
            "is a workbook of Excel 4",
        ),
        (b"Agent,\0Start".to_vec(), "does not hold readable text"),
        (noise, "does not hold readable text"),
        (vec![0; 6], "is empty"),
        (
            zipped(&[("xl/workbook.bin", "")]),
            "is a binary workbook (.xlsb)",
        ),
        (zipped(&[("word/document.xml", "")]), "is a Word document"),
        (
            zipped(&[("Index/Document.iwa", "")]),
            "is an Apple Numbers or Pages document",
        ),
        (
            zipped(&[("shifts.csv", "")]),
            "is a ZIP archive without a workbook",
        ),
        (b"PK\x03\x04 and nothing more".to_vec(), "is damaged"),
    ];
    for (bytes, said) in cases {
        let message = fault("roster.xls", bytes).to_string();

        assert!(message.contains(said), "{said}: {message}");
    }
}

#[test]
fn the_content_counts_not_the_name() {
    assert_eq!(open("roster.xlsx", b"A,B\n1,2\n".to_vec()).rows.len(), 2);
}

#[test]
fn what_was_chosen_wrong_is_named() {
    for (opening, said) in [
        (
            Opening {
                encoding: Some("EBCDIC".to_owned()),
                ..Opening::default()
            },
            "not the name of an encoding",
        ),
        (
            Opening {
                delimiter: Some('"'),
                ..Opening::default()
            },
            "cannot stand between cells",
        ),
    ] {
        let message = open_bytes("a.csv", b"A,B\n".to_vec(), &opening)
            .unwrap_err()
            .to_string();

        assert!(message.contains(said), "{message}");
    }
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let fault = fault("large.csv", vec![b'x'; 200_000_001]);

    assert!(matches!(
        fault,
        BookError::TooLarge {
            size: 200_000_001,
            ..
        }
    ));
    assert!(
        fault
            .to_string()
            .starts_with("large.csv is 201 MB large. Files up to 200 MB")
    );
}
