use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::{ExposeSecret, SecretString};

/// Where a connection's client secret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretPlace {
    /// In the keychain of the operating system: there tomorrow.
    Keychain,
    /// In this program's memory until it closes: there was no keychain.
    Session,
    /// Nowhere: it must be typed again.
    Missing,
}

/// Client secrets, in the operating system's keychain and nowhere else on disk.
///
/// Without a keychain, or with a locked one, a secret lives until the program
/// closes. Calls block while the keychain asks the planner to unlock it.
#[derive(Default)]
pub struct Secrets {
    session: Mutex<HashMap<String, SecretString>>,
}

const SERVICE: &str = "com.shiftwright.desktop";

impl Secrets {
    /// Keeps a connection's secret, in the keychain if there is one.
    pub fn keep(&self, connection: &str, secret: SecretString) -> SecretPlace {
        let kept = keyring::Entry::new(SERVICE, connection)
            .and_then(|entry| entry.set_password(secret.expose_secret()));
        match kept {
            Ok(()) => {
                self.session().remove(connection);
                SecretPlace::Keychain
            }
            Err(fault) => {
                tracing::warn!(%fault, "no keychain; the secret lives until the program closes");
                self.session().insert(connection.to_owned(), secret);
                SecretPlace::Session
            }
        }
    }

    /// Where a connection's secret is.
    pub fn place(&self, connection: &str) -> SecretPlace {
        self.find(connection)
            .map_or(SecretPlace::Missing, |(_, place)| place)
    }

    /// A connection's secret, if it is anywhere.
    pub fn find(&self, connection: &str) -> Option<(SecretString, SecretPlace)> {
        if let Some(secret) = self.session().get(connection) {
            return Some((secret.clone(), SecretPlace::Session));
        }
        let secret = keyring::Entry::new(SERVICE, connection)
            .and_then(|entry| entry.get_password())
            .ok()?;
        Some((secret.into(), SecretPlace::Keychain))
    }

    /// Forgets a connection's secret everywhere.
    pub fn forget(&self, connection: &str) {
        self.session().remove(connection);
        let gone =
            keyring::Entry::new(SERVICE, connection).and_then(|entry| entry.delete_credential());
        if let Err(fault) = gone {
            tracing::debug!(%fault, "no secret in the keychain to delete");
        }
    }

    fn session(&self) -> MutexGuard<'_, HashMap<String, SecretString>> {
        // A map of secrets cannot be left half-changed by a panic elsewhere.
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
