//! Saved tenants over the commands, against an embedded workspace that is served
//! as a tenant is: at an address, for a client id and a secret.

use embedded::{Config, Credentials, Data, Workspace};
use serde_json::{Value, json};

use crate::desk::Program;

const SECRET: &str = "s3cret-of-the-planner";

/// A workspace served for `planner` and [`SECRET`].
pub fn serve(scopes: Option<&[&str]>) -> (Workspace, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::new(folder.path().to_owned(), Data::Own);
    config.credentials = Some(Credentials {
        client_id: "planner".to_owned(),
        client_secret: SECRET.to_owned().into(),
    });
    if let Some(scopes) = scopes {
        config.scopes = scopes.iter().map(|&scope| scope.to_owned()).collect();
    }
    let workspace = tauri::async_runtime::block_on(Workspace::start(config));
    (workspace.unwrap(), folder)
}

pub fn form(base: &str) -> Value {
    json!({
        "id": null, "name": "Main", "region": "custom", "baseUrl": base, "tokenPath": "/oauth/token",
        "apiPrefix": "/api/v1/wfm", "clientId": "planner", "secret": SECRET,
        "proxy": {"kind": "system", "host": "", "port": null, "user": "", "password": null},
    })
}

pub fn save(program: &Program, form: &Value) -> Value {
    program.ask("save_connection", &json!({ "form": form }).to_string())
}

/// Asks something of a saved connection.
pub fn of(program: &Program, command: &str, id: &Value) -> Result<Value, Value> {
    program.call(
        command,
        &json!({"id": id, "onUpdate": "__CHANNEL__:3"}).to_string(),
    )
}

fn state_of(checked: &Value, label: &str) -> String {
    let steps = checked["report"]["steps"].as_array().unwrap().iter();
    let step = steps.map(|step| (step["label"].as_str().unwrap(), &step["state"]));
    let found = step.into_iter().find(|(known, _)| known.starts_with(label));
    found.unwrap().1.as_str().unwrap().to_owned()
}

/// No text that the program answers or keeps holds the secret.
fn is_nowhere(program: &Program, answers: &[&Value]) {
    for answer in answers {
        assert!(!answer.to_string().contains(SECRET), "{answer}");
    }
    for entry in std::fs::read_dir(program.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes
                .windows(SECRET.len())
                .any(|part| part == SECRET.as_bytes());
            assert!(!found, "{}", path.display());
        }
    }
}

#[test]
fn a_tenant_is_saved_checked_and_opened_and_its_secret_is_nowhere() {
    let (server, _folder) = serve(None);
    let program = Program::start();

    let saved = save(&program, &form(&server.base_url()));
    let id = &saved["connection"]["id"];
    let checked = of(&program, "check_connection", id).unwrap();
    let opened = of(&program, "open_connection", id).unwrap();

    assert_eq!(saved["isOpen"], false);
    // There is no keychain on the machine of the tests.
    assert_eq!(saved["connection"]["tenant"]["secret"], "session");
    assert_eq!(
        (&checked["isOpen"], &opened["isOpen"]),
        (&json!(false), &json!(true))
    );
    for step in checked["report"]["steps"].as_array().unwrap() {
        assert_eq!(step["state"], "ok", "{step}");
    }
    let text = checked["report"]["copyText"].as_str().unwrap();
    assert!(
        text.contains("[ok] Client id and secret are accepted"),
        "{text}"
    );
    is_nowhere(
        &program,
        &[&saved, &checked, &opened, &program.ask("start", "{}")],
    );
}

#[test]
fn a_missing_permission_is_named_with_who_can_grant_it() {
    let (server, _folder) = serve(Some(&["wfm:schedule:read", "wfm:schedule:write"]));
    let program = Program::start();
    let saved = save(&program, &form(&server.base_url()));

    let opened = of(&program, "open_connection", &saved["connection"]["id"]).unwrap();

    assert_eq!(opened["isOpen"], true, "shifts can be imported");
    assert_eq!(state_of(&opened, "Permission to import"), "ok");
    assert_eq!(state_of(&opened, "Permission to run opt"), "failed");
    let steps = opened["report"]["steps"].as_array().unwrap();
    let failed = steps.iter().find(|step| step["state"] == "failed").unwrap();
    assert_eq!(failed["mender"], "Your CXone administrator");
}

#[test]
fn what_cannot_be_opened_stays_saved_and_says_why() {
    let program = Program::start();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    program.ask("open_own_data", "{}");
    let saved = save(&program, &form(&address));

    let opened = of(&program, "open_connection", &saved["connection"]["id"]).unwrap();

    assert_eq!(opened["isOpen"], false);
    assert_eq!(state_of(&opened, "Connection stands"), "failed");
    let start = program.ask("start", "{}");
    assert_eq!(
        start["connected"]["connection"]["kind"], "own",
        "what was open stays open"
    );
    assert_eq!(
        start["connections"].as_array().unwrap().len(),
        2,
        "what was typed is kept"
    );
}

#[test]
fn a_secret_is_never_sent_to_another_address() {
    let (server, _folder) = serve(None);
    let (other, _other_folder) = serve(None);
    let program = Program::start();
    let saved = save(&program, &form(&server.base_url()));
    let id = saved["connection"]["id"].clone();

    let mut moved = form(&other.base_url());
    moved["id"] = id.clone();
    moved["secret"] = Value::Null;
    let saved = save(&program, &moved);

    assert_eq!(saved["connection"]["tenant"]["secret"], "missing");
    let fault = of(&program, "open_connection", &id).unwrap_err();
    assert!(
        fault["message"]
            .as_str()
            .unwrap()
            .contains("Paste it again"),
        "{fault}"
    );
    // Nor does it come back with the old address: it was deleted.
    let mut back = form(&server.base_url());
    back["id"] = id;
    back["secret"] = Value::Null;
    assert_eq!(
        save(&program, &back)["connection"]["tenant"]["secret"],
        "missing"
    );
}

#[test]
fn an_open_connection_is_renamed_in_place_and_closed_when_it_leads_elsewhere() {
    let (server, _folder) = serve(None);
    let program = Program::start();
    let saved = save(&program, &form(&server.base_url()));
    let id = saved["connection"]["id"].clone();
    of(&program, "open_connection", &id).unwrap();
    let mut changed = form(&server.base_url());
    changed["id"] = id.clone();
    changed["secret"] = Value::Null;

    changed["name"] = json!("Headquarters");
    let renamed = save(&program, &changed);
    assert_eq!(renamed["isOpen"], true);
    assert_eq!(
        renamed["connection"]["tenant"]["secret"], "session",
        "it is kept"
    );
    let connected = program.ask("start", "{}")["connected"].clone();
    assert_eq!(connected["connection"]["name"], "Headquarters");

    changed["proxy"]["kind"] = json!("direct");
    assert_eq!(save(&program, &changed)["isOpen"], false);
    assert_eq!(program.fault("recommendations", "{}").0, "notConnected");

    of(&program, "open_connection", &id).unwrap();
    let deleted = json!({"id": id, "which": "client"}).to_string();
    let deleted = program.ask("delete_secret", &deleted);
    assert_eq!(deleted["isOpen"], false);
    assert_eq!(deleted["connection"]["tenant"]["secret"], "missing");
}

#[test]
fn what_cannot_be_a_tenant_is_refused_in_words_and_not_saved() {
    let program = Program::start();
    save(&program, &form("https://wfm.example.com"));
    let cases: [(&str, Value, &str); 6] = [
        ("name", json!("main"), "another connection called Main"),
        ("baseUrl", json!("http://wfm.example.com"), "not encrypted"),
        ("tokenPath", json!("/a?b"), "cannot be used as a path"),
        ("clientId", json!(" "), "client id is missing"),
        (
            "proxy",
            json!({"kind": "manual", "host": "http://x", "port": 1, "user": "", "password": null}),
            "only the name of the proxy",
        ),
        (
            "proxy",
            json!({"kind": "manual", "host": "x", "port": null, "user": "", "password": null}),
            "needs a port",
        ),
    ];
    for (field, value, expected) in cases {
        let mut form = form("https://wfm.example.com");
        form["name"] = json!("Another");
        form[field] = value;
        let (_, message) = program.fault("save_connection", &json!({ "form": form }).to_string());
        assert!(message.contains(expected), "{field}: {message}");
    }
    let saved = program.ask("start", "{}")["connections"].clone();
    assert_eq!(saved.as_array().unwrap().len(), 1);
}

#[test]
fn several_connections_are_kept_and_removed_one_by_one() {
    let (server, _folder) = serve(None);
    let program = Program::start();
    let mut ids = Vec::new();
    for name in ["One", "Two", "Three"] {
        let mut form = form(&server.base_url());
        form["name"] = json!(name);
        ids.push(save(&program, &form)["connection"]["id"].clone());
    }
    of(&program, "open_connection", &ids[1]).unwrap();

    let left = program.ask("forget_connection", &json!({"id": ids[1]}).to_string());

    let names: Vec<_> = left
        .as_array()
        .unwrap()
        .iter()
        .map(|each| &each["name"])
        .collect();
    assert_eq!(names, ["One", "Three"]);
    let start = Program::start_in(program.end()).ask("start", "{}");
    assert_eq!(start["last"], Value::Null);
    // The others wait for their secrets: there was no keychain.
    assert_eq!(start["connections"][0]["tenant"]["secret"], "missing");
}
