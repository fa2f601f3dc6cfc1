//! The program without a window: its commands over Tauri's mock runtime.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use serde_json::Value;
use shiftwright::{Dialogs, Launch, prepare};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{
    INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets,
};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};
use workflow::Clock;

/// A program that was just started, with a folder of its own.
pub struct Program {
    pub folder: tempfile::TempDir,
    pub answers: Arc<Answers>,
    /// All that went between the window and the program so far.
    pub crossed: Arc<Mutex<Vec<Crossed>>>,
    window: WebviewWindow<MockRuntime>,
    app: App<MockRuntime>,
}

/// A call of the window, or a message to it while a call went on.
#[derive(Clone, Debug)]
pub struct Crossed {
    pub command: String,
    pub from_window: String,
    pub to_window: String,
}

/// A planner who answers file dialogs as told, and else thinks better of it.
#[derive(Default)]
pub struct Answers {
    pub open: Mutex<Vec<PathBuf>>,
    pub save: Mutex<Option<PathBuf>>,
}

impl Dialogs for Answers {
    fn open_spreadsheets(&self) -> Vec<PathBuf> {
        self.open.lock().unwrap().clone()
    }

    fn save_csv(&self, _title: &str, _suggested: &str) -> Option<PathBuf> {
        self.save.lock().unwrap().clone()
    }
}

impl Program {
    /// Starts on Tuesday 24 November 2026, with an empty folder.
    pub fn start() -> Self {
        Self::start_in(tempfile::tempdir().unwrap())
    }

    /// Starts with what an earlier program left.
    pub fn start_in(folder: tempfile::TempDir) -> Self {
        let answers = Arc::new(Answers::default());
        let launch = Launch {
            folder: Some(folder.path().to_owned()),
            clock: Clock::starting_at("2026-11-24T09:00:00Z".parse().unwrap()),
            opens_on_sample: false,
            dialogs: Some(answers.clone()),
            // Of the tests' own program no child could read a file.
            program: Some(env!("CARGO_BIN_EXE_shiftwright").into()),
        };
        let crossed = Arc::new(Mutex::new(Vec::new()));
        let builder = watched(mock_builder(), Arc::clone(&crossed));
        let app = prepare(builder, launch)
            .build(mock_context(noop_assets()))
            .unwrap();
        let window = WebviewWindowBuilder::new(&app, "main", Default::default())
            .build()
            .unwrap();
        let program = Self {
            folder,
            answers,
            crossed,
            window,
            app,
        };
        let mut settings = program.call("start", "{}").unwrap()["settings"].clone();
        settings["zone"] = "Europe/London".into();
        program
            .call("save_settings", &format!("{{\"settings\":{settings}}}"))
            .unwrap();
        program
    }

    /// Starts with what an earlier program left, and opens what was open last, as
    /// the window does.
    pub fn start_again(folder: tempfile::TempDir) -> Self {
        let program = Self::start_in(folder);
        let last = program.ask("start", "{}")["last"]["id"].clone();
        let open = serde_json::json!({ "id": last, "onUpdate": "__CHANNEL__:3" });
        let opened = program.ask("open_connection", &open.to_string());
        assert_eq!(opened["isOpen"], true, "{opened}");
        program
    }

    /// Decides something of the open file.
    pub fn change(&self, change: &Value) -> Value {
        let arguments = serde_json::json!({ "change": change });
        self.ask("change_import", &arguments.to_string())
    }

    /// The first rows of the open file.
    pub fn rows(&self) -> Vec<Value> {
        let page = self.ask(
            "import_rows",
            r#"{"filter":{"kind":"all"},"from":0,"count":100}"#,
        );
        page["rows"].as_array().unwrap().clone()
    }

    /// The problems of the open file.
    pub fn problems(&self) -> Vec<Value> {
        let page = self.ask("import_problems", r#"{"code":null,"from":0,"count":100}"#);
        page["problems"].as_array().unwrap().clone()
    }

    /// Ends the program and leaves its folder.
    pub fn end(self) -> tempfile::TempDir {
        shiftwright::close(self.app.handle());
        self.folder
    }

    /// Calls a command with JSON arguments.
    pub fn call(&self, command: &str, arguments: &str) -> Result<Value, Value> {
        call(&self.window, &self.crossed, command, arguments)
    }

    /// Calls a command that may take its time, and goes on meanwhile.
    pub fn call_aside(&self, command: &str, arguments: &str) -> JoinHandle<Result<Value, Value>> {
        let (window, crossed) = (self.window.clone(), Arc::clone(&self.crossed));
        let (command, arguments) = (command.to_owned(), arguments.to_owned());
        thread::spawn(move || call(&window, &crossed, &command, &arguments))
    }

    /// Calls a command that must succeed.
    pub fn ask(&self, command: &str, arguments: &str) -> Value {
        match self.call(command, arguments) {
            Ok(answer) => answer,
            Err(fault) => panic!("{command}: {fault}"),
        }
    }

    /// Calls a command that must fail: its code and message.
    pub fn fault(&self, command: &str, arguments: &str) -> (String, String) {
        match self.call(command, arguments) {
            Ok(answer) => panic!("{command} answered {answer}"),
            Err(fault) => (
                fault["code"].as_str().unwrap().to_owned(),
                fault["message"].as_str().unwrap().to_owned(),
            ),
        }
    }

    /// Writes a file beside the program's own and opens it.
    pub fn open_text(&self, name: &str, text: &str) -> Value {
        let path = self.file(name, text);
        self.ask("open_file", &path_argument(&path))
    }

    /// Writes a file beside the program's own.
    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

fn call(
    window: &WebviewWindow<MockRuntime>,
    crossed: &Mutex<Vec<Crossed>>,
    command: &str,
    arguments: &str,
) -> Result<Value, Value> {
    let body: Value = serde_json::from_str(arguments).unwrap();
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(body),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    let answer = get_ipc_response(window, request).map(|body| body.deserialize().unwrap());
    crossed.lock().unwrap().push(Crossed {
        command: command.to_owned(),
        from_window: arguments.to_owned(),
        to_window: match &answer {
            Ok(answer) | Err(answer) => answer.to_string(),
        },
    });
    answer
}

/// Keeps what is sent over channels: of that, the mock runtime's windows see nothing.
fn watched(
    builder: tauri::Builder<MockRuntime>,
    crossed: Arc<Mutex<Vec<Crossed>>>,
) -> tauri::Builder<MockRuntime> {
    builder.channel_interceptor(move |_, _, _, message| {
        let message: Value = message.clone().deserialize().unwrap();
        crossed.lock().unwrap().push(Crossed {
            command: "channel".to_owned(),
            from_window: String::new(),
            to_window: message.to_string(),
        });
        true
    })
}

/// `{"path": …}`.
pub fn path_argument(path: &Path) -> String {
    serde_json::json!({ "path": path }).to_string()
}
