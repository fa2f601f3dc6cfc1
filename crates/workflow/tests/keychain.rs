//! Secrets against a real keychain of Linux: gnome-keyring on a session bus of its own.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking, also in what its cases share"
)]

use std::path::Path;
use std::process::{Command, Output};

use cxone::Endpoint;
use secrecy::{ExposeSecret, SecretString};
use workflow::connection::Connection;
use workflow::{NotKept, SecretFor, SecretPlace, Secrets, WorkError};

const SECRET: &str = "s3cr3t of the keychain test";

/// Unlocks the keychain, whose files lie in the folder of this test.
const UNLOCK: &str = "echo planner | gnome-keyring-daemon --unlock --components=secrets >/dev/null";

/// Keeps away the session bus, on which asking for a keychain would start one.
const NONE: &str = "export DBUS_SESSION_BUS_ADDRESS=unix:path=/dev/null";

/// Starts it without its password.
const LOCKED: &str = "gnome-keyring-daemon --start --components=secrets >/dev/null </dev/null";

#[test]
fn a_secret_is_there_after_the_next_start_until_it_is_forgotten() {
    let home = tempfile::tempdir().unwrap();
    check(home.path(), UNLOCK, &["keeps_in_the_keychain"]);
    check(
        home.path(),
        UNLOCK,
        &["finds_in_the_keychain_and_forgets", "finds_nothing"],
    );
    let files = Command::new("grep")
        .args(["-rl", SECRET])
        .arg(home.path())
        .output()
        .unwrap();
    assert!(files.stdout.is_empty(), "it is in no file as it is");
}

#[test]
fn with_a_locked_keychain_or_none_a_secret_lives_for_the_session() {
    let home = tempfile::tempdir().unwrap();
    check(home.path(), NONE, &["keeps_without_a_keychain"]);
    check(home.path(), UNLOCK, &["keeps_in_the_keychain"]);
    check(home.path(), LOCKED, &["keeps_beside_a_locked_keychain"]);
}

/// Each step is a process of its own on the same bus, as the program is after each start.
fn check(home: &Path, keychain: &str, steps: &[&str]) {
    let this = std::env::current_exe().unwrap();
    let this = this.to_str().unwrap();
    let steps: Vec<String> = steps
        .iter()
        .map(|step| format!("'{this}' --exact {step} --ignored --nocapture"))
        .collect();
    let script = format!("{keychain} && {}", steps.join(" && "));
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", &script])
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_RUNTIME_DIR", home)
        .env_remove("GNOME_KEYRING_CONTROL")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("dbus-run-session and gnome-keyring are installed: `cargo xtask test` does that");
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&stdout),
        String::from_utf8_lossy(&stderr)
    );
    assert!(status.success(), "{said}");
    assert_eq!(said.matches("1 passed").count(), steps.len(), "{said}");
}

/// The secret of the tests.
fn ours() -> SecretFor {
    let endpoint = Endpoint::new("https://wfm.example.com").unwrap();
    let id = Some("keychain-test".to_owned());
    let connection = Connection::tenant(id, "Main", &endpoint, "planner");
    connection.client_secret().unwrap()
}

fn keep() -> (Secrets, SecretPlace) {
    let secrets = Secrets::default();
    let place = secrets.keep(&ours(), SecretString::from(SECRET)).unwrap();
    (secrets, place)
}

fn found(secrets: &Secrets) -> Result<String, WorkError> {
    let found = secrets.find(&ours())?;
    Ok(found.expose_secret().to_owned())
}

#[test]
#[ignore = "a step of the tests above, with a keychain of its own"]
fn keeps_in_the_keychain() {
    let (secrets, place) = keep();
    assert_eq!(place, SecretPlace::Keychain);
    assert_eq!(secrets.place(&ours()), SecretPlace::Keychain);
}

#[test]
#[ignore = "a step of the tests above, with a keychain of its own"]
fn finds_in_the_keychain_and_forgets() {
    let secrets = Secrets::default();
    assert_eq!(found(&secrets).unwrap(), SECRET);
    assert_eq!(secrets.place(&ours()), SecretPlace::Keychain);
    secrets.forget(&ours()).unwrap();
    assert!(matches!(found(&secrets), Err(WorkError::SecretMissing)));
}

#[test]
#[ignore = "a step of the tests above, with a keychain of its own"]
fn finds_nothing() {
    assert_eq!(Secrets::default().place(&ours()), SecretPlace::Missing);
}

#[test]
#[ignore = "a step of the tests above, with a keychain of its own"]
fn keeps_without_a_keychain() {
    let (secrets, place) = keep();
    assert_eq!(place, SecretPlace::Session(NotKept::NoKeychain));
    assert_eq!(found(&secrets).unwrap(), SECRET);
    assert_eq!(Secrets::default().place(&ours()), SecretPlace::Missing);
    secrets.forget(&ours()).unwrap();
    assert_eq!(secrets.place(&ours()), SecretPlace::Missing);
}

#[test]
#[ignore = "a step of the tests above, with a keychain of its own"]
fn keeps_beside_a_locked_keychain() {
    let (secrets, place) = keep();
    assert_eq!(place, SecretPlace::Session(NotKept::Locked));
    assert_eq!(found(&secrets).unwrap(), SECRET);
    assert_eq!(Secrets::default().place(&ours()), SecretPlace::Locked);
}
