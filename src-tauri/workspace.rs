use std::path::Path;

use cxone::{Credentials, Endpoint};
use embedded::{Config, Data, Workspace};
use secrecy::ExposeSecret;
use serde_json::json;
use workflow::connection::Place;
use workflow::{Clock, computer_zone};

use crate::fault::ErrorView;

/// Names a file in which tests find the embedded workspace's address and
/// credentials. Nothing is written unless it is set, and never by the program
/// that is shipped.
const TEST_ENDPOINT: &str = "SHIFTWRIGHT_TEST_ENDPOINT";

/// Starts the embedded workspace behind `place`, with its data under `folder`.
/// None for a tenant.
pub(crate) async fn start(
    place: &Place,
    folder: &Path,
    clock: Clock,
) -> Result<Option<Workspace>, ErrorView> {
    let mut config = match place {
        Place::Sample => Config::new(folder.join("sample"), Data::sample_in(computer_zone())),
        Place::Own => Config::new(folder.join("own"), Data::Own),
        Place::Tenant { .. } => return Ok(None),
    };
    config.clock = embedded::Clock::from_fn(move || clock.now());
    let workspace = Workspace::start(config).await?;
    tell_tests(&workspace)?;
    Ok(Some(workspace))
}

/// How the client signs in to a running workspace.
pub(crate) fn address(workspace: &Workspace) -> Result<(Endpoint, Credentials), ErrorView> {
    let endpoint = Endpoint::new(&workspace.base_url())?;
    let credentials = Credentials {
        client_id: workspace.client_id().to_owned(),
        client_secret: workspace.client_secret().clone(),
    };
    Ok((endpoint, credentials))
}

fn tell_tests(workspace: &Workspace) -> Result<(), ErrorView> {
    let asked = std::env::var_os(TEST_ENDPOINT).filter(|_| cfg!(debug_assertions));
    let Some(file) = asked else {
        return Ok(());
    };
    let text = json!({
        "baseUrl": workspace.base_url(),
        "clientId": workspace.client_id(),
        "clientSecret": workspace.client_secret().expose_secret(),
    });
    std::fs::write(file, text.to_string())
        .map_err(|fault| ErrorView::fault(format!("{TEST_ENDPOINT} could not be written: {fault}")))
}
