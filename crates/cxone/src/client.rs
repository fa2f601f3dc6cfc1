use std::ops::Add;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use staffing::Shift;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::call::{Call, Permission, Repeat};
use crate::transport::Transport;
use crate::wire::{self, RecordError};
use crate::{ClientSettings, Credentials, CxoneError, Details, Endpoint, Pause};

/// A connection to a tenant or an embedded workspace. Clones share its token and its pauses.
///
/// Every call may take a while: it waits for the connection's pauses and tries
/// again as the contract says. Drop the future to cancel it, or, where it must be known
/// what became of it, [stop](Client::stopping_at) it.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) transport: Arc<Transport>,
    pub(crate) stop: CancellationToken,
}

/// What an import (or its check) came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportAnswer {
    /// The server's name for the import.
    pub job_id: String,
    /// Shifts that stand on the server now, or would.
    pub processed: usize,
    /// Shifts that failed.
    pub failed: usize,
    /// Whether they were only checked and nothing was written.
    pub validated_only: bool,
    /// What became of the processed shifts, where the server tells them apart.
    pub told_apart: Option<ToldApart>,
    /// Why shifts failed; `index` counts from 0 within the shifts that were sent.
    pub errors: Vec<RecordError>,
}

/// What became of the shifts that an import processed (or would): an extension
/// of the embedded workspace. `new`, `updated` and `unchanged` are all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldApart {
    /// Stand now and did not before.
    pub new: usize,
    /// Stood, and something was added or replaced.
    pub updated: usize,
    /// Stood, and stay as they are.
    pub unchanged: usize,
    /// Of `updated` and `unchanged`: stand with other breaks, another status or
    /// another proficiency than was sent, and keep them.
    pub kept: usize,
    /// Stored shifts of other windows that gave way.
    pub replaced: usize,
}

impl Add for ToldApart {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            new: self.new + other.new,
            updated: self.updated + other.updated,
            unchanged: self.unchanged + other.unchanged,
            kept: self.kept + other.kept,
            replaced: self.replaced + other.replaced,
        }
    }
}

impl Client {
    /// Prepares a connection; sends nothing yet.
    ///
    /// # Errors
    /// [`CxoneError::NoSecureConnections`] where this computer's certificates cannot be read.
    pub fn new(
        endpoint: Endpoint,
        credentials: Credentials,
        settings: ClientSettings,
    ) -> Result<Self, CxoneError> {
        let transport = Arc::new(Transport::new(endpoint, credentials, settings)?);
        Ok(Self {
            transport,
            stop: CancellationToken::new(),
        })
    }

    /// The same connection, whose calls end soon once `stop` is cancelled: what is on
    /// its way is waited for, because it may be carried out; nothing is sent after it.
    ///
    /// A call that ends so tells its last failure, or [`CxoneError::Stopped`] where
    /// nothing of it was sent.
    #[must_use]
    pub fn stopping_at(&self, stop: &CancellationToken) -> Self {
        Self {
            transport: Arc::clone(&self.transport),
            stop: stop.clone(),
        }
    }

    /// Where it leads.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.transport.endpoint
    }

    /// The pause that all calls wait for at present, and its changes. A pause
    /// that nobody waited for stays there with nothing [remaining](Pause::remaining).
    #[must_use]
    pub fn pause(&self) -> watch::Receiver<Option<Pause>> {
        self.transport.gate.watch()
    }

    /// Sends shifts, at most 5,000. Safe to send again after any error: the
    /// server knows a shift by its agent, start and end.
    ///
    /// Several that get no answer in time are not sent again here: fewer at once
    /// may do better.
    ///
    /// With `validate_only` everything is checked and nothing written. Without
    /// `overwrite` a shift that overlaps a stored one of its agent fails.
    ///
    /// # Errors
    /// [`CxoneError`]; shifts that failed alone are in the answer instead.
    pub async fn import_shifts(
        &self,
        shifts: &[Shift],
        overwrite: bool,
        validate_only: bool,
    ) -> Result<ImportAnswer, CxoneError> {
        let name = if validate_only {
            "check shifts"
        } else {
            "import shifts"
        };
        let import = wire::ShiftImport {
            shifts: shifts.iter().map(wire::Shift::from).collect(),
            overwrite_conflicts: overwrite,
            validate_only,
        };
        let url = self.api_url(&["schedule", "shifts", "import"])?;
        let body = json(name, &import)?;
        let call = Call::post(name, url, body, Permission::WriteSchedule);
        let call = match shifts.len() {
            0 | 1 => call,
            _ => call.repeated(Repeat::UnlessSlow),
        };
        let result: wire::ShiftImportResult = self.call(&call).await?;
        import_answer(name, validate_only, result)
    }

    pub(crate) async fn call<T: DeserializeOwned>(&self, call: &Call) -> Result<T, CxoneError> {
        self.transport.call(call, &self.stop).await
    }

    pub(crate) fn api_url(&self, segments: &[&str]) -> Result<reqwest::Url, CxoneError> {
        self.transport.endpoint.api_url(segments)
    }
}

/// A request's body.
pub(crate) fn json(name: &'static str, body: &impl Serialize) -> Result<Vec<u8>, CxoneError> {
    serde_json::to_vec(body).map_err(|fault| contract_fault(name, &fault.to_string()))
}

/// An answer of the right shape that cannot be right. `what` ends a sentence.
pub(crate) fn contract_fault(call: &'static str, what: &str) -> CxoneError {
    CxoneError::ContractFault {
        what: what.trim_end_matches('.').to_owned(),
        details: Box::new(Details {
            call,
            ..Details::default()
        }),
    }
}

fn import_answer(
    name: &'static str,
    validate_only: bool,
    result: wire::ShiftImportResult,
) -> Result<ImportAnswer, CxoneError> {
    let validated_only = match result.status.as_str() {
        "COMPLETED" => false,
        "VALIDATED" => true,
        // Taking a state that nobody knows for success could lose shifts.
        unknown => {
            let what = format!("it ends the import with the unknown state “{unknown}”");
            return Err(contract_fault(name, &what));
        }
    };
    if validated_only != validate_only {
        let what = format!(
            "it ends with the state “{}”, which was not asked for",
            result.status
        );
        return Err(contract_fault(name, &what));
    }
    Ok(ImportAnswer {
        told_apart: told_apart(&result),
        job_id: result.job_id,
        processed: result.processed_count,
        failed: result.failed_count,
        validated_only,
        errors: result.errors,
    })
}

/// Counts that do not add up to the processed shifts mean something else than
/// the extension's, so they are not shown as if they did.
fn told_apart(result: &wire::ShiftImportResult) -> Option<ToldApart> {
    let told = ToldApart {
        new: result.new_count?,
        updated: result.updated_count.unwrap_or_default(),
        unchanged: result.unchanged_count?,
        kept: result.kept_count.unwrap_or_default(),
        replaced: result.replaced_count.unwrap_or_default(),
    };
    let stood = told.updated.checked_add(told.unchanged)?;
    let adds_up = told.new.checked_add(stood)? == result.processed_count && told.kept <= stood;
    adds_up.then_some(told)
}
