//! Saved connections: what may not be lost with them, and whom a secret is for.

use cxone::Endpoint;
use serde_json::json;
use tokio_util::sync::CancellationToken;
use workflow::connection::{Connection, Place, ProxyChoice};
use workflow::{Store, WorkError};

use crate::import::shifts;
use crate::tenant::{importer, sent_file, tenant};

fn tenant_at(base: &str, name: &str) -> Connection {
    Connection::tenant(None, name, &Endpoint::new(base).unwrap(), "planner")
}

#[test]
fn two_connections_never_have_one_name() {
    let store = Store::in_memory().unwrap();
    let first = tenant_at("https://a.example", "Support EU");
    store.save_connection(&first).unwrap();

    let second = tenant_at("https://b.example", "support eu");

    let refused = store.name_must_be_free(&second);
    assert!(matches!(refused, Err(WorkError::NameTaken { name }) if name == "Support EU"));
    store.name_must_be_free(&first).unwrap();
}

#[test]
fn a_connection_of_an_older_version_is_read_and_reached_as_the_computer_says() {
    let record = r#"{"id": "c1", "name": "Main", "place": {"kind": "tenant", "base_url": "https://a.example",
        "token_path": "/oauth/token", "api_prefix": "/api/v1/wfm", "client_id": "planner"}}"#;

    let connection: Connection = serde_json::from_str(record).unwrap();

    let Place::Tenant { proxy, .. } = &connection.place else {
        unreachable!("it is a tenant");
    };
    assert_eq!(*proxy, ProxyChoice::System);
}

#[test]
fn a_secret_belongs_to_its_address_and_its_client_id() {
    let connection = tenant_at("https://a.example", "Main");
    let same = |other: Connection| {
        let other = Connection {
            id: connection.id.clone(),
            ..other
        };
        other.client_secret() == connection.client_secret()
    };
    assert!(same(tenant_at("https://a.example/", "Another name")));
    assert!(!same(tenant_at("https://a.example.evil.example", "Main")));
    assert!(!same(tenant_at("https://a.example:8443", "Main")));
    let endpoint = Endpoint::new("https://a.example").unwrap();
    let elsewhere = endpoint.clone().with_token_path("/other").unwrap();
    assert!(!same(Connection::tenant(
        None, "Main", &elsewhere, "planner"
    )));
    assert!(!same(Connection::tenant(None, "Main", &endpoint, "eve")));
    assert!(same(connection.clone().through(ProxyChoice::Direct)));
    assert_eq!(Connection::sample().client_secret(), None);
}

#[test]
fn a_proxys_password_belongs_to_that_proxy_and_user() {
    let through = |host: &str, port: u16, user: &str| {
        let proxy = ProxyChoice::manual(host, Some(port), user).unwrap();
        let connection = Connection {
            id: "c1".to_owned(),
            ..tenant_at("https://a.example", "Main")
        };
        connection.through(proxy).proxy_password()
    };
    let ours = through("proxy", 8080, "ada");
    assert!(ours.is_some());
    assert_eq!(ours, through("proxy", 8080, " ada "));
    for other in [
        through("evil", 8080, "ada"),
        through("proxy", 81, "ada"),
        through("proxy", 8080, "eve"),
        through("proxy", 8080, ""),
    ] {
        assert_ne!(ours, other);
    }
}

#[tokio::test]
async fn a_connection_that_an_import_needs_stays() {
    let store = Store::in_memory().unwrap();
    let (session, _) = tenant(|_, _| (500, json!({"message": "down"}))).await;
    store.save_connection(&session.connection).unwrap();
    let (all, never) = (shifts(3), CancellationToken::new());
    let file = sent_file(&(&all).into());
    let importer = importer(&store, &session, &never);
    let stopped = importer.import(&file, &all, |_| {}).await.unwrap();
    let id = &session.connection.id;

    let refused = store.remove_connection(id);

    assert!(matches!(refused, Err(WorkError::ConnectionInUse { .. })));
    assert_eq!(store.connections().unwrap().len(), 1);
    store.leave_import(&stopped.record.id).unwrap();
    store.remove_connection(id).unwrap();
    assert!(store.connections().unwrap().is_empty());
}
