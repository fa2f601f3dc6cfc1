//! Why something could not be done, and what to do about it.

use std::fmt;
use std::path::Path;

/// A reason and a remedy, both whole sentences for the person at the terminal.
#[derive(Debug)]
pub struct Fault {
    /// What happened.
    pub reason: String,
    /// What to do now; empty where the reason says it all.
    pub remedy: String,
}

impl Fault {
    /// A fault with its remedy.
    pub fn new(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            remedy: remedy.into(),
        }
    }

    /// A file or folder that could not be read or written.
    pub fn file(what: &str, path: &Path, cause: &std::io::Error) -> Self {
        Self::new(
            format!("Could not {what} {}: {cause}.", path.display()),
            "Check that the folder exists and that you may write there.",
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.reason)?;
        if self.remedy.is_empty() {
            Ok(())
        } else {
            write!(out, "\n{}", self.remedy)
        }
    }
}
