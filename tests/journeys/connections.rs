//! A tenant: set up, refused, mended, kept in a real keychain, and led elsewhere.

use anyhow::{Result, ensure};
use embedded::{Config, Credentials, Data, Workspace};

use crate::answering;
use crate::desktop::Desktop;
use crate::window::Window;

const SECRET: &str = "s3cret-of-the-planner";

/// A workspace served as a tenant is, with data in `folder`.
async fn serve(folder: &std::path::Path) -> Result<Workspace> {
    let mut config = Config::new(folder.to_owned(), Data::Own);
    config.credentials = Some(Credentials {
        client_id: "planner".to_owned(),
        client_secret: SECRET.to_owned().into(),
    });
    Ok(Workspace::start(config).await?)
}

/// Fills the form for a new tenant.
async fn fill(window: &Window, address: &str, secret: &str) -> Result<()> {
    window.fill("tenant-name", "Support EU").await?;
    window.choose("tenant-region", "custom").await?;
    window.fill("tenant-address", address).await?;
    window.fill("tenant-client-id", "planner").await?;
    window.fill("tenant-secret", secret).await
}

#[tokio::test]
async fn a_tenant_is_set_up_mended_and_opened_again_from_the_keychain() -> Result<()> {
    let mut desktop = Desktop::start("tenant").await?;
    let tenant = serve(&desktop.folder().join("tenant")).await?;
    let window = desktop.open_shiftwright().await?;
    window.click("connect-tenant").await?;
    fill(&window, &tenant.base_url(), "wrong").await?;
    desktop.screenshot(&window, "form").await?;

    window.click("tenant-connect").await?;
    window
        .wait_for_text("check-summary", "does not work yet")
        .await?;
    let said = window.text("checked").await?;
    for words in [
        "CXone did not accept the secret",
        "Who can mend it: Your CXone administrator",
    ] {
        ensure!(said.contains(words), "{words:?} is not in {said:?}");
    }
    desktop.screenshot(&window, "refused").await?;
    window.click("copy-report").await?;
    window.wait_for_text("checked", "Copied").await?;

    window.click("edit-checked").await?;
    window.click("tenant-secret-replace").await?;
    window.fill("tenant-secret", SECRET).await?;
    desktop.screenshot(&window, "secret-replaced").await?;
    window.click("tenant-connect").await?;
    window.see("connected").await?;
    desktop.screenshot(&window, "connected").await?;
    paste_what_was_copied(&desktop, &window).await?;
    window.close().await?;

    let window = desktop.open_shiftwright().await?;
    window.see("choose-file").await?;
    let name = window.text("connection-name").await?;
    ensure!(name == "Support EU", "the bar on top says {name:?}");
    window.click("rail-connect").await?;
    window.click("edit-Support EU").await?;
    window
        .wait_for_text("tenant-secret-kept", "Kept in the keychain")
        .await?;
    window
        .fill("tenant-address", "https://wfm.example.com")
        .await?;
    window.see("tenant-secret").await?;
    ensure!(
        window.text("tenant-secret").await?.is_empty(),
        "the window shows a secret"
    );
    desktop.screenshot(&window, "led-elsewhere").await?;
    nothing_holds_the_secret(&desktop)?;
    window.close().await?;
    tenant.shut_down().await;
    desktop.finish();
    Ok(())
}

#[tokio::test]
async fn with_a_locked_keychain_the_secret_lives_until_the_program_closes() -> Result<()> {
    let mut desktop = Desktop::start("locked-keychain").await?;
    let tenant = serve(&desktop.folder().join("tenant")).await?;
    desktop.lock_keychain()?;
    let dark = r#"{"settings":{"theme":"dark","zone":"Europe/London","threshold":0.85,"pollSeconds":5,"deadlineSeconds":300}}"#;
    std::fs::write(desktop.folder().join("shiftwright/settings.json"), dark)?;
    let window = desktop.open_shiftwright().await?;
    window.click("connect-tenant").await?;
    fill(&window, &tenant.base_url(), SECRET).await?;
    window.click("tenant-connect").await?;
    let prompt = desktop.find_window("^Unlock Login Keyring$").await?;
    desktop.screenshot_of_all("the-keychain-asks")?;
    desktop.xdotool(&["windowactivate", "--sync", &prompt, "key", "Escape"])?;
    window.see("connected").await?;
    window
        .wait_for_text("secret-note", "the keychain of this computer is locked")
        .await?;
    desktop.screenshot(&window, "kept-until-it-closes").await?;
    window.close().await?;

    let window = desktop.open_shiftwright().await?;
    window.wait_for_text("notice", "Paste it again").await?;
    desktop.screenshot(&window, "asked-for-again").await?;
    nothing_holds_the_secret(&desktop)?;
    window.close().await?;
    tenant.shut_down().await;
    desktop.finish();
    Ok(())
}

#[tokio::test]
async fn a_locked_keychain_is_not_asked_before_the_connection_is_opened() -> Result<()> {
    let mut desktop = Desktop::start("locked-at-start").await?;
    let tenant = serve(&desktop.folder().join("tenant")).await?;
    let window = desktop.open_shiftwright().await?;
    window.click("connect-tenant").await?;
    fill(&window, &tenant.base_url(), SECRET).await?;
    window.click("tenant-connect").await?;
    window.see("connected").await?;
    window.close().await?;
    desktop.lock_keychain()?;

    let window = desktop.open_shiftwright().await?;
    window
        .wait_for_text(
            "saved-connections",
            "The keychain of this computer is locked.",
        )
        .await?;
    desktop.screenshot_of_all("nothing-asks")?;
    ensure!(
        desktop
            .xdotool(&["search", "--name", "^Unlock Login Keyring$"])
            .is_err(),
        "the keychain asks, and nobody wanted anything of it"
    );
    window.click("open-Support EU").await?;
    let prompt = desktop.find_window("^Unlock Login Keyring$").await?;
    desktop.screenshot_of_all("asks-when-it-is-opened")?;
    desktop.xdotool(&["windowactivate", "--sync", &prompt, "key", "Escape"])?;
    window
        .wait_for_text("notice", "The keychain of this computer is locked")
        .await?;
    window.close().await?;
    tenant.shut_down().await;
    desktop.finish();
    Ok(())
}

#[tokio::test]
async fn what_stands_in_the_way_is_told_while_a_connection_is_checked() -> Result<()> {
    let mut desktop = Desktop::start("in-the-way").await?;
    let busy = answering::always(
        "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 10800\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    )?;
    let guest_network = answering::always(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html><title>Guest Wi-Fi: please sign in</title></html>",
    )?;
    let window = desktop.open_shiftwright().await?;
    window.click("connect-tenant").await?;
    fill(&window, &busy, SECRET).await?;
    window.click("tenant-connect").await?;

    window.wait_for_text("pause", "asked for a pause").await?;
    window
        .wait_for_text("pause", "It asked for 3 hours")
        .await?;
    desktop
        .screenshot(&window, "a-pause-of-three-hours")
        .await?;
    window.click("cancel-check").await?;
    window.click("edit-Support EU").await?;
    window.fill("tenant-address", &guest_network).await?;
    window.fill("tenant-secret", SECRET).await?;
    window.click("tenant-connect").await?;
    window
        .wait_for_text(
            "checked",
            "The sign-in page “Guest Wi-Fi: please sign in” answered instead of CXone",
        )
        .await?;
    window
        .wait_for_text("checked", "sign in to the network there")
        .await?;
    desktop.screenshot(&window, "a-sign-in-page").await?;
    window.close().await?;
    desktop.finish();
    Ok(())
}

/// What the button copied arrives where it is pasted.
async fn paste_what_was_copied(desktop: &Desktop, window: &Window) -> Result<()> {
    window.click("connect-tenant").await?;
    window.click("tenant-name").await?;
    desktop.xdotool(&["key", "ctrl+v"])?;
    window
        .wait_for_text("tenant-name", "[failed] Client id and secret are accepted")
        .await?;
    window.click("tenant-back").await
}

/// No file of the program holds the secret: neither records nor preferences nor logs.
fn nothing_holds_the_secret(desktop: &Desktop) -> Result<()> {
    let mut folders = vec![desktop.folder().join("shiftwright"), desktop.output()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path)?;
            let found = bytes
                .windows(SECRET.len())
                .any(|part| part == SECRET.as_bytes());
            ensure!(!found, "{} holds the secret", path.display());
        }
    }
    Ok(())
}
