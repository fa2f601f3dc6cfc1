use std::borrow::Cow;
use std::io::Read;

use flate2::read::GzDecoder;
use reqwest::header::{CONTENT_ENCODING, HeaderMap};
use reqwest::{Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;

use crate::Details;
use crate::words::Words;

/// A whole answer of a server.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    body: Vec<u8>,
    /// Whether only the beginning was read.
    too_large: bool,
}

/// Why a body is not the promised JSON.
#[derive(Debug)]
pub(crate) enum NotAsPromised {
    /// Not JSON at all: a proxy or a login page.
    Page,
    /// JSON of another shape, or the torso of one. Ends a sentence.
    Fault(String),
}

/// The largest answer that is read, bytes: a server gone wrong must not take all memory.
const LARGEST: usize = 64 * 1024 * 1024;

/// Where servers and gateways put the name of a request.
const REQUEST_ID: [&str; 4] = [
    "x-request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "request-id",
];

impl Answer {
    /// Reads to the end. The body of a refusal may break off: its status says enough.
    pub(crate) async fn read(mut response: Response) -> Result<Self, reqwest::Error> {
        let status = response.status();
        let mut body = Vec::new();
        let mut too_large = false;
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() <= LARGEST => {
                    body.extend_from_slice(&chunk);
                }
                Err(fault) if status.is_success() => return Err(fault),
                Ok(Some(_)) => {
                    too_large = true;
                    break;
                }
                Ok(None) | Err(_) => break,
            }
        }
        let packed = response.headers().get(CONTENT_ENCODING);
        if packed.is_some_and(|how| how.as_bytes().eq_ignore_ascii_case(b"gzip")) {
            (body, too_large) = unpacked(&body, too_large);
        }
        Ok(Self {
            status,
            headers: response.headers().clone(),
            body,
            too_large,
        })
    }

    /// Takes out what must never be shown, should the server echo it.
    pub(crate) fn without(mut self, secrets: &[&SecretString]) -> Self {
        if !self.status.is_success() {
            let text = String::from_utf8_lossy(&self.body);
            self.body = scrubbed(&text, secrets).into_owned().into_bytes();
        }
        self
    }

    pub(crate) fn words(&self) -> Words {
        Words::read(&self.body)
    }

    /// The body as `T`.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, NotAsPromised> {
        serde_json::from_slice(&self.body).map_err(|fault| self.not_as_promised(&fault))
    }

    fn not_as_promised(&self, fault: &serde_json::Error) -> NotAsPromised {
        if self.too_large {
            let most = LARGEST / (1024 * 1024);
            NotAsPromised::Fault(format!("it is longer than {most} MB"))
        } else if self.body.trim_ascii().is_empty() {
            NotAsPromised::Fault("it is empty".to_owned())
        } else if fault.is_data() {
            NotAsPromised::Fault(format!("it has another shape than agreed ({fault})"))
        } else if fault.is_eof() {
            NotAsPromised::Fault("it breaks off in the middle".to_owned())
        } else if matches!(self.body.trim_ascii_start().first(), Some(b'{' | b'[')) {
            NotAsPromised::Fault(format!("it is damaged ({fault})"))
        } else {
            NotAsPromised::Page
        }
    }

    pub(crate) fn details(&self, call: &'static str) -> Box<Details> {
        let mut ids = REQUEST_ID.iter().filter_map(|name| self.headers.get(*name));
        let request_id = ids.find_map(|id| id.to_str().ok());
        // The words of a success are data: only a page among them says something about the fault.
        let words = self.words();
        let telling = !self.status.is_success() || words.page;
        Box::new(Details {
            call,
            status: Some(self.status.as_u16()),
            words: words.message.filter(|_| telling),
            request_id: request_id.map(str::to_owned),
            cause: None,
            earlier_unsure: false,
        })
    }
}

/// Some proxies pack an answer although nobody asked for that. What cannot be
/// unpacked stays as it is and is told for what it is.
fn unpacked(body: &[u8], too_large: bool) -> (Vec<u8>, bool) {
    let mut plain = Vec::new();
    let most = LARGEST as u64 + 1;
    match GzDecoder::new(body).take(most).read_to_end(&mut plain) {
        Ok(length) => {
            plain.truncate(LARGEST);
            (plain, too_large || length > LARGEST)
        }
        Err(_) => (body.to_vec(), too_large),
    }
}

/// `text` with every one of `secrets` blacked out.
pub(crate) fn scrubbed<'a>(text: &'a str, secrets: &[&SecretString]) -> Cow<'a, str> {
    let mut clean = Cow::Borrowed(text);
    for secret in secrets.iter().map(|secret| secret.expose_secret()) {
        if !secret.is_empty() && clean.contains(secret) {
            clean = Cow::Owned(clean.replace(secret, "[REDACTED]"));
        }
    }
    clean
}
