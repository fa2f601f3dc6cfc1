use secrecy::SecretString;

/// What a connection signs in with.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Names the application that CXone knows; no secret.
    pub client_id: String,
    /// Proves it. Shown as `[REDACTED]` wherever it is formatted.
    pub client_secret: SecretString,
}

impl Credentials {
    /// Takes both without the spaces and line breaks that come along when they are pasted.
    #[must_use]
    pub fn new(client_id: &str, client_secret: &str) -> Self {
        Self {
            client_id: client_id.trim().to_owned(),
            client_secret: client_secret.trim().into(),
        }
    }
}
