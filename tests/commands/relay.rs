//! A server that hands requests on to another, or answers them itself as a script says.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// One request a connection.
pub struct Relay {
    pub url: String,
    asked: Arc<Log>,
}

/// The first lines of the requests so far.
#[derive(Default)]
struct Log {
    lines: Mutex<Vec<String>>,
    grown: Condvar,
}

impl Relay {
    /// Stands before `upstream`, an address such as `http://127.0.0.1:8787`. `script`
    /// is handed the first line of each request; what it answers is sent back as it
    /// is, and without an answer the request is handed on. Ends with the tests.
    pub fn before(
        upstream: &str,
        script: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let upstream = upstream.replace("http://", "");
        let (script, asked) = (Arc::new(script), Arc::<Log>::default());
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (upstream, script) = (upstream.clone(), Arc::clone(&script));
                let log = Arc::clone(&log);
                // A caller that hangs up is no fault of this side.
                thread::spawn(move || serve(client, &upstream, &*script, &log));
            }
        });
        Self { url, asked }
    }

    /// How many requests had `part` in their first line.
    pub fn count(&self, part: &str) -> usize {
        counted(&self.asked.lines.lock().unwrap(), part)
    }

    /// Waits until that many had.
    pub fn until_asked(&self, part: &str, times: usize) {
        let lines = self.asked.lines.lock().unwrap();
        let too_few = |lines: &mut Vec<String>| counted(lines, part) < times;
        drop(self.asked.grown.wait_while(lines, too_few).unwrap());
    }
}

fn counted(lines: &[String], part: &str) -> usize {
    lines.iter().filter(|line| line.contains(part)).count()
}

/// An answer with a body of the right length.
pub fn answer(status: &str, header: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\n{header}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

fn serve(
    mut client: TcpStream,
    upstream: &str,
    script: &dyn Fn(&str) -> Option<String>,
    log: &Log,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(client.try_clone()?);
    let (mut head, mut length) = (Vec::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some(given) = line.to_lowercase().strip_prefix("content-length:") {
            length = given.trim().parse().unwrap_or(0);
        }
        head.push(line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let first = head.first().cloned().unwrap_or_default();
    log.lines.lock().unwrap().push(first.clone());
    log.grown.notify_all();
    if let Some(answer) = script(&first) {
        return client.write_all(answer.as_bytes());
    }
    let mut server = TcpStream::connect(upstream)?;
    server.write_all(head.concat().as_bytes())?;
    server.write_all(b"Connection: close\r\n\r\n")?;
    server.write_all(&body)?;
    std::io::copy(&mut server, &mut client)?;
    client.shutdown(Shutdown::Both)
}
