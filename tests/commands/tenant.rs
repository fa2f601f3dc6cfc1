//! A tenant: a workspace served elsewhere, behind a wire that keeps what went by.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use embedded::{Clock, Config, Credentials, Data, Workspace};

/// A server with a secret, and all that was said to it and by it.
pub struct Tenant {
    pub base_url: String,
    workspace: Workspace,
    wire: Arc<Mutex<Vec<u8>>>,
    _folder: tempfile::TempDir,
}

impl Tenant {
    /// The sample contact centre, where `client_id` signs in with `client_secret`.
    pub async fn start(client_id: &str, client_secret: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            credentials: Some(Credentials {
                client_id: client_id.to_owned(),
                client_secret: client_secret.to_owned().into(),
            }),
            // Half a minute before its end a token is renewed: here, after a second.
            token_lifetime: Duration::from_secs(31),
            clock: Clock::fixed("2026-11-24T09:00:00Z".parse().unwrap()),
            solver_time: Duration::from_millis(700),
            ..Config::new(folder.path(), Data::SAMPLE)
        };
        let workspace = Workspace::start(config).await.unwrap();
        let wire = Arc::default();
        let server = workspace.base_url().replace("http://", "");
        let base_url = listen(server, Arc::clone(&wire));
        Self {
            base_url,
            workspace,
            wire,
            _folder: folder,
        }
    }

    /// All that went over the wire so far.
    pub fn overheard(&self) -> String {
        String::from_utf8_lossy(&self.wire.lock().unwrap()).into_owned()
    }

    /// The tokens that were handed out so far.
    pub fn tokens(&self) -> Vec<String> {
        let said = self.overheard();
        let tokens = said.split(r#""access_token":""#).skip(1);
        let tokens = tokens.filter_map(|rest| rest.split_once('"'));
        tokens.map(|(token, _)| token.to_owned()).collect()
    }

    /// Stops answering.
    pub async fn end(self) {
        self.workspace.shut_down().await;
    }
}

/// Hands everything on to `server`, both ways; answers with its own address.
fn listen(server: String, wire: Arc<Mutex<Vec<u8>>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for client in listener.incoming() {
            let Ok(client) = client else { return };
            let Ok(server) = TcpStream::connect(&server) else {
                continue;
            };
            let (to, from) = (server.try_clone().unwrap(), client.try_clone().unwrap());
            let (up, down) = (Arc::clone(&wire), Arc::clone(&wire));
            thread::spawn(move || hand_on(client, to, &up));
            thread::spawn(move || hand_on(server, from, &down));
        }
    });
    address
}

fn hand_on(mut from: TcpStream, mut to: TcpStream, wire: &Mutex<Vec<u8>>) {
    let mut buffer = [0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        wire.lock().unwrap().extend_from_slice(&buffer[..length]);
        if to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}
