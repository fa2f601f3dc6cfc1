use std::sync::Arc;

use staffing::Shift;
use tokio::sync::watch;

use crate::call::{Call, Permission};
use crate::transport::Transport;
use crate::wire::{self, RecordError};
use crate::{ClientSettings, Credentials, CxoneError, Details, Endpoint, Pause};

/// A connection to a tenant or an embedded workspace. Clones share its token and its pauses.
///
/// Every call may take a while: it waits for the connection's pauses and tries
/// again as the contract says. Drop the future to cancel it.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) transport: Arc<Transport>,
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
    /// Why shifts failed; `index` counts from 0 within the shifts that were sent.
    pub errors: Vec<RecordError>,
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
        Ok(Self { transport })
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
        let result: wire::ShiftImportResult = self.transport.call(&call).await?;
        import_answer(name, validate_only, result)
    }

    pub(crate) fn api_url(&self, segments: &[&str]) -> Result<reqwest::Url, CxoneError> {
        self.transport.endpoint.api_url(segments)
    }
}

/// A request's body.
pub(crate) fn json(
    name: &'static str,
    body: &impl serde::Serialize,
) -> Result<Vec<u8>, CxoneError> {
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
        job_id: result.job_id,
        processed: result.processed_count,
        failed: result.failed_count,
        validated_only,
        errors: result.errors,
    })
}
