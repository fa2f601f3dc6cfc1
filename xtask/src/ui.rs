//! The window's content: its packages, its checks, its build.

use std::path::PathBuf;

use crate::command::{Program, root, target};
use crate::fault::Fault;
use crate::fingerprint;

/// The oldest Node that the UI's tools run on (`engines` in ui/package.json).
const OLDEST_NODE: (u32, u32) = (20, 19);

const GET_NODE: &str =
    "Install Node 20.19 or newer (nodejs.org, or your system's packages) and start again.";

/// Installs the UI's packages as its lock file says, unless they are in place.
pub fn packages() -> Result<(), Fault> {
    let node = node_version()?;
    let folder = folder();
    let lock = fingerprint::of(
        &[
            folder.join("package.json"),
            folder.join("package-lock.json"),
        ],
        &[],
    )?;
    let fingerprint = format!("{lock} node {}.{}", node.0, node.1);
    let stamp = folder.join("node_modules/.shiftwright-stamp");
    if fingerprint::is_stamped(&stamp, &fingerprint) {
        println!("UI packages: in place, as package-lock.json says.");
        return Ok(());
    }
    npm(&["ci", "--no-audit", "--no-fund"])
        .with_remedy(
            "Check that the npm registry can be reached, and that package-lock.json is whole.",
        )
        .run()?;
    fingerprint::stamp(&stamp, &fingerprint)
}

/// Runs one of the scripts of ui/package.json.
pub fn script(name: &str, remedy: &str) -> Result<(), Fault> {
    npm(&["run", name]).with_remedy(remedy).run()
}

/// Builds the window's content into `ui/dist`, unless it is there and nothing changed.
/// An unchanged build keeps the program from being compiled anew.
pub fn build() -> Result<(), Fault> {
    let stamp = target().join("ui-build.stamp");
    let state = || -> Result<String, Fault> {
        let sources = fingerprint::of(&[folder()], &["node_modules", "dist", "coverage"])?;
        let built = fingerprint::of(&[folder().join("dist")], &[])?;
        Ok(format!("{sources} {built}"))
    };
    if folder().join("dist/index.html").is_file() && fingerprint::is_stamped(&stamp, &state()?) {
        println!("UI build: nothing changed since the last one.");
        return Ok(());
    }
    script("build", "The lines above name the file and the line.")?;
    fingerprint::stamp(&stamp, &state()?)
}

fn folder() -> PathBuf {
    root().join("ui")
}

/// npm, in the folder of the UI.
pub fn npm(arguments: &[&str]) -> Program {
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    Program::new(name, arguments).in_folder(&folder())
}

fn node_version() -> Result<(u32, u32), Fault> {
    let Some(said) = Program::new("node", &["--version"]).output() else {
        return Err(Fault::new(
            "Node is missing: the window's content is built with it.",
            GET_NODE,
        ));
    };
    match parse_version(&said) {
        Some(version) if version >= OLDEST_NODE => Ok(version),
        Some(_) => Err(Fault::new(
            format!("This Node is too old: {}.", said.trim()),
            GET_NODE,
        )),
        None => Err(Fault::new(
            format!("`node --version` answered {said:?}, which is no version."),
            GET_NODE,
        )),
    }
}

fn parse_version(said: &str) -> Option<(u32, u32)> {
    let mut parts = said.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{OLDEST_NODE, parse_version};

    #[test]
    fn versions_are_read_and_ordered() {
        let cases = [
            ("v20.20.2\n", Some((20, 20)), true),
            ("v20.19.0", Some((20, 19)), true),
            ("v20.9.0", Some((20, 9)), false),
            ("v18.20.4", Some((18, 20)), false),
            ("v24.0.0-nightly", Some((24, 0)), true),
            ("node: not found", None, false),
        ];
        for (said, version, new_enough) in cases {
            assert_eq!(parse_version(said), version, "{said}");
            assert_eq!(
                version.is_some_and(|version| version >= OLDEST_NODE),
                new_enough,
                "{said}"
            );
        }
    }
}
