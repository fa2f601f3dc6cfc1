//! The binary as a planner's script starts it, and a workspace that it serves.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// Of the client `other`, to whom the workspace is served.
pub const SECRET: &str = "chosen secret";

pub fn cli() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shiftwright-cli"));
    command
        .env("SHIFTWRIGHT_NOW", "2026-11-24T09:00:00Z")
        .env("RUST_LOG", "warn");
    command
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Serves the sample contact centre on a port that was free a moment ago, and waits
/// until it says so.
pub fn serve(folder: &Path) -> (Child, String) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port().to_string();
    drop(free);
    let mut child = cli()
        .args([
            "serve",
            "--sample",
            "--port",
            &port,
            "--client-id",
            "other",
            "--client-secret-stdin",
            "--data",
        ])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    tell(&mut child, SECRET);
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let base = line.trim().rsplit(' ').next().unwrap().to_owned();
    assert!(base.ends_with(&port), "{line}");
    (child, base)
}

/// Writes a line to the standard input of a process, and closes it.
pub fn tell(child: &mut Child, line: &str) {
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "{line}").unwrap();
}

pub fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}
