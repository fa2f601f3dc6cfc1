//! Error records and counts as servers really write them.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::{Number, Value};

use super::{RecordError, ShiftWindow, field};

/// An object, or a plain string that is the message.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Object {
        #[serde(default)]
        index: Option<Number>,
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
                index: index
                    .as_ref()
                    .and_then(whole_number)
                    .or_else(|| field.as_deref().and_then(field::record)),
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

/// A whole number from 0, however JSON lets it be written: 48, 48.0, 4.8e1.
pub(super) fn whole<'de, D: Deserializer<'de>, T: TryFrom<u64>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let number = Number::deserialize(deserializer)?;
    whole_number(&number)
        .ok_or_else(|| D::Error::custom(format!("{number} is no whole number, or too large")))
}

/// A whole number from 0; anything else is no count, for only an extension promises one.
pub(super) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<usize>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(value.as_number().and_then(whole_number))
}

fn whole_number<T: TryFrom<u64>>(number: &Number) -> Option<T> {
    /// Up to here every whole number is a `f64` of its own.
    const MOST_EXACT: f64 = 9_007_199_254_740_992.0;
    let written_otherwise = || {
        let value = number.as_f64()?;
        let is_whole = value.fract() == 0.0 && (0.0..=MOST_EXACT).contains(&value);
        is_whole.then_some(value as u64)
    };
    let whole = number.as_u64().or_else(written_otherwise)?;
    T::try_from(whole).ok()
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
