//! Large bodies that are refused: the answer arrives, the connection is not reset.

use embedded::Data;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::support::{COVERAGE, IMPORT, RUN, Server, Session};

/// More than a server, its buffers and those of the system take without reading.
const LENGTH: usize = 24 * 1024 * 1024;

/// A simple client: sends all of its body before it reads, and then asks for
/// something that is not there on the same connection. Answers with all that was said.
async fn send_all_then_read(server: &Server, target: &str, headers: &str) -> String {
    let head = head(server, target, headers);
    let next = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let mut connection = connect(server).await;
    connection.write_all(head.as_bytes()).await.unwrap();
    connection.write_all(&vec![b' '; LENGTH]).await.unwrap();
    connection.write_all(next.as_bytes()).await.unwrap();
    let mut said = String::new();
    connection.read_to_string(&mut said).await.unwrap();
    said
}

fn head(server: &Server, target: &str, headers: &str) -> String {
    let token = &server.session.token;
    let headers = headers.replace("TOKEN", token);
    format!("POST {target} HTTP/1.1\r\nHost: x\r\nContent-Length: {LENGTH}\r\n{headers}\r\n")
}

async fn connect(server: &Server) -> TcpStream {
    let base = server.workspace.base_url();
    let address = base.strip_prefix("http://").unwrap().to_owned();
    TcpStream::connect(address).await.unwrap()
}

/// The status codes of all answers, in turn.
fn statuses(said: &str) -> Vec<&str> {
    let lines = said.split("HTTP/1.1 ").skip(1);
    lines.map(|answer| &answer[..3]).collect()
}

#[tokio::test]
async fn whoever_sends_all_before_reading_sees_the_answer() {
    let mut server = Server::start(Data::Own).await;
    let json = "Content-Type: application/json\r\n";
    let signed_in = "Authorization: Bearer TOKEN\r\n";
    for (target, headers, status) in [
        (IMPORT, json.to_owned(), "401"),
        (
            IMPORT,
            format!("{signed_in}Content-Type: text/csv\r\n"),
            "415",
        ),
        (IMPORT, format!("{signed_in}{json}"), "413"),
        (RUN, format!("{signed_in}{json}"), "413"),
        (COVERAGE, format!("{signed_in}{json}"), "405"),
        ("/nowhere", format!("{signed_in}{json}"), "404"),
        ("/oauth/token", json.to_owned(), "400"),
        (
            "/oauth/token",
            "Content-Type: application/x-www-form-urlencoded\r\n".to_owned(),
            "400",
        ),
    ] {
        let said = send_all_then_read(&server, target, &headers).await;
        assert_eq!(
            statuses(&said),
            [status, "404"],
            "{target} {headers}: {said}"
        );
    }

    server.session = Session::sign_in(&server.workspace, Some("wfm:schedule:read")).await;
    let said = send_all_then_read(&server, IMPORT, &format!("{signed_in}{json}")).await;
    assert_eq!(statuses(&said), ["403", "404"], "{said}");
}

#[tokio::test]
async fn whoever_asks_before_sending_is_told_at_once() {
    let server = Server::start(Data::Own).await;
    let mut connection = connect(&server).await;
    let head = head(&server, IMPORT, "Expect: 100-continue\r\n");

    connection.write_all(head.as_bytes()).await.unwrap();
    let mut said = String::new();
    connection.read_to_string(&mut said).await.unwrap();

    assert_eq!(statuses(&said), ["401"], "no leave to send: {said}");
}
