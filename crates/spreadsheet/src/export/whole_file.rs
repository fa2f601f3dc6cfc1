//! Files that are there whole, or not at all.

use std::fs::{self, Metadata, Permissions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::SpreadsheetError;

/// Writes a file beside the wanted one, puts it on the disk for good, and
/// only then lets it take the name. Whatever fails, the old file stays as it
/// was and nothing else is left.
pub(crate) fn write_whole<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> Result<T, SpreadsheetError> {
    let failed = |error| write_error(path, error);
    let target = behind_links(path);
    let standing = standing(path, &target)?;
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = Builder::new();
    builder.prefix(".shiftwright-").suffix(".tmp");
    if let Some(permissions) = permissions(standing.as_ref()) {
        builder.permissions(permissions);
    }
    let file = builder
        .tempfile_in(folder)
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => SpreadsheetError::FolderMissing {
                path: path.to_owned(),
            },
            _ => failed(error),
        })?;
    let value = fill(&file, write).map_err(failed)?;
    file.persist(&target)
        .map_err(|error| match error.error.kind() {
            // Windows calls a file that another program has open "denied".
            ErrorKind::PermissionDenied if cfg!(windows) && standing.is_some() => {
                SpreadsheetError::TargetInUse {
                    path: path.to_owned(),
                }
            }
            _ => failed(error.error),
        })?;
    keep_name(folder);
    Ok(value)
}

/// What the system says, which csv's own conversion would hide.
pub(crate) fn system_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The file that a link names, so that the link itself stays.
fn behind_links(path: &Path) -> PathBuf {
    let is_link = path
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_symlink());
    let target = if is_link {
        path.canonicalize().ok()
    } else {
        None
    };
    target.unwrap_or_else(|| path.to_owned())
}

/// What stands under the name, if it may be replaced.
fn standing(path: &Path, target: &Path) -> Result<Option<Metadata>, SpreadsheetError> {
    let Ok(metadata) = fs::metadata(target) else {
        return Ok(None);
    };
    let path = || path.to_owned();
    if !metadata.is_file() {
        return Err(SpreadsheetError::TargetNotAFile { path: path() });
    }
    if metadata.permissions().readonly() {
        return Err(SpreadsheetError::WriteForbidden { path: path() });
    }
    Ok(Some(metadata))
}

/// Those of the old file, else those of any new file, which a temporary one
/// does not have by itself.
#[cfg(unix)]
fn permissions(standing: Option<&Metadata>) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    let usual = || Permissions::from_mode(0o666);
    Some(standing.map_or_else(usual, Metadata::permissions))
}

/// Folders hand theirs down.
#[cfg(not(unix))]
fn permissions(_: Option<&Metadata>) -> Option<Permissions> {
    None
}

fn fill<T>(
    file: &NamedTempFile,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    let mut buffer = BufWriter::new(file.as_file());
    let value = write(&mut buffer)?;
    buffer.flush()?;
    file.as_file().sync_all()?;
    Ok(value)
}

/// Puts the new name on the disk for good. Not every system can; the file
/// itself is safe by then.
fn keep_name(folder: &Path) {
    if cfg!(unix) {
        let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// Whether another program keeps a file to itself.
fn is_in_use(error: &io::Error) -> bool {
    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, as Excel causes them.
    let held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    held || error.kind() == ErrorKind::ResourceBusy
}

fn write_error(path: &Path, source: io::Error) -> SpreadsheetError {
    let path = path.to_owned();
    match source.kind() {
        _ if is_in_use(&source) => SpreadsheetError::TargetInUse { path },
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => SpreadsheetError::DiskFull { path },
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            SpreadsheetError::WriteForbidden { path }
        }
        _ => SpreadsheetError::WriteFailed { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails to write over a file, and returns what is said.
    fn failing(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> SpreadsheetError {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("recommendations.csv");
        fs::write(&path, "old").unwrap();

        let error = write_whole(&path, write).unwrap_err();

        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            "old",
            "the old file stays"
        );
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
        error
    }

    #[test]
    fn a_disk_that_fills_up_leaves_the_old_file() {
        let error = failing(|file| {
            file.write_all(&[b'x'; 100_000])?;
            Err(ErrorKind::StorageFull.into())
        });

        assert!(
            matches!(error, SpreadsheetError::DiskFull { .. }),
            "{error}"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_systems_own_word_for_a_full_disk_is_understood() {
        let error = failing(|_| {
            let mut full = fs::OpenOptions::new().write(true).open("/dev/full")?;
            full.write_all(b"x")
        });

        assert!(
            matches!(error, SpreadsheetError::DiskFull { .. }),
            "{error}"
        );
    }

    #[test]
    fn other_failures_leave_the_old_file_too() {
        let error = failing(|_| Err(io::Error::other("the drive was pulled out")));

        assert!(
            error.to_string().contains("the drive was pulled out"),
            "{error}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn rights_and_links_stay_as_they_are() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (
            folder.path().join("real.csv"),
            folder.path().join("link.csv"),
        );
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();

        write_whole(&link, |file| file.write_all(b"new")).unwrap();

        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }
}
