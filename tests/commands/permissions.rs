//! What the window may do, as it is written down for Tauri: a change that widens it fails here first.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// All that the content security policy may name.
const SOURCES: [(&str, &[&str]); 6] = [
    ("default-src", &["'self'"]),
    // The chart library and Svelte's transitions set styles by script.
    ("style-src", &["'self'", "'unsafe-inline'"]),
    // Calls to the program itself.
    ("connect-src", &["ipc:", "http://ipc.localhost"]),
    ("base-uri", &["'none'"]),
    ("form-action", &["'none'"]),
    ("frame-ancestors", &["'none'"]),
];

/// All that plugins and Tauri itself may do for the window: dropped files and focus are listened for.
const PERMISSIONS: [&str; 2] = ["core:event:allow-listen", "core:event:allow-unlisten"];

#[test]
fn the_page_loads_nothing_from_elsewhere() {
    let security = &config()["app"]["security"];
    let policy = security["csp"].as_str().unwrap();
    let directives = policy.split(';').map(str::trim);
    let directives: Vec<_> = directives
        .filter(|directive| !directive.is_empty())
        .collect();

    assert!(directives.contains(&"default-src 'self'"), "{policy}");
    for directive in directives {
        let mut words = directive.split_whitespace();
        let name = words.next().unwrap();
        let known = SOURCES.iter().find(|(known, _)| *known == name);
        let (_, sources) = known.unwrap_or_else(|| panic!("{name} is new: {policy}"));
        for source in words {
            assert!(sources.contains(&source), "{name} allows {source}");
        }
    }
    // No scope for files, no way around the policy.
    only_keys(security, &["csp"]);
}

#[test]
fn the_window_shows_what_was_built_and_nothing_else() {
    let config = config();
    let content = config["build"]["frontendDist"].as_str().unwrap();
    assert_eq!(content, "ui/dist", "a folder, no address");
    only_keys(&config["app"], &["windows", "security"]);
    for window in config["app"]["windows"].as_array().unwrap() {
        assert_eq!(window["label"], "main");
        assert_eq!(window["url"], Value::Null, "the built page");
    }
}

#[test]
fn the_window_may_listen_and_call_what_it_calls() {
    let bindings = read("ui/src/bindings.ts");
    let called: BTreeSet<String> = bindings
        .split("__TAURI_INVOKE(\"")
        .skip(1)
        .filter_map(|rest| {
            Some(format!(
                "allow-{}",
                rest.split_once('"')?.0.replace('_', "-")
            ))
        })
        .collect();
    let mut allowed = BTreeSet::new();
    for file in capabilities() {
        let text = std::fs::read_to_string(&file).unwrap();
        let capability: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(capability["windows"], serde_json::json!(["main"]));
        only_keys(
            &capability,
            &["identifier", "description", "windows", "permissions"],
        );
        let permissions = capability["permissions"].as_array().unwrap().iter();
        // With a scope it would be an object.
        allowed.extend(permissions.map(|permission| permission.as_str().unwrap().to_owned()));
    }

    assert!(called.len() > 30, "the bindings were not understood");
    let expected = PERMISSIONS.iter().map(|name| (*name).to_owned());
    assert_eq!(allowed, called.into_iter().chain(expected).collect());
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

fn config() -> Value {
    serde_json::from_str(&read("tauri.conf.json")).unwrap()
}

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap()
}

/// Where build.rs looks for them, too.
fn capabilities() -> impl Iterator<Item = PathBuf> {
    let folder = std::fs::read_dir(root().join("src-tauri/capabilities")).unwrap();
    folder.map(|entry| entry.unwrap().path())
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn only_keys(value: &Value, known: &[&str]) {
    let none = Map::new();
    for key in value.as_object().unwrap_or(&none).keys() {
        assert!(known.contains(&key.as_str()), "{key} is new in {value}");
    }
}
