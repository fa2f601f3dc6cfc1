//! Secrets of connections: in the keychain or in memory, and nowhere else.

mod keychain;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::WorkError;
use keychain::{Keychain, KeychainFault, SystemKeychain};

/// A secret of a connection, by the one place to which it may ever be sent.
///
/// The secret is kept together with that place, so that a connection whose
/// address was changed finds none. Neither a planner who was talked into another
/// address nor someone who can write to the store gets it sent elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretFor {
    /// Names it in the keychain.
    pub(crate) account: String,
    /// Whom it is for, and in whose name. Holds no secret.
    pub(crate) recipient: String,
}

/// Where a secret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretPlace {
    /// In the keychain of the operating system: there tomorrow.
    Keychain,
    /// In this program's memory until it closes, because the keychain did not take it.
    Session(NotKept),
    /// Perhaps in the keychain, which is locked.
    Locked,
    /// Nowhere: it must be typed again.
    Missing,
}

/// Why the keychain did not take a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// There is none, or it does not work.
    NoKeychain,
    /// It is locked, and was not unlocked when it asked.
    Locked,
}

/// All secrets of this computer's planner.
///
/// Without a keychain, or with a locked one, a secret lives until the program
/// closes. Calls block while the keychain asks the planner to unlock it.
pub struct Secrets {
    keychain: Box<dyn Keychain>,
    session: Mutex<HashMap<String, Held>>,
}

/// A secret that the keychain did not take.
struct Held {
    recipient: String,
    secret: SecretString,
    why: NotKept,
}

/// What the keychain holds under an account, as JSON.
#[derive(Serialize)]
struct Kept<'s> {
    #[serde(rename = "for")]
    recipient: &'s str,
    secret: &'s str,
}

impl Default for Secrets {
    fn default() -> Self {
        Self::within(SystemKeychain)
    }
}

impl Secrets {
    fn within(keychain: impl Keychain + 'static) -> Self {
        Self {
            keychain: Box::new(keychain),
            session: Mutex::default(),
        }
    }

    /// Keeps a secret in place of an earlier one, in the keychain if there is one.
    ///
    /// # Errors
    /// When it cannot be written down, which no text that can be typed causes.
    pub fn keep(&self, what: &SecretFor, secret: SecretString) -> Result<SecretPlace, WorkError> {
        let kept = Kept {
            recipient: &what.recipient,
            secret: secret.expose_secret(),
        };
        let kept = SecretString::from(serde_json::to_string(&kept)?);
        match self.keychain.set(&what.account, &kept) {
            Ok(()) => {
                self.session().remove(&what.account);
                Ok(SecretPlace::Keychain)
            }
            Err(fault) => {
                let why = fault.into();
                let held = Held {
                    recipient: what.recipient.clone(),
                    secret,
                    why,
                };
                self.session().insert(what.account.clone(), held);
                Ok(SecretPlace::Session(why))
            }
        }
    }

    /// The secret, if it is anywhere and meant for this recipient.
    ///
    /// # Errors
    /// [`WorkError::SecretMissing`] or [`WorkError::KeychainLocked`].
    pub fn find(&self, what: &SecretFor) -> Result<SecretString, WorkError> {
        match self.look_up(what) {
            (_, Some(secret)) => Ok(secret),
            (SecretPlace::Locked, None) => Err(WorkError::KeychainLocked),
            (_, None) => Err(WorkError::SecretMissing),
        }
    }

    /// Where the secret is. Never makes the keychain ask to be unlocked.
    #[must_use]
    pub fn place(&self, what: &SecretFor) -> SecretPlace {
        match self.held(what) {
            Some((why, _)) => SecretPlace::Session(why),
            None if self.keychain.would_ask(&what.account) => SecretPlace::Locked,
            None => self.look_up(what).0,
        }
    }

    /// Deletes the secret everywhere, whomever it was for.
    ///
    /// # Errors
    /// [`WorkError::KeychainLocked`] when it may still be in the keychain.
    pub fn forget(&self, what: &SecretFor) -> Result<(), WorkError> {
        self.session().remove(&what.account);
        match self.keychain.delete(&what.account) {
            Ok(()) | Err(KeychainFault::Absent) => Ok(()),
            Err(KeychainFault::Locked) => Err(WorkError::KeychainLocked),
        }
    }

    fn look_up(&self, what: &SecretFor) -> (SecretPlace, Option<SecretString>) {
        if let Some((why, secret)) = self.held(what) {
            return (SecretPlace::Session(why), Some(secret));
        }
        match self.keychain.get(&what.account) {
            Ok(kept) => match kept.and_then(|kept| meant_for(&what.recipient, &kept)) {
                Some(secret) => (SecretPlace::Keychain, Some(secret)),
                None => (SecretPlace::Missing, None),
            },
            Err(KeychainFault::Absent) => (SecretPlace::Missing, None),
            Err(KeychainFault::Locked) => (SecretPlace::Locked, None),
        }
    }

    /// The secret that lives for the session, and why it does.
    fn held(&self, what: &SecretFor) -> Option<(NotKept, SecretString)> {
        let session = self.session();
        let held = session.get(&what.account);
        let held = held.filter(|held| held.recipient == what.recipient)?;
        Some((held.why, held.secret.clone()))
    }

    fn session(&self) -> MutexGuard<'_, HashMap<String, Held>> {
        // A map of secrets cannot be left half-changed by a panic elsewhere.
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What was kept, if it was kept for `recipient`.
fn meant_for(recipient: &str, kept: &SecretString) -> Option<SecretString> {
    // Owned, because JSON may have escaped some of its characters.
    #[derive(Deserialize)]
    struct Found {
        #[serde(rename = "for")]
        recipient: String,
        secret: String,
    }
    let found: Found = serde_json::from_str(kept.expose_secret()).ok()?;
    (found.recipient == recipient).then(|| found.secret.into())
}

impl From<KeychainFault> for NotKept {
    fn from(fault: KeychainFault) -> Self {
        match fault {
            KeychainFault::Absent => Self::NoKeychain,
            KeychainFault::Locked => Self::Locked,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// A keychain in memory, which can be locked or missing.
    #[derive(Clone, Default)]
    struct Drawer {
        values: Arc<Mutex<HashMap<String, String>>>,
        fault: Arc<Mutex<Option<KeychainFault>>>,
        /// How often it was opened, or asked to be unlocked.
        opened: Arc<Mutex<usize>>,
    }

    impl Drawer {
        fn now(&self, fault: Option<KeychainFault>) {
            *self.fault.lock().unwrap() = fault;
        }

        fn open(&self) -> Result<MutexGuard<'_, HashMap<String, String>>, KeychainFault> {
            *self.opened.lock().unwrap() += 1;
            match *self.fault.lock().unwrap() {
                Some(fault) => Err(fault),
                None => Ok(self.values.lock().unwrap()),
            }
        }
    }

    impl Keychain for Drawer {
        fn set(&self, account: &str, value: &SecretString) -> Result<(), KeychainFault> {
            let value = value.expose_secret().to_owned();
            self.open()?.insert(account.to_owned(), value);
            Ok(())
        }

        fn get(&self, account: &str) -> Result<Option<SecretString>, KeychainFault> {
            Ok(self.open()?.get(account).cloned().map(Into::into))
        }

        fn would_ask(&self, account: &str) -> bool {
            let is_locked = *self.fault.lock().unwrap() == Some(KeychainFault::Locked);
            is_locked && self.values.lock().unwrap().contains_key(account)
        }

        fn delete(&self, account: &str) -> Result<(), KeychainFault> {
            self.open()?.remove(account);
            Ok(())
        }
    }

    fn for_host(host: &str) -> SecretFor {
        SecretFor {
            account: "c1".to_owned(),
            recipient: format!("https://{host}/oauth/token planner"),
        }
    }

    fn found(secrets: &Secrets, what: &SecretFor) -> Option<String> {
        let secret = secrets.find(what).ok()?;
        Some(secret.expose_secret().to_owned())
    }

    #[test]
    fn a_secret_goes_only_where_it_was_typed_for() {
        let (drawer, ours) = (Drawer::default(), for_host("wfm.example.com"));
        let secrets = Secrets::within(drawer.clone());

        let place = secrets.keep(&ours, "s3\"cr\\et".to_owned().into()).unwrap();

        assert_eq!(place, SecretPlace::Keychain);
        assert_eq!(found(&secrets, &ours).as_deref(), Some("s3\"cr\\et"));
        let theirs = for_host("wfm.example.com.evil.example");
        assert_eq!(found(&secrets, &theirs), None);
        assert_eq!(secrets.place(&theirs), SecretPlace::Missing);
        // Also where it never reached the keychain.
        drawer.now(Some(KeychainFault::Absent));
        secrets.keep(&ours, "typed".to_owned().into()).unwrap();
        assert_eq!(found(&secrets, &theirs), None);
        assert_eq!(found(&secrets, &ours).as_deref(), Some("typed"));
    }

    #[test]
    fn what_the_keychain_does_not_take_lives_until_the_program_closes() {
        let cases = [
            (KeychainFault::Absent, NotKept::NoKeychain),
            (KeychainFault::Locked, NotKept::Locked),
        ];
        for (fault, why) in cases {
            let (drawer, what) = (Drawer::default(), for_host("a"));
            drawer.now(Some(fault));
            let secrets = Secrets::within(drawer.clone());

            let place = secrets.keep(&what, "typed".to_owned().into()).unwrap();

            assert_eq!(place, SecretPlace::Session(why));
            assert_eq!(secrets.place(&what), place);
            assert_eq!(found(&secrets, &what).as_deref(), Some("typed"));
            let next_start = Secrets::within(drawer);
            assert!(found(&next_start, &what).is_none());
        }
    }

    #[test]
    fn a_locked_keychain_is_told_from_a_missing_secret() {
        let (drawer, what) = (Drawer::default(), for_host("a"));
        let secrets = Secrets::within(drawer.clone());
        secrets.keep(&what, "kept".to_owned().into()).unwrap();

        drawer.now(Some(KeychainFault::Locked));
        let before = *drawer.opened.lock().unwrap();

        assert_eq!(secrets.place(&what), SecretPlace::Locked);
        assert_eq!(*drawer.opened.lock().unwrap(), before, "nobody is asked");
        assert!(matches!(
            secrets.find(&what),
            Err(WorkError::KeychainLocked)
        ));
        assert!(matches!(
            secrets.forget(&what),
            Err(WorkError::KeychainLocked)
        ));
        drawer.now(None);
        secrets.forget(&what).unwrap();
        assert!(matches!(secrets.find(&what), Err(WorkError::SecretMissing)));
        assert!(drawer.values.lock().unwrap().is_empty());
    }

    #[test]
    fn what_another_program_left_there_is_no_secret() {
        let (drawer, what) = (Drawer::default(), for_host("a"));
        let junk = ("c1".to_owned(), "just a word".to_owned());
        drawer.values.lock().unwrap().extend([junk]);

        let secrets = Secrets::within(drawer);

        assert_eq!(secrets.place(&what), SecretPlace::Missing);
    }
}
