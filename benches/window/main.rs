//! What a planner waits for, and what the window takes, on this computer: start,
//! memory, a spreadsheet of 100,000 shifts dropped on it, scrolling through them.
//!
//! `cargo xtask bench window` builds the program as it is shipped and starts
//! this, on a desktop without a screen. Nothing is asserted: figures are for
//! docs/performance.md.
#![cfg(target_os = "linux")]

#[expect(dead_code, reason = "the benchmark needs only a part of the desktop")]
#[path = "../../tests/journeys/desktop.rs"]
mod desktop;
#[expect(dead_code, reason = "the benchmark needs only a part of the hands")]
#[path = "../../tests/journeys/hands.rs"]
mod hands;
mod memory;
#[path = "../../tests/journeys/poll.rs"]
mod poll;
#[path = "../../tests/journeys/process.rs"]
mod process;
#[path = "../intake/roster.rs"]
mod roster;
#[expect(dead_code, reason = "the benchmark needs only a part of the window")]
#[path = "../../tests/journeys/window.rs"]
mod window;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde::Deserialize;

use desktop::Desktop;
use window::Window;

/// Shifts in the file.
const SHIFTS: usize = 100_000;
const RUNS: usize = 5;
/// What a slow computer may take for a step.
const LONG: Duration = Duration::from_secs(60);

/// Notes when the file was let go over the window, when its rows and its counts
/// first stood on the screen, in milliseconds of the page's clock.
const WATCH_THE_DROP: &str = r#"
    const at = (window.drop = {});
    const part = (name) => document.querySelector(`[data-testid="${name}"]`);
    const painted = (name) => {
        if (at[name] !== undefined) return;
        at[name] = null;
        requestAnimationFrame(() => requestAnimationFrame(() => (at[name] = performance.now())));
    };
    new MutationObserver(() => {
        if (part("drop-overlay")) at.over = true;
        else if (at.over) at.let_go ??= performance.now();
        if (part("cell-2-0") && part("read-layout")) painted("rows");
        if (part("import-counts")?.textContent.includes("100,000")) painted("checked");
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
"#;

/// Scrolls the rows by a step each frame for five seconds, and answers how long
/// each frame took, in milliseconds. A step of 0 draws frames and moves nothing.
const SCROLL: &str = r#"
    const [step, done] = arguments;
    const rows = document.querySelector('[data-testid="import-rows"]');
    rows.scrollTop = 0;
    const frames = [];
    let last;
    const end = performance.now() + 5000;
    requestAnimationFrame(function frame(now) {
        if (last !== undefined) frames.push(now - last);
        last = now;
        rows.scrollTop += step;
        if (now < end) requestAnimationFrame(frame);
        else done(frames);
    });
"#;

/// What [`WATCH_THE_DROP`] noted, once all of it is there.
#[derive(Deserialize)]
struct Dropped {
    let_go: f64,
    rows: f64,
    checked: f64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut starts = Vec::new();
    let mut idle = Vec::new();
    let mut rows = Vec::new();
    let mut checked = Vec::new();
    let mut open = Vec::new();
    let mut frames = [("still", 0), ("wheel", 120), ("bar", 9_000)].map(|(n, s)| (n, s, vec![]));
    for _ in 0..RUNS {
        let mut desktop = Desktop::start("bench-window").await?;
        let file = desktop.folder().join("roster.csv");
        std::fs::write(&file, roster::csv(SHIFTS))?;
        let begun = Instant::now();
        let window = desktop.open_shiftwright().await?;
        window.see("connect-own").await?;
        starts.push(milliseconds(begun));

        window.click("connect-own").await?;
        window.see("connected").await?;
        window.click("to-import").await?;
        window.see("choose-file").await?;
        idle.push(memory::of_program()?);

        let dropped = drop_on(&desktop, &window, &file).await?;
        rows.push(dropped.rows - dropped.let_go);
        checked.push(dropped.checked - dropped.let_go);
        for (_, step, took) in &mut frames {
            let each = window.ask_later(SCROLL, vec![(*step).into()]).await?;
            took.extend(serde_json::from_value::<Vec<f64>>(each)?);
        }
        open.push(memory::of_program()?);
        window.close().await?;
        desktop.finish();
    }
    println!("{SHIFTS} shifts, {RUNS} runs\n");
    println!("{:<44}{:>10}{:>10}", "", "median", "worst");
    line("start to usable window, by the driver (ms)", &mut starts);
    line("memory with nothing open (MB)", &mut idle);
    line("dropped, rows and columns on screen (ms)", &mut rows);
    line("dropped, all checked (ms)", &mut checked);
    line("memory with the file open (MB)", &mut open);
    for (name, _, took) in &mut frames {
        line(&format!("a frame, {name} (ms)"), took);
    }
    Ok(())
}

async fn drop_on(desktop: &Desktop, window: &Window, file: &Path) -> Result<Dropped> {
    window.ask(WATCH_THE_DROP, Vec::new()).await?;
    desktop.drag_over_shiftwright(file).await?.let_go().await?;
    poll::until("the rows on the screen", LONG, async || {
        let noted = window.ask("return window.drop", Vec::new()).await?;
        Ok(serde_json::from_value(noted).ok())
    })
    .await
    .context("the file did not come up")
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

fn line(name: &str, values: &mut [f64]) {
    values.sort_by(f64::total_cmp);
    let median = values.get(values.len() / 2).copied().unwrap_or(f64::NAN);
    let worst = values.last().copied().unwrap_or(f64::NAN);
    println!("{name:<44}{median:>10.1}{worst:>10.1}");
}
