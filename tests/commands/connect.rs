//! Connections, settings, and what fails without them.

use crate::desk::Program;

#[test]
fn a_first_start_has_nothing_open() {
    let program = Program::start();

    let start = program.ask("start", "{}");

    assert_eq!(start["connected"], serde_json::Value::Null);
    assert_eq!(start["connections"], serde_json::json!([]));
    assert_eq!(start["settings"]["threshold"], 0.85);
    assert_eq!(start["settings"]["zone"], "Europe/London");
    let zones = start["zones"].as_array().unwrap();
    assert!(zones.iter().any(|zone| zone == "Asia/Tokyo"));
}

#[test]
fn the_sample_opens_with_every_check_passed_and_again_at_the_next_start() {
    let program = Program::start();

    let opened = program.ask("open_sample", "{}");

    assert_eq!(opened["connection"]["kind"], "sample");
    assert_eq!(opened["isOpen"], true);
    for step in opened["report"]["steps"].as_array().unwrap() {
        assert_eq!(step["state"], "ok", "{step}");
    }
    let program = Program::start_in(program.end());
    let again = program.ask("start", "{}");
    assert_eq!(
        again["connected"],
        serde_json::Value::Null,
        "the window opens it"
    );
    assert_eq!(again["last"]["kind"], "sample");
    assert_eq!(again["connections"].as_array().unwrap().len(), 1);
    let opened = program.ask(
        "open_connection",
        r#"{"id":"sample","onUpdate":"__CHANNEL__:3"}"#,
    );
    assert_eq!(opened["isOpen"], true);
    let loaded_anew = program.ask("start", "{}");
    assert_eq!(loaded_anew["connected"]["connection"]["kind"], "sample");
}

#[test]
fn what_cannot_be_an_address_or_a_setting_is_refused() {
    let program = Program::start();
    let cases = [
        ("open_connection", r#"{"id":"nobody","onUpdate":"__CHANNEL__:3"}"#.to_owned(), "not known any more"),
        ("check_connection", r#"{"id":"nobody","onUpdate":"__CHANNEL__:3"}"#.to_owned(), "not known any more"),
        ("change_import", r#"{"change":{"kind":"zone","zone":"Mars/Olympus"}}"#.to_owned(), "no time zone called"),
        ("change_import", r#"{"change":{"kind":"firstDay","day":"soon"}}"#.to_owned(), "not a day"),
        ("import_problems", r#"{"code":"BAD_LUCK","from":0,"count":1}"#.to_owned(), "no kind of problem"),
        ("save_settings", r#"{"settings":{"theme":"dark","zone":"UTC","threshold":1.5,"pollSeconds":5,"deadlineSeconds":300}}"#.to_owned(), "threshold"),
        ("save_settings", r#"{"settings":{"theme":"dark","zone":"UTC","threshold":0.9,"pollSeconds":0,"deadlineSeconds":300}}"#.to_owned(), "1 to 60"),
        ("save_settings", r#"{"settings":{"theme":"dark","zone":"UTC","threshold":0.9,"pollSeconds":5,"deadlineSeconds":3}}"#.to_owned(), "10 to 3,600"),
    ];
    for (command, arguments, expected) in cases {
        let (code, message) = program.fault(command, &arguments);

        assert_eq!(code, "fault", "{command}");
        assert!(message.contains(expected), "{command}: {message}");
    }
}

#[test]
fn settings_are_kept() {
    let program = Program::start();

    program.ask("save_settings", r#"{"settings":{"theme":"dark","zone":"Asia/Tokyo","threshold":0.9,"pollSeconds":7,"deadlineSeconds":60}}"#);

    let settings = program.ask("start", "{}")["settings"].clone();
    assert_eq!(settings["theme"], "dark");
    assert_eq!(settings["zone"], "Asia/Tokyo");
    assert_eq!(settings["pollSeconds"], 7);
}

#[test]
fn nothing_works_without_a_connection_and_the_window_can_tell() {
    let program = Program::start();
    program.open_text("shifts.csv", crate::job::ONE_SHIFT);
    let form = crate::job::form(&["SKILL-EN-BILLING"]);
    let calls = [
        ("check_import", crate::job::CHECK.to_owned()),
        ("send_import", crate::job::SEND.to_owned()),
        ("coverage", r#"{"from":null,"to":null}"#.to_owned()),
        (
            "start_run",
            format!(r#"{{"form":{form},"onProgress":"__CHANNEL__:7"}}"#),
        ),
        (
            "follow_run",
            r#"{"run":"1","onProgress":"__CHANNEL__:7"}"#.to_owned(),
        ),
        ("run_state", "{}".to_owned()),
        ("recommendations", "{}".to_owned()),
        ("export_recommendations", "{}".to_owned()),
    ];
    for (command, arguments) in calls {
        assert_eq!(
            program.fault(command, &arguments).0,
            "notConnected",
            "{command}"
        );
    }
}

#[test]
fn a_forgotten_connection_is_gone_and_closed() {
    let program = Program::start();
    program.ask("open_own_data", "{}");

    let left = program.ask("forget_connection", r#"{"id":"own"}"#);

    assert_eq!(left, serde_json::json!([]));
    assert_eq!(program.fault("recommendations", "{}").0, "notConnected");
}
