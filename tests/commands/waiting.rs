//! Calls that wait for a server that asks for time, and the planner who does not
//! want to; runs whose outcome is open.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use embedded::Workspace;
use serde_json::{Value, json};
use workflow::Store;
use workflow::connection::Connection;

use crate::desk::Program;
use crate::relay::{Relay, answer};
use crate::tenants::{form, of, save, serve};

/// A tenant that asks every call to `path` to wait for minutes once it is `busy`.
struct Busy {
    program: Program,
    relay: Relay,
    busy: Arc<AtomicBool>,
    _workspace: (Workspace, tempfile::TempDir),
}

impl Busy {
    fn at(path: &'static str) -> Self {
        let workspace = serve(None);
        let busy = Arc::new(AtomicBool::new(false));
        let is_busy = Arc::clone(&busy);
        let relay = Relay::before(&workspace.0.base_url(), move |line| {
            let wait = line.contains(path) && is_busy.load(Ordering::SeqCst);
            wait.then(|| answer("429 Too Many Requests", "Retry-After: 300", "{}"))
        });
        let program = Program::start();
        let connection = save(&program, &form(&relay.url))["connection"]["id"].clone();
        assert_eq!(
            of(&program, "open_connection", &connection).unwrap()["isOpen"],
            true
        );
        Self {
            program,
            relay,
            busy,
            _workspace: workspace,
        }
    }

    /// Asks `command`, and when its call was told to wait, `stop`: what it answers then.
    fn stopped(
        &self,
        path: &str,
        (command, arguments): (&str, &Value),
        stop: &str,
    ) -> Result<Value, Value> {
        let before = self.relay.count(path);
        self.busy.store(true, Ordering::SeqCst);
        let asked = self.program.call_aside(command, &arguments.to_string());
        self.relay.until_asked(path, before + 1);
        self.program.ask(stop, "{}");
        asked.join().unwrap()
    }
}

#[test]
fn coverage_that_waits_for_a_pause_is_stopped_and_can_be_asked_for_again() {
    let tenant = Busy::at("/schedule/coverage");
    let days = json!({"from": "2026-12-01", "to": "2026-12-01"});

    let stopped = tenant.stopped("/schedule/coverage", ("coverage", &days), "cancel_coverage");

    assert_eq!(stopped.unwrap_err()["code"], "cancelled");
    let (_, message) = tenant.program.fault("run_form", "{}");
    assert!(message.contains("not loaded"), "{message}");
}

#[test]
fn only_the_coverage_that_was_asked_for_last_is_read() {
    let tenant = Busy::at("/schedule/coverage");
    let day = |day: &str| json!({"from": day, "to": day}).to_string();
    tenant.busy.store(true, Ordering::SeqCst);
    let before = tenant.relay.count("/schedule/coverage");
    let first = tenant.program.call_aside("coverage", &day("2026-12-01"));
    tenant.relay.until_asked("/schedule/coverage", before + 1);

    let second = tenant.program.call_aside("coverage", &day("2026-12-02"));

    assert_eq!(first.join().unwrap().unwrap_err()["code"], "cancelled");
    tenant.program.ask("cancel_coverage", "{}");
    assert_eq!(second.join().unwrap().unwrap_err()["code"], "cancelled");
}

#[test]
fn the_look_for_a_lost_run_is_put_off_and_the_run_stays_open() {
    let (workspace, _data) = serve(None);
    let busy = Relay::before(&workspace.base_url(), |line| {
        let listed = line.starts_with("GET") && line.contains("/optimization/jobs ");
        listed.then(|| answer("429 Too Many Requests", "Retry-After: 300", "{}"))
    });
    let program = Program::start();
    let id = save(&program, &form(&busy.url))["connection"]["id"].clone();
    let (program, runs) = with_open_runs(program, &id);
    of(&program, "open_connection", &id).unwrap_err();
    // There is no keychain on the machine of the tests: the secret is typed again.
    let mut again = form(&busy.url);
    again["id"] = id.clone();
    save(&program, &again);
    assert_eq!(
        of(&program, "open_connection", &id).unwrap()["isOpen"],
        true
    );

    let offered = program.ask("run_state", "{}")["unfinished"].clone();
    let names: Vec<_> = offered
        .as_array()
        .unwrap()
        .iter()
        .map(|run| &run["runId"])
        .collect();
    assert_eq!(
        names,
        [&runs[1], &runs[0]],
        "the older one is not passed over"
    );

    let look = json!({"run": runs[0], "onProgress": "__CHANNEL__:8"}).to_string();
    let asked = program.call_aside("follow_run", &look);
    busy.until_asked("/optimization/jobs ", 1);
    program.ask("leave_run", "{}");
    let left = asked.join().unwrap().unwrap();

    assert_eq!(
        (&left["runId"], &left["outcome"]),
        (&json!(runs[0]), &json!("unknown"))
    );
    let given_up = json!({"run": runs[0]}).to_string();
    program.ask("give_up_run", &given_up);
    let offered = program.ask("run_state", "{}")["unfinished"].clone();
    assert_eq!(offered.as_array().unwrap().len(), 1);
    assert_eq!(offered[0]["runId"], runs[1]);
    assert_eq!(
        program.ask("history", "{}")["runs"][1]["outcome"],
        "givenUp"
    );
    let (_, message) = program.fault("give_up_run", &given_up);
    assert!(message.contains("ended already"), "{message}");
}

/// The program after a start between which two runs were lost, oldest first.
fn with_open_runs(program: Program, connection: &Value) -> (Program, Vec<String>) {
    let folder = program.end();
    let store = Store::open(&folder.path().join("work.sqlite")).unwrap();
    let connection: Connection = store.connection(connection.as_str().unwrap()).unwrap();
    let asked = json!({
        "dateRange": {"start": "2026-11-30T00:00:00Z", "end": "2026-12-06T23:59:59Z"},
        "optimizationGoals": ["MINIMIZE_OVERTIME"], "gapResolutionRules": [], "complianceRules": {},
    });
    let asked = serde_json::from_value(asked).unwrap();
    let runs = ["2026-11-22T09:00:00Z", "2026-11-23T09:00:00Z"].map(|at| {
        let run = store.add_run(&connection, &asked, at.parse().unwrap());
        run.unwrap()
    });
    drop(store);
    (Program::start_in(folder), runs.to_vec())
}
