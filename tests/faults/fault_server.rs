//! A server between a client and the embedded workspace, on raw TCP, that does
//! to each request what a script says.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its first line and headers.
    pub head: String,
    pub body: Vec<u8>,
}

/// What becomes of a request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Nothing: the workspace answers.
    Forward,
    /// The connection ends before the workspace learns of it.
    ResetBefore,
    /// The workspace carries it out, and the connection ends before its answer.
    LoseAnswer,
    /// The connection ends in the middle of the answer's body.
    BreakBody,
    /// The workspace carries it out, and nothing comes back.
    StallHeaders,
    /// Nothing comes after half of the answer's body.
    StallBody,
    /// The answer comes byte by byte.
    Drip(Duration),
    /// The answer is packed although nobody asked for that.
    Gzip,
    /// These bytes instead of the workspace's answer; it learns nothing.
    Answer(String),
}

/// Stops taking connections when it is dropped.
pub struct FaultServer {
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    /// Requests that are being served.
    busy: watch::Sender<usize>,
    task: tokio::task::JoinHandle<()>,
}

type Script = dyn FnMut(&Asked) -> Fault + Send;

impl FaultServer {
    /// Stands before `upstream`, an address such as `http://127.0.0.1:8787`.
    pub async fn before(
        upstream: &str,
        script: impl FnMut(&Asked) -> Fault + Send + 'static,
    ) -> Self {
        let upstream: SocketAddr = upstream.trim_start_matches("http://").parse().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let script: Arc<Mutex<Script>> = Arc::new(Mutex::new(script));
        let log = Arc::clone(&asked);
        let busy = watch::Sender::new(0);
        let count = busy.clone();
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (log, script, count) = (Arc::clone(&log), Arc::clone(&script), count.clone());
                count.send_modify(|busy| *busy += 1);
                tokio::spawn(async move {
                    serve(client, upstream, &log, &script).await;
                    count.send_modify(|busy| *busy -= 1);
                });
            }
        });
        Self {
            url,
            asked,
            busy,
            task,
        }
    }

    /// Returns when no request is being served.
    pub async fn idle(&self) {
        let mut busy = self.busy.subscribe();
        busy.wait_for(|busy| *busy == 0).await.unwrap();
    }

    /// How many requests had `part` in their first line.
    pub fn count(&self, part: &str) -> usize {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|each| each.is_for(part)).count()
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Asked {
    pub fn is_for(&self, part: &str) -> bool {
        let line = self.head.lines().next();
        line.is_some_and(|line| line.contains(part))
    }
}

/// An answer with a body of the right length; the connection ends after it.
pub fn answer(status: &str, headers: &[&str], body: &str) -> Fault {
    let headers: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    let length = body.len();
    Fault::Answer(format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    ))
}

/// One request a connection: a fault of one leaves the next alone.
async fn serve(
    mut client: TcpStream,
    upstream: SocketAddr,
    log: &Mutex<Vec<Asked>>,
    script: &Mutex<Script>,
) -> Option<()> {
    let asked = read(&mut client).await?;
    log.lock().ok()?.push(asked.clone());
    let fault = (script.lock().ok()?)(&asked);
    match fault {
        Fault::ResetBefore => client.set_zero_linger().ok(),
        Fault::Answer(bytes) => client.write_all(bytes.as_bytes()).await.ok(),
        carried_out => {
            let answer = forward(upstream, &asked).await?;
            damage(client, &answer, carried_out).await
        }
    }
}

async fn damage(mut client: TcpStream, answer: &[u8], fault: Fault) -> Option<()> {
    let body = head_end(answer)?;
    let half = &answer[..body + (answer.len() - body) / 2];
    match fault {
        Fault::LoseAnswer => client.set_zero_linger().ok(),
        Fault::BreakBody => {
            client.write_all(half).await.ok()?;
            client.flush().await.ok()
        }
        Fault::StallHeaders => until_closed(&mut client).await,
        Fault::StallBody => {
            client.write_all(half).await.ok()?;
            until_closed(&mut client).await
        }
        Fault::Drip(pause) => {
            for byte in answer {
                client.write_all(&[*byte]).await.ok()?;
                tokio::time::sleep(pause).await;
            }
            Some(())
        }
        Fault::Gzip => client.write_all(&packed(&answer[body..])).await.ok(),
        _ => client.write_all(answer).await.ok(),
    }
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).unwrap();
    let packed = encoder.finish().unwrap();
    let mut answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        packed.len()
    )
    .into_bytes();
    answer.extend(packed);
    answer
}

/// A stalled server holds the connection until the client gives it up.
async fn until_closed(client: &mut TcpStream) -> Option<()> {
    let mut rest = Vec::new();
    client.read_to_end(&mut rest).await.ok().map(|_| ())
}

async fn forward(upstream: SocketAddr, asked: &Asked) -> Option<Vec<u8>> {
    let mut server = TcpStream::connect(upstream).await.ok()?;
    let head = asked.head.trim_end();
    let request = format!("{head}\r\nConnection: close\r\n\r\n");
    server.write_all(request.as_bytes()).await.ok()?;
    server.write_all(&asked.body).await.ok()?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).await.ok()?;
    Some(answer)
}

async fn read(client: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let start = loop {
        if let Some(end) = head_end(&bytes) {
            break end;
        }
        if client.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..start]).into_owned();
    let lower = head.to_ascii_lowercase();
    let length = lower
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"))
        .and_then(|length| length.trim().parse().ok())
        .unwrap_or(0);
    while bytes.len() < start + length {
        if client.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(Asked {
        head,
        body: bytes.split_off(start),
    })
}

fn head_end(bytes: &[u8]) -> Option<usize> {
    let blank = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    blank.map(|at| at + 4)
}
