//! Connections that cannot be made, break, stall and drip.

use std::time::Duration;

use cxone::{ClientSettings, Proxy};
use tokio::net::{TcpSocket, TcpStream};

use crate::bench::{Bench, Row, impatient, quick};
use crate::fault_server::{Fault, FaultServer};
use crate::planner::Try;

/// The fault meets the call's first request, or each; all else is forwarded.
async fn check(fault: Fault, once: bool, row: Row) {
    let path = row.what.path();
    let settings = match fault {
        Fault::StallHeaders | Fault::StallBody | Fault::Drip(_) => impatient(),
        _ => quick(),
    };
    row.check_with(settings, move |asked, before| {
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
        let row = row("import, once", Try::Import, "", (2, 0), sent);
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
        (Fault::Drip(Duration::from_millis(100)), late, (2, 0), 4),
    ];
    for (fault, sees, holds, sent) in table {
        let row = row("import, always", Try::Import, sees, holds, sent);
        check(fault, false, row).await;
    }
}

#[tokio::test]
async fn a_read_is_repeated_and_changes_nothing() {
    let broke = "gave no answer: the connection broke.";
    let late = "gave no answer: it took too long.";
    let faults = [
        (Fault::ResetBefore, broke),
        (Fault::LoseAnswer, broke),
        (Fault::BreakBody, broke),
        (Fault::StallHeaders, late),
        (Fault::StallBody, late),
        (Fault::Drip(Duration::from_millis(100)), late),
    ];
    for (fault, sees) in faults {
        let once = row("read, once", Try::Read, "", (0, 0), 2);
        check(fault.clone(), true, once).await;
        let always = row("read, always", Try::Read, sees, (0, 0), 3);
        check(fault, false, always).await;
    }
}

#[tokio::test]
async fn a_look_at_a_run_is_repeated_and_the_run_goes_on_whatever_happens() {
    let broke = "gave no answer: the connection broke.";
    let late = "gave no answer: it took too long.";
    let faults = [
        (Fault::ResetBefore, broke),
        (Fault::LoseAnswer, broke),
        (Fault::BreakBody, broke),
        (Fault::StallHeaders, late),
        (Fault::StallBody, late),
    ];
    for (fault, sees) in faults {
        let once = row("poll, once", Try::Poll, "", (0, 1), 2);
        check(fault.clone(), true, once).await;
        let always = row("poll, always", Try::Poll, sees, (0, 1), 3);
        check(fault, false, always).await;
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
        (Fault::Drip(Duration::from_millis(100)), (0, 1)),
    ];
    for (fault, holds) in table {
        check(fault, false, row("run", Try::Run, unknown, holds, 1)).await;
    }
}

#[tokio::test]
async fn a_packed_answer_is_read() {
    let table = [
        (Try::Import, (2, 0), 1),
        (Try::Read, (0, 0), 1),
        (Try::Run, (0, 1), 1),
        (Try::Poll, (0, 1), 0),
    ];
    for (what, holds, sent) in table {
        check(Fault::Gzip, false, row("gzip", what, "", holds, sent)).await;
    }
}

/// Nothing was sent, the planner is told so, and all goes well later.
async fn check_unreachable(bench: &Bench, url: &str, settings: ClientSettings, sees: &str) {
    for what in [Try::Import, Try::Read, Try::Run] {
        let planner = bench.planner();
        let client = bench.client(url, settings.clone());
        let outcome = planner.tries(what, &client).await;
        let error = outcome.clone().unwrap_err();
        assert!(error.to_string().contains(sees), "{what:?}: {error}");
        assert!(error.is_not_carried_out() && error.is_outage(), "{error:?}");
        assert_eq!(bench.holds(), (0, 0), "{what:?}");
    }
}

#[tokio::test]
async fn a_server_that_is_down_has_no_name_or_does_not_let_us_in_is_told_apart() {
    let bench = Bench::start().await;
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let down = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let refused = "cannot be reached: nothing answers at that address";
    check_unreachable(&bench, &down, quick(), refused).await;

    let mut direct = quick();
    direct.proxy = Proxy::None;
    let nameless = "cannot be reached: there is no server of that name";
    check_unreachable(&bench, "https://tenant.invalid", direct, nameless).await;
    bench.workspace.shut_down().await;
}

/// A server whose queue is full lets nobody in: only the limit for connecting ends that.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_connection_that_does_not_come_to_stand_has_a_limit_of_its_own() {
    let bench = Bench::start().await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let full = socket.listen(1).unwrap();
    let address = full.local_addr().unwrap();
    let mut waiting = Vec::new();
    let soon = Duration::from_millis(300);
    while let Ok(stream) = tokio::time::timeout(soon, TcpStream::connect(address)).await {
        waiting.push(stream);
    }
    let mut settings = quick();
    settings.timeouts.connect = soon;
    settings.timeouts.silence = Duration::from_secs(600);
    settings.timeouts.whole = Duration::from_secs(600);
    let sees = "cannot be reached: it did not respond in time";
    check_unreachable(&bench, &format!("http://{address}"), settings, sees).await;
    bench.workspace.shut_down().await;
}

#[tokio::test]
async fn a_server_that_goes_down_after_signing_in_is_told_and_all_goes_on_later() {
    for what in Try::ALL {
        let bench = Bench::start().await;
        let planner = bench.planner();
        planner.before(what).await;
        let before = bench.holds();
        let server = FaultServer::before(&bench.workspace.base_url(), |_| Fault::Forward).await;
        let client = bench.client(&server.url, quick());
        planner.tries(Try::Read, &client).await.unwrap();
        drop(server);

        let outcome = planner.tries(what, &client).await;

        let error = outcome.clone().unwrap_err();
        let refused = "cannot be reached: nothing answers at that address";
        assert!(error.to_string().contains(refused), "{what:?}: {error}");
        assert!(error.is_not_carried_out() && error.is_outage(), "{error:?}");
        assert_eq!(bench.holds(), before, "{what:?}");
        planner.goes_on(what, &outcome).await;
        drop(planner);
        bench.workspace.shut_down().await;
    }
}
