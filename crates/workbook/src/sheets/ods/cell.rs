//! One cell's text.

use crate::sheets::number::{write_iso, write_long_id, write_number, write_seconds};
use crate::sheets::number_format::NumberFormat;

/// A cell, as far as it has been read.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) kind: String,
    pub(super) value: String,
    /// The text that the cell shows.
    pub(super) shown: String,
    pub(super) paragraphs: u32,
    pub(super) repeats: u32,
    pub(super) rows: u32,
    pub(super) columns: u32,
}

impl Cell {
    /// What a person would type into the cell.
    pub(super) fn text(&self) -> String {
        let shown = self.shown.trim();
        let mut text = String::new();
        match (self.kind.as_str(), self.value.parse::<f64>()) {
            ("float" | "currency", Ok(number)) if number.is_finite() => {
                // Leading zeros stand in what is shown alone.
                let padded = shown.len() > 1 && shown.starts_with('0');
                let digits = shown.bytes().all(|byte| byte.is_ascii_digit());
                if padded && digits && shown.parse() == Ok(number) {
                    return shown.to_owned();
                }
                if !write_long_id(&mut text, &self.value, &NumberFormat::Plain) {
                    write_number(&mut text, number, &NumberFormat::Plain, false);
                }
            }
            ("percentage", Ok(number)) if number.is_finite() => {
                write_number(&mut text, number, &NumberFormat::Percent, false);
            }
            ("date", _) => write_iso(&mut text, &self.value, &shown_parts(shown)),
            ("time", _) => match seconds(&self.value) {
                // Times of day have two digits for hours.
                Some(seconds) => {
                    let short = shown.starts_with('0') || shown.is_empty();
                    if short && seconds < 36_000 {
                        text.push('0');
                    }
                    write_seconds(&mut text, seconds);
                }
                None => return self.shown.clone(),
            },
            ("boolean", _) => text.push_str(match self.value.as_str() {
                "true" => "TRUE",
                "false" => "FALSE",
                other => other,
            }),
            _ if self.shown.is_empty() => return self.value.clone(),
            _ => return self.shown.clone(),
        }
        text
    }
}

/// Which parts of a moment a cell shows.
fn shown_parts(shown: &str) -> NumberFormat {
    let mut words = shown.split_whitespace();
    let begins_with_time = words.next().is_some_and(|word| word.contains(':'));
    let has_more = words.any(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
    match (begins_with_time, has_more) {
        _ if shown.is_empty() => NumberFormat::Plain,
        (true, false) => NumberFormat::Time,
        _ if shown.contains(':') => NumberFormat::DateTime,
        _ => NumberFormat::Date,
    }
}

/// The length of time that XML writes as `PT06H30M00S`.
fn seconds(value: &str) -> Option<u64> {
    let mut rest = value.strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, worth) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, after)) = rest.split_once(unit) {
            seconds += number.replace(',', ".").parse::<f64>().ok()? * worth;
            rest = after;
        }
    }
    let whole = rest.is_empty() && (0.0..1e9).contains(&seconds);
    whole.then_some(seconds.round() as u64)
}
