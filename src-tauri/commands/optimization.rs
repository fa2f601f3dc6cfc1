//! The step "Optimize".

use std::time::Duration;

use cxone::{CxoneError, PollSettings};
use staffing::{SkillId, rounded_hours, rounded_ratio};
use tauri::State;
use tauri::ipc::Channel;
use workflow::WorkError;
use workflow::connection::Session;
use workflow::coverage::gaps_by_skill;
use workflow::optimization::{self, RunRules};

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

/// Whether a run is waited for, and whether one can be taken up again.
#[tauri::command]
#[specta::specta]
pub async fn run_state(desk: State<'_, Desk>) -> Answer<RunStateView> {
    let running = desk.open().run.is_some();
    let connection = desk.session()?.connection;
    let last = desk.store.last_run(&connection.id)?.filter(|_| !running);
    Ok(RunStateView {
        running,
        unfinished: last.and_then(RunView::of_unfinished),
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
    let run = optimization::submit(store, &session, &request, cancel, now, |_| {}).await;
    let run = match run {
        Ok(run) => run,
        Err(WorkError::Server(fault @ CxoneError::OutcomeUnknown { .. })) => {
            return Ok(RunView::unknown(&fault));
        }
        Err(fault) => return Err(fault.into()),
    };
    wait(&desk, &session, &under_way, &run, &on_progress).await
}

/// Keeps waiting for the newest run of the open connection; one whose
/// submission got no answer is looked for in the server's list first.
#[tauri::command]
#[specta::specta]
pub async fn follow_run(
    desk: State<'_, Desk>,
    on_progress: Channel<RunProgress>,
) -> Answer<RunView> {
    let under_way = desk.begin_run()?;
    let session = desk.session()?;
    let run = desk.store.last_run(&session.connection.id)?;
    let run = run.ok_or_else(|| ErrorView::fault("There is no run to wait for. Start one."))?;
    if run.outcome == optimization::RunOutcome::Unknown {
        optimization::look_for(&desk.store, &session.client, &run.id, desk.clock.now()).await?;
    }
    wait(&desk, &session, &under_way, &run.id, &on_progress).await
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

async fn wait(
    desk: &Desk,
    session: &Session,
    under_way: &UnderWay<'_>,
    run: &str,
    on_progress: &Channel<RunProgress>,
) -> Answer<RunView> {
    let waiting = desk.begin_waiting()?;
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
        run,
        polling,
        &under_way.cancel,
        || desk.clock.now(),
        |progress| tell(on_progress, progress.into()),
    );
    tokio::select! {
        report = following => Ok(report?.into()),
        // The store has it as still running since its job is known.
        () = waiting.cancel.cancelled() => Ok(RunView::still_running(run)),
    }
}
