//! Imports that were interrupted.

use std::collections::BTreeSet;

use serde_json::json;
use spreadsheet::Choices;
use workbook::Opening;
use workflow::connection::Connection;
use workflow::import::Selection;
use workflow::{SentFile, Store};

use crate::desk::Program;
use crate::job::ONE_SHIFT;

/// Leaves an import in the program's store, as one does that is killed before
/// its first batch was answered.
fn interrupted(folder: &std::path::Path, connection: &Connection) {
    let book = workbook::open_bytes("shifts.csv", ONE_SHIFT.into(), &Opening::default()).unwrap();
    let reading = spreadsheet::understand(&book, &Choices::default()).unwrap();
    let shifts = Selection::of_lines(&reading.shifts, &BTreeSet::from([2]));
    let file = SentFile::of(&book, &shifts, chrono_tz::UTC, false, "ada".to_owned()).unwrap();
    let now = "2026-11-24T09:00:00Z".parse().unwrap();
    let store = Store::open(&folder.join("work.sqlite")).unwrap();
    let batches = shifts.batches(500);
    store.begin_import(connection, &file, batches, now).unwrap();
}

#[test]
fn an_interrupted_import_is_offered_and_continued_without_its_file() {
    let program = Program::start();
    program.ask("open_sample", "{}");
    let folder = program.end();
    interrupted(folder.path(), &Connection::sample());

    let program = Program::start_again(folder);
    let offered = program.ask("open_imports", "{}");
    assert_eq!(offered[0]["fileName"], "shifts.csv");
    assert_eq!(
        (&offered[0]["shifts"], &offered[0]["answered"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(offered[0]["isHere"], true);
    assert_eq!(program.ask("history", "{}")["imports"][0]["isOpen"], true);
    let arguments = json!({"id": offered[0]["id"], "onProgress": "__CHANNEL__:7"});
    let ended = program.ask("resume_import", &arguments.to_string());

    assert_eq!(
        (&ended["processed"], &ended["canGoOn"]),
        (&json!(1), &json!(false))
    );
    assert_eq!(program.ask("open_imports", "{}"), json!([]));
    assert_eq!(program.ask("history", "{}")["imports"][0]["isOpen"], false);
    let (_, again) = program.fault("resume_import", &arguments.to_string());
    assert!(again.contains("has ended already"), "{again}");
}

#[test]
fn an_interrupted_import_of_another_connection_waits_for_it() {
    let program = Program::start();
    program.ask("open_sample", "{}");
    let folder = program.end();
    interrupted(folder.path(), &Connection::own());

    let program = Program::start_again(folder);
    let offered = program.ask("open_imports", "{}");
    assert_eq!(offered[0]["isHere"], false);
    let arguments = json!({"id": offered[0]["id"], "onProgress": "__CHANNEL__:7"});
    let (_, refused) = program.fault("resume_import", &arguments.to_string());
    assert!(refused.contains("Open that connection"), "{refused}");
    let arguments = json!({"id": offered[0]["id"]});
    program.ask("leave_import", &arguments.to_string());
    assert_eq!(program.ask("open_imports", "{}"), json!([]));
}
