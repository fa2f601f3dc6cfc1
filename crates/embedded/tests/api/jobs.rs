//! `…/schedule/optimization/…`

use std::time::{Duration, Instant};

use cxone::wire::{JobList, JobStatus, OptimizationJob, OptimizationRequest};
use embedded::{Data, Workspace};
use serde_json::{Value, json};
use staffing::{DateRange, Requirement};

use super::support::{JOBS, RUN, Server, Session, config, import_of, instant, shift, wednesday};

pub const WEEK: (&str, &str) = ("2026-11-30T00:00:00Z", "2026-12-06T23:59:59Z");

pub fn request(skills: &[&str]) -> Value {
    let rules: Vec<Value> = skills
        .iter()
        .map(|skill| json!({"targetSkillId": skill, "deficitHours": 20.0, "priority": "HIGH"}))
        .collect();
    json!({
        "dateRange": {"start": WEEK.0, "end": WEEK.1},
        "optimizationGoals": ["MAXIMIZE_SKILL_COVERAGE", "MINIMIZE_OVERTIME"],
        "gapResolutionRules": rules,
        "complianceRules": {},
    })
}

/// Asks until the job is as wanted.
pub async fn wait_until(
    session: &Session,
    id: &str,
    wanted: impl Fn(&OptimizationJob) -> bool,
) -> OptimizationJob {
    let begun = Instant::now();
    loop {
        let reply = session.get(&format!("{JOBS}/{id}")).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        let job: OptimizationJob = serde_json::from_value(reply.body).unwrap();
        if wanted(&job) {
            return job;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "still {job:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

pub async fn submit(session: &Session, body: &Value) -> String {
    let reply = session.post(RUN, body).await;
    assert_eq!(
        (reply.status.as_u16(), &reply.body["status"]),
        (202, &json!("QUEUED")),
        "{}",
        reply.body
    );
    let id = reply.body["jobId"].as_str().unwrap().to_owned();
    assert!(id.starts_with("opt-"), "{id}");
    id
}

/// A needs two agents on Monday from 08:00 to 16:00; one is there until 12:00, one has the day off.
pub async fn short_of_one() -> Server {
    let server = Server::start(Data::Own).await;
    let needed = Requirement {
        skill: "A".into(),
        time: DateRange::new(
            instant("2026-11-30T08:00:00Z"),
            instant("2026-11-30T16:00:00Z"),
        )
        .unwrap(),
        agents: 2.0,
    };
    server
        .workspace
        .load_requirements(vec![needed])
        .await
        .unwrap();
    let shifts = [
        shift(
            "AGENT-1",
            "2026-11-30T08:00:00Z",
            "2026-11-30T12:00:00Z",
            &["A"],
        ),
        shift(
            "AGENT-2",
            "2026-12-02T08:00:00Z",
            "2026-12-02T16:00:00Z",
            &["A"],
        ),
        shift(
            "AGENT-3",
            "2026-12-02T08:00:00Z",
            "2026-12-02T16:00:00Z",
            &["B"],
        ),
    ];
    assert_eq!(
        server.import(&import_of(&shifts)).await.body["failedCount"],
        0
    );
    server
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_goes_from_queued_to_its_recommendations() {
    let server = short_of_one().await;

    let id = submit(&server.session, &request(&["A"])).await;
    let job = wait_until(&server.session, &id, |job| job.status.is_final()).await;

    assert_eq!(
        (&job.status, job.progress),
        (&JobStatus::Completed, Some(1.0)),
        "{job:?}"
    );
    let result = job.result.unwrap();
    let shifts: Vec<_> = result
        .assignment_recommendations
        .iter()
        .flat_map(|agent| {
            agent
                .recommended_shifts
                .iter()
                .map(move |shift| (agent, shift))
        })
        .collect();
    assert!(!shifts.is_empty());
    for (agent, shift) in &shifts {
        assert_eq!(shift.skill_id, "A");
        assert!(
            ["AGENT-1", "AGENT-2"].contains(&agent.agent_id.as_str()),
            "AGENT-3 cannot do A"
        );
        assert!((0.0..=1.0).contains(&agent.compliance_score));
        assert!(
            shift.end_time > shift.start_time
                && shift.coverage_impact > 0.0
                && !shift.overtime_flag
        );
        let span = shift.end_time.0 - shift.start_time.0;
        for pause in &shift.breaks {
            let end = i64::from(pause.start_time_offset + pause.duration);
            assert!(end < span.num_seconds(), "a break lies inside its shift");
        }
    }
    // 12 of 16 hours are missing; an extension without a break (to 14:00) and an extra shift with one fill 9.5.
    assert!(
        result.projected_coverage_improvement > 0.55
            && result.projected_coverage_improvement <= 0.75,
        "{result:?}"
    );
    assert_eq!(result.estimated_overtime_hours, 0.0);
    assert!(result.gap_to_bound.is_some());

    // What is recommended, once imported, brings the coverage that was projected.
    let before = server
        .coverage(&format!("dateFrom={}&dateTo={}", WEEK.0, WEEK.1))
        .await;
    let accepted: Vec<Value> = shifts
        .iter()
        .map(|(agent, shift)| {
            json!({
                "agentId": agent.agent_id, "startDate": shift.start_time, "endDate": shift.end_time,
                "skills": [{"skillId": shift.skill_id}], "status": "DRAFT", "breaks": shift.breaks,
            })
        })
        .collect();
    assert_eq!(
        server.import(&import_of(&accepted)).await.body["failedCount"],
        0
    );
    let after = server
        .coverage(&format!("dateFrom={}&dateTo={}", WEEK.0, WEEK.1))
        .await;
    let share = |records: &[cxone::wire::CoverageRecord]| {
        records[0].covered_hours.unwrap() / records[0].required_hours
    };
    let growth = share(&after) - share(&before);
    assert!(
        (growth - result.projected_coverage_improvement).abs() < 0.001,
        "{growth}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_is_optimized_with_progress_one_run_at_a_time() {
    let server = Server::start_with(Data::SAMPLE, |config| {
        config.solver_time = Duration::from_secs(3);
    })
    .await;
    let body = request(&["SKILL-EN-TECH-SUPPORT", "SKILL-ES-SUPPORT"]);

    let id = submit(&server.session, &body).await;
    let busy = server.session.post(RUN, &body).await;
    assert_eq!(
        (busy.status.as_u16(), busy.code()),
        (429, "OPTIMIZATION_RUNNING")
    );
    let wait: u64 = busy.headers["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=3).contains(&wait));

    let running = wait_until(&server.session, &id, |job| {
        job.best_so_far.is_some() || job.status.is_final()
    })
    .await;
    assert_eq!(
        running.status,
        JobStatus::Running,
        "{:?}",
        running.error_message
    );
    let best = running.best_so_far.unwrap();
    assert!(
        (0.0..=1.0).contains(&running.progress.unwrap())
            && (0.0..=1.0).contains(&best.gap_to_bound)
    );
    assert!(running.result.is_none());

    let done = wait_until(&server.session, &id, |job| job.status.is_final()).await;
    assert_eq!(
        done.status,
        JobStatus::Completed,
        "{:?}",
        done.error_message
    );
    let result = done.result.unwrap();
    assert!(
        result.projected_coverage_improvement > 0.0
            && !result.assignment_recommendations.is_empty()
    );
    assert!(
        !result.unmet_intervals.is_empty(),
        "the sample lacks more than its agents can give"
    );

    let second = submit(&server.session, &request(&["SKILL-FR-SALES"])).await;
    let list = server.session.get(JOBS).await;
    let items = list.body["items"].as_array().unwrap();
    let ids: Vec<&str> = items
        .iter()
        .map(|job| job["jobId"].as_str().unwrap())
        .collect();
    assert_eq!(ids, [second.as_str(), id.as_str()], "newest first");
    assert!(
        items.iter().all(|job| job.get("result").is_none()),
        "a list is light"
    );
    server.workspace.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_tells_what_was_asked_and_when() {
    let server = short_of_one().await;
    let asked = request(&["A"]);
    let id = submit(&server.session, &asked).await;

    let list = server.session.get(JOBS).await;

    let list: JobList = serde_json::from_value(list.body).unwrap();
    let asked: OptimizationRequest = serde_json::from_value(asked).unwrap();
    let job = &list.items[0];
    assert_eq!(job.job_id, id);
    assert!(asked.is_kept_as(job.request.as_ref().unwrap()), "{job:?}");
    assert_eq!(job.submitted_at.unwrap().0, wednesday());
    server.workspace.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_run_keeps_the_best_so_far() {
    let server = Server::start_with(Data::SAMPLE, |config| {
        config.solver_time = Duration::from_secs(60);
    })
    .await;
    let id = submit(&server.session, &request(&["SKILL-EN-TECH-SUPPORT"])).await;
    wait_until(&server.session, &id, |job| {
        job.best_so_far.is_some_and(|best| best.covered_hours > 0.0)
    })
    .await;

    let cancelled = server.session.delete(&format!("{JOBS}/{id}")).await;

    let job: OptimizationJob = serde_json::from_value(cancelled.body).unwrap();
    let job = if job.status.is_final() {
        job
    } else {
        wait_until(&server.session, &id, |job| job.status.is_final()).await
    };
    assert_eq!(job.status, JobStatus::Cancelled);
    let result = job.result.clone().unwrap();
    assert!(!result.assignment_recommendations.is_empty(), "{result:?}");
    assert!(
        !result.unmet_intervals.is_empty(),
        "it does not look as if nothing were short"
    );

    // Cancelling what has ended changes nothing, and the next run may begin.
    let again = server.session.delete(&format!("{JOBS}/{id}")).await;
    assert_eq!(again.body, serde_json::to_value(&job).unwrap());
    let next = submit(&server.session, &request(&["SKILL-FR-SALES"])).await;
    server.session.delete(&format!("{JOBS}/{next}")).await;
    server.workspace.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_was_interrupted_is_taken_up_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut long = config(&folder, Data::SAMPLE);
    long.solver_time = Duration::from_secs(60);
    let workspace = Workspace::start(long).await.unwrap();
    let session = Session::sign_in(&workspace, None).await;
    let id = submit(&session, &request(&["SKILL-EN-TECH-SUPPORT"])).await;
    wait_until(&session, &id, |job| job.status == JobStatus::Running).await;
    workspace.shut_down().await;

    let workspace = Workspace::start(config(&folder, Data::SAMPLE))
        .await
        .unwrap();
    let session = Session::sign_in(&workspace, None).await;

    let job = wait_until(&session, &id, |job| job.status.is_final()).await;
    assert_eq!(job.status, JobStatus::Completed, "{:?}", job.error_message);
    workspace.shut_down().await;

    // A run with which the program ended twice is not begun a third time.
    let store = rusqlite::Connection::open(folder.path().join("workspace.sqlite")).unwrap();
    store
        .execute(
            "UPDATE jobs SET status = 'RUNNING', attempts = 2, result = NULL",
            [],
        )
        .unwrap();
    drop(store);
    let workspace = Workspace::start(config(&folder, Data::SAMPLE))
        .await
        .unwrap();
    let session = Session::sign_in(&workspace, None).await;
    let job = wait_until(&session, &id, |_| true).await;
    assert_eq!(job.status, JobStatus::Failed);
    assert!(job.error_message.unwrap().contains("Run it again"));
}
