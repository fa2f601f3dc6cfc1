//! Servers that send elsewhere: neither token nor secret follows.

use std::sync::{Arc, Mutex};

use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::bench::Row;
use crate::fault_server::{Fault, answer};
use crate::planner::Try;

#[tokio::test]
async fn neither_token_nor_secret_follows_to_another_host() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let to = elsewhere.local_addr().unwrap();
    let came = Arc::new(Mutex::new(0));
    let count = Arc::clone(&came);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = elsewhere.accept().await {
            *count.lock().unwrap() += 1;
            let _ = stream.read_u8().await;
        }
    });
    let login = format!("Location: http://{to}/login");
    let moved = format!("Location: http://{to}/api/v1/wfm");
    for status in [
        "301 Moved Permanently",
        "302 Found",
        "303 See Other",
        "307 Temporary Redirect",
        "308 Permanent Redirect",
    ] {
        let table = [
            (
                &login,
                "The sign-in page 127.0.0.1 answered instead of CXone.",
            ),
            (&moved, "sent us on to 127.0.0.1 instead of answering."),
        ];
        for (location, sees) in table {
            for path in ["/oauth/token", Try::Import.path()] {
                let fault = answer(status, &[location], "");
                let row = Row {
                    name: status,
                    what: Try::Import,
                    sees,
                    holds: (0, 0),
                    sent: usize::from(path != "/oauth/token"),
                };
                row.check(move |asked, _| match asked.is_for(path) {
                    true => fault.clone(),
                    false => Fault::Forward,
                })
                .await;
            }
        }
    }
    assert_eq!(*came.lock().unwrap(), 0, "nobody came to the other host");
}
