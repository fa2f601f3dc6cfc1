//! Error records as servers really write them.

use serde::{Deserialize, Deserializer};

use super::RecordError;

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
            } => Self {
                index,
                agent_id,
                field,
                code: code.unwrap_or_default(),
                message: message.unwrap_or_default(),
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
