//! A file's bytes, or why there are none.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::BookError;

/// No file above this is read.
pub(crate) const MOST_FILE_BYTES: u64 = 200_000_000;

/// The hash of a file's bytes, as [`Book::hash`](crate::Book::hash) has it, by
/// which it can be told whether the file changed since it was read.
///
/// # Errors
/// When the file cannot be read.
pub fn fingerprint_of_file(path: &Path) -> Result<String, BookError> {
    let name = name_of(path);
    let mut hash = blake3::Hasher::new();
    match hash.update_reader(open(path)?) {
        Ok(hash) => Ok(hash.finalize().to_hex().to_string()),
        Err(error) => Err(fault(&name, &error)),
    }
}

pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The name of a file as messages have it.
pub(crate) fn name_of(path: &Path) -> String {
    match path.file_name() {
        Some(name) => name.to_string_lossy().into_owned(),
        None => path.display().to_string(),
    }
}

/// The file, opened, if it is one and not too large.
pub(crate) fn open(path: &Path) -> Result<File, BookError> {
    let file = name_of(path);
    let failed = |error| fault(&file, &error);
    // Asked before opening, because opening a pipe would wait for its writer.
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(BookError::NotAFile { file });
    }
    check_size(&file, metadata.len())?;
    File::open(path).map_err(failed)
}

/// All bytes of an opened file, which may have grown since.
pub(crate) fn load(file: &str, opened: &File) -> Result<Vec<u8>, BookError> {
    let failed = |error| fault(file, &error);
    let size = opened.metadata().map_err(failed)?.len();
    check_size(file, size)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size + 1).unwrap_or(0));
    let mut limited = opened.take(MOST_FILE_BYTES + 1);
    limited.read_to_end(&mut bytes).map_err(failed)?;
    check_size(file, bytes.len() as u64)?;
    Ok(bytes)
}

pub(crate) fn check_size(file: &str, size: u64) -> Result<(), BookError> {
    if size <= MOST_FILE_BYTES {
        return Ok(());
    }
    Err(BookError::TooLarge {
        file: file.to_owned(),
        size,
        limit: MOST_FILE_BYTES,
    })
}

fn fault(file: &str, error: &io::Error) -> BookError {
    let file = file.to_owned();
    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, as Excel causes them.
    let held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    match error.kind() {
        _ if held => BookError::InUse { file },
        ErrorKind::ResourceBusy => BookError::InUse { file },
        ErrorKind::NotFound | ErrorKind::NotADirectory => BookError::NotFound { file },
        ErrorKind::IsADirectory => BookError::NotAFile { file },
        ErrorKind::PermissionDenied => BookError::ReadForbidden { file },
        _ => BookError::ReadFailed {
            file,
            reason: error.to_string(),
        },
    }
}
