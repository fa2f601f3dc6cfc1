//! The program's window, as a planner meets it: by what it shows.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};

use crate::desktop::Desktop;
use crate::poll::{SOON, until};
use crate::process::Process;

/// Starts the driver of the window on free ports; answers its port.
pub async fn start_driver(desktop: &Desktop) -> Result<(u16, Process)> {
    let (port, native_port) = (free_port()?, free_port()?);
    let driver = driver_path().to_string_lossy().into_owned();
    let arguments = [
        "--port",
        &port.to_string(),
        "--native-port",
        &native_port.to_string(),
    ];
    let mut driver = desktop.launch("driver", &driver, &arguments)?;
    // Tauri's driver listens before WebKit's, to which it hands everything on, does.
    for (name, port) in [("tauri-driver", port), ("WebKitWebDriver", native_port)] {
        until(format!("an answer of {name}"), SOON, async || {
            driver.still_runs()?;
            Ok(TcpStream::connect(("127.0.0.1", port))
                .is_ok()
                .then_some(()))
        })
        .await?;
    }
    Ok((port, driver))
}

/// The open window.
pub struct Window {
    client: Client,
}

impl Window {
    /// Starts `program` and takes hold of its window.
    pub async fn open(driver_port: u16, program: &str) -> Result<Self> {
        let mut capabilities = Map::new();
        capabilities.insert(
            "tauri:options".to_owned(),
            json!({ "application": program }),
        );
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{driver_port}"))
            .await
            .with_context(|| format!("cannot open {program} through tauri-driver"))?;
        client
            .execute(
                "
                window.faults = [];
                addEventListener('securitypolicyviolation', (event) => faults.push(`not allowed: ${event.violatedDirective} ${event.blockedURI}`));
                addEventListener('error', (event) => faults.push(`${event.message} ${event.error?.stack}`));
                addEventListener('unhandledrejection', (event) => faults.push(`${event.reason} ${event.reason?.stack}`));",
                Vec::new(),
            )
            .await?;
        Ok(Self { client })
    }

    /// Waits until the page has painted what it holds now.
    pub async fn painted(&self) -> Result<()> {
        let twice = "
            const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));";
        self.ask_later(twice, Vec::new()).await.map(drop)
    }

    /// Waits until the part with this `data-testid` is visible.
    pub async fn see(&self, part: &str) -> Result<Element> {
        self.see_within(part, SOON).await
    }

    /// As [`Window::see`], for what takes its time.
    pub async fn see_within(&self, part: &str, within: Duration) -> Result<Element> {
        self.until(format!("{part:?} in sight"), within, async || {
            self.visible(part).await
        })
        .await
    }

    /// Whether the part is visible now.
    pub async fn shows(&self, part: &str) -> Result<bool> {
        Ok(self.visible(part).await?.is_some())
    }

    /// Waits until the part is the one that gets the keys.
    pub async fn see_focused(&self, part: &str) -> Result<()> {
        let script = "return document.hasFocus() && document.activeElement?.dataset.testid";
        self.until(format!("the keys to go to {part:?}"), SOON, async || {
            let has_keys = self.ask(script, Vec::new()).await? == json!(part);
            Ok(has_keys.then_some(()))
        })
        .await
    }

    /// Waits until the part is not there any more.
    pub async fn see_gone(&self, part: &str) -> Result<()> {
        self.until(format!("{part:?} to be gone"), SOON, async || {
            Ok((!self.shows(part).await?).then_some(()))
        })
        .await
    }

    /// Waits until the part can be clicked, and clicks it, scrolled to where nothing lies over it.
    pub async fn click(&self, part: &str) -> Result<()> {
        self.until(format!("{part:?} to be clicked"), SOON, async || {
            let Some(element) = self.visible(part).await? else {
                return Ok(None);
            };
            if !element.is_enabled().await.unwrap_or(false) {
                return Ok(None);
            }
            let script = "arguments[0].scrollIntoView({ block: 'center', inline: 'center' })";
            let scrolled = self
                .ask(script, vec![serde_json::to_value(&element)?])
                .await;
            if scrolled.is_err() {
                return Ok(None);
            }
            self.painted().await?;
            // A list that draws only what is in sight may have drawn it anew.
            Ok(element.click().await.ok())
        })
        .await
    }

    /// The text of the part, once it is visible.
    pub async fn text(&self, part: &str) -> Result<String> {
        self.until(format!("{part:?} in sight"), SOON, async || {
            self.text_now(part).await
        })
        .await
    }

    /// Waits until the part's text contains `wanted`.
    pub async fn wait_for_text(&self, part: &str, wanted: &str) -> Result<()> {
        self.until(format!("{wanted:?} in {part:?}"), SOON, async || {
            let text = self.text_now(part).await?;
            Ok(text.filter(|text| text.contains(wanted)))
        })
        .await
        .map(drop)
    }

    /// Waits until the part's text is no longer `before`.
    pub async fn wait_for_other_text(&self, part: &str, before: &str) -> Result<()> {
        let change = format!("a change of {part:?} from {before:?}");
        self.until(change, SOON, async || {
            Ok(self.text_now(part).await?.filter(|text| text != before))
        })
        .await
        .map(drop)
    }

    /// Moves a slider, as a hand does: the page is told of the way and of the end.
    pub async fn slide(&self, part: &str, to: u32) -> Result<()> {
        let element = self.see(part).await?;
        let script = "
            const [slider, to] = arguments;
            slider.focus();
            slider.value = to;
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            slider.dispatchEvent(new Event('change', { bubbles: true }));
            return slider.value;";
        let stands = self
            .client
            .execute(script, vec![serde_json::to_value(&element)?, json!(to)])
            .await?;
        ensure!(
            stands == json!(to.to_string()),
            "{part:?} stands at {stands}, not at {to}"
        );
        Ok(())
    }

    /// Types into a field, in place of what is there.
    pub async fn fill(&self, part: &str, text: &str) -> Result<()> {
        let field = self.see(part).await?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// Chooses one of a list, by its value.
    pub async fn choose(&self, part: &str, value: &str) -> Result<()> {
        let list = self.see(part).await?;
        list.select_by_value(value).await?;
        Ok(())
    }

    /// Mends a cell of the rows as a hand does: a click on its problem in the
    /// list, F2, the text, Return.
    pub async fn mend(&self, desktop: &Desktop, place: &str, text: &str) -> Result<()> {
        self.click(&format!("go-to-{place}")).await?;
        let cell = format!("cell-{place}");
        // A cell in sight has not yet the keys: the list asks where its line is now.
        self.see_focused(&cell).await?;
        desktop.xdotool(&["key", "F2"])?;
        self.see("cell-editor").await?;
        desktop.xdotool(&["key", "ctrl+a"])?;
        desktop.xdotool(&["type", "--delay", "5", text])?;
        self.wait_for_text("cell-editor", text).await?;
        desktop.xdotool(&["key", "Return"])?;
        self.wait_for_text(&cell, text).await?;
        // Until then what stands beneath it in the list may still move.
        self.see_gone(&format!("go-to-{place}")).await
    }

    /// What a script in the page returns.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    /// What a script in the page hands to the function that is its last argument.
    pub async fn ask_later(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute_async(script, arguments).await?)
    }

    /// Closes the window and with it the program. Nothing must have failed in it
    /// unseen, nor been loaded that is not its own.
    pub async fn close(self) -> Result<()> {
        let faults = self
            .ask("return window.faults.join('\\n')", Vec::new())
            .await?;
        ensure!(faults == json!(""), "in the window: {faults}");
        self.client.close().await.context("cannot close the window")
    }

    /// A part that the page redraws between two questions counts as not there yet.
    async fn visible(&self, part: &str) -> Result<Option<Element>> {
        let locator = format!("[data-testid=\"{part}\"]");
        let elements = self.client.find_all(Locator::Css(&locator)).await?;
        let Some(element) = elements.into_iter().next() else {
            return Ok(None);
        };
        // The driver's own question takes text that could be cut off for hidden.
        let script = "return arguments[0].checkVisibility({ visibilityProperty: true })";
        let seen = self
            .client
            .execute(script, vec![serde_json::to_value(&element)?])
            .await;
        let is_visible = seen.is_ok_and(|seen| seen == json!(true));
        Ok(is_visible.then_some(element))
    }

    async fn text_now(&self, part: &str) -> Result<Option<String>> {
        let Some(element) = self.visible(part).await? else {
            return Ok(None);
        };
        let script = "
            const [part] = arguments;
            if (part.tagName === 'SELECT') return part.selectedOptions[0]?.text ?? '';
            return part.tagName === 'INPUT' ? part.value : part.innerText;";
        let said = self
            .client
            .execute(script, vec![serde_json::to_value(&element)?])
            .await;
        Ok(said.ok().and_then(|said| said.as_str().map(str::to_owned)))
    }

    /// As [`until`]; where it was waited in vain, the error says what the window shows instead.
    async fn until<T>(
        &self,
        what: String,
        within: Duration,
        look: impl AsyncFnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        let found = until(what, within, look).await;
        let Err(fault) = found else { return found };
        let shown = self
            .client
            .execute(
                "return [document.body.innerText, ...window.faults].join('\\n')",
                Vec::new(),
            )
            .await;
        let shown = shown.map_or_else(
            |cause| format!("nothing: {cause}"),
            |text| text.as_str().unwrap_or("").to_owned(),
        );
        Err(fault.context(format!("the window shows:\n{shown}")))
    }
}

/// From `cargo xtask test`, else where it installs, else on the PATH.
fn driver_path() -> PathBuf {
    let tmp = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let installed = tmp.with_file_name("tools").join("bin/tauri-driver");
    match std::env::var_os("TAURI_DRIVER") {
        Some(given) => given.into(),
        None if installed.is_file() => installed,
        None => "tauri-driver".into(),
    }
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
