//! A file's bytes, or why there are none.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::SpreadsheetError;

/// No file above this is read, whatever the options say: offsets are 32 bits wide.
const MOST_BYTES: u64 = 1 << 30;

/// The name of a file as messages have it.
pub(crate) fn name_of(path: &Path) -> String {
    match path.file_name() {
        Some(name) => name.to_string_lossy().into_owned(),
        None => path.display().to_string(),
    }
}

/// The whole file, if it is one and not too large.
pub(crate) fn load(path: &Path, max_bytes: u64) -> Result<Vec<u8>, SpreadsheetError> {
    let failed = |error| read_error(path, error);
    // Asked before opening, because opening a pipe would wait for its writer.
    let metadata = fs::metadata(path).map_err(failed)?;
    let file = name_of(path);
    if !metadata.is_file() {
        return Err(SpreadsheetError::NotAFile { file });
    }
    check_size(&file, metadata.len(), max_bytes)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // It may grow while it is read.
    File::open(path)
        .and_then(|opened| opened.take(limit(max_bytes) + 1).read_to_end(&mut bytes))
        .map_err(failed)?;
    Ok(bytes)
}

/// Fails where a file is larger than may be read.
pub(crate) fn check_size(file: &str, size: u64, max_bytes: u64) -> Result<(), SpreadsheetError> {
    let limit = limit(max_bytes);
    if size <= limit {
        return Ok(());
    }
    Err(SpreadsheetError::TooLarge {
        file: file.to_owned(),
        size,
        limit,
    })
}

/// Whether another program keeps a file to itself.
pub(crate) fn is_in_use(error: &io::Error) -> bool {
    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, as Excel causes them.
    let held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    held || error.kind() == ErrorKind::ResourceBusy
}

fn read_error(path: &Path, source: io::Error) -> SpreadsheetError {
    let file = name_of(path);
    match source.kind() {
        _ if is_in_use(&source) => SpreadsheetError::InUse { file },
        ErrorKind::NotFound | ErrorKind::NotADirectory => SpreadsheetError::NotFound { file },
        ErrorKind::IsADirectory => SpreadsheetError::NotAFile { file },
        ErrorKind::PermissionDenied => SpreadsheetError::ReadForbidden { file },
        _ => SpreadsheetError::ReadFailed { file, source },
    }
}

fn limit(max_bytes: u64) -> u64 {
    max_bytes.min(MOST_BYTES)
}
