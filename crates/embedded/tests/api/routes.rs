//! What every address has in common.

use embedded::Data;
use reqwest::Method;

use super::support::{COVERAGE, IMPORT, JOBS, RUN, Reply, Server};

#[tokio::test]
async fn whatever_is_not_there_is_answered_as_json() {
    let server = Server::start(Data::Own).await;
    let check = async |method: Method, path: &str, status: u16, allow: &str| {
        let reply = Reply::of(server.session.request(method.clone(), path)).await;
        assert_eq!(reply.status, status, "{method} {path}");
        assert!(
            !reply.code().is_empty() && reply.body["message"].is_string(),
            "{}",
            reply.body
        );
        assert_eq!(reply.headers["content-type"], "application/json");
        let allowed = reply
            .headers
            .get("allow")
            .map_or("", |value| value.to_str().unwrap());
        assert_eq!(allowed, allow, "{method} {path}");
    };

    for path in [
        "/",
        "/api/v1/wfm",
        "/api/v1/wfm/schedule",
        "/oauth",
        "/api/v1/wfm/schedule/shifts/import/",
        "/%ff",
    ] {
        check(Method::GET, path, 404, "").await;
    }
    check(Method::GET, "/oauth/token", 405, "POST").await;
    check(Method::GET, IMPORT, 405, "POST").await;
    check(Method::PUT, COVERAGE, 405, "GET,HEAD").await;
    check(Method::GET, RUN, 405, "POST").await;
    check(Method::POST, JOBS, 405, "GET,HEAD").await;
    check(
        Method::PATCH,
        &format!("{JOBS}/opt-1"),
        405,
        "GET,HEAD,DELETE",
    )
    .await;
    for id in ["opt-1", "%00", "%ff%fe", "a%2Fb", "..%2f", "%F0%9F%92%A9"] {
        check(Method::GET, &format!("{JOBS}/{id}"), 404, "").await;
        check(Method::DELETE, &format!("{JOBS}/{id}"), 404, "").await;
    }
}

#[tokio::test]
async fn it_listens_on_this_computer_only() {
    let server = Server::start(Data::Own).await;
    assert!(server.workspace.base_url().starts_with("http://127.0.0.1:"));
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let server = Server::start(Data::Own).await;
    let port = server
        .workspace
        .base_url()
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut config = super::support::config(&folder, Data::Own);
    config.port = port;

    let message = embedded::Workspace::start(config)
        .await
        .err()
        .unwrap()
        .to_string();

    assert!(message.contains(&format!("Port {port}")), "{message}");
}
