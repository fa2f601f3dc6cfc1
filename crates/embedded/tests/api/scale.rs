//! A large centre: 100,000 shifts in a week.

use std::time::{Duration, Instant};

use embedded::Data;
use serde_json::{Value, json};
use staffing::{DateRange, Requirement};

use super::support::{Server, WEEK, instant};

const AGENTS: usize = 20_000;
const SKILLS: usize = 40;

/// Five shifts an agent, one in four of them off the quarter hour; about 700 distinct sets of skills.
fn shifts_of(agent: usize) -> impl Iterator<Item = Value> {
    let monday = instant("2026-11-30T00:00:00Z");
    let skills = [agent % SKILLS, (agent / 7) % SKILLS];
    let skills: Vec<Value> = skills
        .iter()
        .take(1 + agent % 2)
        .map(|skill| json!({"skillId": format!("SKILL-{skill:02}")}))
        .collect();
    (0..5).map(move |day| {
        let ragged = if agent.is_multiple_of(4) {
            agent % 60
        } else {
            0
        };
        let minutes = day * 1440 + (agent % 64) * 15 + ragged;
        let start = monday + chrono::TimeDelta::minutes(minutes as i64);
        json!({
            "agentId": format!("AGENT-{agent:05}"),
            "startDate": start.to_rfc3339(),
            "endDate": (start + chrono::TimeDelta::hours(8)).to_rfc3339(),
            "skills": skills,
            "status": "PUBLISHED",
            "breaks": [{"startTimeOffset": 14_400, "duration": 1_800}],
        })
    })
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures: cargo test -p embedded --release --test api scale -- --ignored --nocapture"]
async fn a_week_of_a_hundred_thousand_shifts_is_summed_up_at_once() {
    let server = Server::start(Data::Own).await;
    let week = DateRange::new(
        instant("2026-11-30T00:00:00Z"),
        instant("2026-12-07T00:00:00Z"),
    );
    let needs = (0..SKILLS).map(|skill| Requirement {
        skill: format!("SKILL-{skill:02}").into(),
        time: week.unwrap(),
        agents: 110.5,
    });
    server
        .workspace
        .load_requirements(needs.collect())
        .await
        .unwrap();

    let begun = Instant::now();
    let shifts: Vec<Value> = (0..AGENTS).flat_map(shifts_of).collect();
    for batch in shifts.chunks(5_000) {
        let reply = server.import(&json!({"shifts": batch})).await;
        assert_eq!(reply.body["processedCount"], batch.len(), "{}", reply.body);
    }
    println!("imported {} shifts in {:?}", shifts.len(), begun.elapsed());

    let measure = async |query: &str| {
        let begun = Instant::now();
        let records = server.coverage(query).await;
        println!(
            "{} records of {query} in {:?}",
            records.len(),
            begun.elapsed()
        );
        (begun.elapsed(), records)
    };
    let (took, records) = measure(WEEK).await;
    let available: f64 = records.iter().map(|record| record.available_hours).sum();
    assert_eq!(records.len(), SKILLS);
    assert!((available - 750_000.0).abs() < 12_000.0, "{available}");
    measure(&format!("{WEEK}&groupBy=timeBlock&pageSize=1000")).await;
    assert!(took < Duration::from_secs(1), "{took:?}");
}
