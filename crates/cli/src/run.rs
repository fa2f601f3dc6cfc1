//! `shiftwright-cli run`: the whole job, start to end.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use chrono_tz::Tz;
use cxone::{Credentials, Endpoint, PollSettings};
use embedded::{Config, Data, Workspace};
use spreadsheet::{Choices, FileKind, Question, Reading};
use staffing::Threshold;
use tokio_util::sync::CancellationToken;
use workbook::{Book, Opening};
use workflow::connection::{Connection, Session};
use workflow::coverage::{Coverage, LocalDays, gaps_by_skill};
use workflow::import::{ImportReport, Importer, Selection, starts};
use workflow::optimization::{self, RunOutcome, RunRules};
use workflow::{Clock, SentFile, Store, computer_zone, this_person};

use crate::findings::{Findings, OptimizedRun};
use crate::{Fault, LEFT_OUT, RunArguments, books, json, tables};

/// What is said on the way goes to standard error, so that the results can be
/// piped on.
pub(crate) async fn run(arguments: RunArguments) -> Result<ExitCode, Fault> {
    let threshold = Threshold::try_from(arguments.threshold)?;
    let zone = arguments.zone.unwrap_or_else(computer_zone);
    let clock = Clock::from_environment()?;
    let scratch = tempfile::tempdir()?;
    let folder = arguments.data.as_deref().unwrap_or(scratch.path());
    std::fs::create_dir_all(folder)?;
    let workspace = start(&arguments, folder, zone, clock).await?;
    let session = sign_in(&arguments, &workspace).await?;
    let store = Store::open(&folder.join("work.sqlite"))?;

    let (book, reading) = read(&arguments, &workspace, zone, clock)?;
    let stopped = tables::problems(&reading);
    let importer = Importer {
        store: &store,
        session: &session,
        cancel: &CancellationToken::new(),
        clock,
    };
    finish_earlier(importer).await?;
    let sent = send(importer, &book, &reading, zone).await?;
    tables::imported(&book.file_name, &sent);

    let range = starts(&reading.shifts).ok_or(NO_SHIFT)?;
    let days = LocalDays::touching(range, zone);
    let coverage = Coverage::fetch(&session.client, days).await?;
    let gaps = gaps_by_skill(&coverage.gaps(threshold)?);
    if !arguments.json {
        tables::coverage(&coverage, threshold)?;
    }
    let run = match gaps.is_empty() {
        true => None,
        false => Some(optimize(&session, &store, &coverage, &gaps, clock).await?),
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
    workspace.shut_down().await;
    let all_taken = stopped == 0 && sent.failed == 0;
    Ok(ExitCode::from(if all_taken { 0 } else { LEFT_OUT }))
}

async fn start(
    arguments: &RunArguments,
    folder: &Path,
    zone: Tz,
    clock: Clock,
) -> Result<Workspace, Fault> {
    let data = match arguments.sample {
        true => Data::sample_in(zone),
        false => Data::Own,
    };
    let mut config = Config::new(folder, data);
    config.clock = embedded::Clock::from_fn(move || clock.now());
    let workspace = Workspace::start(config).await?;
    if let Some(file) = &arguments.requirements {
        let reading = understand(
            &books::open(file, &Opening::default())?,
            FileKind::Requirements,
            zone,
            clock,
        )?;
        tables::problems(&reading);
        let requirements: Vec<_> = reading
            .requirements
            .into_iter()
            .map(|read| read.requirement)
            .collect();
        workspace.load_requirements(requirements).await?;
    }
    Ok(workspace)
}

async fn sign_in(arguments: &RunArguments, workspace: &Workspace) -> Result<Session, Fault> {
    let connection = match arguments.sample {
        true => Connection::sample(),
        false => Connection::own(),
    };
    let credentials = Credentials {
        client_id: workspace.client_id().to_owned(),
        client_secret: workspace.client_secret().clone(),
    };
    let endpoint = Endpoint::new(&workspace.base_url())?;
    Ok(Session::open(connection, endpoint, credentials).await?)
}

fn read(
    arguments: &RunArguments,
    workspace: &Workspace,
    zone: Tz,
    clock: Clock,
) -> Result<(Book, Reading), Fault> {
    match &arguments.file {
        Some(file) => {
            let book = books::open(file, &Opening::default())?;
            let reading = understand(&book, FileKind::Shifts, zone, clock)?;
            Ok((book, reading))
        }
        None => {
            let week = workspace.next_week();
            let name = format!("sample-roster-{week}.csv");
            let roster = workspace.sample_roster(week)?;
            let book = workbook::open_bytes(&name, roster.into(), &Opening::default())?;
            let reading = understand(&book, FileKind::Shifts, workspace.zone(), clock)?;
            Ok((book, reading))
        }
    }
}

fn understand(book: &Book, kind: FileKind, zone: Tz, clock: Clock) -> Result<Reading, Fault> {
    let choices = Choices {
        kind: Some(kind),
        near: Some(clock.now().with_timezone(&zone).date_naive()),
        ..Choices::new(zone)
    };
    let reading = spreadsheet::understand(book, &choices)?.whole(&book.file_name)?;
    if reading.questions.contains(&Question::DefaultSkill) {
        return Err(format!(
            "{} has no column for the skills. Add one, then run this again.",
            book.file_name
        )
        .into());
    }
    Ok(reading)
}

const NO_SHIFT: &str = "No row of the file can be imported. Mend the lines named above.";

/// Goes on with imports that an earlier run began and did not end.
async fn finish_earlier(importer: Importer<'_>) -> Result<(), Fault> {
    let connection = &importer.session.connection.id;
    let here = |import: &workflow::OpenImport| import.connection_id == *connection;
    for import in importer.store.open_imports()?.into_iter().filter(here) {
        eprintln!(
            "The import of {} was interrupted: {} of {} shifts are written. Continuing it.",
            import.file.name, import.processed, import.shifts
        );
        let tell = |progress| tables::import_progress(&progress);
        whole(importer.resume(&import.id, tell).await?.report)?;
    }
    Ok(())
}

async fn send(
    importer: Importer<'_>,
    book: &Book,
    reading: &Reading,
    zone: Tz,
) -> Result<ImportReport, Fault> {
    let shifts = Selection::from(&reading.shifts);
    let file = SentFile::of(book, &shifts, zone, false, this_person()).ok_or(NO_SHIFT)?;
    let tell = |progress| tables::import_progress(&progress);
    whole(importer.import(&file, shifts, tell).await?.report)
}

/// The report of an import that nothing stopped.
fn whole(report: ImportReport) -> Result<ImportReport, Fault> {
    match report.stopped {
        None => Ok(report),
        Some(fault) => Err(format!(
            "{fault} {} {} shifts are written; run this again with the same --data when the cause is mended: it continues where it stopped, and nothing is doubled.",
            fault.hint(),
            report.processed
        )
        .into()),
    }
}

async fn optimize(
    session: &Session,
    store: &Store,
    coverage: &Coverage,
    gaps: &[staffing::Gap],
    clock: Clock,
) -> Result<OptimizedRun, Fault> {
    let chosen: Vec<_> = gaps.iter().map(|gap| gap.skill.clone()).collect();
    let request =
        optimization::request(coverage.days.range()?, gaps, &chosen, &RunRules::default())?;
    let client = &session.client;
    let stop = cancel_on_interrupt();
    let run = optimization::submit(store, session, &request, &stop, clock.now(), |_| {}).await?;
    // The workspace is on this computer: looking often costs nothing.
    let polling = PollSettings {
        every: Duration::from_millis(500),
        ..PollSettings::default()
    };
    let report = optimization::follow(
        store,
        client,
        &run,
        polling,
        &stop,
        || clock.now(),
        |progress| tables::run_progress(&progress),
    )
    .await?;
    if matches!(report.outcome, RunOutcome::Failed) {
        let why = report.message.unwrap_or_default();
        return Err(format!("The optimization failed. {why}").into());
    }
    let job = store.job_of(&run)?.unwrap_or_default();
    Ok(OptimizedRun { job, report })
}

/// Ctrl-C during an optimization keeps the best answer so far.
fn cancel_on_interrupt() -> CancellationToken {
    let stop = CancellationToken::new();
    let stopped = stop.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stopped.cancel();
        }
    });
    stop
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
