//! A planner's import against the workspace, by the crate that planners' work is done with.

use chrono_tz::Tz;
use cxone::{Credentials, Endpoint};
use embedded::Data;
use proptest::prelude::*;
use proptest::test_runner::{Config as Cases, TestRunner};
use spreadsheet::Choices;
use tokio_util::sync::CancellationToken;
use workbook::Opening;
use workflow::connection::{Connection, Session};
use workflow::import::{DryRun, Failure, ImportReport, Importer, Selection, dry_run};
use workflow::intake::{Change, Intake, Memory, ReadFile};
use workflow::{Clock, SentFile, Store};

use super::support::Server;

/// (agent, day of December, start hour, length in hours, skill, published, break)
type Line = (u8, u8, u8, u8, u8, bool, bool);

async fn sign_in(server: &Server) -> Session {
    let credentials = Credentials {
        client_id: server.workspace.client_id().to_owned(),
        client_secret: server.workspace.client_secret().clone(),
    };
    let endpoint = Endpoint::new(&server.workspace.base_url()).unwrap();
    Session::open(Connection::own(), endpoint, credentials)
        .await
        .unwrap()
}

fn open(text: &str) -> Intake {
    let file = ReadFile::made("shifts.csv", text.into(), Opening::default()).unwrap();
    Intake::open(file, Choices::new(Tz::UTC), &Memory::default()).unwrap()
}

fn file(lines: &[Line]) -> Intake {
    let mut text = "Agent ID,Start,End,Skills,Status,Breaks\n".to_owned();
    for &(agent, day, start, length, skill, published, pause) in lines {
        let status = if published { "published" } else { "draft" };
        let pause = if pause { "30" } else { "" };
        let start = format!("2026-12-{:02} {:02}:00", day + 1, start);
        let skill = ["A", "B"][usize::from(skill)];
        let end = chrono::NaiveDateTime::parse_from_str(&start, "%Y-%m-%d %H:%M").unwrap()
            + chrono::TimeDelta::hours(length.into());
        text += &format!(
            "AGENT-{agent},{start},{},{skill},{status},{pause}\n",
            end.format("%Y-%m-%d %H:%M")
        );
    }
    open(&text)
}

async fn check(session: &Session, intake: &Intake) -> DryRun {
    let cancel = CancellationToken::new();
    let shifts = &intake.reading().shifts;
    let answer = dry_run(&session.client, shifts, Tz::UTC, &cancel, |_| {});
    answer.await.unwrap()
}

async fn send(session: &Session, shifts: Selection<'_>, replace_conflicts: bool) -> ImportReport {
    let Some(starts) = shifts.starts() else {
        return ImportReport::default();
    };
    let (store, cancel) = (Store::in_memory().unwrap(), CancellationToken::new());
    let importer = Importer {
        store: &store,
        session,
        cancel: &cancel,
        clock: Clock::default(),
    };
    let file = SentFile {
        name: "shifts.csv".to_owned(),
        hash: String::new(),
        by: String::new(),
        starts,
        zone: Tz::UTC,
        agents: shifts.agent_count(),
        replaced: replace_conflicts,
        only_some_rows: shifts.is_part(),
    };
    let imported = importer.import(&file, shifts, |_| {}).await;
    imported.unwrap().report
}

#[test]
fn a_dry_run_tells_what_the_import_then_does() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let line = (
        0_u8..3,
        0_u8..3,
        0_u8..24,
        1_u8..9,
        0_u8..2,
        any::<bool>(),
        any::<bool>(),
    );
    let files = prop::collection::vec((prop::collection::vec(line, 1..10), any::<bool>()), 1..4);
    let mut runner = TestRunner::new(Cases {
        cases: 24,
        failure_persistence: None,
        ..Cases::default()
    });

    let outcome = runner.run(&files, |files| {
        runtime.block_on(async {
            let server = Server::start(Data::Own).await;
            let session = sign_in(&server).await;
            for (lines, replace) in &files {
                let intake = file(lines);
                let shifts = || Selection::from(&intake.reading().shifts);
                let told = check(&session, &intake).await;
                prop_assert_eq!(told.taken + told.conflicts + told.refused, shifts().len());

                let done = send(&session, shifts(), false).await;

                prop_assert_eq!(
                    (done.processed, done.told_apart),
                    (told.taken, told.told_apart)
                );
                prop_assert_eq!(
                    (done.conflicts, done.refused, done.published),
                    (told.conflicts, told.refused, told.published)
                );
                prop_assert_eq!(&done.failures, &told.conflict_rows);
                let again = check(&session, &intake).await;
                prop_assert_eq!(again.told_apart.unwrap().new, 0, "what was new stands now");
                prop_assert_eq!(again.conflicts, told.conflicts);
                if *replace {
                    let done = send(&session, shifts(), true).await;
                    prop_assert_eq!(done.failed, 0, "what was in conflict was replaced");
                    prop_assert_eq!(done.told_apart.unwrap().new, told.conflicts);
                    let after = check(&session, &intake).await.told_apart.unwrap();
                    prop_assert_eq!((after.unchanged, after.kept), (shifts().len(), 0));
                }
            }
            Ok(())
        })
    });
    outcome.unwrap();
}

#[tokio::test]
async fn counts_hold_over_several_batches() {
    let server = Server::start(Data::Own).await;
    let session = sign_in(&server).await;
    let mut text = "Agent ID,Start,End,Skills,Status\n".to_owned();
    for agent in 0..700 {
        text += &format!("A{agent},2026-12-01 08:00,2026-12-01 16:00,S,published\n");
    }
    let first = open(&text.lines().take(601).collect::<Vec<_>>().join("\n"));
    send(&session, (&first.reading().shifts).into(), false).await;
    // Two of the stored ones start later now, one is a draft.
    let text = text
        .replace("A3,2026-12-01 08", "A3,2026-12-01 09")
        .replace("A550,2026-12-01 08", "A550,2026-12-01 09")
        .replace(
            "A7,2026-12-01 08:00,2026-12-01 16:00,S,published",
            "A7,2026-12-01 08:00,2026-12-01 16:00,S,draft",
        );

    let told = check(&session, &open(&text)).await;

    assert_eq!(
        (told.taken, told.conflicts, told.refused, told.published),
        (698, 2, 0, 697)
    );
    assert_eq!(
        told.words(),
        [
            "700 shifts of 700 agents, Tue 1 Dec 2026.",
            "100 shifts are new.",
            "598 shifts stand already and will not be changed.",
            "1 shift stands with other breaks, another status or another proficiency than the file says; it stays as it is unless you replace what stands.",
            "697 shifts are PUBLISHED: agents will see them.",
            "2 shifts are in conflict with other shifts of the same agents, which stay unless you replace them.",
        ]
    );
    let words: Vec<String> = told
        .conflict_rows
        .iter()
        .map(|row| row.words(Tz::Europe__Berlin))
        .collect();
    assert_eq!(
        words,
        [
            "A3 already has a shift Tue 1 Dec 2026 09:00–17:00.",
            "A550 already has a shift Tue 1 Dec 2026 09:00–17:00.",
        ]
    );
    assert_eq!(
        told.conflict_rows
            .iter()
            .map(|row| row.line)
            .collect::<Vec<_>>(),
        [5, 552]
    );
}

#[tokio::test]
async fn failed_rows_are_mended_and_sent_alone() {
    let server = Server::start(Data::SAMPLE).await;
    let session = sign_in(&server).await;
    let mut intake = open(
        "Agent ID,Start,End,Skills\n\
         AGENT-1001,2027-06-01 08:00,2027-06-01 16:00,SKILL-EN-BILLING\n\
         AGENT-9001,2027-06-01 08:00,2027-06-01 16:00,SKILL-EN-BILLING\n\
         AGENT-1003,2027-06-01 08:00,2027-06-01 16:00,SKILL-X\n",
    );
    let report = send(&session, (&intake.reading().shifts).into(), false).await;
    assert_eq!(
        (report.processed, report.refused, report.conflicts),
        (1, 2, 0)
    );
    let failed = report.failed_lines();
    let reasons: Vec<(usize, &str)> = report.failures.iter().map(line_and_reason).collect();
    assert_eq!(
        reasons,
        [
            (
                3,
                "The directory has no agent AGENT-9001. Check the agent's id."
            ),
            (
                4,
                "Skills: The directory has no skill SKILL-X. Check the skill's id."
            ),
        ]
    );

    for (line, column, text) in [(3, 0, "AGENT-1002"), (4, 3, "SKILL-EN-BILLING")] {
        let mend = Change::Edit {
            line,
            column,
            text: text.to_owned(),
            alike: false,
        };
        intake.change(mend).unwrap();
    }
    let mended = Selection::of_lines(&intake.reading().shifts, &failed);
    assert_eq!(mended.len(), 2);
    let report = send(&session, mended, false).await;

    assert_eq!((report.processed, report.failed), (2, 0));
    assert_eq!(report.told_apart.unwrap().new, 2);
}

fn line_and_reason(failure: &Failure) -> (usize, &str) {
    (failure.line, failure.message.as_str())
}
