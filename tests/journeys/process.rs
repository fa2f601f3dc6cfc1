//! Programs that a journey starts, and that never outlive it.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};

/// A running program with all that it started; ends with this value.
pub struct Process {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts `command`, its output going to `log`.
    pub fn start(name: &str, mut command: Command, log: PathBuf) -> Result<Self> {
        let output =
            File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let child = command
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output)
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        Ok(Self {
            name: name.to_owned(),
            child,
            log,
        })
    }

    /// What it has printed so far.
    pub fn printed(&self) -> String {
        fs::read(&self.log)
            .map(|log| String::from_utf8_lossy(&log).into_owned())
            .unwrap_or_default()
    }

    /// Its end, if it has come: whether it was a good one.
    pub fn ended(&mut self) -> Result<Option<bool>> {
        Ok(self.child.try_wait()?.map(|status| status.success()))
    }

    /// An error where it has ended by itself.
    pub fn still_runs(&mut self) -> Result<()> {
        if self.ended()?.is_some() {
            bail!(
                "{} has ended by itself; it printed:\n{}",
                self.name,
                self.printed()
            );
        }
        Ok(())
    }

    /// The last lines that it printed, under its name.
    pub fn report(&self) -> String {
        let printed = self.printed();
        let lines: Vec<&str> = printed.lines().collect();
        let last = lines[lines.len().saturating_sub(25)..].join("\n");
        format!("--- {} ({})\n{last}\n", self.name, self.log.display())
    }
}

impl Drop for Process {
    #[expect(
        clippy::disallowed_methods,
        reason = "a poll with a deadline, where nothing can be awaited"
    )]
    fn drop(&mut self) {
        // Asked first, so that it can take its sockets and locks away; made to, if it does not.
        // The signals fail only where nobody of the group is left.
        let group = Pid::from_child(&self.child);
        let _ = kill_process_group(group, Signal::TERM);
        let begun = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && begun.elapsed() < Duration::from_secs(2)
        {
            sleep(Duration::from_millis(10));
        }
        let _ = kill_process_group(group, Signal::KILL);
        let _ = self.child.wait();
    }
}
