//! Headers remembered from an earlier file, and how a new file differs.

use crate::table::columns::letters;
use crate::values::letters::key;
use crate::wording::quoted;

/// The same text for headers that name the same columns in the same order,
/// whatever their capitals and spaces; to remember a mapping by.
#[must_use]
pub fn fingerprint<S: AsRef<str>>(headers: &[S]) -> String {
    let mut keys: Vec<String> = headers.iter().map(|header| key(header.as_ref())).collect();
    while keys.last().is_some_and(String::is_empty) {
        keys.pop();
    }
    keys.join("|")
}

/// How headers differ from remembered ones, in plain sentences; none where
/// their [`fingerprint`] is the same.
///
/// "The column "Team" is new.", "The column "Pause" is gone.", "The column
/// "Start" moved from C to D."
#[must_use]
pub fn differences<R: AsRef<str>, N: AsRef<str>>(remembered: &[R], now: &[N]) -> Vec<String> {
    let (before, after) = (numbered(remembered), numbered(now));
    let find = |all: &[(String, usize)], wanted: &(String, usize)| {
        all.iter().position(|known| known == wanted)
    };
    let mut said = Vec::new();
    for (column, named) in after.iter().enumerate() {
        if named.0.is_empty() {
            continue;
        }
        let header = now.get(column).map_or("", |header| header.as_ref());
        match find(&before, named) {
            None => said.push(format!("The column {} is new.", quoted(header))),
            Some(was) if was != column => said.push(format!(
                "The column {} moved from {} to {}.",
                quoted(header),
                letters(was),
                letters(column)
            )),
            Some(_) => {}
        }
    }
    for (column, named) in before.iter().enumerate() {
        if !named.0.is_empty() && find(&after, named).is_none() {
            let header = remembered.get(column).map_or("", |header| header.as_ref());
            said.push(format!("The column {} is gone.", quoted(header)));
        }
    }
    said
}

/// Keys of headers, equal ones numbered.
fn numbered<S: AsRef<str>>(headers: &[S]) -> Vec<(String, usize)> {
    let mut all: Vec<(String, usize)> = Vec::new();
    for header in headers {
        let key = key(header.as_ref());
        let count = all.iter().filter(|(known, _)| *known == key).count();
        all.push((key, count));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_columns_have_the_same_fingerprint() {
        let headers = ["Agent ID", "Start", "Pause (Min.)"];

        assert_eq!(
            fingerprint(&headers),
            fingerprint(&["agent_id", " START ", "Pause (min)", ""])
        );
        assert_ne!(
            fingerprint(&headers),
            fingerprint(&["Start", "Agent ID", "Pause (Min.)"])
        );
        assert_ne!(fingerprint(&["a", "", "b"]), fingerprint(&["a", "b"]));
    }

    #[test]
    fn a_changed_layout_is_told() {
        let before = ["Agent", "Date", "Start", "Pause"];

        assert_eq!(
            differences(&before, &["AGENT", "Date", "Start", "Pause"]),
            [""; 0]
        );
        assert_eq!(
            differences(&before, &["Agent", "Date", "Team", "Start"]),
            [
                "The column \"Team\" is new.",
                "The column \"Start\" moved from C to D.",
                "The column \"Pause\" is gone.",
            ]
        );
        assert_eq!(
            differences(&["Break", "Break"], &["Break"]),
            ["The column \"Break\" is gone."]
        );
    }
}
