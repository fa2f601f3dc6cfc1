//! `shiftwright-cli serve`: the embedded workspace for other clients.

use std::io::Write;

use embedded::{Config, Credentials, Data, Workspace};

use crate::{Fault, ServeArguments, secret};

/// Serves until Ctrl-C or the request to end (SIGTERM).
pub(crate) async fn serve(arguments: ServeArguments) -> Result<(), Fault> {
    let secret = secret::from_standard_input()?;
    let data = if arguments.sample {
        Data::SAMPLE
    } else {
        Data::Own
    };
    let clock = workflow::Clock::from_environment()?;
    let mut config = Config::new(&arguments.data, data);
    config.port = arguments.port;
    config.clock = embedded::Clock::from_fn(move || clock.now());
    config.credentials = Some(Credentials {
        client_id: arguments.client_id,
        client_secret: secret,
    });
    if arguments.no_rate_limit {
        config.rate_limit = None;
    }
    let workspace = Workspace::start(config).await?;
    let said = format!(
        "Serving the WFM API at {}\nData in {}. Ctrl-C ends it.\n",
        workspace.base_url(),
        arguments.data.display()
    );
    std::io::stdout().write_all(said.as_bytes())?;
    asked_to_end().await?;
    workspace.shut_down().await;
    Ok(())
}

#[cfg(unix)]
async fn asked_to_end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_end() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
