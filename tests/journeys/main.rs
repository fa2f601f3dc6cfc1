//! A planner's whole way, in the real window on a desktop without a screen:
//! real clicks, a real file drop, the real save dialog, the real service behind.
//!
//! Run by `cargo xtask test`, which brings the desktop and the driver. Screenshots
//! and logs of the last run are in `target/journey`.
#![cfg(target_os = "linux")]

mod answering;
mod api;
mod connections;
mod desktop;
mod export;
mod hands;
mod lost_run;
mod poll;
mod process;
mod proxied;
mod rehearsal;
#[path = "../commands/relay.rs"]
#[expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, also in what its cases share"
)]
mod relay;
mod resuming;
mod second_start;
mod secrets;
mod spreadsheets;
#[path = "../commands/tenant.rs"]
#[expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, also in what its cases share"
)]
mod tenant;
mod waiting;
mod window;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, ensure};

use desktop::Desktop;

/// What a step may take that works through all shifts or all agents.
const LONG: Duration = Duration::from_secs(180);

#[tokio::test]
async fn from_a_spreadsheet_to_exported_recommendations() -> Result<()> {
    let mut desktop = Desktop::start("spreadsheet-to-recommendations").await?;
    let window = desktop.open_shiftwright().await?;

    window.see("connect-sample").await?;
    desktop.screenshot(&window, "first-start").await?;
    window.click("connect-sample").await?;
    window.see("connected").await?;
    desktop.screenshot(&window, "connected").await?;

    window.click("to-import").await?;
    window.see("choose-file").await?;
    let connection = window.text("connection-name").await?;
    ensure!(
        connection == "Sample contact centre",
        "the bar on top says {connection:?}"
    );
    ensure!(
        window.text("zone").await?.contains("Europe/London"),
        "times are not in the computer's zone"
    );
    desktop.screenshot(&window, "import-empty").await?;

    let dragged = desktop.drag_over_shiftwright(&roster()).await?;
    window.see("drop-overlay").await?;
    desktop
        .screenshot(&window, "import-file-over-window")
        .await?;
    dragged.let_go().await?;
    window
        .wait_for_text("import-file-name", "shifts-week-49.csv")
        .await?;
    window.wait_for_text("import-counts", "300").await?;
    desktop.screenshot(&window, "import-read").await?;

    window.click("check-import").await?;
    window.see_within("check-result", LONG).await?;
    desktop.screenshot(&window, "import-checked").await?;

    window.click("send-import").await?;
    window.see_within("import-result", LONG).await?;
    window
        .wait_for_text("import-result", "All 300 shifts imported")
        .await?;
    desktop.screenshot(&window, "import-done").await?;

    window.click("to-coverage").await?;
    window.see("coverage-table").await?;
    desktop.screenshot(&window, "coverage").await?;
    let before = window.text("coverage-summary").await?;
    window.slide("threshold", 95).await?;
    window.wait_for_text("threshold-value", "95").await?;
    window
        .wait_for_other_text("coverage-summary", &before)
        .await?;
    desktop.screenshot(&window, "coverage-threshold-95").await?;

    window.click("to-optimize").await?;
    window.see("run").await?;
    desktop.screenshot(&window, "optimize").await?;
    window.click("run").await?;
    window.see("best-so-far").await?;
    desktop.screenshot(&window, "optimize-running").await?;
    window.see_within("run-result", LONG).await?;
    desktop.screenshot(&window, "optimize-done").await?;

    window.click("to-recommendations").await?;
    window.see("recommendations-list").await?;
    desktop.screenshot(&window, "recommendations").await?;

    window.click("export").await?;
    let exported = desktop.folder().join("recommendations.csv");
    desktop
        .save_as("^Export recommendations$", &exported, "save-dialog")
        .await?;
    window
        .wait_for_text("export-result", &exported.to_string_lossy())
        .await?;
    desktop.screenshot(&window, "exported").await?;

    let service = api::Service::sign_in(&desktop.endpoint_file()).await?;
    let job = service.newest_finished_job().await?;
    export::check(&fs::read(&exported)?, &job, chrono_tz::Europe::London)?;
    ensure!(
        neighbours(&exported)?.is_empty(),
        "the export left something beside it: {:?}",
        neighbours(&exported)?
    );

    window.close().await?;
    desktop.finish();
    Ok(())
}

#[tokio::test]
async fn files_that_hold_no_shifts_are_refused_in_words() -> Result<()> {
    let mut desktop = Desktop::start("refused-files").await?;
    let window = desktop.open_shiftwright().await?;
    window.click("connect-sample").await?;
    window.click("to-import").await?;
    window.see("choose-file").await?;

    let files: [(&str, &[u8], &str); 4] = [
        (
            "holiday-letter.pdf",
            b"%PDF-1.7\n\0\x01\x02\0\0\x03\xE2\xE3\n",
            "CSV",
        ),
        ("empty.csv", b"", "is empty"),
        (
            "only-a-header.csv",
            b"Agent ID,Start,End,Skills\n",
            "no rows",
        ),
        (
            "sign-in.csv",
            b"<!doctype html><html><body>Sign in</body></html>",
            "web page",
        ),
    ];
    for (name, content, word) in files {
        let file = desktop.folder().join(name);
        fs::write(&file, content)?;

        desktop.drag_over_shiftwright(&file).await?.let_go().await?;

        window.wait_for_text("notice", name).await?;
        let notice = window.text("notice").await?;
        ensure!(
            notice.contains(word),
            "{name}: the notice does not say {word:?} but {notice:?}"
        );
        ensure!(
            !window.shows("send-import").await?,
            "{name}: there is an Import button"
        );
        desktop.screenshot(&window, name).await?;
    }

    window.close().await?;
    desktop.finish();
    Ok(())
}

fn roster() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/shifts-week-49.csv")
}

/// Files beside `file` that look like parts of it.
fn neighbours(file: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(file.parent().unwrap_or(file))? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path != file && (name.contains("recommendations") || name.starts_with(".tmp")) {
            found.push(path);
        }
    }
    Ok(found)
}
