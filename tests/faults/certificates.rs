//! Certificates that a tenant should not have.
//!
//! A certificate authority that only these tests trust is made known to a child
//! process by the variable that the operating system's certificates are read
//! from: the client itself has no way to trust anyone else.

use std::sync::Arc;

use cxone::{AccessCheck, Client, ClientSettings, Credentials, CxoneError, Endpoint, StepOutcome};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::planner::request;

const URLS: &str = "FAULTS_URLS";

#[tokio::test]
async fn certificates_are_told_apart_and_nothing_is_sent() {
    let key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root = authority.self_signed(&key).unwrap();
    let trusted = Issuer::new(authority, key);
    let folder = tempfile::tempdir().unwrap();
    let roots = folder.path().join("roots.pem");
    std::fs::write(&roots, root.pem()).unwrap();

    let good = || CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let mut expired = good();
    expired.not_before = date_time_ymd(2020, 1, 1);
    expired.not_after = date_time_ymd(2021, 1, 1);
    let other = CertificateParams::new(vec!["tenant.example".to_owned()]).unwrap();
    let urls = [
        serve(good(), Some(&trusted)).await,
        serve(expired, Some(&trusted)).await,
        serve(other, Some(&trusted)).await,
        serve(good(), None).await,
    ];
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "certificates::as_the_child_sees_them",
            "--ignored",
        ])
        .env("SSL_CERT_FILE", &roots)
        .env_remove("SSL_CERT_DIR")
        .env(URLS, urls.join(" "))
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

#[tokio::test]
#[ignore = "the test above runs it, with servers and a root of its own"]
async fn as_the_child_sees_them() {
    let urls = std::env::var(URLS).unwrap();
    let expected = [
        None,
        Some("its certificate has expired or is not valid yet"),
        Some("its certificate belongs to another server"),
        Some("its certificate is not trusted on this computer"),
    ];
    assert_eq!(urls.split(' ').count(), expected.len());
    for (url, expected) in urls.split(' ').zip(expected) {
        let endpoint = Endpoint::new(url).unwrap();
        let credentials = Credentials::new("planner", "secret");
        let client = Client::new(endpoint, credentials, ClientSettings::default()).unwrap();
        let report = client.check_access().await;
        let secure = &report.steps[1];
        assert_eq!(secure.what, AccessCheck::Secure);
        match (&secure.outcome, expected) {
            (StepOutcome::Ok, None) => {}
            (StepOutcome::Failed(error @ CxoneError::CannotReach { .. }), Some(why)) => {
                assert!(error.to_string().contains(why), "{error}");
                assert!(error.is_not_carried_out());
                let import = client.import_shifts(&[], false, false).await;
                assert_eq!(import.unwrap_err().to_string(), error.to_string());
                let run = client.run_optimization(&request()).await.unwrap_err();
                assert_eq!(run.to_string(), error.to_string(), "it was not started");
            }
            (found, _) => panic!("{expected:?}: {found:?}"),
        }
    }
}

/// Shows a certificate and closes whatever connection comes to stand.
async fn serve(params: CertificateParams, by: Option<&Issuer<'static, KeyPair>>) -> String {
    let key = KeyPair::generate().unwrap();
    let certificate = match by {
        Some(issuer) => params.signed_by(&key, issuer).unwrap(),
        None => params.self_signed(&key).unwrap(),
    };
    let secret = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], secret)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = acceptor.accept(stream).await;
        }
    });
    format!("https://localhost:{port}")
}
