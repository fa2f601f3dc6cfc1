//! `GET …/schedule/coverage`

use chrono::TimeDelta;
use cxone::wire::CoverageRecord;
use embedded::Data;
use serde_json::json;
use staffing::{DateRange, Requirement};

use super::support::{COVERAGE, Server, import_of, instant, shift};

pub const MONDAY: &str = "dateFrom=2026-11-30T00:00:00Z&dateTo=2026-11-30T23:59:59Z";

pub fn requirement(skill: &str, from: &str, to: &str, agents: f64) -> Requirement {
    let at = |clock: &str| instant(&format!("2026-11-30T{clock}:00Z"));
    Requirement {
        skill: skill.into(),
        time: DateRange::new(at(from), at(to)).unwrap(),
        agents,
    }
}

pub fn on_monday(agent: &str, from: &str, to: &str, skills: &[&str]) -> serde_json::Value {
    shift(
        agent,
        &format!("2026-11-30T{from}:00Z"),
        &format!("2026-11-30T{to}:00Z"),
        skills,
    )
}

/// Two skills: A needs 2 agents from 08:00 to 12:00, B needs 1.5 from 10:00 to 12:00.
pub async fn two_skills() -> Server {
    let server = Server::start(Data::Own).await;
    let needs = vec![
        requirement("A", "08:00", "12:00", 2.0),
        requirement("B", "10:00", "12:00", 1.5),
    ];
    server.workspace.load_requirements(needs).await.unwrap();
    server
}

/// (id, required, available, covered)
fn summed(records: &[CoverageRecord]) -> Vec<(&str, f64, f64, f64)> {
    let records = records.iter();
    records
        .map(|record| {
            let id = record
                .skill_id
                .as_deref()
                .or(record.queue_id.as_deref())
                .unwrap();
            (
                id,
                record.required_hours,
                record.available_hours,
                record.covered_hours.unwrap(),
            )
        })
        .collect()
}

#[tokio::test]
async fn one_record_a_skill_over_the_whole_range() {
    let server = two_skills().await;
    let mut first = on_monday("AGENT-1", "08:00", "12:00", &["A"]);
    first["breaks"] = json!([{"startTimeOffset": 3600, "duration": 1800}, {"startTimeOffset": 4500, "duration": 1800}]);
    let shifts = [
        first,
        on_monday("AGENT-2", "09:50", "12:07", &["A", "B"]),
        on_monday("AGENT-3", "13:00", "16:00", &["A"]),
    ];
    server.import(&import_of(&shifts)).await;

    let records = server.coverage(MONDAY).await;

    // AGENT-1: 4 h less a break of 45 min (two that overlap). AGENT-2 covers a whole agent of either
    // skill; of equal ones the skill that is short by the larger part comes first: A from 09:50, B
    // from 10:00, when nobody else is there for it.
    let minutes = |minutes: f64| (minutes / 60.0 * 1e6).round() / 1e6;
    let total: f64 = records.iter().map(|record| record.available_hours).sum();
    assert_eq!((total * 60.0).round(), 195.0 + 137.0 + 180.0);
    assert_eq!(summed(&records)[0].1, 8.0);
    assert_eq!(summed(&records)[1].1, 3.0);
    let covered: f64 = records
        .iter()
        .map(|record| record.covered_hours.unwrap())
        .sum();
    assert_eq!(
        minutes(covered * 60.0),
        minutes(195.0 + 130.0),
        "surplus after noon hides nothing"
    );
    for record in &records {
        let range = serde_json::to_value(record.date_range).unwrap();
        assert_eq!(
            range,
            json!({"start": "2026-11-30T00:00:00Z", "end": "2026-11-30T23:59:59Z"})
        );
        assert!(record.required_agents.is_none() && record.queue_id.is_none());
    }
}

#[tokio::test]
async fn the_split_is_the_one_that_covers_most() {
    let server = two_skills().await;
    // Both can do A, only one can do B: from 10:00 the flexible one must go to B.
    let shifts = [
        on_monday("AGENT-1", "08:00", "12:00", &["A", "B"]),
        on_monday("AGENT-2", "08:00", "12:00", &["A"]),
        on_monday("AGENT-3", "08:00", "12:00", &["A"]),
    ];
    server.import(&import_of(&shifts)).await;

    let records = server
        .coverage("dateFrom=2026-11-30T10:00:00Z&dateTo=2026-11-30T11:59:59Z")
        .await;

    assert_eq!(
        summed(&records),
        [("A", 4.0, 4.0, 4.0), ("B", 3.0, 2.0, 2.0)]
    );
}

#[tokio::test]
async fn an_agents_skills_are_those_of_all_their_shifts() {
    let server = two_skills().await;
    // On Monday the shift says A; what the agent can do besides is told by a shift of next year.
    let shifts = [
        on_monday("AGENT-1", "10:00", "12:00", &["A"]),
        on_monday("AGENT-2", "10:00", "12:00", &["A"]),
        on_monday("AGENT-3", "10:00", "12:00", &["A"]),
        shift(
            "AGENT-3",
            "2027-05-01T06:00:00Z",
            "2027-05-01T07:00:00Z",
            &["B"],
        ),
    ];
    server.import(&import_of(&shifts)).await;

    assert_eq!(
        summed(&server.coverage(MONDAY).await),
        [("A", 8.0, 4.0, 4.0), ("B", 3.0, 2.0, 2.0)]
    );
}

#[tokio::test]
async fn a_record_for_each_skill_and_interval() {
    let server = two_skills().await;
    server
        .import(&import_of(&[on_monday(
            "AGENT-1",
            "08:10",
            "09:05",
            &["A"],
        )]))
        .await;
    let range = "dateFrom=2026-11-30T08:00:00Z&dateTo=2026-11-30T09:39:59Z";

    for (minutes, expected) in [
        ("", vec![1.0 / 3.0, 1.0, 1.0, 1.0, 1.0 / 3.0, 0.0, 0.0]),
        (
            "&intervalMinutes=15",
            vec![1.0 / 3.0, 1.0, 1.0, 1.0, 1.0 / 3.0, 0.0, 0.0],
        ),
        ("&intervalMinutes=30", vec![2.0 / 3.0, 1.0, 1.0 / 6.0, 0.0]),
        ("&intervalMinutes=60", vec![5.0 / 6.0, 0.125]),
    ] {
        let records = server
            .coverage(&format!("{range}&groupBy=timeBlock{minutes}"))
            .await;
        let of_a: Vec<&CoverageRecord> = records
            .iter()
            .filter(|record| record.skill_id.as_deref() == Some("A"))
            .collect();
        let scheduled: Vec<f64> = of_a
            .iter()
            .map(|record| record.scheduled_agents.unwrap())
            .collect();
        let near = scheduled
            .iter()
            .zip(&expected)
            .all(|(found, expected)| (found - expected).abs() < 1e-5);
        assert!(
            near && scheduled.len() == expected.len(),
            "{minutes}: {scheduled:?} instead of {expected:?}"
        );
        assert_eq!(records.len(), 2 * expected.len(), "one each for A and B");
        assert!(
            of_a.iter()
                .all(|record| record.required_agents == Some(2.0))
        );
        let ends: Vec<_> = of_a
            .iter()
            .map(|record| record.date_range.end.0 + TimeDelta::seconds(1))
            .collect();
        let starts: Vec<_> = of_a
            .iter()
            .map(|record| record.date_range.start.0)
            .collect();
        assert_eq!(
            ends[..ends.len() - 1],
            starts[1..],
            "each begins where the one before ends"
        );
        assert_eq!(*ends.last().unwrap(), instant("2026-11-30T09:40:00Z"));
    }
}

#[tokio::test]
async fn queues_sum_their_skills_up() {
    let own = two_skills().await;
    let records = own.coverage(&format!("{MONDAY}&groupBy=queue")).await;
    assert_eq!(
        summed(&records),
        [("A", 8.0, 0.0, 0.0), ("B", 3.0, 0.0, 0.0)],
        "each skill its own queue"
    );
    assert!(records.iter().all(|record| record.skill_id.is_none()));

    let sample = Server::start(Data::SAMPLE).await;
    let skills = sample.coverage(MONDAY).await;
    let queues = sample.coverage(&format!("{MONDAY}&groupBy=queue")).await;
    let ids: Vec<&str> = queues
        .iter()
        .map(|record| record.queue_id.as_deref().unwrap())
        .collect();
    assert_eq!(ids, ["QUEUE-DE", "QUEUE-EN", "QUEUE-ES", "QUEUE-FR"]);
    let sum = |records: &[CoverageRecord], of: fn(&CoverageRecord) -> f64| {
        (records.iter().map(of).sum::<f64>() * 1e4).round()
    };
    for of in [
        |record: &CoverageRecord| record.required_hours,
        |record: &CoverageRecord| record.available_hours,
        |record: &CoverageRecord| record.covered_hours.unwrap(),
    ] {
        assert_eq!(sum(&skills, of), sum(&queues, of));
    }
}

#[tokio::test]
async fn every_bad_question() {
    let server = two_skills().await;
    let check_rule = async |query: &str, field: &str, rule: &str| {
        let reply = server.session.get(&format!("{COVERAGE}?{query}")).await;
        assert_eq!(
            (reply.status.as_u16(), reply.code()),
            (400, "INVALID_PARAMETER"),
            "{query}"
        );
        assert_eq!(reply.faults(), [(None, field, rule)], "{query}");
    };
    let check =
        async |query: &str, field: &str| check_rule(query, field, "INVALID_PARAMETER").await;
    let from = "dateFrom=2026-11-30T00:00:00Z";

    check("", "dateFrom").await;
    check(from, "dateTo").await;
    for date in [
        "",
        "x",
        "2026-11-30",
        "2026-11-31T00:00:00Z",
        "2026-11-30T25:00:00Z",
        "10000-01-01T00:00:00Z",
        "%00",
        "%ff",
    ] {
        check(&format!("{from}&dateTo={date}"), "dateTo").await;
        check(
            &format!("dateFrom={date}&dateTo=2026-11-30T23:59:59Z"),
            "dateFrom",
        )
        .await;
    }
    for (date, rule) in [
        ("2026-11-30T00:00:00Z", "END_NOT_AFTER_START"),
        ("2026-11-29T23:59:59Z", "END_NOT_AFTER_START"),
        ("2027-01-31T00:01:00Z", "RANGE_TOO_LONG"),
    ] {
        check_rule(&format!("{from}&dateTo={date}"), "dateTo", rule).await;
    }
    check(&format!("{from}&{MONDAY}"), "dateFrom").await;
    for (field, values) in [
        ("groupBy", vec!["", "Skill", "agent"]),
        (
            "pageSize",
            vec!["", "0", "1001", "-1", "1.5", "ten", "99999999999999999999"],
        ),
        ("intervalMinutes", vec!["", "0", "10", "15m", "45"]),
    ] {
        for value in values {
            check(&format!("{MONDAY}&{field}={value}"), field).await;
        }
    }
    for token in ["x", "%00", "0"] {
        let query = format!("{MONDAY}&nextPageToken={token}");
        check_rule(&query, "nextPageToken", "FOREIGN_PAGE_TOKEN").await;
    }
    // 62 whole days are allowed, and so is a last second, a zone, an unescaped plus.
    for range in [
        "dateFrom=2026-11-30T00:00:00Z&dateTo=2027-01-30T23:59:59Z",
        "dateFrom=2026-11-30T00:00:00Z&dateTo=2027-01-31T00:00:00Z",
        "dateFrom=2026-11-30T00:00:00%2B01:00&dateTo=2026-11-30T23:59:59.5%2B01:00",
        "dateFrom=2026-11-30T00:00:00+01:00&dateTo=2026-11-30T23:59:59+01:00",
        "dateFrom=0000-01-01T00:00:00Z&dateTo=0000-01-02T00:00:00Z&unknown=1",
        "dateFrom=9999-12-30T00:00:00Z&dateTo=9999-12-31T23:59:59Z&nextPageToken=",
    ] {
        assert_eq!(server.coverage(range).await.len(), 2, "{range}");
    }
}
