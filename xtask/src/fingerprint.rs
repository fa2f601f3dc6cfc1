//! Whether files have changed since something was last made from them.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::fault::Fault;

/// A short text that changes when a file in `paths` (files, or folders with all
/// that is in them) changes its name or content. Names in `skipped` are left out
/// wherever they stand; a path that does not exist counts as empty.
pub fn of(paths: &[PathBuf], skipped: &[&str]) -> Result<String, Fault> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        add(&mut hasher, path, skipped)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Whether `stamp` holds `fingerprint`.
pub fn is_stamped(stamp: &Path, fingerprint: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|held| held == fingerprint)
}

/// Remembers `fingerprint` in the file `stamp`.
pub fn stamp(stamp: &Path, fingerprint: &str) -> Result<(), Fault> {
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder)
            .map_err(|cause| Fault::file("make the folder", folder, &cause))?;
    }
    fs::write(stamp, fingerprint).map_err(|cause| Fault::file("write", stamp, &cause))
}

fn add(hasher: &mut DefaultHasher, path: &Path, skipped: &[&str]) -> Result<(), Fault> {
    let unreadable = |cause| Fault::file("read", path, &cause);
    if path.is_dir() {
        let entries = fs::read_dir(path).and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<Result<Vec<_>, _>>()
        });
        let mut entries = entries.map_err(unreadable)?;
        entries.retain(|entry| {
            entry
                .file_name()
                .is_none_or(|name| !skipped.iter().any(|skip| name == *skip))
        });
        entries.sort();
        for entry in entries {
            add(hasher, &entry, skipped)?;
        }
    } else if path.is_file() {
        path.hash(hasher);
        fs::read(path).map_err(unreadable)?.hash(hasher);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{is_stamped, of, stamp};
    use std::fs;
    use std::path::{Path, PathBuf};

    /// An empty folder of this test's own.
    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("shiftwright-xtask-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn check(name: &str, change: impl Fn(&Path), changes_the_fingerprint: bool) {
        let folder = folder(name);
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::create_dir_all(folder.join("dist")).unwrap();
        fs::write(folder.join("src/one.ts"), "1").unwrap();
        let before = of(std::slice::from_ref(&folder), &["dist"]).unwrap();

        change(&folder);

        let after = of(std::slice::from_ref(&folder), &["dist"]).unwrap();
        assert_eq!(before != after, changes_the_fingerprint, "{name}");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_fingerprint_follows_names_and_contents() {
        check("nothing", |_| (), false);
        check(
            "content",
            |folder| fs::write(folder.join("src/one.ts"), "2").unwrap(),
            true,
        );
        check(
            "rename",
            |folder| fs::rename(folder.join("src/one.ts"), folder.join("src/two.ts")).unwrap(),
            true,
        );
        check(
            "another",
            |folder| fs::write(folder.join("src/two.ts"), "").unwrap(),
            true,
        );
        check(
            "skipped",
            |folder| fs::write(folder.join("dist/out.js"), "2").unwrap(),
            false,
        );
    }

    #[test]
    fn a_stamp_holds_one_fingerprint() {
        let folder = folder("stamp");
        let file = folder.join("deep/stamp");
        assert!(!is_stamped(&file, "a"), "no stamp yet");

        stamp(&file, "a").unwrap();

        assert!(is_stamped(&file, "a"));
        assert!(!is_stamped(&file, "b"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
