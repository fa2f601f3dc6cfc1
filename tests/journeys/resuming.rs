//! A power cut in the middle of an import.

use std::fmt::Write;
use std::fs;

use anyhow::{Result, ensure};

use crate::LONG;
use crate::desktop::Desktop;

const SHIFTS: usize = 20_000;

/// Enough shifts to be cut off on the way.
fn roster() -> String {
    let mut csv = "Agent ID,Start,End,Skills\n".to_owned();
    for index in 0..SHIFTS {
        let (agent, day) = (index / 20, index % 20 + 1);
        let _ = writeln!(
            csv,
            "AGENT-{agent},2026-12-{day:02} 08:00,2026-12-{day:02} 16:00,SKILL-EN-BILLING"
        );
    }
    csv
}

#[tokio::test]
async fn an_import_that_is_cut_off_is_continued_to_the_last_shift() -> Result<()> {
    let mut desktop = Desktop::start("cut-off-import").await?;
    let file = desktop.folder().join("december.csv");
    fs::write(&file, roster())?;
    let window = desktop.open_shiftwright().await?;
    window.click("connect-own").await?;
    window.see("connected").await?;
    window.click("to-import").await?;
    window.see("choose-file").await?;
    desktop.drag_over_shiftwright(&file).await?.let_go().await?;
    window.wait_for_text("import-counts", "20,000").await?;

    window.click("send-import").await?;
    window.wait_for_text("import-how-far", " of 40").await?;
    desktop.screenshot(&window, "under-way").await?;
    desktop.cut_off_shiftwright()?;
    drop(window);

    let window = desktop.open_shiftwright().await?;
    window
        .wait_for_text("unfinished", "of 20,000 shifts are written")
        .await?;
    desktop.screenshot(&window, "offered").await?;
    window.click("continue-import").await?;
    window.see_within("import-result", LONG).await?;
    window
        .wait_for_text("import-result", "All 20,000 shifts imported")
        .await?;
    desktop.screenshot(&window, "continued").await?;

    // The server has each of them, and none twice.
    desktop.drag_over_shiftwright(&file).await?.let_go().await?;
    window.wait_for_text("import-counts", "20,000").await?;
    window.click("check-import").await?;
    window.see_within("check-result", LONG).await?;
    let said = window.text("check-result").await?;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    ensure!(
        said.contains("20,000 unchanged"),
        "the server says {said:?}"
    );
    window.close().await?;
    desktop.finish();
    Ok(())
}
