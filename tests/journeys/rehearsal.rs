//! The desktop by itself: if this fails, a journey's failure says nothing about the program.

use std::path::Path;

use anyhow::Result;

use crate::desktop::Desktop;
use crate::poll::{SOON, until};

#[tokio::test]
async fn a_file_can_be_dropped_and_a_save_dialog_answered() -> Result<()> {
    let desktop = Desktop::start("rehearsal").await?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys/rehearsal.py");
    let other = desktop.launch(
        "rehearsal",
        "/usr/bin/python3",
        &[&script.to_string_lossy()],
    )?;
    let wanted = desktop.folder().join("a new file.csv");

    desktop
        .drag_over("^Rehearsal$", &script)
        .await?
        .let_go()
        .await?;
    desktop
        .save_as("^Save File$", &wanted, "save-dialog")
        .await?;

    let expected = format!(
        "dropped file://{}\nsaved {}\n",
        script.display(),
        wanted.display()
    );
    until("the path of the dialog", SOON, async || {
        Ok((other.printed() == expected).then_some(()))
    })
    .await?;
    desktop.finish();
    Ok(())
}
