use keyring::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};

/// A place for secrets that outlives the program.
pub(super) trait Keychain: Send + Sync {
    fn set(&self, account: &str, value: &SecretString) -> Result<(), KeychainFault>;
    fn get(&self, account: &str) -> Result<Option<SecretString>, KeychainFault>;
    /// Whether it would ask the planner to unlock it before it gives this secret
    /// away. Asks nobody itself.
    fn would_ask(&self, account: &str) -> bool;
    /// No fault where there is nothing.
    fn delete(&self, account: &str) -> Result<(), KeychainFault>;
}

/// Why a keychain does not serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeychainFault {
    /// There is none, or it does not work.
    Absent,
    /// It is there and holds its secrets back.
    Locked,
}

/// The operating system's.
pub(super) struct SystemKeychain;

const SERVICE: &str = "com.shiftwright.desktop";

impl Keychain for SystemKeychain {
    fn set(&self, account: &str, value: &SecretString) -> Result<(), KeychainFault> {
        Entry::new(SERVICE, account)
            .and_then(|entry| entry.set_password(value.expose_secret()))
            .map_err(KeychainFault::from)
    }

    fn get(&self, account: &str) -> Result<Option<SecretString>, KeychainFault> {
        let found = Entry::new(SERVICE, account).and_then(|entry| entry.get_password());
        match found {
            Ok(value) => Ok(Some(value.into())),
            Err(Error::NoEntry) => Ok(None),
            Err(fault) => Err(fault.into()),
        }
    }

    fn would_ask(&self, account: &str) -> bool {
        locked::holds(SERVICE, account)
    }

    fn delete(&self, account: &str) -> Result<(), KeychainFault> {
        let gone = Entry::new(SERVICE, account).and_then(|entry| entry.delete_credential());
        match gone {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(fault) => Err(fault.into()),
        }
    }
}

impl From<Error> for KeychainFault {
    fn from(fault: Error) -> Self {
        tracing::warn!(%fault, "the keychain does not serve");
        match fault {
            Error::NoStorageAccess(_) => Self::Locked,
            // Making a new entry tells a locked keychain by its words alone.
            Error::PlatformFailure(cause) if speaks_of_locks(&cause.to_string()) => Self::Locked,
            _ => Self::Absent,
        }
    }
}

fn speaks_of_locks(words: &str) -> bool {
    words.contains("locked") || words.contains("prompt")
}

#[cfg(target_os = "linux")]
mod locked {
    use std::collections::HashMap;

    use secret_service::blocking::SecretService;
    use secret_service::{EncryptionType, Error};

    /// Whether the secret is there and locked away.
    pub(super) fn holds(service: &str, account: &str) -> bool {
        look(service, account).unwrap_or_else(|fault| {
            tracing::debug!(%fault, "the keychain does not tell whether it is locked");
            false
        })
    }

    fn look(service: &str, account: &str) -> Result<bool, Error> {
        // No secret goes over this connection: only what there is, is asked.
        let keychain = SecretService::connect(EncryptionType::Plain)?;
        let named = HashMap::from([("service", service), ("username", account)]);
        let found = keychain.search_items(named)?;
        Ok(found.unlocked.is_empty() && !found.locked.is_empty())
    }
}

#[cfg(not(target_os = "linux"))]
mod locked {
    /// The keychains of Windows and macOS are unlocked with the planner's session.
    pub(super) fn holds(_service: &str, _account: &str) -> bool {
        false
    }
}
