//! Every error on its way to the window, in one place: what happened, what to
//! do, and what the server said. A code exists only where the window branches.

use serde::Serialize;
use specta::Type;
use workflow::WorkError;

/// What the window tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ErrorCode {
    /// No connection is open.
    NotConnected,
    /// The planner stopped it.
    Cancelled,
    /// Coverage is met.
    NothingToDo,
    /// Anything else: the message tells.
    Fault,
}

/// An error as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ErrorView {
    /// What the window tells apart.
    pub code: ErrorCode,
    /// What happened.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// The server's own words, for the helpdesk.
    pub details: Option<String>,
}

impl ErrorView {
    /// A fault with nothing to add.
    pub(crate) fn fault(message: impl Into<String>) -> Self {
        Self::of(ErrorCode::Fault, message)
    }

    /// An error that the window tells apart.
    pub(crate) fn of(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: None,
            details: None,
        }
    }
}

impl From<WorkError> for ErrorView {
    fn from(error: WorkError) -> Self {
        let message = error.to_string();
        match error {
            WorkError::Server(fault) => Self {
                hint: Some(fault.hint().to_owned()),
                details: fault.details().map(ToString::to_string),
                ..Self::fault(message)
            },
            WorkError::NothingToDo => Self::of(ErrorCode::NothingToDo, message),
            WorkError::Cancelled => Self::of(ErrorCode::Cancelled, message),
            _ => Self::fault(message),
        }
    }
}

impl From<cxone::CxoneError> for ErrorView {
    fn from(error: cxone::CxoneError) -> Self {
        WorkError::from(error).into()
    }
}

impl From<spreadsheet::SpreadsheetError> for ErrorView {
    fn from(error: spreadsheet::SpreadsheetError) -> Self {
        Self::fault(error.to_string())
    }
}

impl From<embedded::EmbeddedError> for ErrorView {
    fn from(error: embedded::EmbeddedError) -> Self {
        Self::fault(error.to_string())
    }
}

/// A task that ended without an answer.
impl From<tauri::Error> for ErrorView {
    fn from(error: tauri::Error) -> Self {
        Self {
            hint: Some("Try again; if it happens once more, restart Shiftwright.".to_owned()),
            details: Some(error.to_string()),
            ..Self::fault("The program could not finish this.")
        }
    }
}
