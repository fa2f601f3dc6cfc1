//! Files that cannot be read at all, and what is said then.

#![cfg(test)]

use chrono_tz::Europe::London;
use spreadsheet::{Choices, FileKind, understand};
use workbook::{Opening, open_bytes};

/// What is said of a file that cannot be read at all.
fn check(content: &str, kind: Option<FileKind>, expected: &str) {
    let book = open_bytes("roster.csv", content.into(), &Opening::default()).expect(content);
    let choices = Choices {
        kind,
        ..Choices::new(London)
    };

    let reading = understand(&book, &choices).and_then(|reading| reading.whole(&book.file_name));

    assert_eq!(reading.unwrap_err().to_string(), expected, "{content}");
}

#[test]
fn what_is_no_roster_is_named() {
    for (content, kind, expected) in [
        (
            "Agent,Start,End,Skills\r\n,,,\r\n",
            None,
            "roster.csv has a header on line 1 but no rows below it. Check that the right sheet was saved.",
        ),
        (
            "Agent,Start,Skills\nA1,1,S\n",
            None,
            "roster.csv has no column for the end. Its columns are: Agent, Start, Skills. Add a column named \"End\", then read the file again.",
        ),
        (
            "Agent ID,Skills,Colour\nA1,S,red\n",
            None,
            "roster.csv has no column for the start and the end. Its columns are: Agent ID, Skills, Colour. Add columns named \"Start\" and \"End\", then read the file again.",
        ),
        (
            "Agent,Start,End,Skills\nA1,1,2,S\n",
            Some(FileKind::Requirements),
            "roster.csv has no column for the required agents. Its columns are: Agent, Start, End, Skills. Add a column named \"Required agents\", then read the file again.",
        ),
    ] {
        check(content, kind, expected);
    }
}
