//! A tenant behind a company's proxy that asks who is there.

use std::sync::Arc;

use anyhow::{Result, ensure};
use embedded::{Config, Credentials, Data, Workspace};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_rustls::TlsAcceptor;

use crate::desktop::Desktop;
use crate::window::Window;

/// A name that only the proxy knows.
const HOST: &str = "wfm.company.test";
const SECRET: &str = "s3cret-of-the-planner";
const PASSWORD: &str = "pr0xy-of-the-planner";
/// `ada:` and the password, as HTTP writes them.
const RIGHT: &str = "Basic YWRhOnByMHh5LW9mLXRoZS1wbGFubmVy";

#[tokio::test]
async fn a_tenant_behind_a_proxy_is_reached_with_the_password_from_the_keychain() -> Result<()> {
    let mut desktop = Desktop::start("proxied").await?;
    let mut config = Config::new(desktop.folder().join("tenant"), Data::Own);
    config.credentials = Some(Credentials {
        client_id: "planner".to_owned(),
        client_secret: SECRET.to_owned().into(),
    });
    let tenant = Workspace::start(config).await?;
    let (acceptor, root) = certified()?;
    let roots = desktop.folder().join("roots.pem");
    std::fs::write(&roots, root)?;
    desktop.set_variable("SSL_CERT_FILE", &roots.to_string_lossy());
    let (port, mut asked) = proxy(tenant.base_url(), acceptor).await?;
    let window = desktop.open_shiftwright().await?;
    window.click("connect-tenant").await?;
    fill(&window, port, "mistyped").await?;
    desktop.screenshot(&window, "form").await?;

    window.click("tenant-connect").await?;
    window
        .wait_for_text(
            "checked",
            "the proxy did not accept the user name and password",
        )
        .await?;
    window
        .wait_for_text(
            "checked",
            "Type the user name and password of the proxy again",
        )
        .await?;
    desktop.screenshot(&window, "wrong-password").await?;
    window.click("edit-checked").await?;
    window.click("proxy-password-replace").await?;
    window.fill("proxy-password", PASSWORD).await?;
    window.click("tenant-connect").await?;
    window.see("connected").await?;
    desktop.screenshot(&window, "connected").await?;
    window.close().await?;

    // The next start finds both secrets in the keychain.
    let window = desktop.open_shiftwright().await?;
    window.see("choose-file").await?;
    window.close().await?;
    tenant.shut_down().await;
    let mut seen = Vec::new();
    while let Ok(each) = asked.try_recv() {
        seen.push(each);
    }
    let (line, authorization) = seen.first().cloned().unwrap_or_default();
    ensure!(
        line == format!("CONNECT {HOST}:443 HTTP/1.1"),
        "the proxy was asked {line:?}"
    );
    ensure!(
        authorization != RIGHT && authorization.starts_with("Basic "),
        "at first with another password, not {authorization:?}"
    );
    ensure!(
        seen.iter().filter(|(_, told)| told == RIGHT).count() > 1,
        "each start goes through it: {seen:?}"
    );
    for word in [SECRET, PASSWORD] {
        crate::secrets::in_no_file(word, &desktop.folder().join("shiftwright"))?;
        crate::secrets::in_no_file(word, &desktop.output())?;
    }
    desktop.finish();
    Ok(())
}

async fn fill(window: &Window, port: u16, password: &str) -> Result<()> {
    window.fill("tenant-name", "Support EU").await?;
    window.choose("tenant-region", "custom").await?;
    window
        .fill("tenant-address", &format!("https://{HOST}"))
        .await?;
    window.fill("tenant-client-id", "planner").await?;
    window.fill("tenant-secret", SECRET).await?;
    window.click("tenant-more").await?;
    window.choose("tenant-proxy", "manual").await?;
    window.fill("proxy-host", "127.0.0.1").await?;
    window.fill("proxy-port", &port.to_string()).await?;
    window.fill("proxy-user", "ada").await?;
    window.fill("proxy-password", password).await
}

/// What shows a certificate of the host, and who signed it.
fn certified() -> Result<(TlsAcceptor, String)> {
    let key = KeyPair::generate()?;
    let mut authority = CertificateParams::new(Vec::new())?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root = authority.self_signed(&key)?;
    let issuer = Issuer::new(authority, key);
    let key = KeyPair::generate()?;
    let certificate = CertificateParams::new(vec![HOST.to_owned()])?.signed_by(&key, &issuer)?;
    let secret = PrivateKeyDer::try_from(key.serialize_der()).map_err(anyhow::Error::msg)?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], secret)?;
    Ok((TlsAcceptor::from(Arc::new(config)), root.pem()))
}

/// What the proxy was asked: the first line, and who said to be there.
type Asked = (String, String);

/// Lets those through to the tenant who know the password. Ends with the test.
async fn proxy(tenant: String, acceptor: TlsAcceptor) -> Result<(u16, UnboundedReceiver<Asked>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let (tell, asked) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let (tenant, acceptor, tell) = (tenant.clone(), acceptor.clone(), tell.clone());
            // A caller that hangs up is no fault of this side.
            tokio::spawn(async move { serve(client, &tenant, &acceptor, &tell).await });
        }
    });
    Ok((port, asked))
}

async fn serve(
    client: TcpStream,
    tenant: &str,
    acceptor: &TlsAcceptor,
    tell: &UnboundedSender<Asked>,
) -> Result<()> {
    let mut client = BufReader::new(client);
    let (mut first, mut told) = (String::new(), String::new());
    client.read_line(&mut first).await?;
    loop {
        let mut line = String::new();
        client.read_line(&mut line).await?;
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("proxy-authorization")
        {
            value.trim().clone_into(&mut told);
        }
    }
    let is_known = told == RIGHT;
    tell.send((first.trim().to_owned(), told))?;
    let answer: &[u8] = match is_known {
        true => b"HTTP/1.1 200 Connection established\r\n\r\n",
        false => b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"company\"\r\nContent-Length: 0\r\n\r\n",
    };
    client.write_all(answer).await?;
    if !is_known {
        // Read to its end: what is left unread would tear the answer away.
        client.get_mut().shutdown().await?;
        client.read_to_end(&mut Vec::new()).await?;
        return Ok(());
    }
    let mut inside = acceptor.accept(client).await?;
    let mut tenant = TcpStream::connect(tenant.trim_start_matches("http://")).await?;
    copy_bidirectional(&mut inside, &mut tenant).await?;
    Ok(())
}
