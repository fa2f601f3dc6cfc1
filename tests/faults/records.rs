//! Refusals of single records: they arrive at their lines, and sink nobody else.

use chrono_tz::Tz;
use spreadsheet::Choices;
use tokio_util::sync::CancellationToken;
use workbook::Opening;
use workflow::import::{ImportReport, Selection};
use workflow::{SentFile, Store};

use crate::bench::{Bench, quick};
use crate::fault_server::{Asked, Fault, FaultServer, answer};
use crate::held;
use crate::planner::{importer, session};

/// Three shifts; the server takes all but that of AGENT-2, on line 3.
const FILE: &str = "Agent,Start,End,Skill\n\
    AGENT-1,2024-05-01 06:00,2024-05-01 14:00,BILLING\n\
    AGENT-2,2024-05-01 06:00,2024-05-01 14:00,BILLING\n\
    AGENT-3,2024-05-01 06:00,2024-05-01 14:00,BILLING\n";

/// What became of the file where `refusal` answers each request that has the shift in it.
async fn refused(refusal: impl Fn(usize) -> Fault + Send + 'static) -> (ImportReport, Vec<String>) {
    let bench = Bench::start().await;
    let server = FaultServer::before(&bench.workspace.base_url(), move |asked: &Asked| {
        let body = String::from_utf8_lossy(&asked.body);
        let place = body
            .find("AGENT-2")
            .map(|at| body[..at].matches("agentId").count() - 1);
        place.map_or(Fault::Forward, &refusal)
    })
    .await;
    let store = Store::in_memory().unwrap();
    let session = session(bench.client(&server.url, quick()));
    let book = workbook::open_bytes("shifts.csv", FILE.into(), &Opening::default()).unwrap();
    let reading = spreadsheet::understand(&book, &Choices::new(Tz::UTC)).unwrap();
    let shifts = Selection::from(&reading.shifts);
    let file = SentFile::of(&book, &shifts, Tz::UTC, false, String::new()).unwrap();
    let cancel = CancellationToken::new();
    let importer = importer(&store, &session, &cancel);
    let report = importer.import(&file, shifts, |_| {}).await.unwrap().report;
    let held = held::shifts(bench.folder.path());
    bench.workspace.shut_down().await;
    (report, held.into_iter().map(|shift| shift.agent).collect())
}

async fn check(name: &str, refusal: impl Fn(usize) -> Fault + Send + 'static, told: &str) {
    let (report, held) = refused(refusal).await;
    assert_eq!(report.stopped, None, "{name}");
    assert_eq!((report.processed, report.failed), (2, 1), "{name}");
    assert_eq!(held, ["AGENT-1", "AGENT-3"], "{name}");
    assert_eq!(report.failed_lines().into_iter().collect::<Vec<_>>(), [3]);
    let failure = &report.failures[0];
    assert_eq!(failure.agent.as_str(), "AGENT-2", "{name}");
    assert_eq!(failure.words(Tz::UTC), told, "{name}");
}

#[tokio::test]
async fn errors_of_every_shape_arrive_at_the_line_of_their_shift() {
    let bad = |body: String| answer("400 Bad Request", &[], &body);
    check(
        "objects with a field",
        move |place| {
            bad(format!(
                r#"{{"errorCode": "INVALID_SHIFT_FORMAT", "message": "1 fault", "errors": [{{"index": {place},
                "field": "startDate", "code": "INVALID_DATETIME", "message": "It is no time."}}]}}"#
            ))
        },
        "Start: It is no time.",
    )
    .await;
    check(
        "objects without a field",
        move |place| {
            bad(format!(
                r#"{{"errors": [{{"index": {place}, "message": "No."}}]}}"#
            ))
        },
        "No.",
    )
    .await;
    check(
        "strings",
        move |_| bad(r#"{"message": "1 fault", "errors": ["A shift is wrong."]}"#.to_owned()),
        "1 fault",
    )
    .await;
    check(
        "none",
        move |_| bad(r#"{"message": "Something is wrong."}"#.to_owned()),
        "Something is wrong.",
    )
    .await;
    for status in ["409 Conflict", "422 Unprocessable Content"] {
        let words = r#"{"message": "Not this one."}"#;
        check(status, move |_| answer(status, &[], words), "Not this one.").await;
    }
    let large = "CXone does not take that much at once.";
    check("413", |_| answer("413 Content Too Large", &[], ""), large).await;
}
