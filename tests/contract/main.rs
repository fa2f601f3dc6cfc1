//! The served API, tried by tools that others wrote: schemathesis with the
//! contract's schema, and a Python client of the contract's text.
//!
//! Run by `cargo xtask test`, which brings the Python packages (`CONTRACT_PYTHON`).

use std::path::Path;
use std::process::Command;

#[test]
fn the_sample_contact_centre_is_served_as_the_schema_says() {
    check(&["test_schema.py", "-k", "sample"]);
}

#[test]
fn a_planners_own_data_is_served_as_the_schema_says() {
    check(&["test_schema.py", "-k", "own"]);
}

#[test]
fn another_client_does_the_whole_job() {
    check(&["test_client.py"]);
}

/// Runs those of the Python tests in this folder.
fn check(which: &[&str]) {
    let python = std::env::var_os("CONTRACT_PYTHON").unwrap_or_else(|| "python3".into());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract");
    let ended = Command::new(&python)
        .args(["-m", "pytest", "--quiet", "-s", "-p", "no:cacheprovider"])
        .args(which)
        .current_dir(folder)
        .env("SHIFTWRIGHT_CLI", env!("CARGO_BIN_EXE_shiftwright-cli"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .status();

    assert!(
        ended.as_ref().is_ok_and(std::process::ExitStatus::success),
        "{which:?} with {}: {ended:?}",
        python.display()
    );
}
