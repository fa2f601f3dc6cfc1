//! Someone starts the program a second time.

use anyhow::{Result, ensure};

use crate::desktop::{Desktop, running_shiftwrights};
use crate::poll::{SOON, until};

#[tokio::test]
async fn a_second_start_brings_the_first_window_to_the_front_and_ends() -> Result<()> {
    let mut desktop = Desktop::start("second-start").await?;
    let window = desktop.open_shiftwright().await?;
    window.see("connect-sample").await?;
    let first = desktop.find_window("^Shiftwright$").await?;
    let before = running_shiftwrights()?;
    desktop.xdotool(&["windowminimize", &first])?;
    until("the window to be put away", SOON, async || {
        Ok((desktop.visible("^Shiftwright$")?.is_empty()).then_some(()))
    })
    .await?;

    let mut second = desktop.launch("second", env!("CARGO_BIN_EXE_shiftwright"), &[])?;

    let ended = until("the end of the second start", SOON, async || second.ended()).await?;
    ensure!(ended, "the second start failed: {}", second.printed());
    until("the first window in front", SOON, async || {
        let active = desktop.xdotool(&["getactivewindow"]).unwrap_or_default();
        Ok((active.trim() == first).then_some(()))
    })
    .await?;
    ensure!(
        running_shiftwrights()? == before,
        "another program runs than the first"
    );
    desktop.screenshot(&window, "back-in-front").await?;
    window.close().await?;
    desktop.finish();
    Ok(())
}
