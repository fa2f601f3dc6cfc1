//! The sample contact centre.

use chrono::{NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use cxone::wire::CoverageRecord;
use embedded::{Clock, Data};
use serde_json::{Value, json};

use super::support::{Server, import_of};

const WEEK_49: &str = include_str!("../data/shifts-week-49.csv");

/// A roster as a planner's program would send it: local times become UTC.
fn shifts_of(csv_text: &str, zone: Tz) -> Vec<Value> {
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let local = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let utc = |local: &NaiveDateTime| zone.from_local_datetime(local).single().unwrap().to_utc();
        let (start, end) = (local(&row[1]), local(&row[2]));
        let mut breaks = Vec::new();
        if let Some((from, to)) = row[4].split_once('-') {
            let at = |clock: &str| {
                let time = clock.parse().unwrap();
                let same_day = start.date().and_time(time);
                if same_day < start { end.date().and_time(time) } else { same_day }
            };
            let offset = (utc(&at(from)) - utc(&start)).num_seconds();
            let duration = (utc(&at(to)) - utc(&at(from))).num_seconds();
            breaks.push(json!({"startTimeOffset": offset, "duration": duration}));
        }
        let skills: Vec<Value> = row[3].split("; ").map(|id| json!({"skillId": id})).collect();
        json!({
            "agentId": &row[0], "startDate": utc(&start).to_rfc3339(), "endDate": utc(&end).to_rfc3339(),
            "skills": skills, "breaks": breaks, "status": "PUBLISHED",
        })
    });
    rows.collect()
}

async fn week(server: &Server, monday: NaiveDate) -> Vec<CoverageRecord> {
    let zone = server.workspace.zone();
    let midnight = |day: NaiveDate| {
        let local = day.and_hms_opt(0, 0, 0).unwrap();
        zone.from_local_datetime(&local)
            .earliest()
            .unwrap()
            .to_utc()
    };
    let (from, to) = (midnight(monday), midnight(monday + chrono::Days::new(7)));
    let query = format!(
        "dateFrom={}&dateTo={}",
        from.format("%FT%TZ"),
        to.format("%FT%TZ")
    );
    server.coverage(&query).await
}

/// The contract: some skills have gaps, of both priorities, some are met, and at
/// least one has a hidden gap.
fn check_story(records: &[CoverageRecord], what: &str) {
    let ratio = |record: &CoverageRecord| record.available_hours / record.required_hours;
    let hidden =
        |record: &CoverageRecord| 1.0 - record.covered_hours.unwrap() / record.required_hours;
    let table: Vec<String> = records
        .iter()
        .map(|record| {
            format!(
                "{:<24} required {:7.1} available {:7.1} ratio {:.3} short of {:.3}",
                record.skill_id.as_deref().unwrap(),
                record.required_hours,
                record.available_hours,
                ratio(record),
                hidden(record),
            )
        })
        .collect();
    let table = format!("{what}\n{}", table.join("\n"));
    if std::env::var_os("SHOW_STORY").is_some() {
        println!("{table}");
    }
    let count =
        |of: &dyn Fn(f64) -> bool| records.iter().filter(|record| of(ratio(record))).count();

    assert_eq!(records.len(), 6, "{table}");
    assert!(count(&|ratio| ratio < 0.70) >= 1, "no HIGH gap: {table}");
    assert!(
        count(&|ratio| (0.70..0.85).contains(&ratio)) >= 1,
        "no MEDIUM gap: {table}"
    );
    assert!(
        records
            .iter()
            .any(|record| ratio(record) >= 0.85 && hidden(record) < 0.08),
        "no skill is met: {table}"
    );
    assert!(
        records
            .iter()
            .any(|record| ratio(record) >= 0.85 && hidden(record) >= 0.12),
        "no hidden gap: {table}"
    );
    let near = |limit: f64| {
        records
            .iter()
            .any(|record| (ratio(record) - limit).abs() < 0.01)
    };
    assert!(
        !near(0.70) && !near(0.85),
        "a ratio too near to a limit to be trusted: {table}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_sample_roster_next_week_tells_its_story_in_any_week() {
    for today in [
        "2026-11-25T12:00:00Z",
        "2026-03-18T12:00:00Z",
        "2026-10-21T12:00:00Z",
        "2027-07-07T23:30:00Z",
    ] {
        let server = Server::start_with(Data::SAMPLE, |config| {
            config.clock = Clock::fixed(super::support::instant(today));
        })
        .await;
        let monday = server.workspace.next_week();
        let roster = server.workspace.sample_roster(monday).unwrap();
        let reply = server
            .import(&import_of(&shifts_of(&roster, server.workspace.zone())))
            .await;
        assert_eq!(reply.body["failedCount"], 0, "{}", reply.body);
        check_story(
            &week(&server, monday).await,
            &format!("sample roster, {monday}"),
        );
        server.workspace.shut_down().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_shipped_spreadsheet_week_49_tells_the_same_story() {
    let server = Server::start(Data::SAMPLE).await;

    let reply = server
        .import(&import_of(&shifts_of(WEEK_49, Tz::Europe__London)))
        .await;

    assert_eq!(reply.body["processedCount"], 300, "{}", reply.body);
    let monday = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    check_story(&week(&server, monday).await, "shifts-week-49.csv");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_as_the_contract_describes_it() {
    let server = Server::start(Data::SAMPLE).await;
    let monday = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();

    // Six skills, in three groups of languages and one of English.
    let skills: Vec<String> = week(&server, monday)
        .await
        .into_iter()
        .filter_map(|record| record.skill_id)
        .collect();
    let shipped = [
        "SKILL-DE-BILLING",
        "SKILL-EN-BILLING",
        "SKILL-EN-RESERVATIONS",
        "SKILL-EN-TECH-SUPPORT",
        "SKILL-ES-SUPPORT",
        "SKILL-FR-SALES",
    ];
    assert_eq!(skills, shipped);

    // A closed directory of AGENT-1001 to AGENT-1120.
    for (agent, skill, fault) in [
        ("AGENT-1001", "SKILL-FR-SALES", None),
        ("AGENT-1060", "SKILL-FR-SALES", None),
        ("AGENT-1000", "SKILL-FR-SALES", Some("UNKNOWN_AGENT")),
        ("AGENT-1121", "SKILL-FR-SALES", Some("UNKNOWN_AGENT")),
        ("AGENT-1002", "SKILL-EN-BILING", Some("UNKNOWN_SKILL")),
    ] {
        let shift = super::support::shift(
            agent,
            "2026-12-01T09:00:00Z",
            "2026-12-01T10:00:00Z",
            &[skill],
        );
        let reply = server
            .import(&json!({"shifts": [shift], "validateOnly": true}))
            .await;
        assert_eq!(reply.status, 200);
        let codes: Vec<&str> = reply.faults().iter().map(|fault| fault.2).collect();
        assert_eq!(
            codes,
            fault.into_iter().collect::<Vec<_>>(),
            "{agent} {skill}"
        );
    }

    // Published shifts from last week to the fourth from now, and a requirement at any time.
    for (weeks, staffed) in [
        (-2, false),
        (-1, true),
        (0, true),
        (1, true),
        (4, true),
        (5, false),
    ] {
        let day = monday - chrono::TimeDelta::days(7) + chrono::TimeDelta::days(7 * weeks);
        for record in week(&server, day).await {
            assert_eq!(
                record.available_hours > 100.0,
                staffed,
                "week {weeks}: {record:?}"
            );
            assert!(record.required_hours > 300.0, "week {weeks}: {record:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn its_requirement_is_the_same_on_the_wall_clock_of_every_week() {
    let server = Server::start(Data::SAMPLE).await;
    let quarter = async |instant: &str| {
        let end =
            (super::support::instant(instant) + chrono::TimeDelta::minutes(15)).format("%FT%TZ");
        let query = format!("dateFrom={instant}&dateTo={end}&groupBy=timeBlock");
        let records = server.coverage(&query).await;
        records
            .iter()
            .map(|record| record.required_agents.unwrap())
            .collect::<Vec<_>>()
    };

    // 11:00 in London, in winter and in summer, years apart.
    let winter = quarter("2026-12-01T11:00:00Z").await;
    assert_eq!(winter, quarter("2030-07-02T10:00:00Z").await);
    assert_ne!(winter, quarter("2026-12-01T04:00:00Z").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_start_adds_weeks_and_changes_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let start = async |now: &str, data: Data| {
        let mut config = super::support::config(&folder, data);
        config.clock = Clock::fixed(super::support::instant(now));
        let workspace = embedded::Workspace::start(config).await.unwrap();
        let session = super::support::Session::sign_in(&workspace, None).await;
        Server {
            workspace,
            _folder: tempfile::tempdir().unwrap(),
            session,
        }
    };
    let monday = |day: &str| day.parse::<NaiveDate>().unwrap();

    let first = start("2026-11-25T12:00:00Z", Data::SAMPLE).await;
    let before = week(&first, monday("2026-11-23")).await;
    let unstaffed = week(&first, monday("2027-01-04")).await;
    first.workspace.shut_down().await;

    // Another seed and zone are asked for: the centre stays what it is.
    let elsewhere = Data::Sample {
        seed: 1,
        zone: Tz::Asia__Tokyo,
    };
    let second = start("2026-12-09T12:00:00Z", elsewhere).await;

    assert_eq!(second.workspace.zone(), Tz::Europe__London);
    assert_eq!(week(&second, monday("2026-11-23")).await, before);
    assert_eq!(unstaffed[0].available_hours, 0.0);
    assert!(week(&second, monday("2027-01-04")).await[0].available_hours > 100.0);
    second.workspace.shut_down().await;

    let wrong = embedded::Workspace::start(super::support::config(&folder, Data::Own)).await;
    let message = wrong.err().unwrap().to_string();
    assert!(
        message.contains("holds the sample contact centre"),
        "{message}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn its_roster_is_a_spreadsheet_like_the_shipped_one() {
    let server = Server::start(Data::SAMPLE).await;

    let roster = server
        .workspace
        .sample_roster(server.workspace.next_week())
        .unwrap();

    assert_eq!(server.workspace.next_week().to_string(), "2026-11-30");
    assert_eq!(
        roster.lines().next(),
        WEEK_49.lines().next(),
        "the same columns"
    );
    assert_eq!(roster.lines().count(), 301);
    let ids = |text: &str| {
        let mut ids: Vec<String> = text
            .lines()
            .skip(1)
            .map(|line| line.split(',').next().unwrap().to_owned())
            .collect();
        ids.dedup();
        ids
    };
    assert_eq!(ids(&roster), ids(WEEK_49), "the same agents");
    let skills = |text: &str| {
        let rows = text.lines().skip(1).map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            (fields[0].to_owned(), fields[3].to_owned())
        });
        rows.collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(skills(&roster), skills(WEEK_49), "with the same skills");
    let again = server
        .workspace
        .sample_roster("2026-12-06".parse().unwrap())
        .unwrap();
    assert_eq!(roster, again, "any day of the week, the same roster");
}

/// On the nights when clocks change, a roster holds no time that the clock skips or shows twice.
#[tokio::test(flavor = "multi_thread")]
async fn its_roster_never_names_an_unclear_time() {
    for zone in [
        Tz::Europe__London,
        Tz::Europe__Berlin,
        Tz::America__New_York,
        Tz::Australia__Lord_Howe,
    ] {
        let server = Server::start_with(Data::Sample { seed: 7, zone }, |_| {}).await;
        let mut day: NaiveDate = "2026-01-05".parse().unwrap();
        for _ in 0..52 {
            // Panics where a local time is not there once.
            let shifts = shifts_of(&server.workspace.sample_roster(day).unwrap(), zone);
            assert_eq!(shifts.len(), 300);
            day = day + chrono::Days::new(7);
        }
    }
}
