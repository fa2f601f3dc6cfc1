//! Reading a file before it is asked for, so that it is there when it is.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use spreadsheet::Choices;
use workbook::Opening;

use super::file::{FileState, ReadFile};
use super::{Intake, Memory};
use crate::WorkError;

/// A file that is read and understood though nobody asked for it yet: it hangs over
/// the window. Dropping this stops the reading.
#[derive(Debug)]
pub struct ReadAhead {
    path: PathBuf,
    /// As it is understood.
    beforehand: (Choices, Memory),
    stopped: Arc<AtomicBool>,
    opened: Receiver<Result<Intake, WorkError>>,
}

/// How often it is asked whether the planner cancelled.
const TICK: Duration = Duration::from_millis(20);

impl ReadAhead {
    /// Begins to read a file in a child process of `program`, and to understand it;
    /// see [`ReadFile::open`] and [`Intake::open`].
    #[must_use]
    pub fn begin(program: &Path, path: &Path, choices: Choices, memory: Memory) -> Self {
        let (tell, opened) = mpsc::channel();
        let stopped = Arc::new(AtomicBool::new(false));
        let ahead = Self {
            path: path.to_owned(),
            beforehand: (choices.clone(), memory.clone()),
            stopped: Arc::clone(&stopped),
            opened,
        };
        let (program, path) = (program.to_owned(), path.to_owned());
        thread::spawn(move || {
            let cancelled = || stopped.load(Ordering::Relaxed);
            let file = ReadFile::open(&program, &path, Opening::default(), &cancelled);
            // Nobody may want it any more.
            let _ = tell.send(file.and_then(|file| Intake::open(file, choices, &memory)));
        });
        ahead
    }

    /// The file, if it is the one at `path`, is to be understood alike, could be, and
    /// has not changed since; waits for it unless `cancelled`. Whoever gets nothing
    /// opens it himself, and learns what is wrong.
    #[must_use]
    pub fn take(
        self,
        path: &Path,
        choices: &Choices,
        memory: &Memory,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Intake> {
        if path != self.path || (choices, memory) != (&self.beforehand.0, &self.beforehand.1) {
            return None;
        }
        while !cancelled() {
            match self.opened.recv_timeout(TICK) {
                Ok(opened) => {
                    let is_same = |intake: &Intake| intake.file().state() == FileState::Same;
                    return opened.ok().filter(is_same);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        None
    }
}

impl Drop for ReadAhead {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
    }
}
