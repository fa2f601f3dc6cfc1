//! Reading a file before it is asked for, so that it is there when it is.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use workbook::Opening;

use super::file::{FileState, ReadFile};
use crate::WorkError;

/// A file that is read though nobody asked for it yet: it hangs over the window.
/// Dropping this stops the reading.
#[derive(Debug)]
pub struct ReadAhead {
    path: PathBuf,
    stopped: Arc<AtomicBool>,
    read: Receiver<Result<ReadFile, WorkError>>,
}

/// How often it is asked whether the planner cancelled.
const TICK: Duration = Duration::from_millis(20);

impl ReadAhead {
    /// Begins to read a file in a child process of `program`; see [`ReadFile::open`].
    #[must_use]
    pub fn begin(program: &Path, path: &Path) -> Self {
        let (tell, read) = mpsc::channel();
        let stopped = Arc::new(AtomicBool::new(false));
        let ahead = Self {
            path: path.to_owned(),
            stopped: Arc::clone(&stopped),
            read,
        };
        let (program, path) = (program.to_owned(), path.to_owned());
        thread::spawn(move || {
            let cancelled = || stopped.load(Ordering::Relaxed);
            let file = ReadFile::open(&program, &path, Opening::default(), &cancelled);
            // Nobody may want it any more.
            let _ = tell.send(file);
        });
        ahead
    }

    /// The file, if it is the one at `path`, could be read, and has not changed since;
    /// waits for it unless `cancelled`. Whoever gets nothing reads it himself, and
    /// learns what is wrong.
    #[must_use]
    pub fn take(self, path: &Path, cancelled: &dyn Fn() -> bool) -> Option<ReadFile> {
        if path != self.path {
            return None;
        }
        while !cancelled() {
            match self.read.recv_timeout(TICK) {
                Ok(read) => return read.ok().filter(|file| file.state() == FileState::Same),
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
