//! `cargo xtask soak`: imports and runs through faults and kills, for minutes.

use crate::command::Program;
use crate::debian;
use crate::fault::Fault;

/// The variable that chooses what befalls whom; without it, the same each time.
const SEED: &str = "SHIFTWRIGHT_SOAK_SEED";

/// Runs the soak of `tests/faults`, with this seed if there is one.
pub fn soak(seed: Option<&str>) -> Result<(), Fault> {
    debian::install(debian::FOR_COMMAND_LINE)?;
    let test = [
        "test",
        "--locked",
        // The same parts as those of `cargo xtask test`.
        "--workspace",
        "--test",
        "faults",
        "--",
        "--exact",
        "soak::the_whole_soak",
        "--ignored",
        "--nocapture",
    ];
    let program = Program::cargo(&test)
        .with_remedy("The lines above say what differs, and the seed with which it does again.");
    let program = match seed {
        Some(seed) => program.with_variable(SEED, seed),
        None => program,
    };
    program.run()
}
