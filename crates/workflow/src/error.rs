use std::path::PathBuf;

use thiserror::Error;

/// Why a piece of a planner's work could not be done: what happened, and what to do.
#[derive(Debug, Error)]
pub enum WorkError {
    /// A file that could not be opened.
    #[error(transparent)]
    Book(#[from] workbook::BookError),
    /// A file that could not be understood or written.
    #[error(transparent)]
    Spreadsheet(#[from] spreadsheet::SpreadsheetError),
    /// The server, or the way to it.
    #[error(transparent)]
    Server(#[from] cxone::CxoneError),
    /// Answers of the right shape that cannot be right.
    #[error(transparent)]
    Answer(#[from] cxone::wire::WireFault),
    /// Hours that cannot be hours.
    #[error(transparent)]
    Coverage(#[from] staffing::GapFault),
    /// A date range that ends before it starts.
    #[error("The last day is before the first. Choose a last day that is the same or later.")]
    DaysReversed,
    /// Longer than servers answer.
    #[error("{days} days are too many at once. Choose at most 62 days.")]
    TooManyDays {
        /// As chosen.
        days: i64,
    },
    /// 62 days and the hour that a clock change adds.
    #[error(
        "Clocks go back during these days, which makes them longer than 62 days of 24 hours. Choose one day less."
    )]
    LongerByClockChange,
    /// A day beyond the calendar.
    #[error("That day is outside the calendar. Choose another.")]
    ImpossibleDay,
    /// Nothing to optimize.
    #[error("Coverage is met: no skill is below the threshold, so there is nothing to optimize.")]
    NothingToDo,
    /// Nothing chosen.
    #[error("No gap is chosen. Tick at least one skill to optimize for.")]
    NothingChosen,
    /// No goal.
    #[error("No goal is chosen. Tick at least one goal.")]
    NoGoal,
    /// A rule outside what the contract allows.
    #[error("{name} must be between {low} and {high}{unit}.")]
    RuleOutOfRange {
        /// As the window calls it.
        name: &'static str,
        /// Smallest value.
        low: f64,
        /// Largest value.
        high: f64,
        /// With a space before it.
        unit: &'static str,
    },
    /// No such import.
    #[error("This import has ended already.")]
    UnknownImport,
    /// An import that was begun elsewhere.
    #[error("This import goes to {connection}. Open that connection to continue it.")]
    ImportOfOtherConnection {
        /// Its name.
        connection: String,
    },
    /// No such run.
    #[error("This optimization run is not known any more. Start a new one.")]
    UnknownRun,
    /// The planner stopped it before it was sent.
    #[error("Cancelled. Nothing was sent.")]
    Cancelled,
    /// A run whose submission got no answer, and that the server does not know.
    #[error("The server has no such optimization run, so it was not started. Run it again.")]
    RunNotStarted,
    /// The same, so soon that the server may be slow to list it.
    #[error(
        "The server does not list this run. If it is slow, it may still be taking it in: look again in two minutes, before you run it again."
    )]
    RunNotListed,
    /// Runs that may be ours or another's.
    #[error(
        "The server has {} that may be this one or somebody else's, and does not tell enough to be sure. Look in CXone whether yours runs there; if it does not, run it again.",
        runs(*.candidates)
    )]
    RunUnclear {
        /// How many.
        candidates: usize,
    },
    /// The same, where the server cannot be asked.
    #[error(
        "This server cannot list its optimization runs. Look in CXone whether it runs there; if it does not, run it again."
    )]
    CannotLookForRun,
    /// No such connection.
    #[error("This connection is not known any more. Set it up again.")]
    UnknownConnection,
    /// The secret must be typed again.
    #[error("The secret of this connection is not on this computer. Paste it again.")]
    SecretMissing,
    /// The keychain holds its secrets back.
    #[error(
        "The keychain of this computer is locked. Unlock it and try again, or paste the secret: it is then kept until Shiftwright closes."
    )]
    KeychainLocked,
    /// Two connections that could not be told apart.
    #[error("There is another connection called {name}. Give this one another name.")]
    NameTaken {
        /// As it is written there.
        name: String,
    },
    /// Without it, what was not sent could not be sent any more.
    #[error(
        "An import to {connection} has not ended. Open the connection and continue the import, or give it up, before you remove it."
    )]
    ConnectionInUse {
        /// Its name.
        connection: String,
    },
    /// More or less than a name.
    #[error(
        "Write only the name of the proxy, for example proxy.example.com. Its port and user have fields of their own."
    )]
    ProxyHost,
    /// Nowhere to knock.
    #[error("The proxy needs a port between 1 and 65535. Your IT helpdesk knows it.")]
    ProxyPort,
    /// Another process has the program's own store open.
    #[error(
        "Shiftwright is at work with the data in {} already. Close that window, or wait until that command has ended, then start again.",
        .folder.display()
    )]
    StoreInUse {
        /// Where the store is.
        folder: PathBuf,
    },
    /// The store's folder does not let it be locked.
    #[error(
        "{} could not be written: {source}. Check that the disk is not full and the folder may be written to.",
        .file.display()
    )]
    StoreFolder {
        /// The lock file.
        file: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The program's own store.
    #[error(
        "The program's own records could not be read or written: {0}. Check that the disk is not full and the folder may be written to."
    )]
    Store(#[from] rusqlite::Error),
    /// The program's own store is of another version.
    #[error(
        "The program's own records could not be opened: {0}. They may come from a newer version of Shiftwright: update the program."
    )]
    StoreVersion(#[from] rusqlite_migration::Error),
    /// A record of the store that does not hold together.
    #[error("A stored record could not be understood: {0}.")]
    StoredRecord(#[from] serde_json::Error),
}

fn runs(count: usize) -> String {
    match count {
        1 => "a run".to_owned(),
        more => format!("{more} runs"),
    }
}
