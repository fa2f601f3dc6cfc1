use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use workbook::{Book, BookError, Opening};

use crate::WorkError;

/// A file that was read, and how to read it again.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// What stands in it.
    pub book: Arc<Book>,
    /// How it was asked to be opened.
    pub opening: Opening,
    source: Source,
}

/// How a file on the disk stands against what was read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// There is no file: the text was made by the program.
    None,
    /// It is as it was read.
    Same,
    /// Something else stands in it now.
    Changed,
    /// It is not there any more.
    Vanished,
    /// Another program has it open, or keeps it to itself.
    Locked,
}

#[derive(Clone, Debug)]
enum Source {
    /// A file of the planner's, as it was just before it was read.
    Disk {
        path: PathBuf,
        modified: Option<SystemTime>,
    },
    /// Text that the program made, such as the sample roster.
    Made(Arc<str>),
}

impl ReadFile {
    /// Reads a file in a child process of `program`, this program's own binary;
    /// blocks until that is done, failed, out of time, or `cancelled`.
    ///
    /// # Errors
    /// When the file cannot be read, with what to do about it.
    pub fn open(
        program: &Path,
        path: &Path,
        opening: Opening,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Self, WorkError> {
        // Looked at first: a change while it is read is then seen as one.
        let modified = modified(path);
        let book = workbook::apart::open(program, path, &opening, cancelled)?;
        Ok(Self {
            book: Arc::new(book),
            opening,
            source: Source::Disk {
                path: path.to_owned(),
                modified,
            },
        })
    }

    /// Takes text that the program made for a file of that name.
    ///
    /// # Errors
    /// When it is no table.
    pub fn made(name: &str, text: Arc<str>, opening: Opening) -> Result<Self, WorkError> {
        let book = workbook::open_bytes(name, text.as_bytes().to_vec(), &opening)?;
        Ok(Self {
            book: Arc::new(book),
            opening,
            source: Source::Made(text),
        })
    }

    /// Reads it again, perhaps in another way; as [`ReadFile::open`].
    ///
    /// # Errors
    /// As [`ReadFile::open`].
    pub fn again(
        &self,
        program: &Path,
        opening: Opening,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Self, WorkError> {
        match &self.source {
            Source::Disk { path, .. } => Self::open(program, path, opening, cancelled),
            Source::Made(text) => Self::made(&self.book.file_name, Arc::clone(text), opening),
        }
    }

    /// Where it is, if it is on the disk.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.source {
            Source::Disk { path, .. } => Some(path),
            Source::Made(_) => None,
        }
    }

    /// Looks at the file. Where its size and time of change are those of before,
    /// it is not read; otherwise its content decides.
    #[must_use]
    pub fn state(&self) -> FileState {
        let Source::Disk { path, modified } = &self.source else {
            return FileState::None;
        };
        let now = match fs::metadata(path) {
            Ok(now) => now,
            Err(error) if is_gone(&error) => return FileState::Vanished,
            Err(_) => return FileState::Locked,
        };
        let untouched =
            now.len() == self.book.size && modified.is_some() && now.modified().ok() == *modified;
        if !untouched {
            match workbook::fingerprint_of_file(path) {
                Ok(hash) if hash == self.book.hash => {}
                Ok(_) | Err(BookError::TooLarge { .. }) => return FileState::Changed,
                Err(BookError::NotFound { .. } | BookError::NotAFile { .. }) => {
                    return FileState::Vanished;
                }
                Err(_) => return FileState::Locked,
            }
        }
        match is_open_elsewhere(path) {
            true => FileState::Locked,
            false => FileState::Same,
        }
    }
}

impl FileState {
    /// What it means for the planner, of a file of that name; empty where all is well.
    #[must_use]
    pub fn words(&self, name: &str) -> String {
        match self {
            Self::None | Self::Same => String::new(),
            Self::Changed => format!(
                "{name} was changed since it was read here. Read it again to see what stands in it now."
            ),
            Self::Vanished => format!(
                "{name} is not there any more. It may have been moved, renamed or deleted. What was read of it can still be checked and imported."
            ),
            Self::Locked => format!(
                "{name} is open in another program. What is changed there is seen here only once it is saved and read again."
            ),
        }
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

fn is_gone(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

/// Excel and LibreOffice lay a small file beside the one that they have open.
/// Excel also keeps it to itself, on Windows, from those who would write.
fn is_open_elsewhere(path: &Path) -> bool {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else {
        return false;
    };
    // Of long names Excel takes the first two letters off.
    let shortened: String = name.chars().skip(2).collect();
    let marks = [
        format!("~${name}"),
        format!("~${shortened}"),
        format!(".~lock.{name}#"),
    ];
    marks.iter().any(|mark| path.with_file_name(mark).is_file())
}
