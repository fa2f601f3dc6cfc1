//! System packages on Debian and Ubuntu.

use std::io::IsTerminal;

use crate::command::Program;
use crate::fault::Fault;

/// What the command line needs to be built.
pub const FOR_COMMAND_LINE: &[&str] = &["build-essential"];

/// What the window needs to be built and opened.
pub const FOR_WINDOW: &[&str] = &[
    "build-essential",
    "libdbus-1-dev",
    "librsvg2-dev",
    "libwebkit2gtk-4.1-dev",
    "pkg-config",
];

/// What the tests need besides: a desktop without a screen, and hands to work on it.
pub const FOR_TESTS: &[&str] = &[
    "dbus-x11",
    "gir1.2-gtk-3.0",
    "gnome-keyring",
    "imagemagick",
    "openbox",
    "python3-gi",
    "webkit2gtk-driver",
    "xdotool",
    "xvfb",
];

/// What other people's tools need, where Python comes from Debian.
pub const FOR_PYTHON: &[&str] = &["python3", "python3-venv"];

/// Installs those of `packages` that are missing. On other systems it only
/// says what is needed.
pub fn install(packages: &[&str]) -> Result<(), Fault> {
    if !cfg!(target_os = "linux") {
        println!("System packages: nothing to install on this system.");
        return Ok(());
    }
    let Some(listing) = list(packages) else {
        println!(
            "System packages: this is not Debian or Ubuntu, so nothing was installed.\n\
             Where the build misses something, install what these packages hold there: {}",
            packages.join(" ")
        );
        return Ok(());
    };
    let missing = missing(packages, &listing);
    if missing.is_empty() {
        println!("System packages: none is missing.");
        return Ok(());
    }
    println!(
        "System packages: {} missing, to be installed with apt-get: {}",
        missing.len(),
        missing.join(" ")
    );
    install_missing(&missing)
}

fn list(packages: &[&str]) -> Option<String> {
    let mut arguments = vec!["--show", "--showformat=${Package} ${db:Status-Status}\\n"];
    arguments.extend_from_slice(packages);
    Program::new("dpkg-query", &arguments).output()
}

fn missing<'a>(packages: &[&'a str], listing: &str) -> Vec<&'a str> {
    let installed: Vec<&str> = listing
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .collect();
    packages
        .iter()
        .copied()
        .filter(|package| !installed.contains(package))
        .collect()
}

fn install_missing(missing: &[&str]) -> Result<(), Fault> {
    let mut install = vec!["apt-get", "install", "-y", "--no-install-recommends"];
    install.extend_from_slice(missing);
    let by_hand = format!("sudo apt-get update && sudo {}", install.join(" "));

    let prefix: &[&str] = if is_root() {
        &["env"]
    } else if Program::new("sudo", &["-n", "true"]).succeeds() {
        &["sudo", "-n", "env"]
    } else if std::io::stdin().is_terminal() && Program::new("sudo", &["--version"]).succeeds() {
        &["sudo", "env"]
    } else {
        return Err(Fault::new(
            "System packages are missing, and this account may not install them.",
            format!(
                "Run this line, or ask your administrator to, and start again:\n\n    {by_hand}\n"
            ),
        ));
    };
    let apt = |arguments: &[&str]| {
        let words = [prefix, &["DEBIAN_FRONTEND=noninteractive"], arguments].concat();
        let program = Program::new(words[0], &words[1..]);
        program
            .with_remedy(&format!(
                "Run this line yourself, and start again:\n\n    {by_hand}\n"
            ))
            .run_with_terminal()
    };
    // One package source that cannot be reached does not keep the others from serving.
    if let Err(fault) = apt(&["apt-get", "update"]) {
        println!(
            "{}\nGoing on with the package lists that are here.",
            fault.reason
        );
    }
    apt(&install)
}

fn is_root() -> bool {
    Program::new("id", &["-u"])
        .output()
        .is_some_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn only_packages_in_the_state_installed_are_there() {
        let listing = "xvfb installed\nopenbox config-files\nxdotool not-installed\n";

        let missing = missing(&["xvfb", "openbox", "xdotool", "imagemagick"], listing);

        assert_eq!(missing, ["openbox", "xdotool", "imagemagick"]);
    }
}
