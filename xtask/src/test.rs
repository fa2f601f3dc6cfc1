//! `cargo xtask test`: every check and every test there is, the quick ones first.

use std::process::ExitCode;

use crate::command::Program;
use crate::fault::Fault;
use crate::python::Environment;
use crate::report::Report;
use crate::tools::{CARGO_DENY, TAURI_DRIVER};
use crate::{advisories, debian, tools, ui};

const SYSTEM: &str = "System packages";
const COMPONENTS: &str = "Rust components";
const UI_PACKAGES: &str = "UI packages";
const UI_BUILD: &str = "UI build";
const DRIVER: &str = "Driver of the window";
const OTHERS_TOOLS: &str = "Others' tools";
const LICENCE_CHECKER: &str = "Licence checker";

/// What the served API is tried by.
const CONTRACT_TOOLS: Environment = Environment {
    name: "contract",
    requirements: "tests/contract/requirements.txt",
};

/// Runs all steps and says at the end what passed and what failed.
///
/// All cargo steps take the whole workspace, and the tests in the window use
/// the program that the tests before them built: the same parts are compiled
/// once for lints and once for everything that runs.
pub fn test() -> ExitCode {
    let mut report = Report::default();
    report.step(COMPONENTS, &[], tools::rust_components);
    report.step("Rust formatting", &[COMPONENTS], || {
        cargo(
            &["fmt", "--all", "--check"],
            "Run `cargo fmt --all` and look at what it changes.",
        )
    });
    report.step(SYSTEM, &[], || {
        debian::install(&[debian::FOR_WINDOW, debian::FOR_TESTS].concat())
    });
    report.step(UI_PACKAGES, &[], ui::packages);
    report.step("UI formatting and lints", &[UI_PACKAGES], || {
        ui::script(
            "lint",
            "`npm run format` in ui/ mends what can be mended by itself.",
        )
    });
    report.step("UI types", &[UI_PACKAGES], || {
        ui::script("check", "The lines above name the file and the line.")
    });
    report.step("UI tests", &[UI_PACKAGES], || {
        ui::script("test", "The lines above name the test.")
    });
    report.step(UI_BUILD, &[UI_PACKAGES], ui::build);
    report.step(LICENCE_CHECKER, &[SYSTEM], || CARGO_DENY.install());
    report.step("Licences and sources", &[LICENCE_CHECKER], licences);
    report.step_if_possible(
        "Advisories for crates",
        &[LICENCE_CHECKER],
        advisories::of_crates,
    );
    report.step_if_possible(
        "Advisories for UI packages",
        &[UI_PACKAGES],
        advisories::of_ui_packages,
    );
    report.step("Rust lints", &[COMPONENTS, SYSTEM, UI_BUILD], || {
        // These two are no part of `--all-targets`: a plain `cargo test` leaves them out.
        lints("--all-targets")?;
        lints("--test=journeys")?;
        lints("--test=contract")
    });
    report.step("Rust tests", &[SYSTEM, UI_BUILD], || {
        cargo(
            &["test", "--locked", "--workspace", "--no-fail-fast"],
            "The lines above name the test.",
        )
    });
    report.step(OTHERS_TOOLS, &[], || CONTRACT_TOOLS.install());
    report.step("Contract, by others' tools", &[OTHERS_TOOLS], try_contract);
    report.step(DRIVER, &[SYSTEM], || TAURI_DRIVER.install());
    report.step(
        "Journeys in the real window",
        &[SYSTEM, UI_BUILD, DRIVER],
        || {
            Program::cargo(&["test", "--locked", "--workspace", "--test", "journeys"])
                .with_variable("TAURI_DRIVER", TAURI_DRIVER.path())
            // Their errors say what the window shows; a stack says nothing more.
            .with_variable("RUST_LIB_BACKTRACE", "0")
                .with_remedy("Screenshots and logs of each journey are in target/journey.")
                .run()
        },
    );
    report.finish()
}

/// Only that: the served API tried by others' tools.
pub fn contract() -> Result<(), Fault> {
    CONTRACT_TOOLS.install()?;
    try_contract()
}

/// Writes `ui/src/bindings.ts` anew: the test that guards it does so when asked.
pub fn write_bindings() -> Result<(), Fault> {
    ui::packages()?;
    ui::build()?;
    Program::cargo(&["test", "--workspace", "--test", "commands", "bindings"])
        .with_variable("UPDATE_BINDINGS", "1")
        .with_remedy("The bindings were not written.")
        .run()
}

fn cargo(arguments: &[&str], remedy: &str) -> Result<(), Fault> {
    Program::cargo(arguments).with_remedy(remedy).run()
}

fn try_contract() -> Result<(), Fault> {
    Program::cargo(&["test", "--locked", "--workspace", "--test", "contract"])
        .with_variable("CONTRACT_PYTHON", CONTRACT_TOOLS.python())
        .with_remedy("The lines above name the call, and how to repeat it.")
        .run()
}

fn lints(targets: &str) -> Result<(), Fault> {
    cargo(
        &[
            "clippy",
            "--locked",
            "--workspace",
            targets,
            "--",
            "-D",
            "warnings",
        ],
        "Mend what is named above; `#[expect]` with a reason where the lint is wrong.",
    )
}

/// Without advisories, which are a step of their own.
fn licences() -> Result<(), Fault> {
    Program::new(CARGO_DENY.path(), &["check", "licenses", "bans", "sources"])
        .with_remedy("deny.toml says what may come in, and why.")
        .run()
}
