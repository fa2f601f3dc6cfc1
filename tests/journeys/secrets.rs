//! The whole job with a tenant in the real window, watched for its secret; and
//! the window trying what it may not do.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::desktop::Desktop;
use crate::poll::{SOON, until};
use crate::tenant::Tenant;
use crate::window::Window;
use crate::{LONG, roster};

const CLIENT: &str = "planner-of-the-journey";
const SECRET: &str = "hush-4711-not-for-anybody-else";

/// Keeps what the page sends to the program, and what it is answered. Tauri's own
/// functions cannot be replaced; what they call can.
const LISTEN: &str = "
    window.crossed = [];
    const send = window.fetch;
    window.fetch = async (address, options) => {
        const answer = await send(address, options);
        const sent = options?.body;
        crossed.push({
            address: decodeURIComponent(String(address)),
            sent: typeof sent === 'string' ? sent : new TextDecoder().decode(sent),
            answered: await answer.clone().text(),
        });
        return answer;
    };";

/// What a page holds on to: its text, what is typed into it, what it stored.
const PAGE: &str = "
    const typed = [...document.querySelectorAll('input, textarea, select')].map((one) => one.value);
    const stored = [localStorage, sessionStorage].map((one) => JSON.stringify(one));
    return [document.documentElement.outerHTML, document.cookie, ...typed, ...stored].join('\\n');";

#[tokio::test]
async fn a_secret_is_in_the_keychain_and_nowhere_else() -> Result<()> {
    let tenant = Tenant::start(CLIENT, SECRET).await;
    let mut desktop = Desktop::start("secrets").await?;
    desktop.set_variable("RUST_LOG", "trace");
    let window = desktop.open_shiftwright().await?;
    window.click("connect-tenant").await?;
    window.ask(LISTEN, Vec::new()).await?;

    window.fill("tenant-name", "Main").await?;
    window.choose("tenant-region", "custom").await?;
    window.fill("tenant-address", &tenant.base_url).await?;
    window.fill("tenant-client-id", CLIENT).await?;
    window.fill("tenant-secret", SECRET).await?;
    window.click("tenant-connect").await?;
    window.see("connected").await?;
    whole_job(&desktop, &window).await?;

    let crossed = window.ask("return crossed", Vec::new()).await?;
    let page = window.ask(PAGE, Vec::new()).await?;
    window.close().await?;
    // The next start finds the secret in the keychain.
    let window = desktop.open_shiftwright().await?;
    window.wait_for_text("connection-name", "Main").await?;
    let again = window.ask(PAGE, Vec::new()).await?;
    window.close().await?;

    let hidden = [tenant.tokens(), vec![SECRET.to_owned()]].concat();
    ensure!(hidden.len() > 2, "each start signs in");
    for word in &hidden {
        ensure!(tenant.overheard().contains(word), "it was used: {word}");
        not_in(word, "the page", &page)?;
        not_in(word, "the page after the next start", &again)?;
        in_no_call(word, &crossed)?;
        in_no_file(word, desktop.folder())?;
        in_no_file(word, &desktop.output())?;
    }
    tenant.end().await;
    let log = fs::read_to_string(desktop.output().join("driver.log"))?;
    ensure!(
        log.contains("TRACE"),
        "the program's log is there, with everything"
    );
    ensure!(
        is_in_a_file(CLIENT, desktop.folder())?,
        "files are searched"
    );
    desktop.finish();
    Ok(())
}

/// From a dropped file to recommendations, with every call that asks the server.
async fn whole_job(desktop: &Desktop, window: &Window) -> Result<()> {
    window.click("to-import").await?;
    window.see("choose-file").await?;
    desktop
        .drag_over_shiftwright(&roster())
        .await?
        .let_go()
        .await?;
    window.wait_for_text("import-counts", "300").await?;
    window.click("check-import").await?;
    window.see_within("check-result", LONG).await?;
    window.click("send-import").await?;
    window.see_within("import-result", LONG).await?;
    window.click("to-coverage").await?;
    window.see("coverage-table").await?;
    window.click("to-optimize").await?;
    window.click("run").await?;
    window.see_within("run-result", LONG).await?;
    window.click("to-recommendations").await?;
    window.see("recommendations-list").await?;
    Ok(())
}

fn not_in(word: &str, place: &str, text: &Value) -> Result<()> {
    let text = text.as_str().context("no text")?;
    ensure!(!text.contains(word), "{word} is in {place}");
    Ok(())
}

/// In none but the call that hands the secret over.
fn in_no_call(word: &str, crossed: &Value) -> Result<()> {
    let calls = crossed.as_array().context("no calls")?;
    ensure!(calls.len() > 8, "only {} calls were seen", calls.len());
    let mut handed_over = 0;
    for call in calls {
        let address = call["address"].as_str().unwrap_or_default();
        not_in(word, address, &call["answered"])?;
        if address.ends_with("/save_connection") {
            handed_over += 1;
        } else {
            not_in(word, address, &call["sent"])?;
        }
    }
    ensure!(handed_over == 1, "handed over {handed_over} times");
    Ok(())
}

pub fn in_no_file(word: &str, folder: &Path) -> Result<()> {
    ensure!(!is_in_a_file(word, folder)?, "{word} is in a file");
    Ok(())
}

fn is_in_a_file(word: &str, folder: &Path) -> Result<bool> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        // Sockets and links hold nothing of their own.
        let found = if kind.is_dir() {
            is_in_a_file(word, &entry.path())?
        } else if kind.is_file() {
            let bytes = fs::read(entry.path())?;
            bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
        } else {
            false
        };
        if found {
            eprintln!("{word} is in {}", entry.path().display());
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the window may not do, tried; what of it was refused is kept.
const TRY: &str = "
    window.refused = [];
    const calls = {
        'plugin:dialog|open': { options: {} },
        'plugin:dialog|message': { message: 'x' },
        'plugin:store|load': { path: 'settings.json' },
        'plugin:window-state|restore_state': { label: 'main' },
        'plugin:event|emit': { event: 'x', payload: null },
        'plugin:path|resolve_directory': { directory: 1 },
        'plugin:webview|create_webview_window': { options: { label: 'x', url: 'https://example.com' } },
        'plugin:window|close': { label: 'main' },
        'plugin:image|from_path': { path: '/etc/hostname' },
        'plugin:app|app_hide': {},
    };
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
    for (const [call, options] of Object.entries(calls)) {
        window.__TAURI_INTERNALS__.invoke(call, options).then(
            () => refused.push(`${call} was carried out`),
            (why) => refused.push(String(why).includes('not allowed') ? call : `${call}: ${why}`),
        );
    }
    fetch('https://example.com/').catch(() => {});
    const add = (name, change) => document.body.append(Object.assign(document.createElement(name), change));
    add('img', { src: 'https://example.com/x.png' });
    add('script', { src: 'https://example.com/x.js' });
    add('script', { textContent: 'window.ran = true' });
    add('iframe', { src: 'https://example.com/' });
    return Object.keys(calls);";

#[tokio::test]
async fn the_window_reaches_nothing_but_the_programs_own_commands() -> Result<()> {
    let mut desktop = Desktop::start("forbidden").await?;
    let window = desktop.open_shiftwright().await?;
    window.see("connect-sample").await?;

    let calls = window.ask(TRY, Vec::new()).await?;

    let directives = ["connect-src", "img-src", "script-src-elem", "frame-src"];
    let directives = directives.map(Value::from);
    let calls = calls.as_array().context("nothing was tried")?;
    for tried in calls.iter().chain(&directives) {
        until(format!("a refusal of {tried}"), SOON, async || {
            let refused = window.ask("return refused", Vec::new()).await?;
            let is_refused = refused.as_array().is_some_and(|all| all.contains(tried));
            Ok(is_refused.then_some(()))
        })
        .await
        .with_context(|| format!("{tried} was let through"))?;
    }
    let ran = window.ask("return Boolean(window.ran)", Vec::new()).await?;
    ensure!(ran == false, "an inline script ran");
    // These refusals are what was wanted.
    window.ask("window.faults.length = 0", Vec::new()).await?;
    window.close().await?;
    desktop.finish();
    Ok(())
}
