use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use cxone::wire::JobStatus;
use cxone::{ClientSettings, Clock, CxoneError, PollSettings, WaitOutcome};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::server::{Reply, Seen, Server, TOKEN, impatient, job, quick};

const JOB: &str = "/api/v1/wfm/schedule/optimization/jobs/opt-1";

#[tokio::test]
async fn every_state_is_shown_until_the_job_is_finished() {
    let states = ["QUEUED", "RUNNING", "WARMING_UP", "COMPLETED"];
    let mut looks = states.into_iter();
    let server = Server::start(move |_| job(looks.next().unwrap())).await;
    let mut shown = Vec::new();
    let outcome = wait(&server, quick(), &CancellationToken::new(), |state| {
        shown.push(state.to_owned());
    })
    .await;
    let WaitOutcome::Finished(job) = outcome.unwrap() else {
        panic!("not finished");
    };
    assert_eq!(job.status, JobStatus::Completed);
    assert_eq!(
        shown, states,
        "an unknown state is shown as it is and polled on"
    );
}

#[tokio::test]
async fn a_token_that_ends_in_the_middle_of_a_run_is_replaced_and_the_wait_goes_on() {
    let mut looks = 0;
    let server = Server::start(move |seen| {
        looks += 1;
        match (looks, seen.header("authorization")) {
            (1, _) => job("RUNNING"),
            (_, "Bearer token-1") => Reply::json(401, &json!({"message": "expired"})),
            (_, _) => job("COMPLETED"),
        }
    })
    .await;
    let outcome = wait(&server, quick(), &CancellationToken::new(), |_| {}).await;
    assert!(matches!(outcome, Ok(WaitOutcome::Finished(_))));
    assert_eq!((server.count(TOKEN), server.count(JOB)), (2, 3));
}

#[tokio::test]
async fn failed_and_cancelled_are_finished_too() {
    for state in ["FAILED", "CANCELLED"] {
        let server = Server::start(move |_| job(state)).await;
        let outcome = wait(&server, quick(), &CancellationToken::new(), |_| {}).await;
        assert!(matches!(outcome, Ok(WaitOutcome::Finished(_))), "{state}");
        assert_eq!(server.count(JOB), 1);
    }
}

#[tokio::test]
async fn the_deadline_ends_the_waiting_with_what_was_seen_last() {
    let server = Server::start(|_| job("RUNNING")).await;
    let settings = PollSettings {
        deadline: Duration::from_millis(300),
        ..SOON
    };
    let outcome = server
        .client()
        .wait_for_job("opt-1", settings, &CancellationToken::new(), |_| {})
        .await;
    match outcome.unwrap() {
        WaitOutcome::DeadlineReached(Some(job)) => assert_eq!(job.status, JobStatus::Running),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_deadline_counts_for_a_silent_server_too() {
    let server = Server::start(|_| Reply::Silence).await;
    let settings = PollSettings {
        deadline: Duration::from_millis(100),
        ..SOON
    };
    let outcome = server
        .client()
        .wait_for_job("opt-1", settings, &CancellationToken::new(), |_| {})
        .await;
    assert_eq!(outcome, Ok(WaitOutcome::DeadlineReached(None)));
}

#[tokio::test]
async fn whoever_waits_can_stop_waiting() {
    let server = Server::start(|_| job("RUNNING")).await;
    let cancel = CancellationToken::new();
    let outcome = wait(&server, quick(), &cancel, |_| cancel.cancel()).await;
    match outcome.unwrap() {
        WaitOutcome::Cancelled(Some(job)) => assert_eq!(job.job_id, "opt-1"),
        other => panic!("{other:?}"),
    }
    assert_eq!(server.count(JOB), 1, "the job itself is left alone");
}

#[tokio::test]
async fn waiting_survives_a_network_that_comes_and_goes() {
    let mut looks = 0;
    let server = Server::with_tokens(30, move |_: &Seen| {
        looks += 1;
        match looks {
            1 => job("QUEUED"),
            2 => Reply::Break,
            3 => Reply::text(504, "gateway"),
            4 => Reply::Silence,
            5 => Reply::json(401, &json!({})),
            6 => job("RUNNING"),
            _ => job("COMPLETED"),
        }
    })
    .await;
    let outcome = wait(&server, impatient(), &CancellationToken::new(), |_| {}).await;
    assert!(
        matches!(outcome, Ok(WaitOutcome::Finished(_))),
        "{outcome:?}"
    );
    assert!(server.count(TOKEN) > 1, "the token expired on the way");
}

/// The lid is closed for an hour at each look; without the date, the sixth would
/// come after seven seconds, and the next an hour later.
#[tokio::test]
async fn sleep_of_the_computer_neither_prolongs_the_waits_nor_reaches_the_deadline() {
    let ahead = Arc::new(AtomicI64::new(0));
    let (hour, now) = (Arc::clone(&ahead), Clock::default().now());
    let mut looks = 0;
    let server = Server::start(move |_| {
        hour.fetch_add(1, Ordering::Relaxed);
        looks += 1;
        job(if looks > 8 { "COMPLETED" } else { "RUNNING" })
    })
    .await;
    let settings = ClientSettings {
        clock: Clock::new(move || now + TimeDelta::hours(ahead.load(Ordering::Relaxed))),
        ..quick()
    };
    let polls = PollSettings {
        every: Duration::from_secs(3600),
        deadline: Duration::from_secs(300),
    };
    let client = server.client_with(settings);
    let cancel = CancellationToken::new();
    let outcome = client.wait_for_job("opt-1", polls, &cancel, |_| {}).await;
    assert!(
        matches!(outcome, Ok(WaitOutcome::Finished(_))),
        "{outcome:?}"
    );
    assert!(server.count(TOKEN) > 1, "the token aged, too");
}

#[tokio::test]
async fn a_pause_that_the_computer_slept_through_is_over() {
    let ahead = Arc::new(AtomicI64::new(0));
    let (told, now) = (Arc::clone(&ahead), Clock::default().now());
    let mut looks = 0;
    let server = Server::start(move |_| {
        looks += 1;
        match looks {
            1 => Reply::text(429, "later").with("retry-after", "500"),
            _ => job("COMPLETED"),
        }
    })
    .await;
    let settings = ClientSettings {
        clock: Clock::new(move || now + TimeDelta::seconds(told.load(Ordering::Relaxed))),
        ..quick()
    };
    let client = server.client_with(settings);
    let (mut pauses, cancel) = (client.pause(), CancellationToken::new());
    let sleep = async {
        pauses.wait_for(Option::is_some).await.unwrap();
        ahead.store(600, Ordering::Relaxed);
    };
    let polls = PollSettings::default();
    let (outcome, ()) = tokio::join!(client.wait_for_job("opt-1", polls, &cancel, |_| {}), sleep);
    assert!(
        matches!(outcome, Ok(WaitOutcome::Finished(_))),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_server_that_fails_now_and_then_is_looked_at_again() {
    for (faults, ends_well) in [(3, true), (usize::MAX, false)] {
        let mut looks = 0;
        let server = Server::start(move |_| {
            looks += 1;
            match looks > faults {
                true => job("COMPLETED"),
                false => Reply::text(500, "oops"),
            }
        })
        .await;
        let outcome = wait(&server, quick(), &CancellationToken::new(), |_| {}).await;
        match outcome {
            Ok(WaitOutcome::Finished(_)) => assert!(ends_well),
            Err(CxoneError::ServerFault(_)) => assert!(!ends_well),
            other => panic!("{other:?}"),
        }
        assert_eq!(server.count(JOB), 4);
    }
}

#[tokio::test]
async fn an_answer_about_another_run_is_not_taken_for_this_ones() {
    let other = json!({"jobId": "opt-2", "status": "COMPLETED"});
    let server = Server::start(move |_| Reply::json(200, &other)).await;
    let outcome = wait(&server, quick(), &CancellationToken::new(), |_| {}).await;
    let error = outcome.unwrap_err().to_string();
    assert!(error.contains("another run"), "{error}");
}

#[tokio::test]
async fn a_job_that_the_server_does_not_know_is_named() {
    let server = Server::start(|_| Reply::json(404, &json!({"message": "gone"}))).await;
    let outcome = wait(&server, quick(), &CancellationToken::new(), |_| {}).await;
    let error = outcome.unwrap_err();
    assert!(matches!(error, CxoneError::JobUnknown { .. }), "{error}");
    for id in ["", ".", ".."] {
        let error = server.client().job(id).await.unwrap_err();
        assert!(
            matches!(error, CxoneError::JobUnknown { .. }),
            "{id}: {error}"
        );
    }
}

const SOON: PollSettings = PollSettings {
    every: Duration::from_millis(2),
    deadline: Duration::from_secs(60),
};

async fn wait(
    server: &Server,
    settings: ClientSettings,
    cancel: &CancellationToken,
    mut show: impl FnMut(&str),
) -> Result<WaitOutcome, CxoneError> {
    let client = server.client_with(settings);
    client
        .wait_for_job("opt-1", SOON, cancel, |job| show(job.status.as_str()))
        .await
}
