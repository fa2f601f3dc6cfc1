//! What the window may do, as it is written down for Tauri: a change that widens it fails here first.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// All that the content security policy may name.
const SOURCES: [(&str, &[&str]); 4] = [
    ("default-src", &["'self'"]),
    // The chart library and Svelte's transitions set styles by script.
    ("style-src", &["'self'", "'unsafe-inline'"]),
    ("img-src", &["'self'", "data:"]),
    // Calls to the program itself.
    ("connect-src", &["ipc:", "http://ipc.localhost"]),
];

/// All that plugins and Tauri itself may do for the window. The program's own
/// commands are those of `bindings()`.
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
fn the_window_may_listen_and_call_the_programs_own_commands() {
    let mut seen = 0;
    for file in capabilities() {
        let text = std::fs::read_to_string(&file).unwrap();
        let capability: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(capability["windows"], serde_json::json!(["main"]));
        only_keys(
            &capability,
            &[
                "$schema",
                "identifier",
                "description",
                "windows",
                "permissions",
            ],
        );
        for permission in capability["permissions"].as_array().unwrap() {
            // With a scope it would be an object.
            let permission = permission.as_str().unwrap();
            let is_own = !permission.contains(':');
            assert!(
                is_own || PERMISSIONS.contains(&permission),
                "{} allows {permission}",
                file.display()
            );
            seen += 1;
        }
    }
    assert!(seen > 0, "the capabilities were found");
}

fn config() -> Value {
    let text = std::fs::read_to_string(root().join("tauri.conf.json")).unwrap();
    serde_json::from_str(&text).unwrap()
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
