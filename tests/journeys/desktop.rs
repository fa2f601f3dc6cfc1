//! A desktop without a screen: display, window manager, session bus, keychain,
//! and a home of its own, so that nothing of the person's account is touched.

use std::cell::Cell;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

use crate::poll::{SOON, until};
use crate::process::Process;
use crate::window::{self, Window};

/// The clock of all journeys: the Tuesday before the week of the sample roster.
const NOW: &str = "2026-11-24T09:00:00Z";
const ZONE: &str = "Europe/London";
/// Width and height of the display, in pixels.
pub const SCREEN: (i32, i32) = (1440, 900);

/// One journey at a time: two windows would fight for the processor, and waits would say little.
static TURN: Mutex<()> = Mutex::const_new(());

/// The desktop of one journey.
pub struct Desktop {
    journey: &'static str,
    folder: TempDir,
    environment: Vec<(String, String)>,
    processes: Vec<Process>,
    /// How many were taken; their names begin with it.
    pub screenshots: Cell<u32>,
    passed: bool,
    _turn: MutexGuard<'static, ()>,
}

impl Desktop {
    /// Starts it, with nothing open yet. `journey` names its folder in `target/journey`.
    pub async fn start(journey: &'static str) -> Result<Self> {
        let turn = TURN.lock().await;
        let folder = tempfile::Builder::new()
            .prefix("shiftwright-journey-")
            .tempdir()?;
        let environment = environment(folder.path())?;
        let mut desktop = Self {
            journey,
            folder,
            environment,
            processes: Vec::new(),
            screenshots: Cell::new(0),
            passed: false,
            _turn: turn,
        };
        let output = desktop.output();
        if output.exists() {
            fs::remove_dir_all(&output)?;
        }
        fs::create_dir_all(&output)?;
        desktop.start_display().await?;
        desktop.start_session_bus().await?;
        desktop.start_window_manager().await?;
        desktop.start_keychain().await?;
        Ok(desktop)
    }

    /// Tells every program that is started from now on.
    pub fn set_variable(&mut self, name: &str, value: &str) {
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// The folder of this journey alone; its home is in there.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the program says how to reach its service.
    pub fn endpoint_file(&self) -> PathBuf {
        self.folder().join("endpoint.json")
    }

    /// Opens the program under test as a planner's first start.
    pub async fn open_shiftwright(&mut self) -> Result<Window> {
        let (port, driver) = window::start_driver(self).await?;
        self.processes.push(driver);
        let window = Window::open(port, env!("CARGO_BIN_EXE_shiftwright")).await?;
        self.find_window("^Shiftwright$").await?;
        Ok(window)
    }

    /// Ends the program under test as a power cut would.
    pub fn cut_off_shiftwright(&self) -> Result<()> {
        for id in running_shiftwrights()? {
            kill_process(id, Signal::KILL)?;
        }
        Ok(())
    }

    /// Starts a program on this desktop; its output goes to the log `name`.
    pub fn launch(&self, name: &str, program: &str, arguments: &[&str]) -> Result<Process> {
        let log = self.output().join(format!("{name}.log"));
        // Should the tests be killed, the desktop does not stay behind.
        let with_parent = [&["--pdeathsig", "TERM", program], arguments].concat();
        Process::start(name, self.command("setpriv", &with_parent), log)
    }

    /// Says that the journey went well: its end is then a quiet one.
    pub fn finish(mut self) {
        self.passed = true;
    }

    /// Where screenshots and logs of this journey go.
    pub fn output(&self) -> PathBuf {
        journeys_folder().join(self.journey)
    }

    async fn start_display(&mut self) -> Result<()> {
        let screen = format!("{}x{}x24", SCREEN.0, SCREEN.1);
        let arguments = [
            "-displayfd",
            "1",
            "-screen",
            "0",
            &screen,
            "-nolisten",
            "tcp",
            "-noreset",
        ];
        let mut display = self.launch("xvfb", "Xvfb", &arguments)?;
        let number = until("a display of Xvfb", SOON, async || {
            display.still_runs()?;
            let printed = display.printed();
            Ok(printed
                .lines()
                .find_map(|line| line.trim().parse::<u32>().ok()))
        });
        let number = number.await?;
        self.environment
            .push(("DISPLAY".to_owned(), format!(":{number}")));
        self.processes.push(display);
        Ok(())
    }

    async fn start_session_bus(&mut self) -> Result<()> {
        let socket = self.folder().join("runtime/bus");
        let address = format!("unix:path={}", socket.display());
        let arguments = ["--session", "--nofork", "--address", &address];
        let mut bus = self.launch("session-bus", "dbus-daemon", &arguments)?;
        until("the session bus", SOON, async || {
            bus.still_runs()?;
            Ok(UnixStream::connect(&socket).ok())
        })
        .await?;
        self.environment
            .push(("DBUS_SESSION_BUS_ADDRESS".to_owned(), address));
        self.processes.push(bus);
        Ok(())
    }

    async fn start_window_manager(&mut self) -> Result<()> {
        let mut manager = self.launch("openbox", "openbox", &["--sm-disable"])?;
        until("a window manager", SOON, async || {
            manager.still_runs()?;
            Ok(self.xdotool(&["get_desktop"]).ok())
        })
        .await?;
        self.processes.push(manager);
        Ok(())
    }

    /// A keychain that is open, as it is on a desktop that someone has logged in to.
    async fn start_keychain(&mut self) -> Result<()> {
        let unlock =
            "echo journey | exec gnome-keyring-daemon --foreground --unlock --components=secrets";
        let mut keychain = self.launch("keychain", "sh", &["-c", unlock])?;
        until("a keychain", SOON, async || {
            keychain.still_runs()?;
            let owner = "org.freedesktop.DBus.GetNameOwner";
            let arguments = [
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.DBus",
                "/",
                owner,
            ];
            let mut ask = self.command("dbus-send", &arguments);
            Ok(ask
                .arg("string:org.freedesktop.secrets")
                .output()?
                .status
                .success()
                .then_some(()))
        })
        .await?;
        self.processes.push(keychain);
        Ok(())
    }

    /// Locks the keychain, as a person or a screen saver does. Nobody answers when it
    /// asks to be unlocked.
    pub fn lock_keychain(&self) -> Result<()> {
        let arguments = [
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.secrets",
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service.Lock",
            "array:objpath:/org/freedesktop/secrets/collection/login",
        ];
        let locked = self.command("dbus-send", &arguments).output()?;
        let said = String::from_utf8_lossy(&locked.stdout).into_owned();
        ensure!(
            locked.status.success() && said.contains("collection/login"),
            "the keychain was not locked: {said}"
        );
        Ok(())
    }

    /// A program to be run on this desktop until it ends.
    pub fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(self.folder().join("home"))
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        if !self.passed {
            let _ = self.screenshot_of_all("failed");
            eprintln!(
                "The journey {} failed; screenshots and logs: {}",
                self.journey,
                self.output().display()
            );
            for process in &self.processes {
                eprintln!("{}", process.report());
            }
        }
        // The last started ends first: nobody loses the display while still drawing.
        while let Some(process) = self.processes.pop() {
            drop(process);
        }
    }
}

/// The processes of the program under test itself, without those of its web view.
pub fn running_shiftwrights() -> Result<Vec<Pid>> {
    let program = Path::new(env!("CARGO_BIN_EXE_shiftwright"));
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(id) = name.to_string_lossy().parse().ok().and_then(Pid::from_raw) else {
            continue;
        };
        let is_program = |exe: PathBuf| exe == program;
        if fs::read_link(Path::new("/proc").join(&name).join("exe")).is_ok_and(is_program) {
            found.push(id);
        }
    }
    Ok(found)
}

fn journeys_folder() -> PathBuf {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    tmp.parent().unwrap_or(tmp).join("journey")
}

/// All that programs on the desktop know of the world: nothing of the account
/// that runs the tests but where programs are.
fn environment(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut environment = vec![
        ("PATH".to_owned(), std::env::var("PATH")?),
        ("LANG".to_owned(), "C.UTF-8".to_owned()),
        ("TZ".to_owned(), ZONE.to_owned()),
        ("NO_AT_BRIDGE".to_owned(), "1".to_owned()),
        ("GDK_BACKEND".to_owned(), "x11".to_owned()),
        ("RUST_BACKTRACE".to_owned(), "1".to_owned()),
        ("SHIFTWRIGHT_NOW".to_owned(), NOW.to_owned()),
        (
            "SHIFTWRIGHT_TEST_ENDPOINT".to_owned(),
            folder.join("endpoint.json").to_string_lossy().into_owned(),
        ),
    ];
    let folders = [
        ("HOME", "home"),
        ("TMPDIR", "tmp"),
        ("XDG_CACHE_HOME", "home/cache"),
        ("XDG_CONFIG_HOME", "home/config"),
        ("XDG_DATA_HOME", "home/data"),
        ("XDG_RUNTIME_DIR", "runtime"),
        ("XDG_STATE_HOME", "home/state"),
        ("SHIFTWRIGHT_DATA", "shiftwright"),
    ];
    for (name, below) in folders {
        let path = folder.join(below);
        fs::create_dir_all(&path)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700))?;
        environment.push((name.to_owned(), path.to_string_lossy().into_owned()));
    }
    Ok(environment)
}
