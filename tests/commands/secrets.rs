//! A secret goes from the form to the server, and a token from the server to
//! the server: neither is ever in a file, a log, an error or an answer to the window.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};
use tauri::async_runtime::block_on;
use tracing_subscriber::filter::LevelFilter;

use crate::desk::{Crossed, Program, path_argument};
use crate::job::{CHECK, SEND};
use crate::tenant::Tenant;

const CLIENT: &str = "planner-of-the-test";
const SECRET: &str = "hush-4711-not-for-anybody-else";
const WRONG: &str = "hush-4712-mistyped";

#[test]
fn neither_secret_nor_token_is_anywhere_but_on_the_wire() {
    log_everything();
    let tenant = block_on(Tenant::start(CLIENT, SECRET));
    let program = Program::start();
    for (base_url, secret) in [
        (tenant.base_url.as_str(), WRONG),
        ("http://127.0.0.1:9", SECRET),
    ] {
        let refused = connect(&program, "Wrong", base_url, secret);
        assert_eq!(refused["isOpen"], false, "{refused}");
        forget(&program, &refused);
    }
    let connected = connect(&program, "Main", &tenant.base_url, SECRET);
    assert_eq!(connected["isOpen"], true, "{connected}");
    whole_job(&program);
    program.ask("start", "{}");
    let (tokens, wire) = (tenant.tokens(), tenant.overheard());
    block_on(tenant.end());
    program.fault("coverage", r#"{"from":null,"to":null}"#);
    let broken = open(&program, &connected);
    assert_eq!(broken["isOpen"], false, "{broken}");
    // Where there is a keychain, the secret was in it. This takes it out again.
    forget(&program, &connected);
    let crossed = program.crossed.lock().unwrap().clone();
    let folder = program.end();

    let hidden: BTreeSet<&str> = tokens
        .iter()
        .map(String::as_str)
        .chain([SECRET, WRONG])
        .collect();
    assert!(
        hidden.len() > 3,
        "a token was renewed on the way: {hidden:?}"
    );
    for word in &hidden {
        assert!(
            wire.contains(word),
            "what is looked for can be found: {word}"
        );
    }
    nothing_of(&hidden, &answers(&crossed));
    nothing_of(&hidden, &calls(&crossed));
    nothing_of(&hidden, &files(folder.path()));
    nothing_of(&hidden, &[("the log".to_owned(), logged())]);
}

/// Saves a tenant and opens it, as the button of its form does.
fn connect(program: &Program, name: &str, base_url: &str, secret: &str) -> Value {
    let form = json!({"form": {
        "id": null, "name": name, "region": "custom", "baseUrl": base_url,
        "tokenPath": "/oauth/token", "apiPrefix": "/api/v1/wfm",
        "clientId": CLIENT, "secret": secret,
        "proxy": {"kind": "system", "host": "", "port": null, "user": "", "password": null},
    }});
    open(program, &program.ask("save_connection", &form.to_string()))
}

fn open(program: &Program, saved: &Value) -> Value {
    let arguments = json!({"id": saved["connection"]["id"], "onUpdate": "__CHANNEL__:3"});
    program.ask("open_connection", &arguments.to_string())
}

fn forget(program: &Program, saved: &Value) {
    let id = json!({"id": saved["connection"]["id"]}).to_string();
    program.ask("forget_connection", &id);
}

/// From a spreadsheet to an exported file, with every call that asks the server.
fn whole_job(program: &Program) {
    program.ask("open_file", &path_argument(&roster()));
    program.ask("check_import", CHECK);
    program.ask("send_import", SEND);
    program.ask("coverage", r#"{"from":null,"to":null}"#);
    let form = program.ask("run_form", "{}")["form"].clone();
    let arguments = json!({"form": form, "onProgress": "__CHANNEL__:8"});
    program.ask("start_run", &arguments.to_string());
    program.ask("recommendations", "{}");
    let target = program.folder.path().join("recommendations.csv");
    *program.answers.save.lock().unwrap() = Some(target);
    program.ask("export_recommendations", "{}");
    program.ask("history", "{}");
}

fn roster() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/shifts-week-49.csv")
}

/// All that the window was told.
fn answers(crossed: &[Crossed]) -> Vec<(String, String)> {
    let messages = crossed.iter().filter(|one| one.command == "channel");
    assert!(messages.count() > 0, "progress was told");
    let answers = crossed.iter();
    answers
        .map(|one| {
            (
                format!("an answer of {}", one.command),
                one.to_window.clone(),
            )
        })
        .collect()
}

/// All that the window said, but for handing over the secret.
fn calls(crossed: &[Crossed]) -> Vec<(String, String)> {
    let (handing_over, others): (Vec<&Crossed>, Vec<&Crossed>) = crossed
        .iter()
        .partition(|one| one.command == "save_connection");
    assert_eq!(handing_over.len(), 3);
    let calls = others.into_iter();
    calls
        .map(|one| {
            (
                format!("a call of {}", one.command),
                one.from_window.clone(),
            )
        })
        .collect()
}

/// All that the program left on disk.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((path.display().to_string(), text_of(&path)));
            }
        }
    }
    let is_client = |(_, text): &&(String, String)| text.contains(CLIENT);
    assert!(
        found.iter().find(is_client).is_some(),
        "the connection is in one of {found:?}"
    );
    found
}

fn text_of(path: &PathBuf) -> String {
    String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned()
}

fn nothing_of(hidden: &BTreeSet<&str>, places: &[(String, String)]) {
    for (place, text) in places {
        for word in hidden {
            assert!(!text.contains(word), "{word} is in {place}");
        }
    }
}

/// Everything that all crates of the program say in their logs.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Log;

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
        log.extend_from_slice(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn log_everything() {
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(|| Log)
        .init();
}

fn logged() -> String {
    let log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
    let log = String::from_utf8_lossy(&log).into_owned();
    assert!(
        log.contains("hyper") && log.contains("reqwest"),
        "of HTTP, too"
    );
    log
}
