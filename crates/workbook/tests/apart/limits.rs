//! What happens around the process that reads.

use std::env;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use libtest_mimic::Trial;
use workbook::{BookError, Opening, apart};

use crate::{File, MISBEHAVE, file, open, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial(
            "limits::the_same_as_in_this_process",
            the_same_as_in_this_process,
        ),
        trial("limits::a_process_that_aborts", a_process_that_aborts),
        trial(
            "limits::a_process_that_wants_memory",
            a_process_that_wants_memory,
        ),
        trial(
            "limits::a_process_that_talks_nonsense",
            a_process_that_talks_nonsense,
        ),
        trial("limits::a_process_that_hangs", a_process_that_hangs),
        trial(
            "limits::a_process_that_works_without_end",
            a_process_that_works_without_end,
        ),
        trial("limits::a_planner_who_cancels", a_planner_who_cancels),
        trial("limits::no_process_at_all", no_process_at_all),
        trial("limits::no_file_at_all", no_file_at_all),
        trial("limits::a_call_without_a_request", a_call_without_a_request),
    ]
}

/// Far less than a process may take by the clock, and more than a busy computer makes of an instant.
const LONG: Duration = Duration::from_secs(30);
/// What the process is asked for when a test starts it by itself.
const REQUEST: &str =
    "{\"file\":\"roster.csv\",\"opening\":{\"encoding\":null,\"delimiter\":null,\"sheet\":null}}";

/// What the process does where a test wants it to fail.
pub(crate) fn misbehave(how: &str) -> ExitCode {
    match how {
        "abort" => std::process::abort(),
        "memory" => {
            // Under the limits that reading sets first.
            let code = apart::serve_if_asked();
            let mut hoard: Vec<Vec<u8>> = Vec::new();
            while hoard.len() < 3_000 {
                hoard.push(vec![1; 1 << 20]);
            }
            code.unwrap_or(ExitCode::SUCCESS)
        }
        "work" => {
            // Under the limits that reading sets first.
            let _ = apart::serve_if_asked();
            loop {
                std::hint::spin_loop();
            }
        }
        "nonsense" => {
            let mut output = io::stdout();
            while output.write_all(&[b'x'; 1 << 16]).is_ok() {}
            ExitCode::SUCCESS
        }
        _ => {
            // Hangs for as long as its output is awaited.
            let mut input = io::stdin();
            let mut buffer = [0; 16];
            loop {
                let _ = input.read(&mut buffer);
                std::thread::park_timeout(Duration::from_secs(1));
            }
        }
    }
}

/// Opens a file in a process that misbehaves.
///
/// The variable cannot be set for this process (that is unsafe beside threads),
/// so another instance of it stands between.
fn open_misbehaving(how: &str, file: &File, most: Duration) -> (Result<(), BookError>, Duration) {
    let wrapper = wrapper(how, file);
    let started = Instant::now();
    let opened = apart::open_within(&wrapper, &file.path, &Opening::default(), &|| false, most);
    (opened.map(|_| ()), started.elapsed())
}

/// A program that starts this one with the variable set.
#[cfg(unix)]
fn wrapper(how: &str, file: &File) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = file.path.with_extension("sh");
    let program = env::current_exe().unwrap();
    let script = format!(
        "#!/bin/sh\n{MISBEHAVE}={how} exec '{}' \"$@\"\n",
        program.display()
    );
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[cfg(windows)]
fn wrapper(how: &str, file: &File) -> std::path::PathBuf {
    let path = file.path.with_extension("cmd");
    let program = env::current_exe().unwrap();
    let script = format!(
        "@set {MISBEHAVE}={how}\r\n@\"{}\" --read-apart x\r\n",
        program.display()
    );
    std::fs::write(&path, script).unwrap();
    path
}

fn the_same_as_in_this_process() {
    let mut text = String::from("Agent,Start,Skills\n");
    for row in 0..100_000 {
        text.push_str(&format!("AGENT-{row},2026-11-30 06:00,\"A, \"\"B\"\"\"\n"));
    }
    let file = file("roster.csv", text.as_bytes());

    let book = open(&file).unwrap();

    assert_eq!(
        book,
        workbook::open(&file.path, &Opening::default()).unwrap()
    );
    assert_eq!(book.rows.get(100_000).unwrap().cell(2), Some("A, \"B\""));
}

fn a_process_that_aborts() {
    let file = file("roster.csv", b"A,B\n");

    let (opened, took) = open_misbehaving("abort", &file, Duration::from_secs(60));

    assert!(
        matches!(opened, Err(BookError::BeyondMemory { .. })),
        "{opened:?}"
    );
    assert!(took < LONG, "{took:?}");
}

#[cfg(target_os = "linux")]
fn a_process_that_wants_memory() {
    let file = file("roster.csv", b"A,B\n");
    let mut child = Command::new(wrapper("memory", &file));
    let child = child.args(["--read-apart", REQUEST]);
    let opened = std::fs::File::open(&file.path).unwrap();

    let output = child.stdin(opened).output().unwrap();

    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(said.contains("memory allocation of"), "{said}");
}

#[cfg(not(target_os = "linux"))]
fn a_process_that_wants_memory() {}

fn a_process_that_talks_nonsense() {
    let file = file("roster.csv", b"A,B\n");

    let (opened, took) = open_misbehaving("nonsense", &file, Duration::from_secs(60));

    assert!(
        matches!(opened, Err(BookError::BeyondMemory { .. })),
        "{opened:?}"
    );
    assert!(took < LONG, "{took:?}");
}

fn a_process_that_hangs() {
    let file = file("roster.csv", b"A,B\n");

    let (opened, took) = open_misbehaving("hang", &file, Duration::from_secs(1));

    let message = opened.unwrap_err().to_string();
    assert!(
        message.starts_with("Reading roster.csv took longer than 1 seconds"),
        "{message}"
    );
    assert!(took < LONG, "{took:?}");
    assert_no_process_is_left(&file.path.with_extension("sh"));
}

/// The system ends it, however long that takes by the clock, and it is said why.
#[cfg(unix)]
fn a_process_that_works_without_end() {
    use std::os::unix::process::ExitStatusExt;
    let xcpu = rustix::process::Signal::XCPU.as_raw();
    let file = file("roster.csv", b"A,B\n");
    let opened = std::fs::File::open(&file.path).unwrap();
    let mut child = Command::new(wrapper("work", &file));

    let output = child.args(["--read-apart", REQUEST]).stdin(opened).output();

    assert_eq!(output.unwrap().status.signal(), Some(xcpu));
    std::fs::write(wrapper("work", &file), "#!/bin/sh\nkill -XCPU $$\n").unwrap();
    let wrapper = file.path.with_extension("sh");
    let opened = apart::open(&wrapper, &file.path, &Opening::default(), &|| false);
    assert!(
        matches!(opened, Err(BookError::TookTooLong { seconds: 4, .. })),
        "{opened:?}"
    );
}

#[cfg(not(unix))]
fn a_process_that_works_without_end() {}

/// The process is gone, and no entry of it is left for a parent to fetch.
#[cfg(target_os = "linux")]
fn assert_no_process_is_left(program: &Path) {
    let own = std::process::id().to_string();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
        let mut fields = after_name.split(' ');
        let (state, parent) = (fields.next(), fields.next());
        let left = parent == Some(&own) && state == Some("Z");
        assert!(!left, "{} left a zombie: {stat}", program.display());
    }
}

#[cfg(not(target_os = "linux"))]
fn assert_no_process_is_left(_: &Path) {}

fn a_planner_who_cancels() {
    let file = file("roster.csv", b"A,B\n");
    let asked = AtomicUsize::new(0);
    let wrapper = wrapper("hang", &file);
    let started = Instant::now();

    let opened = apart::open(&wrapper, &file.path, &Opening::default(), &|| {
        asked.fetch_add(1, Ordering::Relaxed) > 2
    });

    assert!(
        matches!(opened, Err(BookError::Cancelled { .. })),
        "{opened:?}"
    );
    assert!(started.elapsed() < LONG);
}

fn no_process_at_all() {
    let file = file("roster.csv", b"A,B\n");
    let nowhere = Path::new("no such program");

    let opened = apart::open(nowhere, &file.path, &Opening::default(), &|| false);

    assert!(
        matches!(opened, Err(BookError::NotStarted { .. })),
        "{opened:?}"
    );
}

fn no_file_at_all() {
    let mut file = file("roster.csv", b"A,B\n");
    let whole = file.path.clone();

    file.path = whole.with_file_name("gone.csv");
    assert!(matches!(open(&file), Err(BookError::NotFound { .. })));
    file.path = whole.with_file_name("");
    assert!(matches!(open(&file), Err(BookError::NotAFile { .. })));
    #[cfg(unix)]
    {
        file.path = whole.with_file_name("pipe.csv");
        let made = Command::new("mkfifo").arg(&file.path).status().unwrap();
        assert!(made.success());
        assert!(matches!(open(&file), Err(BookError::NotAFile { .. })));
    }
}

fn a_call_without_a_request() {
    let program = env::current_exe().unwrap();

    let output = Command::new(program).arg("--read-apart").output().unwrap();

    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
}
