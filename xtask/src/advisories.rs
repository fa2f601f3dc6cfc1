//! Known vulnerabilities of the packages that come into the program. Who keeps
//! lists of them has them on the network; where they cannot be had, that is said.

use crate::command::Program;
use crate::fault::Fault;
use crate::report::Outcome;
use crate::tools::CARGO_DENY;
use crate::ui;

/// The RustSec database against Cargo.lock.
pub fn of_crates() -> Result<Outcome, Fault> {
    if !Program::new(CARGO_DENY.path(), &["fetch", "db"]).succeeds() {
        return Ok(Outcome::LeftOut(
            "the RustSec advisory database cannot be fetched from here",
        ));
    }
    Program::new(CARGO_DENY.path(), &["--offline", "check", "advisories"])
        .with_remedy("Update what is named above, or say in deny.toml why it does no harm.")
        .run()?;
    Ok(Outcome::Done)
}

/// The npm registry's advisories against package-lock.json.
pub fn of_ui_packages() -> Result<Outcome, Fault> {
    let audit = ["audit", "--json", "--package-lock-only"];
    let said = ui::npm(&audit).output().unwrap_or_default();
    if !said.contains("\"auditReportVersion\"") {
        return Ok(Outcome::LeftOut(
            "the npm registry that is set here tells no advisories",
        ));
    }
    if said.contains("\"vulnerabilities\": {}") {
        return Ok(Outcome::Done);
    }
    println!("{said}");
    Err(Fault::new(
        "Packages of the window's content have known vulnerabilities.",
        "Update what is named above.",
    ))
}
