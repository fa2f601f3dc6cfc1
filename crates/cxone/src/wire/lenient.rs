//! Error records and counts as servers really write them.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{RecordError, ShiftWindow};

/// An object, or a plain string that is the message.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Object {
        #[serde(default)]
        index: Option<usize>,
        #[serde(default, rename = "agentId")]
        agent_id: Option<String>,
        #[serde(default)]
        field: Option<String>,
        #[serde(default)]
        code: Option<String>,
        #[serde(default)]
        message: Option<String>,
        #[serde(default, rename = "conflictsWith")]
        conflicts_with: Value,
    },
}

impl<'de> Deserialize<'de> for RecordError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Written::deserialize(deserializer)? {
            Written::Text(message) => Self {
                message,
                ..Self::default()
            },
            Written::Object {
                index,
                agent_id,
                field,
                code,
                message,
                conflicts_with,
            } => Self {
                index,
                agent_id,
                field,
                code: code.unwrap_or_default(),
                message: message.unwrap_or_default(),
                conflicts_with: windows(&conflicts_with),
            },
        })
    }
}

/// Missing and `null` mean the same: none.
pub(super) fn list<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<RecordError>, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// A whole number from 0; anything else is no count, for only an extension promises one.
pub(super) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<usize>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let count = value.as_u64();
    Ok(count.and_then(|count| usize::try_from(count).ok()))
}

/// What may be of another shape elsewhere, for only an extension promises it.
pub(super) fn extension<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).ok())
}

/// The windows among what may be anything, for only an extension promises them.
fn windows(value: &Value) -> Vec<ShiftWindow> {
    let items = value.as_array().into_iter().flatten();
    items
        .filter_map(|item| ShiftWindow::deserialize(item).ok())
        .collect()
}
