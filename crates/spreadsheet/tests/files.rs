//! Files that cannot be read at all, and what is said then.

#![cfg(test)]

use std::fs;
use std::path::Path;

use chrono_tz::Europe::London;
use spreadsheet::{FileKind, ReadOptions, SpreadsheetError, read, read_bytes};

fn said(error: &SpreadsheetError) -> String {
    let message = error.to_string();
    assert!(message.ends_with('.'), "a sentence: {message}");
    message
}

fn said_of(content: &[u8], options: &ReadOptions) -> String {
    said(&read_bytes("roster.csv", content, options).unwrap_err())
}

#[test]
fn what_is_no_roster_is_named() {
    let london = ReadOptions::new(London);
    let small = ReadOptions {
        max_bytes: 10,
        ..london.clone()
    };
    let as_requirements = ReadOptions {
        kind: Some(FileKind::Requirements),
        ..london.clone()
    };
    for (content, options, expected) in [
        (
            b"".as_slice(),
            &london,
            "roster.csv is empty. Save the spreadsheet again as CSV, then try again.",
        ),
        (
            b"Agent,Start,End,Skills\r\n,,,\r\n",
            &london,
            "roster.csv has a header on line 1 but no rows below it. Check that the right sheet was saved.",
        ),
        (
            b"Agent,Start,End\nA1,1,2\n",
            &london,
            "roster.csv has no column for the skills. Its columns are: Agent, Start, End. Add a column named \"Skills\", then read the file again.",
        ),
        (
            b"Name,Colour\nA1,red\n",
            &london,
            "roster.csv has no column for the agent, the start, the end and the skills. Its columns are: Name, Colour. Add columns named \"Agent ID\", \"Start\", \"End\" and \"Skills\", then read the file again.",
        ),
        (
            b"Agent,Start,End,Skills\nA1,1,2,S\n",
            &as_requirements,
            "roster.csv has no column for the required agents. Its columns are: Agent, Start, End, Skills. Add a column named \"Required agents\", then read the file again.",
        ),
        (
            b"PK\x03\x04\x14\0",
            &london,
            "roster.csv is an Excel workbook. Save it as CSV (in Excel: File, Save As, \"CSV UTF-8\"), then choose the CSV.",
        ),
        (
            b"Agent,Start\0,End,Skills\n",
            &london,
            "roster.csv is not a CSV: it does not hold readable text. Open it in the program it comes from and save it as CSV (UTF-8).",
        ),
        (
            b"Agent,Start,End,Skills\nA1,\"1,2,S\n",
            &london,
            "Line 2: a cell opens with a quotation mark (\") that is never closed, so nothing after it can be told apart. Close or remove the quotation mark, then read the file again.",
        ),
        (
            b"Agent,Start,End,Skills\n",
            &small,
            "roster.csv is 1 MB large. Files up to 1 MB can be read. Split it, for example by week.",
        ),
    ] {
        assert_eq!(said_of(content, options), expected);
    }
}

#[test]
fn what_is_no_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.csv");
    let options = ReadOptions::new(London);
    let said = |path: &Path| said(&read(path, &options).unwrap_err());

    assert_eq!(
        said(&path),
        "roster.csv is not there any more. It may have been moved, renamed or deleted. Choose it again."
    );
    assert_eq!(
        said(&path.join("deeper.csv")),
        "deeper.csv is not there any more. It may have been moved, renamed or deleted. Choose it again."
    );
    let folder_name = folder.path().file_name().unwrap().to_string_lossy();
    assert_eq!(
        said(folder.path()),
        format!("{folder_name} is not a file. Choose a CSV file with shifts.")
    );
}

/// Root may read and write everything.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.csv");
    fs::write(
        &path,
        "Agent,Start,End,Skills\nA1,2026-11-30 06:00,2026-11-30 14:00,S\n",
    )
    .unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();

    match read(&path, &ReadOptions::new(London)) {
        Ok(reading) => assert!(
            fs::read(&path).is_ok() && reading.shifts.len() == 1,
            "only root reads it"
        ),
        Err(error) => assert_eq!(
            said(&error),
            "You are not allowed to read roster.csv. Copy it to a folder of your own, or ask its owner for access."
        ),
    }
}

#[test]
fn a_file_is_read_from_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Dienstplan für Ä.csv");
    fs::write(
        &path,
        "Agent,Start,End,Skills\nA1,2026-11-30 06:00,2026-11-30 14:00,S\n",
    )
    .unwrap();

    let reading = read(&path, &ReadOptions::new(London)).unwrap();

    assert_eq!(
        (reading.file_name.as_str(), reading.shifts.len()),
        ("Dienstplan für Ä.csv", 1)
    );
}
