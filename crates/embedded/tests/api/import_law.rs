//! What holds for any imports.

use embedded::Data;
use proptest::prelude::*;
use proptest::test_runner::{Config as Cases, TestCaseError, TestRunner};
use serde_json::{Value, json};

use super::support::{COVERAGE, IMPORT, Server, Session, WEEK, shift};

/// (agent, start hour, length in hours, skill)
type Sent = (u8, u8, u8, u8);

fn batch(sent: &[Sent], overwrite: bool) -> Value {
    let day = super::support::instant("2026-11-30T00:00:00Z");
    let shifts: Vec<Value> = sent
        .iter()
        .map(|&(agent, start, length, skill)| {
            let at = |hours: u8| (day + chrono::TimeDelta::hours(hours.into())).to_rfc3339();
            shift(
                &format!("AGENT-{agent}"),
                &at(start),
                &at(start + length),
                &[["A", "B", "C"][skill as usize]],
            )
        })
        .collect();
    json!({"shifts": shifts, "overwriteConflicts": overwrite})
}

/// All that can be seen of the schedule: quarter hour by quarter hour.
async fn everything(session: &Session) -> Value {
    let query = format!("{COVERAGE}?{WEEK}&groupBy=timeBlock&intervalMinutes=60&pageSize=1000");
    session.get(&query).await.body["items"].take()
}

/// The law that makes a lost answer harmless.
#[test]
fn any_batches_sent_twice_are_the_same_as_sent_once() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let sent = prop::collection::vec((0_u8..3, 0_u8..30, 1_u8..9, 0_u8..3), 1..8);
    let batches = prop::collection::vec((sent, any::<bool>()), 1..4);
    let mut runner = TestRunner::new(Cases {
        cases: 24,
        failure_persistence: None,
        ..Cases::default()
    });

    let outcome = runner.run(&batches, |batches| {
        runtime.block_on(async {
            let (once, twice) = (
                Server::start(Data::Own).await,
                Server::start(Data::Own).await,
            );
            for (sent, overwrite) in &batches {
                let body = batch(sent, *overwrite);
                once.import(&body).await;
                let first = twice.import(&body).await;
                let second = twice.import(&body).await;
                if second.body["failedCount"] != first.body["failedCount"] {
                    return Err(TestCaseError::fail(format!(
                        "{} then {}",
                        first.body, second.body
                    )));
                }
            }
            // The whole sequence again: only where all batches follow one rule does that
            // have to be the same, for a conflict may be gone by then.
            if batches
                .iter()
                .all(|(_, overwrite)| *overwrite == batches[0].1)
            {
                for (sent, overwrite) in &batches {
                    twice.import(&batch(sent, *overwrite)).await;
                }
            }
            prop_assert_eq!(
                everything(&once.session).await,
                everything(&twice.session).await
            );
            Ok(())
        })
    });
    outcome.unwrap();
}

/// What a planner is told before an import is what then happens.
#[test]
fn a_check_tells_what_the_import_then_does() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let record = (0_u8..3, 0_u8..30, 1_u8..9, 0_u8..3);
    let sent = prop::collection::vec((record, any::<bool>(), any::<bool>()), 1..8);
    let batches = prop::collection::vec((sent, any::<bool>()), 1..5);
    let mut runner = TestRunner::new(Cases {
        cases: 24,
        failure_persistence: None,
        ..Cases::default()
    });

    let outcome = runner.run(&batches, |batches| {
        runtime.block_on(async {
            let server = Server::start(Data::Own).await;
            for (sent, overwrite) in &batches {
                let records: Vec<Sent> = sent.iter().map(|(record, ..)| *record).collect();
                let mut body = batch(&records, *overwrite);
                for (index, (_, draft, pause)) in sent.iter().enumerate() {
                    if *draft {
                        body["shifts"][index]["status"] = json!("DRAFT");
                    }
                    if *pause {
                        body["shifts"][index]["breaks"] =
                            json!([{"startTimeOffset": 0, "duration": 1800}]);
                    }
                }
                let before = everything(&server.session).await;
                body["validateOnly"] = json!(true);
                let checked = server.import(&body).await.body;
                prop_assert_eq!(
                    &everything(&server.session).await,
                    &before,
                    "checking writes nothing"
                );
                body["validateOnly"] = json!(false);
                let written = server.import(&body).await.body;
                let again = server.import(&body).await.body;

                for name in COUNTS.into_iter().chain(["errors"]) {
                    prop_assert_eq!(
                        &checked[name],
                        &written[name],
                        "{}: {} then {}",
                        name,
                        checked,
                        written
                    );
                }
                let count = |reply: &Value, name: &str| reply[name].as_u64().unwrap();
                let parts = ["newCount", "updatedCount", "unchangedCount"];
                let sum: u64 = parts.iter().map(|name| count(&written, name)).sum();
                prop_assert_eq!(sum, count(&written, "processedCount"));
                let nothing_gave_way = count(&written, "replacedCount") == 0;
                if nothing_gave_way {
                    prop_assert_eq!(count(&again, "newCount"), 0, "{}", again);
                }
            }
            Ok(())
        })
    });
    outcome.unwrap();
}

const COUNTS: [&str; 7] = [
    "processedCount",
    "failedCount",
    "newCount",
    "updatedCount",
    "unchangedCount",
    "keptCount",
    "replacedCount",
];

/// Any JSON at all: shaped like a request here and there, so that it gets past the first look.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!("2026-11-30T06:00:00Z")),
        Just(json!("2026-11-30T14:00:00.5+01:00")),
        Just(json!("PUBLISHED")),
    ];
    let name = prop::sample::select(vec![
        "shifts",
        "agentId",
        "startDate",
        "endDate",
        "skills",
        "skillId",
        "proficiencyLevel",
        "status",
        "breaks",
        "startTimeOffset",
        "duration",
        "metadata",
        "validateOnly",
        "other",
    ]);
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(name.clone().prop_map(str::to_owned), inner, 0..8)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

#[test]
fn any_json_and_any_question_is_answered_by_the_contract() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let server = runtime.block_on(Server::start(Data::Own));
    let mut runner = TestRunner::new(Cases {
        cases: 300,
        failure_persistence: None,
        ..Cases::default()
    });

    let shifts =
        prop::collection::vec(any_json(), 0..3).prop_map(|shifts| json!({"shifts": shifts}));
    let body = prop_oneof![any_json(), shifts];
    let outcome = runner.run(
        &(body, any::<String>(), any::<String>()),
        |(body, from, to)| {
            runtime.block_on(async {
                let imported = server.session.post(IMPORT, &body).await;
                prop_assert!(
                    [200, 400].contains(&imported.status.as_u16()),
                    "{body}: {}",
                    imported.body
                );
                prop_assert_eq!(
                    imported.status == 400,
                    imported.code() == "INVALID_SHIFT_FORMAT"
                );
                let run = server.session.post(super::support::RUN, &body).await;
                prop_assert_eq!(run.status.as_u16(), 400);
                let asked = server
                    .session
                    .request(reqwest::Method::GET, COVERAGE)
                    .query(&[("dateFrom", from), ("dateTo", to)]);
                prop_assert_eq!(super::support::Reply::of(asked).await.status.as_u16(), 400);
                Ok(())
            })
        },
    );
    outcome.unwrap();
}
