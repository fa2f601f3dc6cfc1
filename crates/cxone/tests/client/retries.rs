use std::time::Duration;

use cxone::wire::{ComplianceRules, DateRange, GapRule, Goal, GroupBy, OptimizationRequest};
use cxone::{Client, ClientSettings, Credentials, CxoneError, Endpoint, NoAnswer, Pause};
use serde_json::json;
use staffing::Priority;
use tokio::net::TcpListener;
use tokio::time::Instant;

use crate::import::shift;
use crate::server::{
    COVERAGE, IMPORT, RUN, Reply, Seen, Server, TOKEN, day, impatient, imported, job, page, quick,
    token,
};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn a_pause_in_seconds_is_kept() {
    check_pause(slow_down(429).with("retry-after", "1")).await;
}

#[tokio::test]
async fn a_pause_as_a_date_is_judged_by_the_servers_clock() {
    // The server's clock is years behind.
    let reply = slow_down(503)
        .with("date", "Wed, 01 May 2024 06:00:00 GMT")
        .with("retry-after", "Wed, 01 May 2024 06:00:01 GMT");
    check_pause(reply).await;
}

/// The first answer is `reply`, which asks for 1 s; then all is well.
async fn check_pause(reply: Reply) {
    let server = failing_once(reply, page(&["A"], None, 1)).await;
    let client = server.client();
    let mut pause = client.pause();
    let call = client.coverage(day(), GroupBy::Skill, None);
    let countdown = async {
        let shown = pause.wait_for(Option::is_some).await.unwrap().unwrap();
        (shown, shown.remaining())
    };
    let (records, (shown, left)) = tokio::join!(call, countdown);
    assert_eq!(records.unwrap().len(), 1);
    assert_eq!(shown.asked, Some(SECOND));
    assert!(
        left <= SECOND.mul_f64(1.1),
        "at most a tenth more: {left:?}"
    );
    let sent = server.seen(COVERAGE);
    let waited = sent[1].at - sent[0].at;
    assert!(waited >= SECOND, "{waited:?}");
    assert_eq!(*client.pause().borrow(), None, "the countdown is over");
}

#[tokio::test]
async fn all_calls_of_a_connection_wait() {
    let server = failing_once(
        slow_down(429).with("retry-after", "1"),
        page(&["A"], None, 1),
    )
    .await;
    let client = server.client();
    let other = client.clone();
    let first = client.coverage(day(), GroupBy::Skill, None);
    let second = async {
        let paused = other
            .pause()
            .wait_for(Option::is_some)
            .await
            .map(|pause| *pause);
        other.coverage(day(), GroupBy::Skill, None).await.unwrap();
        paused.unwrap().unwrap()
    };
    let (records, Pause { until, .. }) = tokio::join!(first, second);
    records.unwrap();
    let sent = server.seen(COVERAGE);
    assert_eq!(sent.len(), 3);
    assert!(
        sent[1..].iter().all(|seen| seen.at >= until),
        "{until:?} {sent:?}"
    );
}

#[tokio::test]
async fn a_pause_at_the_sign_in_is_kept_too() {
    let mut sign_ins = 0;
    let server = Server::scripted(move |seen| match (seen.path == TOKEN, sign_ins) {
        (true, 0) => {
            sign_ins += 1;
            slow_down(429).with("retry-after", "1")
        }
        (true, _) => token(1, 3600),
        _ => page(&["A"], None, 1),
    })
    .await;
    server
        .client()
        .coverage(day(), GroupBy::Skill, None)
        .await
        .unwrap();
    let sent = server.seen(TOKEN);
    assert!(sent[1].at - sent[0].at >= SECOND);
}

#[tokio::test]
async fn a_call_given_up_during_a_pause_sends_nothing_more() {
    let server = Server::start(|_| slow_down(429).with("retry-after", "300")).await;
    let client = server.client();
    let mut pause = client.pause();
    tokio::select! {
        _ = client.coverage(day(), GroupBy::Skill, None) => panic!("the pause is long"),
        shown = pause.wait_for(Option::is_some) => assert!(shown.is_ok()),
    }
    assert_eq!(server.count(COVERAGE), 1);
}

#[tokio::test]
async fn five_retries_are_enough() {
    for status in [429, 503] {
        let server = Server::start(move |_| slow_down(status)).await;
        let outcome = server.client().coverage(day(), GroupBy::Skill, None).await;
        let error = outcome.unwrap_err();
        assert!(matches!(error, CxoneError::Busy { .. }), "{error}");
        assert_eq!(server.count(COVERAGE), 6, "{status}");
    }
}

#[tokio::test]
async fn reads_and_imports_are_sent_again_after_a_lost_answer() {
    for lost in lost_answers() {
        let server = failing_once(lost.clone(), page(&["A"], None, 1)).await;
        let client = server.client_with(impatient());
        let records = client.coverage(day(), GroupBy::Skill, None).await;
        assert_eq!(records.unwrap().len(), 1, "{lost:?}");
        assert_eq!(server.count(COVERAGE), 2, "{lost:?}");

        let server = failing_once(lost.clone(), imported()).await;
        let client = server.client_with(impatient());
        let answer = client.import_shifts(&[shift()], false, false).await;
        assert_eq!(answer.unwrap().processed, 1, "{lost:?}");
        let sent = server.seen(IMPORT);
        assert_eq!(sent.len(), 2, "{lost:?}");
        assert_eq!(sent[0].body, sent[1].body, "the same batch");
    }
}

#[tokio::test]
async fn a_run_is_never_sent_again_after_a_lost_answer() {
    let torso = Reply::text(202, r#"{"jobId": "opt-"#);
    let nameless = Reply::json(202, &json!({"jobId": "", "status": "QUEUED"}));
    let more = [Reply::text(500, ""), Reply::text(202, ""), torso, nameless];
    for lost in lost_answers().into_iter().chain(more) {
        let server = failing_once(lost.clone(), job("QUEUED")).await;
        let client = server.client_with(impatient());
        let error = client.run_optimization(&request()).await.unwrap_err();
        assert!(
            matches!(error, CxoneError::OutcomeUnknown { .. }),
            "{lost:?}: {error}"
        );
        assert_eq!(server.count(RUN), 1, "{lost:?}");
    }
}

#[tokio::test]
async fn a_run_that_was_surely_not_carried_out_is_sent_again() {
    let busy = slow_down(429).with("retry-after", "0");
    for refused in [busy, slow_down(503), Reply::json(401, &json!({}))] {
        let server = failing_once(refused.clone(), job("QUEUED")).await;
        let id = server.client().run_optimization(&request()).await;
        assert_eq!(id.as_deref(), Ok("opt-1"), "{refused:?}");
        assert_eq!(server.count(RUN), 2, "{refused:?}");
    }
}

#[tokio::test]
async fn a_run_whose_sign_in_stumbles_is_sent_once() {
    for lost in lost_answers() {
        let mut sign_ins = 0;
        let stumble = lost.clone();
        let server = Server::scripted(move |seen| match (seen.path == TOKEN, sign_ins) {
            (true, 0) => {
                sign_ins += 1;
                stumble.clone()
            }
            (true, _) => token(1, 3600),
            _ => job("QUEUED"),
        })
        .await;
        let client = server.client_with(impatient());
        let id = client.run_optimization(&request()).await;
        assert_eq!(id.as_deref(), Ok("opt-1"), "{lost:?}");
        assert_eq!(server.count(RUN), 1, "{lost:?}");
    }
}

#[tokio::test]
async fn a_server_that_stays_silent_is_given_up_and_named() {
    let server = Server::start(|_| Reply::Silence).await;
    let client = server.client_with(impatient());
    let start = Instant::now();
    let error = client
        .coverage(day(), GroupBy::Skill, None)
        .await
        .unwrap_err();
    let timed_out = matches!(
        &error,
        CxoneError::NoAnswer {
            why: NoAnswer::TimedOut,
            ..
        }
    );
    assert!(timed_out, "{error}");
    assert_eq!(server.count(COVERAGE), 6);
    assert!(start.elapsed() >= 6 * impatient().timeouts.silence);
}

#[tokio::test]
async fn a_run_that_never_left_is_no_open_question() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = Endpoint::new(&format!("http://{}", free.local_addr().unwrap())).unwrap();
    drop(free);
    let client = Client::new(endpoint, Credentials::new("planner", "secret"), quick()).unwrap();
    let error = client.run_optimization(&request()).await.unwrap_err();
    assert!(matches!(error, CxoneError::CannotReach { .. }), "{error}");
}

#[tokio::test]
async fn a_fault_of_the_server_is_not_asked_for_again() {
    let server = Server::start(|_| Reply::text(500, "stack trace")).await;
    let outcome = server.client().coverage(day(), GroupBy::Skill, None).await;
    let error = outcome.unwrap_err();
    assert!(matches!(error, CxoneError::ServerFault(_)), "{error}");
    assert_eq!(server.count(COVERAGE), 1);
}

#[test]
fn the_defaults_are_the_contracts() {
    let settings = ClientSettings::default();
    assert_eq!(
        (settings.retries.most, settings.retries.first_wait),
        (5, SECOND)
    );
}

fn lost_answers() -> [Reply; 4] {
    [
        Reply::text(502, "<html>Bad Gateway"),
        Reply::text(504, ""),
        Reply::Break,
        Reply::Silence,
    ]
}

fn slow_down(status: u16) -> Reply {
    Reply::json(
        status,
        &json!({"errorCode": "RATE_LIMITED", "message": "slow down"}),
    )
}

/// Signs in, answers `first` once and `then` ever after.
async fn failing_once(first: Reply, then: Reply) -> Server {
    let mut first = Some(first);
    Server::start(move |_: &Seen| first.take().unwrap_or_else(|| then.clone())).await
}

fn request() -> OptimizationRequest {
    OptimizationRequest {
        date_range: DateRange::from(day()),
        optimization_goals: vec![Goal::MinimizeOvertime],
        gap_resolution_rules: vec![GapRule {
            target_skill_id: "SKILL-EN-TECH-SUPPORT".to_owned(),
            deficit_hours: 21.5,
            priority: Priority::Medium,
            allow_overtime: true,
            max_overtime_hours_per_agent: 4.0,
            preferred_agent_pool: cxone::wire::AgentPool::Available,
        }],
        compliance_rules: ComplianceRules::default(),
    }
}
