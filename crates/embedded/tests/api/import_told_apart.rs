//! What an import says of the records beyond the contract's counts.

use embedded::Data;
use serde_json::{Value, json};

use super::support::{Reply, Server, early, import_of, shift};

/// What became of the processed records: new, updated, unchanged, kept, replaced.
fn told_apart(reply: &Reply) -> [u64; 5] {
    ["new", "updated", "unchanged", "kept", "replaced"]
        .map(|name| reply.body[format!("{name}Count")].as_u64().unwrap())
}

#[tokio::test]
async fn what_stands_already_is_told_apart_from_what_is_new() {
    let server = Server::start(Data::Own).await;
    let plain = early("AGENT-1");
    let changed = |name: &str, value: Value| {
        let mut shift = early("AGENT-1");
        shift[name] = value;
        shift
    };
    let skill = |level: &str| json!([{"skillId": "A", "proficiencyLevel": level}]);
    let pause = json!([{"startTimeOffset": 3600, "duration": 1800}]);
    let two = |first: u32, second: u32| json!([{"startTimeOffset": first, "duration": 900}, {"startTimeOffset": second, "duration": 900}]);

    // One after the other: each finds what the ones before it left.
    for (what, shift, overwrite, expected) in [
        ("first", plain.clone(), false, [1, 0, 0, 0, 0]),
        ("again", plain.clone(), false, [0, 0, 1, 0, 0]),
        ("again, replacing", plain.clone(), true, [0, 0, 1, 0, 0]),
        (
            "proficiency where none was",
            changed("skills", skill("EXPERT")),
            false,
            [0, 1, 0, 0, 0],
        ),
        (
            "the same proficiency",
            changed("skills", skill("EXPERT")),
            false,
            [0, 0, 1, 0, 0],
        ),
        ("none said", plain.clone(), false, [0, 0, 1, 0, 0]),
        (
            "another one",
            changed("skills", skill("BEGINNER")),
            false,
            [0, 0, 1, 1, 0],
        ),
        (
            "another one, replacing",
            changed("skills", skill("BEGINNER")),
            true,
            [0, 1, 0, 0, 0],
        ),
        (
            "that one again",
            changed("skills", skill("BEGINNER")),
            false,
            [0, 0, 1, 0, 0],
        ),
        (
            "another skill",
            changed("skills", json!([{"skillId": "B"}])),
            false,
            [0, 1, 0, 0, 0],
        ),
        ("fewer skills", plain.clone(), true, [0, 0, 1, 0, 0]),
        (
            "another status",
            changed("status", json!("DRAFT")),
            false,
            [0, 0, 1, 1, 0],
        ),
        (
            "another status, replacing",
            changed("status", json!("DRAFT")),
            true,
            [0, 1, 0, 0, 0],
        ),
        ("and back", plain.clone(), true, [0, 1, 0, 0, 0]),
        (
            "other breaks",
            changed("breaks", pause.clone()),
            false,
            [0, 0, 1, 1, 0],
        ),
        (
            "other breaks, replacing",
            changed("breaks", pause.clone()),
            true,
            [0, 1, 0, 0, 0],
        ),
        (
            "two breaks",
            changed("breaks", two(3600, 7200)),
            true,
            [0, 1, 0, 0, 0],
        ),
        (
            "in another order",
            changed("breaks", two(7200, 3600)),
            true,
            [0, 0, 1, 0, 0],
        ),
    ] {
        let mut request =
            json!({"shifts": [shift], "overwriteConflicts": overwrite, "validateOnly": true});
        assert_eq!(
            told_apart(&server.import(&request).await),
            expected,
            "{what}, checked"
        );
        request["validateOnly"] = json!(false);
        assert_eq!(
            told_apart(&server.import(&request).await),
            expected,
            "{what}"
        );
    }
}

#[tokio::test]
async fn a_skill_can_be_added_to_a_shift_that_keeps_its_breaks() {
    let server = Server::start(Data::Own).await;
    server.import(&import_of(&[early("AGENT-1")])).await;
    let mut other = early("AGENT-1");
    other["skills"] = json!([{"skillId": "B"}]);
    other["breaks"] = json!([{"startTimeOffset": 3600, "duration": 1800}]);

    let reply = server.import(&import_of(&[other])).await;

    assert_eq!(told_apart(&reply), [0, 1, 0, 1, 0]);
}

#[tokio::test]
async fn records_of_one_request_meet_each_other_as_they_are_written() {
    let server = Server::start(Data::Own).await;
    let late = shift(
        "AGENT-1",
        "2026-11-30T12:00:00Z",
        "2026-11-30T20:00:00Z",
        &["A"],
    );
    let shifts = [early("AGENT-1"), early("AGENT-1"), late, early("AGENT-2")];

    let kept = server
        .import(&json!({"shifts": shifts, "validateOnly": true}))
        .await;
    let replaced = server
        .import(&json!({"shifts": shifts, "overwriteConflicts": true}))
        .await;

    assert_eq!(told_apart(&kept), [2, 0, 1, 0, 0]);
    assert_eq!(kept.body["failedCount"], 1);
    assert_eq!(told_apart(&replaced), [3, 0, 1, 0, 1]);
}

#[tokio::test]
async fn a_conflict_says_which_stored_shifts_it_meets() {
    let server = Server::start(Data::Own).await;
    let of = |start: &str, end: &str| {
        let at = |time: &str| format!("2026-11-30T{time}:00Z");
        shift("AGENT-1", &at(start), &at(end), &["A"])
    };
    let stored = ["06:00", "08:00", "10:00", "12:00", "14:00"];
    let hours: Vec<Value> = stored.windows(2).map(|pair| of(pair[0], pair[1])).collect();
    server.import(&import_of(&hours)).await;

    let one = server.import(&import_of(&[of("13:00", "20:00")])).await;
    let two = server.import(&import_of(&[of("11:00", "13:00")])).await;
    let all = server.import(&import_of(&[of("05:00", "15:00")])).await;

    let window = |start: &str, end: &str| json!({"startDate": format!("2026-11-30T{start}:00Z"), "endDate": format!("2026-11-30T{end}:00Z")});
    let error = |reply: &Reply| reply.body["errors"][0].clone();
    assert_eq!(
        error(&one)["conflictsWith"],
        json!([window("12:00", "14:00")])
    );
    assert_eq!(
        error(&two)["conflictsWith"],
        json!([window("10:00", "12:00"), window("12:00", "14:00")])
    );
    assert_eq!(
        error(&two)["message"],
        "AGENT-1 already has shifts from 2026-11-30 10:00 to 2026-11-30 12:00 and from 2026-11-30 12:00 to \
         2026-11-30 14:00 (UTC), which overlap. Change them or this one, or import again and replace conflicts."
    );
    let words = error(&all)["message"].as_str().unwrap().to_owned();
    assert!(
        words.contains("10:00 to 2026-11-30 12:00 and 1 more (UTC)"),
        "{words}"
    );
}
