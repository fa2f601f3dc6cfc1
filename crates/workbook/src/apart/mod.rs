//! Opening a file in a process of its own, because files are hostile.
//!
//! The process is the program itself, started with a hidden first argument. It
//! gets the opened file as its standard input and what to do as its second
//! argument, so it needs neither the file system nor the network, and answers
//! on its standard output. It may take 1 GB of memory, and work for the time that its
//! size allows, up to 60 seconds; whatever happens to it, the program that asked lives on.

mod child;
mod limits;
mod wire;

use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::{Book, BookError, Opening, pace, source};
pub use child::serve_if_asked;

/// The first argument of a process that reads a file for another one.
const ARGUMENT: &str = "--read-apart";
/// How often it is asked whether the planner cancelled.
const TICK: Duration = Duration::from_millis(20);

/// What the process is asked for.
#[derive(Serialize, Deserialize)]
struct Request {
    file: String,
    opening: Opening,
}

/// Opens a file in a process of `program`, whose `main` begins with
/// [`serve_if_asked`].
///
/// Blocks until the file is read, `cancelled` says so (asked every few
/// milliseconds), or a limit is reached; the process is gone then.
///
/// # Errors
/// When the file cannot be read, is no spreadsheet, or is beyond the limits.
pub fn open(
    program: &Path,
    file: &Path,
    opening: &Opening,
    cancelled: &dyn Fn() -> bool,
) -> Result<Book, BookError> {
    opened(program, file, opening, cancelled, None)
}

/// [`open`] with another limit of the time by the clock.
///
/// # Errors
/// As [`open`].
pub fn open_within(
    program: &Path,
    file: &Path,
    opening: &Opening,
    cancelled: &dyn Fn() -> bool,
    most_time: Duration,
) -> Result<Book, BookError> {
    opened(program, file, opening, cancelled, Some(most_time))
}

fn opened(
    program: &Path,
    file: &Path,
    opening: &Opening,
    cancelled: &dyn Fn() -> bool,
    most_time: Option<Duration>,
) -> Result<Book, BookError> {
    let started = Instant::now();
    let name = source::name_of(file);
    let opened = source::open(file)?;
    let work = pace::time_for(opened.metadata().map_or(0, |metadata| metadata.len()));
    let most_time = most_time.unwrap_or_else(|| limits::patience(work).min(pace::MOST_TIME));
    let not_started = |error: &dyn std::error::Error| BookError::NotStarted {
        file: name.clone(),
        reason: error.to_string(),
    };
    let request = Request {
        file: name.clone(),
        opening: opening.clone(),
    };
    let request = serde_json::to_string(&request).map_err(|error| not_started(&error))?;
    let mut command = Command::new(program);
    command
        .arg(ARGUMENT)
        .arg(request)
        .stdin(opened)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    limits::hide_window(&mut command);
    let mut process = Process::start(&mut command).map_err(|error| not_started(&error))?;
    let Some(output) = process.child.stdout.take() else {
        return Err(not_started(&io::Error::from(io::ErrorKind::BrokenPipe)));
    };
    limits::widen(&output);
    let (answer, answered) = mpsc::channel();
    thread::scope(|scope| {
        // Where nobody waits any longer there is nobody to tell.
        scope.spawn(move || answer.send(wire::receive(output)).is_ok());
        let end = loop {
            match answered.recv_timeout(TICK) {
                Ok(Ok(answer)) => break answer,
                // It ended, or said something else, before its answer was whole.
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                    break Err(process.why_it_ended(name.clone(), work));
                }
                Err(RecvTimeoutError::Timeout) if cancelled() => {
                    break Err(BookError::Cancelled { file: name.clone() });
                }
                Err(RecvTimeoutError::Timeout) if started.elapsed() > most_time => {
                    break Err(BookError::TookTooLong {
                        file: name.clone(),
                        seconds: most_time.as_secs(),
                    });
                }
                Err(RecvTimeoutError::Timeout) if process.takes_too_much() => {
                    break Err(BookError::BeyondMemory { file: name.clone() });
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        };
        // Its output ends with it, so that nobody waits for more of it.
        drop(process);
        end
    })
}

/// A process that does not outlive this value.
struct Process {
    child: Child,
    watch: limits::Watch,
}

impl Process {
    fn start(command: &mut Command) -> io::Result<Self> {
        let child = command.spawn()?;
        let watch = limits::Watch::over(&child);
        Ok(Self { child, watch })
    }

    fn takes_too_much(&self) -> bool {
        self.watch.sees_too_much(&self.child)
    }

    /// What to say of a process whose answer will not come any more.
    fn why_it_ended(&mut self, file: String, work: Duration) -> BookError {
        // One that only talks nonsense has not ended yet.
        let _ = self.child.kill();
        match self.child.wait() {
            Ok(ended) if limits::Watch::ended_late(ended) => BookError::TookTooLong {
                file,
                seconds: work.as_secs(),
            },
            _ => BookError::BeyondMemory { file },
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It fails where the process has ended; both leave none behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
