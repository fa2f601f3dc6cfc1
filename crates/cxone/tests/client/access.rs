use cxone::{
    AccessCheck, AccessReport, Client, ClientSettings, Clock, Credentials, CxoneError, Endpoint,
    Mender, Proxy, StepOutcome,
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::server::{COVERAGE, IMPORT, JOBS, RUN, Reply, Server, TOKEN, page, quick};

#[tokio::test]
async fn a_connection_with_everything_passes_every_step() {
    let server = granting(&cxone::wire::SCOPES, page(&[], None, 0), no_such_job()).await;
    let clock = Clock::new(|| "2024-11-26T15:30:00Z".parse().unwrap());
    let client = server.client_with(ClientSettings { clock, ..quick() });
    let report = client.check_access().await;
    assert!(report.is_ok(), "{report:?}");
    assert_eq!(states(&report), "+++++++++");
    let light = &server.seen(COVERAGE)[0].query;
    assert_eq!(
        light,
        "dateFrom=2024-11-26T00%3A00%3A00Z&dateTo=2024-11-26T23%3A59%3A59Z&groupBy=skill&pageSize=1"
    );
    assert_eq!(
        (server.count(IMPORT), server.count(RUN)),
        (0, 0),
        "nothing is written"
    );
}

#[tokio::test]
async fn a_check_signs_in_afresh() {
    let server = granting(&cxone::wire::SCOPES, page(&[], None, 0), no_such_job()).await;
    let client = server.client();
    client.check_access().await;
    client.check_access().await;
    assert_eq!(server.count(TOKEN), 2);
}

#[tokio::test]
async fn scopes_that_are_not_told_are_those_asked_for() {
    let server = Server::scripted(|seen| match seen.path.as_str() {
        TOKEN => {
            let body = json!({"access_token": "t", "token_type": "bearer", "expires_in": 60});
            Reply::json(200, &body)
        }
        COVERAGE => page(&[], None, 0),
        _ => no_such_job(),
    })
    .await;
    assert!(server.client().check_access().await.is_ok());
}

#[tokio::test]
async fn missing_scopes_are_named_before_anything_is_written() {
    let scopes = ["wfm:schedule:read", "wfm:optimization:read"];
    let server = granting(&scopes, page(&[], None, 0), no_such_job()).await;
    let report = server.client().check_access().await;
    assert_eq!(states(&report), "++++-+-++");
    assert_eq!(
        report.first_failure().unwrap().to_string(),
        "This connection may not import shifts: the permission wfm:schedule:write is missing."
    );
}

#[tokio::test]
async fn without_the_read_scope_nothing_is_read() {
    let server = granting(&["wfm:schedule:write"], no_such_job(), no_such_job()).await;
    let report = server.client().check_access().await;
    assert_eq!(states(&report), "+++-+--..");
    assert_eq!((server.count(COVERAGE), server.count(JOBS)), (0, 0));
}

#[tokio::test]
async fn a_missing_licence_is_named() {
    let refusal = Reply::json(403, &json!({"message": "WFM Optimization is not licensed"}));
    let server = granting(&cxone::wire::SCOPES, page(&[], None, 0), refusal).await;
    let report = server.client().check_access().await;
    assert_eq!(states(&report), "++++++++-");
    let error = report.first_failure().unwrap();
    assert!(matches!(error, CxoneError::NotLicensed(_)), "{error}");
    assert!(error.hint().contains("administrator"), "{}", error.hint());
}

#[tokio::test]
async fn a_server_without_the_api_is_found_out_by_reading() {
    let nothing = Reply::text(404, "Not Found");
    let server = granting(&cxone::wire::SCOPES, nothing.clone(), nothing).await;
    let report = server.client().check_access().await;
    let error = report.first_failure().unwrap();
    assert!(matches!(error, CxoneError::WrongPath { .. }), "{error}");
}

#[tokio::test]
async fn a_wrong_secret_fails_at_the_sign_in() {
    let server = Server::scripted(|_| Reply::json(401, &json!({"error": "invalid_client"}))).await;
    let report = server.client().check_access().await;
    assert_eq!(states(&report), "++-......");
    assert!(matches!(
        report.first_failure(),
        Some(CxoneError::SecretRefused { .. })
    ));
}

#[tokio::test]
async fn a_login_page_or_no_server_fails_at_the_first_step() {
    let server = Server::scripted(|_| Reply::text(200, "<html><title>Guest Wi-Fi</title>")).await;
    let report = server.client().check_access().await;
    assert_eq!(states(&report), "++-......");
    let error = report.first_failure().unwrap();
    let page = "The sign-in page “Guest Wi-Fi” answered instead of CXone.";
    assert_eq!(error.to_string(), page);
    assert_eq!(error.mender(), Mender::Planner);

    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let endpoint = Endpoint::new(&format!("http://{address}")).unwrap();
    let credentials = Credentials::new("planner", "secret");
    // With the contract's waits: a check must not sit them out.
    let client = Client::new(endpoint, credentials, ClientSettings::default()).unwrap();
    let report = client.check_access().await;
    assert_eq!(states(&report), "+-.......");
    let expected = format!("{address} cannot be reached: nothing answers at that address.");
    assert_eq!(report.first_failure().unwrap().to_string(), expected);
}

#[tokio::test]
async fn every_line_has_a_label() {
    let server = granting(&cxone::wire::SCOPES, page(&[], None, 0), no_such_job()).await;
    let report = server.client().check_access().await;
    let labels: Vec<_> = report
        .steps
        .iter()
        .map(|step| step.what.to_string())
        .collect();
    assert_eq!(report.steps[0].what, AccessCheck::Resolve);
    assert_eq!(
        labels[4],
        "Permission to import shifts (wfm:schedule:write)"
    );
    assert_eq!(labels[8], "WFM Optimization is licensed");
}

async fn granting(scopes: &[&str], coverage: Reply, jobs: Reply) -> Server {
    let token: Value = json!({
        "access_token": "t", "token_type": "Bearer", "expires_in": 3600, "scope": scopes.join(" "),
    });
    Server::scripted(move |seen| match seen.path.as_str() {
        TOKEN => Reply::json(200, &token),
        COVERAGE => coverage.clone(),
        _ => jobs.clone(),
    })
    .await
}

fn no_such_job() -> Reply {
    let body = json!({"errorCode": "UNKNOWN_JOB", "message": "There is no such job."});
    Reply::json(404, &body)
}

/// One character a step: there, missing, not checked.
fn states(report: &AccessReport) -> String {
    let state = |outcome: &StepOutcome| match outcome {
        StepOutcome::Ok => '+',
        StepOutcome::Failed(_) => '-',
        StepOutcome::NotChecked => '.',
    };
    report
        .steps
        .iter()
        .map(|step| state(&step.outcome))
        .collect()
}

#[tokio::test]
async fn steps_are_told_one_by_one_and_a_helpdesk_gets_them_as_text() {
    let refusal = Reply::json(401, &json!({"error": "invalid_client"})).with("x-request-id", "r-7");
    let server = Server::scripted(move |_| refusal.clone()).await;
    let clock = Clock::new(|| "2024-11-26T15:30:00Z".parse().unwrap());
    let client = server.client_with(ClientSettings { clock, ..quick() });
    let mut told = Vec::new();
    let report = client
        .check_access_with(|step| told.push(step.clone()))
        .await;
    assert_eq!(told, report.steps);
    let text = report.copy_text();
    let host = client.endpoint().host();
    let start = format!("Connection to {host} checked at 2024-11-26T15:30:00Z\n");
    assert!(text.starts_with(&start), "{text}");
    for part in [
        "[ok] Connection stands and is secure",
        "[failed] Client id and secret are accepted: CXone did not accept the secret",
        "Can be mended by: Your CXone administrator",
        "Request id: r-7",
        "[not checked] Coverage can be read",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(!text.contains(crate::server::SECRET));
}

#[tokio::test]
async fn a_proxy_is_asked_and_its_refusals_are_told_apart() {
    let ours = Some("me".to_owned());
    for (status, user, sees) in [
        (407, None, "the proxy asks for a user name and password"),
        (
            407,
            ours.clone(),
            "the proxy did not accept the user name and password",
        ),
        (502, ours, "the proxy did not let the connection through"),
    ] {
        let is_told = user.is_some();
        let proxy = Server::scripted(move |_| Reply::text(status, "")).await;
        let (_, port) = proxy.url.rsplit_once(':').unwrap();
        let settings = ClientSettings {
            proxy: Proxy::Manual {
                host: "127.0.0.1".to_owned(),
                port: port.parse().unwrap(),
                user,
                password: Some("hunter2".into()),
            },
            ..quick()
        };
        assert!(!format!("{settings:?}").contains("hunter2"));
        let endpoint = Endpoint::new("https://tenant.invalid").unwrap();
        let client = Client::new(endpoint, Credentials::new("planner", "secret"), settings);
        let report = client.unwrap().check_access().await;
        assert_eq!(states(&report), ".-.......");
        let error = report.first_failure().unwrap();
        assert!(error.to_string().contains(sees), "{error}");
        assert_eq!(error.mender(), Mender::It);
        let shown = format!("{error:?} {}", report.copy_text());
        assert!(!shown.contains("hunter2") && !shown.contains("bWU6aHVudGVyMg"));
        let asked = proxy.all();
        assert_eq!(asked[0].method, "CONNECT");
        let told = asked[0].header("proxy-authorization");
        assert_eq!(told == "Basic bWU6aHVudGVyMg==", is_told, "{told}");
    }
}
