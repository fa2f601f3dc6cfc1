//! What the window may do at all: its commands, and what it may load.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

#[test]
fn the_window_may_call_what_it_calls_and_nothing_else() {
    let bindings = read("ui/src/bindings.ts");
    let called: BTreeSet<String> = bindings
        .split("__TAURI_INVOKE(\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().replace('_', "-"))
        .collect();
    let capability: Value =
        serde_json::from_str(&read("src-tauri/capabilities/main.json")).unwrap();
    let listed: BTreeSet<String> = capability["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|permission| permission.as_str().unwrap())
        .filter_map(|permission| permission.strip_prefix("allow-").map(str::to_owned))
        .collect();

    assert!(called.len() > 30, "the bindings were not understood");
    assert_eq!(
        listed, called,
        "src-tauri/capabilities/main.json lists the commands"
    );
    let core = capability["permissions"].as_array().unwrap().len() - listed.len();
    assert_eq!(core, 2, "dropped files and focus are listened for, no more");
}

#[test]
fn every_command_is_asked_for_by_the_window() {
    let ipc = read("ui/src/ipc.ts");
    let bindings = read("ui/src/bindings.ts");
    let commands = bindings.split("typedError<").collect::<Vec<_>>();
    for before in &commands[..commands.len() - 1] {
        let line = before.lines().last().unwrap();
        let Some((name, _)) = line.trim().split_once(": (") else {
            continue;
        };
        assert!(
            ipc.contains(&format!("commands.{name}(")),
            "{name} is never called"
        );
    }
}

#[test]
fn nothing_is_loaded_but_the_programs_own() {
    let config: Value = serde_json::from_str(&read("tauri.conf.json")).unwrap();
    let policy = config["app"]["security"]["csp"].as_str().unwrap();

    assert!(policy.starts_with("default-src 'self';"), "{policy}");
    for open in ["data:", "https:", "*", "'unsafe-eval'", "blob:"] {
        assert!(!policy.contains(open), "{open} in {policy}");
    }
    // The chart library sets styles of its elements; scripts never come that way.
    let inline: Vec<_> = policy
        .split(';')
        .filter(|part| part.contains("'unsafe-inline'"))
        .collect();
    assert_eq!(inline, [" style-src 'self' 'unsafe-inline'"]);
}
