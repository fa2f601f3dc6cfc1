//! Connections that break, stall and drip.

use std::time::Duration;

use crate::bench::{Row, Try, client, quick};
use crate::fault_server::Fault;
use cxone::wire::GroupBy;

/// The fault meets the call's first request, or each; all else is forwarded.
async fn check(fault: Fault, once: bool, row: Row) {
    let path = row.what.path();
    row.check(move |asked, before| {
        let meets = asked.is_for(path) && !(once && before > 0);
        if meets { fault.clone() } else { Fault::Forward }
    })
    .await;
}

fn row(
    name: &'static str,
    what: Try,
    sees: &'static str,
    holds: (usize, usize),
    sent: usize,
) -> Row {
    Row {
        name,
        what,
        sees,
        holds,
        sent,
    }
}

#[tokio::test]
async fn an_import_meets_every_fault_once_and_stands_once() {
    // What takes too long is sent again in halves.
    let faults = [
        (Fault::ResetBefore, 2),
        (Fault::LoseAnswer, 2),
        (Fault::BreakBody, 2),
        (Fault::StallHeaders, 3),
        (Fault::StallBody, 3),
    ];
    for (fault, sent) in faults {
        let row = row("import, once", Try::File, "", (2, 0), sent);
        check(fault, true, row).await;
    }
}

#[tokio::test]
async fn an_import_meets_every_fault_always_and_says_what_happened() {
    let broke = "gave no answer: the connection broke.";
    let late = "gave no answer: it took too long.";
    let table = [
        (Fault::ResetBefore, broke, (0, 0), 3),
        (Fault::LoseAnswer, broke, (2, 0), 3),
        (Fault::BreakBody, broke, (2, 0), 3),
        (Fault::StallHeaders, late, (2, 0), 4),
        (Fault::StallBody, late, (2, 0), 4),
        (Fault::Drip(Duration::from_millis(50)), late, (2, 0), 4),
    ];
    for (fault, sees, holds, sent) in table {
        let row = row("import, always", Try::File, sees, holds, sent);
        check(fault, false, row).await;
    }
}

#[tokio::test]
async fn a_read_is_repeated_and_changes_nothing() {
    let faults = [Fault::ResetBefore, Fault::BreakBody, Fault::StallBody];
    for fault in faults {
        check(fault, true, row("read, once", Try::Read, "", (0, 0), 2)).await;
    }
}

#[tokio::test]
async fn a_run_whose_answer_is_lost_is_told_as_unknown_and_is_not_sent_again() {
    let unknown = "It is not known whether the optimization run was started.";
    let table = [
        (Fault::ResetBefore, (0, 0)),
        (Fault::LoseAnswer, (0, 1)),
        (Fault::BreakBody, (0, 1)),
        (Fault::StallHeaders, (0, 1)),
        (Fault::StallBody, (0, 1)),
    ];
    for (fault, holds) in table {
        check(fault, false, row("run", Try::Run, unknown, holds, 1)).await;
    }
}

#[tokio::test]
async fn a_packed_answer_is_read() {
    check(Fault::Gzip, false, row("gzip", Try::Import, "", (2, 0), 1)).await;
    check(Fault::Gzip, false, row("gzip", Try::Run, "", (0, 1), 1)).await;
}

#[tokio::test]
async fn a_server_that_is_down_or_has_no_name_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let config = embedded::Config::new(folder.path(), embedded::Data::Own);
    let workspace = embedded::Workspace::start(config).await.unwrap();
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let down = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let table = [
        (down.as_str(), "nothing answers at that address"),
        ("https://tenant.invalid", "there is no server of that name"),
    ];
    let day = staffing::DateRange {
        start: "2024-05-01T00:00:00Z".parse().unwrap(),
        end: "2024-05-02T00:00:00Z".parse().unwrap(),
    };
    for (url, sees) in table {
        let mut settings = quick();
        settings.proxy = cxone::Proxy::None;
        let client = client(url, &workspace, settings);
        let error = client
            .coverage(day, GroupBy::Skill, None)
            .await
            .unwrap_err();
        assert!(error.to_string().contains(sees), "{error}");
        assert!(error.is_not_carried_out() && error.is_outage(), "{error:?}");
    }
}
