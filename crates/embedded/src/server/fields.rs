//! Reads JSON field by field, so that each fault is told, not only the first.

use chrono::{DateTime, Datelike, Utc};
use cxone::wire::RecordError;
use serde_json::{Map, Value};

/// Collects the faults of a request.
#[derive(Default)]
pub struct Fields {
    /// Of which record, counted from 0.
    pub index: Option<usize>,
    /// Whose record.
    pub agent: Option<String>,
    pub faults: Vec<RecordError>,
}

/// A JSON object.
pub type Object = Map<String, Value>;

impl Fields {
    pub fn fault(&mut self, field: &str, code: &str, message: impl Into<String>) {
        self.faults.push(RecordError {
            index: self.index,
            agent_id: self.agent.clone(),
            field: Some(field.to_owned()),
            code: code.to_owned(),
            message: message.into(),
            ..RecordError::default()
        });
    }

    /// A field that must be there.
    pub fn needed<'v>(&mut self, object: &'v Object, field: &str) -> Option<&'v Value> {
        let value = object.get(field);
        if value.is_none() {
            self.fault(field, "MISSING_FIELD", format!("{field} is missing."));
        }
        value
    }

    pub fn object<'v>(&mut self, value: &'v Value, field: &str) -> Option<&'v Object> {
        let object = value.as_object();
        if object.is_none() {
            self.wrong(field, "an object");
        }
        object
    }

    pub fn list<'v>(&mut self, value: &'v Value, field: &str) -> Option<&'v [Value]> {
        let list = value.as_array();
        if list.is_none() {
            self.wrong(field, "a list");
        }
        list.map(Vec::as_slice)
    }

    /// An id of 1 to 128 characters.
    pub fn id<'v>(&mut self, value: &'v Value, field: &str) -> Option<&'v str> {
        let id = value.as_str().filter(|id| {
            let length = id.chars().count();
            (1..=128).contains(&length)
        });
        if id.is_none() {
            self.wrong(field, "a text of 1 to 128 characters");
        }
        id
    }

    /// One of some words.
    pub fn word<'v>(&mut self, value: &'v Value, field: &str, words: &[&str]) -> Option<&'v str> {
        let word = value.as_str().filter(|word| words.contains(word));
        if word.is_none() {
            self.wrong(field, &format!("one of {}", words.join(", ")));
        }
        word
    }

    pub fn flag(&mut self, object: &Object, field: &str, default: bool) -> bool {
        let Some(value) = object.get(field) else {
            return default;
        };
        if !value.is_boolean() {
            self.wrong(field, "true or false");
        }
        value.as_bool().unwrap_or(default)
    }

    /// A number within bounds; `whole` refuses fractions.
    pub fn number(
        &mut self,
        value: &Value,
        field: &str,
        (least, most): (f64, f64),
        whole: bool,
    ) -> Option<f64> {
        let number = value.as_f64().filter(|number| {
            number.is_finite()
                && (least..=most).contains(number)
                && (!whole || number.fract() == 0.0)
        });
        if number.is_none() {
            let kind = if whole { "a whole number" } else { "a number" };
            let wanted = if most.is_finite() && most < 1e15 {
                format!("{kind} from {least} to {most}")
            } else {
                format!("{kind}, {least} or more")
            };
            self.wrong(field, &wanted);
        }
        number
    }

    /// An instant with its offset from UTC.
    pub fn instant(&mut self, value: &Value, field: &str) -> Option<DateTime<Utc>> {
        let instant = value.as_str().and_then(read_instant);
        if instant.is_none() {
            let given = match value {
                Value::String(text) => shortened(text),
                other => shortened(&other.to_string()),
            };
            self.fault(
                field,
                "INVALID_DATETIME",
                format!(
                    "{field} is {given}, which is no date and time such as 2026-11-30T06:00:00Z."
                ),
            );
        }
        instant
    }

    fn wrong(&mut self, field: &str, wanted: &str) {
        self.fault(field, "INVALID_VALUE", format!("{field} must be {wanted}."));
    }
}

/// RFC 3339, any offset, with fractions or without, in the years 0 to 9999.
pub fn read_instant(text: &str) -> Option<DateTime<Utc>> {
    let instant = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    (0..=9999).contains(&instant.year()).then_some(instant)
}

fn shortened(text: &str) -> String {
    let mut start: String = text.chars().take(40).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    format!("“{start}”")
}
