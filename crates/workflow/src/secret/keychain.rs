use keyring::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};

/// A place for secrets that outlives the program.
pub(super) trait Keychain: Send + Sync {
    fn set(&self, account: &str, value: &SecretString) -> Result<(), KeychainFault>;
    fn get(&self, account: &str) -> Result<Option<SecretString>, KeychainFault>;
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
