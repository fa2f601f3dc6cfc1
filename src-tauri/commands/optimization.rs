//! The step "Optimize".

use std::time::Duration;

use cxone::{CxoneError, PollSettings};
use staffing::{SkillId, rounded_hours, rounded_ratio};
use tauri::State;
use tauri::ipc::Channel;
use workflow::connection::Session;
use workflow::coverage::gaps_by_skill;
use workflow::optimization::{self, RunOutcome, RunRules};
use workflow::{RunRecord, WorkError};

use super::{Answer, tell};
use crate::desk::{Desk, UnderWay};
use crate::fault::ErrorView;
use crate::view::optimization::{
    GapView, RunForm, RunFormView, RunProgress, RunStateView, RunView,
};

/// The gaps of the fetched coverage and the contract's default rules.
#[tauri::command]
#[specta::specta]
pub async fn run_form(desk: State<'_, Desk>) -> Answer<RunFormView> {
    let coverage = desk.coverage()?;
    let gaps = gaps_by_skill(&coverage.gaps(desk.threshold())?);
    let rules = RunRules::default();
    Ok(RunFormView {
        from: coverage.days.first.to_string(),
        to: coverage.days.last.to_string(),
        form: RunForm {
            skills: gaps.iter().map(|gap| gap.skill.to_string()).collect(),
            goals: rules.goals.iter().copied().map(Into::into).collect(),
            allow_overtime: rules.allow_overtime,
            max_overtime_hours: rules.max_overtime_hours,
            max_consecutive_hours: rules.max_consecutive_hours,
            min_break_minutes: rules.min_break_minutes,
            respect_published: rules.respect_published,
            pool: rules.pool.into(),
        },
        gaps: gaps
            .into_iter()
            .map(|gap| GapView {
                skill_id: gap.skill.to_string(),
                ratio: rounded_ratio(gap.ratio),
                deficit_hours: rounded_hours(gap.deficit_hours),
                priority: gap.priority.into(),
            })
            .collect(),
    })
}

/// Whether a run is waited for, and which can be taken up again.
#[tauri::command]
#[specta::specta]
pub async fn run_state(desk: State<'_, Desk>) -> Answer<RunStateView> {
    let running = desk.open().run.is_some();
    let connection = desk.session()?.connection;
    let open = match running {
        true => Vec::new(),
        false => desk.store.open_runs(&connection.id)?,
    };
    Ok(RunStateView {
        running,
        unfinished: open.iter().map(RunView::of).collect(),
    })
}

/// Submits a run for the fetched coverage's days and waits for it.
#[tauri::command]
#[specta::specta]
pub async fn start_run(
    desk: State<'_, Desk>,
    form: RunForm,
    on_progress: Channel<RunProgress>,
) -> Answer<RunView> {
    let under_way = desk.begin_run()?;
    let session = desk.session()?;
    let coverage = desk.coverage()?;
    let gaps = gaps_by_skill(&coverage.gaps(desk.threshold())?);
    let chosen: Vec<SkillId> = form.skills.iter().cloned().map(Into::into).collect();
    let request = optimization::request(coverage.days.range()?, &gaps, &chosen, &form.rules())?;
    let (store, cancel, now) = (&desk.store, &under_way.cancel, desk.clock.now());
    let run = optimization::submit(store, &session, &request, cancel, now).await;
    match run {
        Ok(run) => {
            let waiting = desk.begin_waiting()?;
            let run = stored(&desk, &run)?;
            wait(&desk, &session, &under_way, &waiting, &run, &on_progress).await
        }
        Err(WorkError::Server(fault @ CxoneError::OutcomeUnknown { .. })) => {
            let newest = desk.store.last_run(&session.connection.id)?;
            let run = newest.ok_or(WorkError::UnknownRun)?;
            Ok(RunView::unknown(&run, &fault))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Keeps waiting for a run of the open connection; one whose submission got no
/// answer is looked for in the server's list first.
#[tauri::command]
#[specta::specta]
pub async fn follow_run(
    desk: State<'_, Desk>,
    run: String,
    on_progress: Channel<RunProgress>,
) -> Answer<RunView> {
    let under_way = desk.begin_run()?;
    let session = desk.session()?;
    let run = open_run(&desk, &session, &run)?;
    let waiting = desk.begin_waiting()?;
    if run.outcome == RunOutcome::Unknown {
        let now = desk.clock.now();
        tokio::select! {
            found = optimization::look_for(&desk.store, &session.client, &run.id, now) => found?,
            () = under_way.cancel.cancelled() => return Ok(RunView::of(&run)),
            () = waiting.cancel.cancelled() => return Ok(RunView::of(&run)),
        }
    }
    wait(&desk, &session, &under_way, &waiting, &run, &on_progress).await
}

/// Asks no more what became of a run whose end is not known. The history keeps it.
#[tauri::command]
#[specta::specta]
pub async fn give_up_run(desk: State<'_, Desk>, run: String) -> Answer<()> {
    let _under_way = desk.begin_run()?;
    let run = open_run(&desk, &desk.session()?, &run)?;
    let now = desk.clock.now();
    Ok(desk
        .store
        .run_ended(&run.id, RunOutcome::GivenUp, None, now)?)
}

/// Asks the server to stop the run, keeping the best answer so far.
#[tauri::command]
#[specta::specta]
pub async fn cancel_run(desk: State<'_, Desk>) -> Answer<()> {
    if let Some(cancel) = &desk.open().run {
        cancel.cancel();
    }
    Ok(())
}

/// Waits no longer for the run, which goes on at the server.
#[tauri::command]
#[specta::specta]
pub async fn leave_run(desk: State<'_, Desk>) -> Answer<()> {
    desk.stop_waiting();
    Ok(())
}

fn stored(desk: &Desk, run: &str) -> Answer<RunRecord> {
    Ok(desk.store.run(run)?.ok_or(WorkError::UnknownRun)?)
}

/// A run of the open connection whose end is not known.
fn open_run(desk: &Desk, session: &Session, run: &str) -> Answer<RunRecord> {
    let open = desk.store.open_runs(&session.connection.id)?;
    let found = open.into_iter().find(|each| each.id == run);
    found.ok_or_else(|| ErrorView::fault("This run has ended already. It is in the history."))
}

async fn wait(
    desk: &Desk,
    session: &Session,
    under_way: &UnderWay<'_>,
    waiting: &UnderWay<'_>,
    run: &RunRecord,
    on_progress: &Channel<RunProgress>,
) -> Answer<RunView> {
    let settings = desk.preferences.settings();
    let every = match session.connection.is_here() {
        // Looking often costs a workspace on this computer nothing.
        true => 1,
        false => settings.poll_seconds,
    };
    let polling = PollSettings {
        every: Duration::from_secs(every.into()),
        deadline: Duration::from_secs(settings.deadline_seconds.into()),
    };
    let following = optimization::follow(
        &desk.store,
        &session.client,
        &run.id,
        polling,
        &under_way.cancel,
        || desk.clock.now(),
        |progress| tell(on_progress, progress.into()),
    );
    tokio::select! {
        report = following => Ok(RunView::ended(run, report?)),
        // The store has it as still running since its job is known.
        () = waiting.cancel.cancelled() => Ok(RunView::still_running(run)),
    }
}
