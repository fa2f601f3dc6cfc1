//! What a server says about a failure, in whatever shape it says it.

use serde::Deserialize;
use serde_json::Value;

use crate::wire::RecordError;

/// The words of an error body; every field may be missing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// For programs: `errorCode`, `code`, or an OAuth `error`.
    pub(crate) code: Option<String>,
    /// For people, shortened.
    pub(crate) message: Option<String>,
    /// Record by record.
    pub(crate) errors: Vec<RecordError>,
    /// Whether the body is a web page.
    pub(crate) page: bool,
    /// Whether that page asks for a password.
    pub(crate) password: bool,
}

/// Long enough for a sentence, short enough for a line of a report.
const LONGEST: usize = 400;

impl Words {
    /// Reads the contract's body, `{"message"}`, `{"error"}`, `{"code", "details"}`, plain text and HTML.
    pub(crate) fn read(body: &[u8]) -> Self {
        match serde_json::from_slice::<Value>(body) {
            Ok(Value::Object(object)) => Self::from_object(&Value::Object(object)),
            Ok(Value::String(text)) => Self::from_text(&text),
            _ => Self::from_text(&String::from_utf8_lossy(body)),
        }
    }

    fn from_object(object: &Value) -> Self {
        let inner = object.get("error").filter(|error| error.is_object());
        let text = |names: &[&str]| {
            let places = [Some(object), inner];
            let mut found = places
                .into_iter()
                .flatten()
                .flat_map(|place| names.iter().filter_map(|name| place.get(*name)))
                .filter_map(plain);
            found.find(|text| !text.trim().is_empty())
        };
        let error = object
            .get("error")
            .and_then(Value::as_str)
            .map(str::to_owned);
        let code = text(&["errorCode", "code"]).or_else(|| error.clone());
        let message = text(&["message", "error_description", "details", "detail", "title"]);
        let errors = [Some(object), inner]
            .into_iter()
            .flatten()
            .filter_map(|place| place.get("errors")?.as_array())
            .flatten()
            .filter_map(|item| RecordError::deserialize(item).ok());
        Self {
            errors: errors.collect(),
            message: message
                .or(error)
                .or_else(|| code.clone())
                .map(|text| shortened(&text)),
            code,
            page: false,
            password: false,
        }
    }

    fn from_text(text: &str) -> Self {
        let page = text.trim_start().starts_with('<');
        let words = if page {
            title(text).unwrap_or_default()
        } else {
            text.trim()
        };
        Self {
            message: (!words.is_empty()).then(|| shortened(words)),
            page,
            password: page && asks_password(text),
            ..Self::default()
        }
    }

    /// Whether code or message speaks of `topic`, which is lower case.
    pub(crate) fn mention(&self, topic: &str) -> bool {
        let said = [&self.code, &self.message];
        said.into_iter()
            .flatten()
            .any(|text| text.to_lowercase().contains(topic))
    }
}

/// Text, a number, or texts joined; `details` comes in all three.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let texts: Vec<_> = items.iter().filter_map(Value::as_str).collect();
            (!texts.is_empty()).then(|| texts.join("; "))
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    }
}

/// The title of a web page: enough to recognise a proxy or login page by.
fn title(page: &str) -> Option<&str> {
    // ASCII lower case keeps every byte where it is.
    let lower = page.to_ascii_lowercase();
    let open = lower.find("<title")?;
    let start = open + lower[open..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    Some(page[start..end].trim())
}

/// Whether a web page has a field for a password.
fn asks_password(page: &str) -> bool {
    let plain: String = page
        .chars()
        .filter(|each| !matches!(each, '"' | '\''))
        .collect();
    plain.to_ascii_lowercase().contains("type=password")
}

/// Without line breaks and control characters, and not too long.
fn shortened(text: &str) -> String {
    let visible = text.replace(char::is_control, " ");
    let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, code: Option<&str>, message: Option<&str>, errors: &[&str]) {
        let words = Words::read(body.as_bytes());
        assert_eq!(words.code.as_deref(), code, "{body}");
        assert_eq!(words.message.as_deref(), message, "{body}");
        let found: Vec<_> = words.errors.iter().map(|error| &error.message).collect();
        assert_eq!(found, errors, "{body}");
    }

    #[test]
    fn every_shape_of_error_body_is_understood() {
        check(
            r#"{"errorCode":"E","message":"M","errors":[{"index":3,"field":"startDate","code":"C","message":"bad"}]}"#,
            Some("E"),
            Some("M"),
            &["bad"],
        );
        check(r#"{"message":"M"}"#, None, Some("M"), &[]);
        check(r#"{"error":"E"}"#, Some("E"), Some("E"), &[]);
        check(
            r#"{"error":"invalid_client","error_description":"No."}"#,
            Some("invalid_client"),
            Some("No."),
            &[],
        );
        check(r#"{"code":"C","details":"D"}"#, Some("C"), Some("D"), &[]);
        check(
            r#"{"code":42,"details":["a","b"]}"#,
            Some("42"),
            Some("a; b"),
            &[],
        );
        check(
            r#"{"error":{"code":"C","message":"M"}}"#,
            Some("C"),
            Some("M"),
            &[],
        );
        check(
            r#"{"message":"M","errors":["one","two"]}"#,
            None,
            Some("M"),
            &["one", "two"],
        );
        check(r#"{"message":"M","errors":"none"}"#, None, Some("M"), &[]);
        check(r#""just text""#, None, Some("just text"), &[]);
        check("Too  busy\n", None, Some("Too busy"), &[]);
        check("", None, None, &[]);
        check("{}", None, None, &[]);
        check("[1]", None, Some("[1]"), &[]);
        check(
            "<html><TITLE lang=en> Sign in </TITLE>",
            None,
            Some("Sign in"),
            &[],
        );
        check("<html>nothing", None, None, &[]);
    }

    #[test]
    fn long_words_are_cut_between_characters() {
        let words = Words::read("ü".repeat(1000).as_bytes());
        assert_eq!(words.message.unwrap().chars().count(), LONGEST + 1);
    }
}
