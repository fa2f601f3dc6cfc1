//! Runs that never end, are in a state that nobody knows, or come twice.

use std::time::Duration;

use cxone::PollSettings;
use tokio_util::sync::CancellationToken;
use workflow::Store;
use workflow::optimization::{self, RunOutcome};

use crate::bench::{Bench, quick};
use crate::fault_server::{Fault, FaultServer, answer};
use crate::held;
use crate::planner::{Try, later, request, session};

#[tokio::test]
async fn a_job_that_never_ends_or_is_in_an_unknown_state_is_never_a_failure() {
    for state in ["RUNNING", "HIBERNATING"] {
        let bench = Bench::start().await;
        let store = Store::in_memory().unwrap();
        let (cancel, now) = (CancellationToken::new(), chrono::DateTime::UNIX_EPOCH);
        let direct = session(bench.direct());
        let submitted = optimization::submit(&store, &direct, &request(), &cancel, now).await;
        let run = submitted.unwrap();
        let job = store.job_of(&run).unwrap().unwrap();
        let body = format!("{{\"jobId\": \"{job}\", \"status\": \"{state}\"}}");
        let server = FaultServer::before(&bench.workspace.base_url(), move |asked| {
            match asked.is_for(Try::Poll.path()) {
                true => answer("200 OK", &[], &body),
                false => Fault::Forward,
            }
        })
        .await;
        let client = bench.client(&server.url, quick());
        let polls = PollSettings {
            every: Duration::from_millis(5),
            deadline: Duration::from_millis(1_500),
        };
        let mut seen = Vec::new();
        let tell = |progress: optimization::RunProgress| {
            seen.push(progress.status.as_str().to_owned());
        };
        let followed = optimization::follow(&store, &client, &run, polls, &cancel, || now, tell);
        let report = followed.await.unwrap();

        assert_eq!(report.outcome, RunOutcome::StillRunning, "{state}");
        assert!(seen.len() > 1, "{state} is polled on");
        assert!(seen.iter().all(|shown| shown == state), "{seen:?}");
        assert_eq!(store.runs().unwrap()[0].outcome, RunOutcome::StillRunning);
        assert_eq!(held::runs(bench.folder.path()), [job]);
        bench.workspace.shut_down().await;
    }
}

/// A server that answers a second request with the run of the first, and lists it twice.
#[tokio::test]
async fn a_job_that_comes_twice_is_one_run() {
    let bench = Bench::start().await;
    let store = Store::in_memory().unwrap();
    let (cancel, now) = (CancellationToken::new(), chrono::DateTime::UNIX_EPOCH);
    let direct = session(bench.direct());
    let request = request();
    let submitted = optimization::submit(&store, &direct, &request, &cancel, now).await;
    let run = submitted.unwrap();
    let job = store.job_of(&run).unwrap().unwrap();
    let twin = format!("{{\"jobId\": \"{job}\", \"status\": \"QUEUED\"}}");
    let list = format!("{{\"items\": [{twin}, {twin}]}}");
    let server = FaultServer::before(&bench.workspace.base_url(), move |asked| {
        match (asked.is_for(Try::Run.path()), asked.is_for("/jobs ")) {
            (true, _) => answer("202 Accepted", &[], &twin),
            (_, true) => answer("200 OK", &[], &list),
            _ => Fault::Forward,
        }
    })
    .await;
    let twice = session(bench.client(&server.url, quick()));

    let again = optimization::submit(&store, &twice, &request, &cancel, now).await;

    assert_eq!(again.unwrap(), run, "it is the run that is known");
    assert_eq!(store.runs().unwrap().len(), 1);
    let lost = store.add_run(&twice.connection, &request, now).unwrap();
    let found = optimization::look_for(&store, &twice.client, &lost, later()).await;
    assert!(found.is_err(), "the listed one is known already");
    assert_eq!(store.runs().unwrap().len(), 1);
    assert_eq!(held::runs(bench.folder.path()), [job]);
    bench.workspace.shut_down().await;
}
