use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// What can go wrong with a workspace as a whole. What goes wrong with one
/// request is answered over HTTP instead.
#[derive(Debug, Error)]
pub enum EmbeddedError {
    /// The folder cannot be made or written.
    #[error(
        "The folder {folder} cannot be used for the workspace: {source}. Choose a folder that you may write to."
    )]
    Folder {
        /// As configured.
        folder: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// Another program has the workspace open.
    #[error("The workspace in {folder} is open in another Shiftwright. Close that one first.")]
    InUse {
        /// As configured.
        folder: PathBuf,
    },
    /// The file was written by a newer Shiftwright.
    #[error(
        "The workspace {file} was made by a newer version of Shiftwright. Install that version to open it."
    )]
    Newer {
        /// `workspace.sqlite`.
        file: PathBuf,
    },
    /// The file is something else, or damaged.
    #[error(
        "{file} is not a workspace, or it is damaged. Move it away to start with an empty workspace, or put back a copy of it."
    )]
    NotAWorkspace {
        /// `workspace.sqlite`.
        file: PathBuf,
    },
    /// The folder holds the sample and the planner's own was asked for, or the other way round.
    #[error("The workspace in {folder} holds {holds}. Choose another folder for {wanted}.")]
    OtherData {
        /// As configured.
        folder: PathBuf,
        /// What is there.
        holds: String,
        /// What was asked for.
        wanted: &'static str,
    },
    /// The store failed while in use.
    #[error(
        "The workspace could not read or write its file: {0}. Check that the disk has space and that the folder may be written to."
    )]
    Store(#[from] rusqlite::Error),
    /// Something in the store makes no sense.
    #[error("The workspace's file is damaged: {what}. Put back a copy of it.")]
    Damaged {
        /// What was found.
        what: String,
    },
    /// The address cannot be listened on.
    #[error("Port {port} on this computer cannot be used: {source}. Choose another port.")]
    Port {
        /// As configured; 0 if any would do.
        port: u16,
        /// What the operating system says.
        source: io::Error,
    },
    /// A requirement that cannot be one.
    #[error(
        "The requirement of {skill} from {start} is {agents} agents. It must be from 0 to 1,000,000."
    )]
    ImpossibleRequirement {
        /// Which skill.
        skill: String,
        /// When.
        start: String,
        /// As given.
        agents: f64,
    },
    /// An optimization that cannot be computed.
    #[error("The optimization could not be run: {0}")]
    Unsolvable(String),
    /// A thread of the workspace ended before its work did.
    #[error("The workspace stopped before this was finished. Try again.")]
    Interrupted,
}
