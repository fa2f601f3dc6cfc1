//! Files on the disk: read apart, changed, gone, open elsewhere, read again.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono_tz::Tz;
use libtest_mimic::{Arguments, Trial};
use spreadsheet::Choices;
use tempfile::TempDir;
use workbook::{BookError, Opening};
use workflow::WorkError;
use workflow::intake::{Change, FileState, Intake, Memory, ReadAhead, ReadFile, RowFilter};

/// The process that reads a file is this program itself, so it has a `main` of its own.
fn main() -> ExitCode {
    if let Some(read) = workbook::apart::serve_if_asked() {
        return read;
    }
    let tests: [(&str, fn()); 9] = [
        ("a_file_is_read_apart", a_file_is_read_apart),
        (
            "reading_is_cancelled_with_the_planner",
            reading_is_cancelled_with_the_planner,
        ),
        (
            "a_file_read_ahead_is_there_when_it_is_asked_for",
            a_file_read_ahead_is_there_when_it_is_asked_for,
        ),
        (
            "what_was_read_ahead_is_never_what_stood_there_before",
            what_was_read_ahead_is_never_what_stood_there_before,
        ),
        (
            "a_file_is_told_to_be_changed_by_what_stands_in_it",
            a_file_is_told_to_be_changed_by_what_stands_in_it,
        ),
        (
            "a_file_that_is_gone_or_open_elsewhere_is_told",
            a_file_that_is_gone_or_open_elsewhere_is_told,
        ),
        (
            "text_of_the_program_is_no_file",
            text_of_the_program_is_no_file,
        ),
        (
            "reading_again_keeps_what_was_decided_and_drops_edits",
            reading_again_keeps_what_was_decided_and_drops_edits,
        ),
        (
            "a_chosen_column_that_is_gone_is_told",
            a_chosen_column_that_is_gone_is_told,
        ),
    ];
    let trials = tests.map(|(name, test)| {
        Trial::test(name, move || {
            test();
            Ok(())
        })
    });
    libtest_mimic::run(&Arguments::from_args(), trials.into()).exit_code()
}

const TEXT: &str = "Agent ID,Start,End,Skills,Team\nA1,2026-12-01 08:00,2026-12-01 16:00,S,north\n";

struct Desk {
    _folder: TempDir,
    path: PathBuf,
}

impl Desk {
    fn with(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("week-49.csv");
        fs::write(&path, text).unwrap();
        Self {
            _folder: folder,
            path,
        }
    }

    fn read(&self) -> ReadFile {
        let program = program();
        ReadFile::open(&program, &self.path, Opening::default(), &|| false).unwrap()
    }

    fn open(&self) -> Intake {
        let choices = Choices::new(Tz::UTC);
        Intake::open(self.read(), choices, &Memory::default()).unwrap()
    }
}

/// The child that reads is this test itself.
fn program() -> PathBuf {
    std::env::current_exe().unwrap()
}

fn a_file_is_read_apart() {
    let desk = Desk::with(TEXT);

    let file = desk.read();

    assert_eq!(
        (file.book.file_name.as_str(), file.book.rows.len()),
        ("week-49.csv", 2)
    );
    assert_eq!(file.path(), Some(desk.path.as_path()));
}

fn reading_is_cancelled_with_the_planner() {
    // As large as may be, so that it is not read before it is asked.
    let line = "A1,2026-12-01 08:00,2026-12-01 16:00,S,north\n";
    let desk = Desk::with(&format!("{TEXT}{}", line.repeat(1_000_000)));

    let read = ReadFile::open(&program(), &desk.path, Opening::default(), &|| true);

    assert!(matches!(
        read,
        Err(WorkError::Book(BookError::Cancelled { .. }))
    ));
}

fn a_file_read_ahead_is_there_when_it_is_asked_for() {
    let desk = Desk::with(TEXT);
    let (here, nothing) = (Choices::new(Tz::UTC), Memory::default());
    let begin = || ReadAhead::begin(&program(), &desk.path, here.clone(), nothing.clone());

    let ahead = begin().take(&desk.path, &here, &nothing, &|| false);
    let ahead = ahead.unwrap();
    let opened = Intake::open(desk.read(), here.clone(), &nothing).unwrap();
    let shift = |intake: &Intake| intake.reading().shifts.get(0).unwrap();
    assert_eq!(shift(&ahead), shift(&opened));
    assert_eq!(ahead.file().path(), Some(desk.path.as_path()));

    let cancelled = begin().take(&desk.path, &here, &nothing, &|| true);
    assert!(cancelled.is_none());
    let other = desk.path.with_file_name("week-50.csv");
    assert!(begin().take(&other, &here, &nothing, &|| false).is_none());
    let elsewhere = Choices::new(Tz::Europe__Berlin);
    let otherwise = begin().take(&desk.path, &elsewhere, &nothing, &|| false);
    assert!(otherwise.is_none());
}

fn what_was_read_ahead_is_never_what_stood_there_before() {
    let desk = Desk::with(TEXT);
    let (program, path) = (program(), desk.path.clone());

    // Whether it is changed before, while or after it is read is chance.
    let changed = || {
        fs::write(&path, TEXT.replace("A1", "A2")).unwrap();
        false
    };
    let (here, nothing) = (Choices::new(Tz::UTC), Memory::default());
    let ahead = ReadAhead::begin(&program, &path, here.clone(), nothing.clone());
    let file = ahead.take(&path, &here, &nothing, &changed);

    let first_cell = |file: Intake| {
        file.file()
            .book
            .rows
            .get(1)
            .unwrap()
            .cell(0)
            .unwrap()
            .to_owned()
    };
    assert!(file.is_none_or(|file| first_cell(file) == "A2"));
}

fn a_file_is_told_to_be_changed_by_what_stands_in_it() {
    let desk = Desk::with(TEXT);
    let file = desk.read();
    assert_eq!(file.state(), FileState::Same);

    // Written anew with the same content: only its time is another.
    let earlier = std::time::SystemTime::UNIX_EPOCH;
    set_modified(&desk.path, earlier);
    assert_eq!(file.state(), FileState::Same);

    fs::write(&desk.path, TEXT.replace("A1", "A2")).unwrap();
    set_modified(&desk.path, earlier);
    assert_eq!(file.state(), FileState::Changed, "of the same size");
}

fn a_file_that_is_gone_or_open_elsewhere_is_told() {
    let desk = Desk::with(TEXT);
    let file = desk.read();
    let mark = desk.path.with_file_name(".~lock.week-49.csv#");

    fs::write(&mark, "").unwrap();
    assert_eq!(file.state(), FileState::Locked);
    fs::remove_file(&mark).unwrap();
    assert_eq!(file.state(), FileState::Same);
    fs::write(desk.path.with_file_name("~$ek-49.csv"), "").unwrap();
    assert_eq!(file.state(), FileState::Locked, "as Excel marks it");
    fs::remove_file(&desk.path).unwrap();
    assert_eq!(file.state(), FileState::Vanished);

    for state in [FileState::Changed, FileState::Vanished, FileState::Locked] {
        let words = state.words("week-49.csv");
        assert!(
            words.starts_with("week-49.csv ") && words.ends_with('.'),
            "{words}"
        );
    }
}

fn text_of_the_program_is_no_file() {
    let file = ReadFile::made("roster.csv", TEXT.into(), Opening::default()).unwrap();

    assert_eq!((file.state(), file.path()), (FileState::None, None));
    assert!(
        file.again(&program(), Opening::default(), &|| false)
            .is_ok()
    );
}

fn reading_again_keeps_what_was_decided_and_drops_edits() {
    let desk = Desk::with(TEXT);
    let mut intake = desk.open();
    let ignored = Change::Column {
        column: 4,
        field: None,
    };
    let skip = Change::Skip {
        lines: vec![2],
        skip: true,
    };
    for change in [
        Change::Zone(Tz::Europe__Berlin),
        ignored,
        edit(2, 3, "T"),
        skip,
    ] {
        intake.change(change).unwrap();
    }
    let moved = "Team,Agent ID,Start,End,Skills\nnorth,A2,2026-12-01 08:00,2026-12-01 16:00,S\n";
    fs::write(&desk.path, moved).unwrap();

    let file = intake
        .file()
        .again(&program(), Opening::default(), &|| false)
        .unwrap();
    let (again, dropped) = intake.reread(file).unwrap();

    assert_eq!(
        dropped,
        [
            "1 edited cell and 1 skipped row were dropped, because they belong to the lines of the file as it was read before."
        ]
    );
    assert_eq!(again.choices().zone, Tz::Europe__Berlin);
    assert_eq!(
        again.choices().columns,
        [(0, None)].into(),
        "Team stands elsewhere now"
    );
    assert_eq!(
        (again.undo_words(), again.reading().shifts.len()),
        (None, 1)
    );
    assert_eq!(again.rows(RowFilter::Edited, 0, 1).total, 0);
    assert_eq!(again.file().state(), FileState::Same);
}

fn a_chosen_column_that_is_gone_is_told() {
    let desk = Desk::with(TEXT);
    let mut intake = desk.open();
    let ignored = Change::Column {
        column: 4,
        field: None,
    };
    intake.change(ignored).unwrap();
    fs::write(&desk.path, TEXT.replace(",Team", "").replace(",north", "")).unwrap();

    let (again, dropped) = intake.reread(desk.read()).unwrap();

    assert_eq!(dropped, ["The column \"Team\" is not there any more."]);
    assert_eq!(again.choices().columns.len(), 0);
}

fn edit(line: usize, column: usize, text: &str) -> Change {
    Change::Edit {
        line,
        column,
        text: text.to_owned(),
        alike: false,
    }
}

fn set_modified(path: &Path, time: std::time::SystemTime) {
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(time).unwrap();
}
