//! `shiftwright-cli run`: the whole job, start to end.

mod import;
mod optimize;
mod place;
mod reading;

use std::process::ExitCode;

use chrono_tz::Tz;
use staffing::Threshold;
use tokio_util::sync::CancellationToken;
use workflow::coverage::{Coverage, LocalDays, gaps_by_skill};
use workflow::import::{Importer, starts};
use workflow::{Clock, Store, computer_zone};

use self::optimize::Optimizer;
use self::place::Place;
use crate::findings::Findings;
use crate::{Fault, LEFT_OUT, RunArguments, json, secret, tables};

const NO_SHIFT: &str = "No row of the file can be imported. Mend the lines named above.";

/// What is said on the way goes to standard error, so that the results can be
/// piped on.
pub(crate) async fn run(arguments: RunArguments) -> Result<ExitCode, Fault> {
    let threshold = Threshold::try_from(arguments.threshold)?;
    let zone = arguments.zone.unwrap_or_else(computer_zone);
    let clock = Clock::from_environment()?;
    let secret = match arguments.tenant.client_secret_stdin {
        true => Some(secret::from_standard_input()?),
        false => None,
    };
    let scratch = tempfile::tempdir()?;
    let folder = arguments.data.as_deref().unwrap_or(scratch.path());
    std::fs::create_dir_all(folder)?;
    let store = Store::open(&folder.join("work.sqlite"))?;
    let place = Place::open(&arguments, secret, (folder, &store), (zone, clock)).await?;
    let session = &place.session;

    let (book, reading) = reading::read(&arguments, place.workspace.as_ref(), zone, clock)?;
    let stopped = tables::problems(&reading);
    let importer = Importer {
        store: &store,
        session,
        cancel: &CancellationToken::new(),
        clock,
    };
    import::finish_earlier(importer).await?;
    let sent = import::send(importer, &book, &reading, zone).await?;
    tables::imported(&book.file_name, &sent);

    let range = starts(&reading.shifts).ok_or(NO_SHIFT)?;
    let days = LocalDays::touching(range, zone);
    let coverage = Coverage::fetch(&session.client, days).await?;
    let gaps = gaps_by_skill(&coverage.gaps(threshold)?);
    if !arguments.json {
        tables::coverage(&coverage, threshold)?;
    }
    let optimizer = Optimizer {
        session,
        store: &store,
        clock,
        anew: arguments.tenant.anew,
    };
    let run = match gaps.is_empty() {
        true => None,
        false => Some(optimizer.run(&coverage, &gaps).await?),
    };
    let findings = Findings {
        coverage,
        gaps,
        run,
    };
    if arguments.json {
        json::print(&findings)?;
    } else {
        tables::recommendations(&findings, zone)?;
    }
    export(&arguments, &findings, zone)?;
    place.close().await;
    let all_taken = stopped == 0 && sent.failed == 0;
    Ok(ExitCode::from(if all_taken { 0 } else { LEFT_OUT }))
}

fn export(arguments: &RunArguments, findings: &Findings, zone: Tz) -> Result<(), Fault> {
    let Some(path) = &arguments.export else {
        return Ok(());
    };
    let none = staffing::Recommendations::default();
    let proposed = findings.recommendations().unwrap_or(&none);
    let rows = spreadsheet::write_recommendations(path, proposed, zone)?;
    eprintln!("Wrote {rows} recommended shifts to {}.", path.display());
    Ok(())
}
