//! The step "Optimize".

use std::time::Duration;

use cxone::PollSettings;
use staffing::{SkillId, rounded_hours, rounded_ratio};
use tauri::State;
use tauri::ipc::Channel;
use workflow::connection::Place;
use workflow::coverage::gaps_by_skill;
use workflow::optimization::{self, RunRules};

use super::Answer;
use crate::desk::{Desk, UnderWay};
use crate::fault::ErrorView;
use crate::view::optimization::{GapView, RunForm, RunFormView, RunOutcome, RunProgress, RunView};
use crate::view::seconds;

/// The gaps of the fetched coverage and the contract's default rules.
#[tauri::command]
#[specta::specta]
pub async fn run_form(desk: State<'_, Desk>) -> Answer<RunFormView> {
    let coverage = desk.coverage()?;
    let gaps = gaps_by_skill(&coverage.gaps(desk.threshold())?);
    let rules = RunRules::default();
    let running = desk.open().run.is_some();
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
        running,
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
    let run = optimization::submit(
        &desk.store,
        &session.client,
        &session.connection,
        &request,
        desk.clock.now(),
    )
    .await;
    let run = match run {
        Ok(run) => run,
        Err(workflow::WorkError::Server(fault @ cxone::CxoneError::OutcomeUnknown { .. })) => {
            return Ok(RunView {
                run_id: String::new(),
                outcome: RunOutcome::Unknown,
                message: Some(fault.to_string()),
                recommended_shifts: 0,
            });
        }
        Err(fault) => return Err(fault.into()),
    };
    wait(&desk, &under_way, &run, &on_progress).await
}

/// Keeps waiting for the newest run of the open connection.
#[tauri::command]
#[specta::specta]
pub async fn follow_run(
    desk: State<'_, Desk>,
    on_progress: Channel<RunProgress>,
) -> Answer<RunView> {
    let under_way = desk.begin_run()?;
    let connection = desk.session()?.connection;
    let run = desk.store.last_run(&connection.id)?;
    let run = run.ok_or_else(|| ErrorView::fault("There is no run to wait for. Start one."))?;
    wait(&desk, &under_way, &run.id, &on_progress).await
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

async fn wait(
    desk: &Desk,
    under_way: &UnderWay<'_>,
    run: &str,
    on_progress: &Channel<RunProgress>,
) -> Answer<RunView> {
    let session = desk.session()?;
    let settings = desk.preferences.settings();
    let every = match session.connection.place {
        // Looking often costs a workspace on this computer nothing.
        Place::Sample | Place::Own => 1,
        Place::Tenant { .. } => settings.poll_seconds,
    };
    let polling = PollSettings {
        every: Duration::from_secs(every.into()),
        deadline: Duration::from_secs(settings.deadline_seconds.into()),
    };
    let report = optimization::follow(
        &desk.store,
        &session.client,
        run,
        polling,
        &under_way.cancel,
        || desk.clock.now(),
        |progress| {
            let told = on_progress.send(RunProgress {
                status: progress.status.as_str().to_owned(),
                progress: progress.share,
                best: progress.best.map(Into::into),
                elapsed_seconds: seconds(progress.elapsed),
                pause_seconds: progress.pause.map(seconds),
            });
            if let Err(fault) = told {
                tracing::debug!(%fault, "the window no longer listens");
            }
        },
    )
    .await?;
    Ok(report.into())
}
