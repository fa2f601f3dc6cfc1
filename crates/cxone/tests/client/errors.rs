use cxone::wire::GroupBy;
use cxone::{Client, ClientSettings, Credentials, CxoneError, Endpoint, Region};
use serde_json::json;

use crate::import::shift;
use crate::server::{COVERAGE, IMPORT, Reply, SECRET, Server, day, page};

/// What an import that is answered with `reply` comes to.
async fn refused(reply: Reply) -> CxoneError {
    let server = Server::start(move |_| reply.clone()).await;
    let client = server.client();
    let error = client
        .import_shifts(&[shift()], false, false)
        .await
        .unwrap_err();
    assert_eq!(server.count(IMPORT), 1, "not tried again: {error}");
    assert!(!error.hint().is_empty(), "{error}");
    error
}

async fn check(reply: Reply, expected: &str) {
    let error = refused(reply.clone()).await;
    assert_eq!(error.to_string(), expected, "{reply:?}");
}

#[tokio::test]
async fn every_refusal_says_what_happened() {
    let html = "<html><head><title>Sign in</title></head></html>";
    let table = [
        (
            Reply::json(400, &json!({"message": "No."})),
            "CXone refused the request to import shifts: No.",
        ),
        (
            Reply::text(422, "No."),
            "CXone refused the request to import shifts: No.",
        ),
        (
            Reply::text(409, ""),
            "CXone refused the request to import shifts.",
        ),
        (
            Reply::text(413, ""),
            "CXone does not take that much at once.",
        ),
        (
            Reply::text(500, html),
            "CXone failed to import shifts because of a fault of its own.",
        ),
        (Reply::text(501, ""), "This server cannot import shifts."),
        (
            Reply::json(403, &json!({"error": "insufficient_scope"})),
            "This connection may not import shifts: the permission wfm:schedule:write is missing.",
        ),
        (
            Reply::json(403, &json!({"details": "No WFM licence"})),
            "WFM Optimization is not licensed for this CXone tenant.",
        ),
        (
            Reply::json(403, &json!({"message": "Denied"})),
            "CXone does not let this connection import shifts.",
        ),
        (
            Reply::text(403, html),
            "The sign-in page “Sign in” answered instead of CXone.",
        ),
        (
            Reply::text(407, html),
            "The proxy, which asks for a user name and password, answered instead of CXone.",
        ),
        (
            Reply::text(511, html),
            "The network, which asks you to sign in to it, answered instead of CXone.",
        ),
        (
            Reply::text(200, html),
            "The sign-in page “Sign in” answered instead of CXone.",
        ),
        (
            Reply::text(200, "OK"),
            "A web page answered instead of CXone.",
        ),
        (
            Reply::text(200, ""),
            "CXone's answer cannot be used: it is empty.",
        ),
        (
            Reply::text(204, ""),
            "CXone's answer cannot be used: it is empty.",
        ),
        (
            Reply::text(200, r#"{"jobId": "wfm"#),
            "CXone's answer cannot be used: it breaks off in the middle.",
        ),
    ];
    for (reply, expected) in table {
        check(reply, expected).await;
    }
}

#[tokio::test]
async fn json_of_another_shape_is_no_success() {
    for body in ["{}", "[]", "null", "true", r#"{"status": "ok"}"#] {
        let error = refused(Reply::text(200, body)).await;
        assert!(
            matches!(error, CxoneError::ContractFault { .. }),
            "{body}: {error}"
        );
    }
}

#[tokio::test]
async fn a_wrong_path_names_where_it_looked() {
    let error = refused(Reply::text(404, "<html>nothing here")).await;
    let text = error.to_string();
    assert!(
        text.ends_with(&format!("has no WFM API at {IMPORT}.")),
        "{text}"
    );
}

#[tokio::test]
async fn field_errors_come_back_record_by_record() {
    let body = json!({
        "errorCode": "INVALID_SHIFT_FORMAT", "message": "1 fault",
        "errors": [{"index": 3, "field": "startDate", "code": "INVALID_DATETIME", "message": "…"}, "plain"],
    });
    let reply = Reply::json(400, &body).with("x-request-id", "req-7");
    let error = refused(reply).await;
    let CxoneError::Refused { errors, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(
        (errors[0].index, errors[0].field.as_deref()),
        (Some(3), Some("startDate"))
    );
    assert_eq!(errors[1].message, "plain");
    assert_eq!(
        error.details().unwrap().to_string(),
        "Tried: import shifts\nStatus: 400\nServer says: 1 fault\nRequest id: req-7"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Server::start(|_| page(&["A"], None, 1)).await;
        let target = format!("{}{COVERAGE}", elsewhere.url);
        let server =
            Server::start(move |_| Reply::text(status, "").with("location", &target)).await;
        let outcome = server.client().coverage(day(), GroupBy::Skill, None).await;
        let error = outcome.unwrap_err();
        assert!(matches!(error, CxoneError::Redirected { .. }), "{error}");
        assert!(
            error.to_string().contains("sent us on to 127.0.0.1"),
            "{error}"
        );
        assert_eq!(
            elsewhere.count(COVERAGE),
            0,
            "the token stays with its server"
        );
    }
}

#[tokio::test]
async fn what_a_server_need_not_offer_is_called_unsupported() {
    for status in [404, 405, 501] {
        let server = Server::start(move |_| Reply::text(status, "")).await;
        let client = server.client();
        let listed = client.jobs().await.map(|_| ());
        let cancelled = client.cancel_job("opt-1").await.map(|_| ());
        for outcome in [listed, cancelled] {
            let error = outcome.unwrap_err();
            assert!(
                matches!(error, CxoneError::Unsupported(_)),
                "{status}: {error}"
            );
        }
    }
}

#[tokio::test]
async fn extensions_work_where_they_are_offered() {
    let server = Server::start(|seen| match seen.method.as_str() {
        "DELETE" => crate::server::job("CANCELLED"),
        _ => Reply::json(
            200,
            &json!({"items": [{"jobId": "opt-1", "status": "RUNNING", "progress": 0.5}]}),
        ),
    })
    .await;
    let client = server.client();
    let jobs = client.jobs().await.unwrap();
    assert_eq!(jobs[0].progress, Some(0.5));
    let job = client.cancel_job(&jobs[0].job_id).await.unwrap();
    assert_eq!(job.status.as_str(), "CANCELLED");
}

#[tokio::test]
async fn a_client_for_each_region_can_be_made_on_this_computer() {
    for region in [Region::Us, Region::Eu, Region::Jp] {
        let credentials = Credentials::new(" planner\n", &format!("{SECRET}\n"));
        assert_eq!(
            credentials.client_id, "planner",
            "pasted line breaks are no part of it"
        );
        let client = Client::new(region.into(), credentials, ClientSettings::default()).unwrap();
        assert_eq!(client.endpoint(), &Endpoint::from(region));
        assert!(!format!("{client:?}").contains(SECRET));
    }
}
