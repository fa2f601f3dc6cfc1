//! A run whose answer was lost before the program ended.

use anyhow::Result;
use serde_json::json;
use workflow::Store;
use workflow::connection::Connection;

use crate::desktop::Desktop;

#[tokio::test]
async fn a_run_whose_answer_was_lost_is_looked_for_and_run_again_only_when_asked() -> Result<()> {
    let mut desktop = Desktop::start("lost-run").await?;
    let asked = json!({
        "dateRange": {"start": "2026-11-30T00:00:00Z", "end": "2026-12-06T23:59:59Z"},
        "optimizationGoals": ["MINIMIZE_OVERTIME"],
        "gapResolutionRules": [], "complianceRules": {},
    });
    let records = desktop.folder().join("shiftwright/work.sqlite");
    let store = Store::open(&records)?;
    let yesterday = "2026-11-23T09:00:00Z".parse()?;
    store.add_run(
        &Connection::sample(),
        &serde_json::from_value(asked)?,
        yesterday,
    )?;
    drop(store);
    let window = desktop.open_shiftwright().await?;
    window.click("connect-sample").await?;
    window.see("connected").await?;

    window.click("rail-optimize").await?;
    window
        .wait_for_text("run-result", "not known whether the run began")
        .await?;
    desktop.screenshot(&window, "not-known").await?;
    window.click("run").await?;
    window.see("run-again").await?;
    desktop.screenshot(&window, "asks-first").await?;
    window.click("run-again-no").await?;
    window.click("keep-waiting").await?;
    window.wait_for_text("notice", "was not started").await?;
    desktop.screenshot(&window, "was-not-started").await?;
    window.click("run").await?;
    window.see_within("run-result", crate::LONG).await?;
    window.wait_for_text("run-result", "Finished").await?;

    window.close().await?;
    desktop.finish();
    Ok(())
}
