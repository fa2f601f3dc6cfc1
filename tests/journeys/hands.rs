//! The hands on the desktop: mouse, keyboard, and an eye for screenshots. They
//! work as a person's do, outside the program, through the display.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::desktop::{Desktop, SCREEN};
use crate::poll::{SOON, until};
use crate::process::Process;
use crate::window::Window;

impl Desktop {
    /// Takes a picture of the program's window, with whatever lies over it.
    pub async fn screenshot(&self, window: &Window, name: &str) -> Result<()> {
        window.painted().await?;
        let id = self.find_window("^Shiftwright$").await?;
        self.picture(name, &id)
    }

    /// Takes a picture of all that is on the desktop.
    pub fn screenshot_of_all(&self, name: &str) -> Result<()> {
        self.picture(name, "root")
    }

    /// Presses the button on a file and drags it over the program's window.
    pub async fn drag_over_shiftwright(&self, file: &Path) -> Result<Dragged<'_>> {
        self.drag_over("^Shiftwright$", file).await
    }

    /// As [`Desktop::drag_over_shiftwright`], over any window.
    pub async fn drag_over(&self, title: &str, file: &Path) -> Result<Dragged<'_>> {
        let target = self.place(&self.find_window(title).await?)?;
        let corner = ((SCREEN.0 - 95).to_string(), (SCREEN.1 - 65).to_string());
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys/drag_source.py");
        let (script, file) = (script.to_string_lossy(), file.to_string_lossy());
        // Debian's python3-gi belongs to this python, not to another on the PATH.
        let mut source = self.launch(
            "drag-source",
            "/usr/bin/python3",
            &[&script, &file, &corner.0, &corner.1],
        )?;
        let handle = until("the window to drag from", SOON, async || {
            source.still_runs()?;
            Ok(self.search("^Drag source$")?.first().cloned())
        });
        let handle = self.place(&handle.await?)?;

        let (from, to) = (handle.centre(), target.centre());
        let mut moves = vec![
            "mousemove".to_owned(),
            from.0.to_string(),
            from.1.to_string(),
        ];
        moves.extend(["mousedown".to_owned(), "1".to_owned()]);
        // A hand moves: one jump would not be taken for a drag.
        for step in 1..=20 {
            let between = |from: i32, to: i32| (from + (to - from) * step / 20).to_string();
            moves.extend(["sleep", "0.05", "mousemove"].map(str::to_owned));
            moves.extend([between(from.0, to.0), between(from.1, to.1)]);
        }
        moves.extend(["sleep", "0.05", "mousemove_relative", "2", "2"].map(str::to_owned));
        self.xdotool(&moves.iter().map(String::as_str).collect::<Vec<_>>())?;
        Ok(Dragged {
            desktop: self,
            source,
        })
    }

    /// Answers the native save dialog of that title with `path`; takes a picture of it before.
    pub async fn save_as(&self, title: &str, path: &Path, screenshot: &str) -> Result<()> {
        let dialog = self.find_window(title).await?;
        self.xdotool(&["windowactivate", "--sync", &dialog])?;
        self.xdotool(&["key", "--clearmodifiers", "ctrl+a"])?;
        self.xdotool(&["type", "--delay", "20", &path.to_string_lossy()])?;
        self.screenshot_of_all(screenshot)?;
        until("the end of the save dialog", SOON, async || {
            self.confirmed(title).await
        })
        .await
    }

    /// The id of the visible window whose title matches; the largest, because
    /// programs keep tiny ones of the same title beside the real one.
    pub async fn find_window(&self, title: &str) -> Result<String> {
        let what = format!("a window with the title {title}");
        until(&what, SOON, async || {
            let found = self.search(title)?;
            let sized = found.into_iter().filter_map(|id| {
                // One that closed in between has no place any more.
                let place = self.place(&id).ok()?;
                (place.width > 1 && place.height > 1).then_some((place.width * place.height, id))
            });
            Ok(sized.max().map(|(_, id)| id))
        })
        .await
    }

    /// Presses Return in a dialog; whether that closed it. The first press may only
    /// have closed the list of suggestions, or come before the dialog knew its folder.
    async fn confirmed(&self, title: &str) -> Result<Option<()>> {
        self.xdotool(&["key", "Return"])?;
        let closed = until("its end", Duration::from_secs(2), async || {
            Ok(self.search(title)?.is_empty().then_some(()))
        });
        Ok(closed.await.ok())
    }

    fn picture(&self, name: &str, window: &str) -> Result<()> {
        self.screenshots.set(self.screenshots.get() + 1);
        let file = format!("{:02}-{name}.png", self.screenshots.get());
        let mut import = self.command("import", &["-window", window]);
        let output = import.arg(self.output().join(file)).output();
        let output = output.context("cannot start import")?;
        if !output.status.success() {
            bail!("no screenshot: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(())
    }

    /// Ids of the windows whose title matches and that a person can see.
    pub fn visible(&self, title: &str) -> Result<Vec<String>> {
        let found = self.search(title)?.into_iter();
        let sized = found.filter(|id| {
            self.place(id)
                .is_ok_and(|place| place.width > 1 && place.height > 1)
        });
        Ok(sized.collect())
    }

    /// Ids of the visible windows whose title matches; xdotool ends badly where there is none.
    fn search(&self, title: &str) -> Result<Vec<String>> {
        let output = self
            .command("xdotool", &["search", "--onlyvisible", "--name", title])
            .output()?;
        Ok(String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(str::to_owned)
            .collect())
    }

    fn place(&self, window: &str) -> Result<Place> {
        let said = self.xdotool(&["getwindowgeometry", "--shell", window])?;
        let number = |name: &str| {
            let line = said
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            line.and_then(|value| value.parse().ok())
                .with_context(|| format!("xdotool gave no {name}: {said}"))
        };
        Ok(Place {
            x: number("X")?,
            y: number("Y")?,
            width: number("WIDTH")?,
            height: number("HEIGHT")?,
        })
    }

    /// Runs one chain of xdotool's commands; answers what it prints.
    pub fn xdotool(&self, arguments: &[&str]) -> Result<String> {
        let output = self
            .command("xdotool", arguments)
            .output()
            .context("cannot start xdotool")?;
        if !output.status.success() {
            bail!(
                "xdotool {}: {}",
                arguments.join(" "),
                String::from_utf8_lossy(&output.stderr)
            );
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// A file that is held over a window, the button still down.
pub struct Dragged<'desktop> {
    desktop: &'desktop Desktop,
    source: Process,
}

impl Dragged<'_> {
    /// Lets the file go.
    pub async fn let_go(mut self) -> Result<()> {
        self.desktop.xdotool(&["mouseup", "1"])?;
        let taken = until("the end of the drag", Duration::from_secs(10), async || {
            self.source.ended()
        })
        .await?;
        ensure!(
            taken,
            "the window did not take the file: {}",
            self.source.printed()
        );
        Ok(())
    }
}

struct Place {
    x: i32,
    y: i32,
    width: i32,
    height: i32,
}

impl Place {
    fn centre(&self) -> (i32, i32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }
}
