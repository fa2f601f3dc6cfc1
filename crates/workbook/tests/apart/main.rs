//! Files opened in a process of its own: this test program, started again.
//!
//! It has a `main` of its own, because the process that reads begins there.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it should be"
)]

mod hostile;
mod limits;

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use workbook::{Book, BookError, Opening, apart};

/// What the process does instead of reading, where a test wants it to fail.
const MISBEHAVE: &str = "WORKBOOK_TEST_MISBEHAVE";

fn main() -> ExitCode {
    let asked = env::args().nth(1).as_deref() == Some("--read-apart");
    if let (true, Ok(how)) = (asked, env::var(MISBEHAVE)) {
        return limits::misbehave(&how);
    }
    if let Some(code) = apart::serve_if_asked() {
        return code;
    }
    let mut trials = hostile::trials();
    trials.extend(limits::trials());
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trial(name: &str, test: fn()) -> Trial {
    Trial::test(name, move || {
        test();
        Ok(())
    })
}

/// A file of that name in a folder that is gone with the test.
struct File {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn file(name: &str, bytes: &[u8]) -> File {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    File {
        _folder: folder,
        path,
    }
}

fn open(file: &File) -> Result<Book, BookError> {
    let program = env::current_exe().unwrap();
    apart::open(&program, &file.path, &Opening::default(), &|| false)
}

fn message(name: &str, bytes: &[u8]) -> String {
    open(&file(name, bytes)).expect_err(name).to_string()
}
