//! Lines that stand in quotation marks as a whole: `"Agent,Start,End"`.
//!
//! Programs write that where a text that is delimited already is saved once more
//! as a table of one column.

use super::delimiter::DELIMITERS;

/// The text without the quotation marks around its lines, if it has them; its first
/// lines tell.
pub(super) fn unwrapped(text: &str) -> Option<String> {
    const SEARCHED: usize = 20;
    let first = lines(text).filter(|line| !line.trim().is_empty());
    let mut seen = 0;
    for line in first.take(SEARCHED) {
        seen += 1;
        let inner = inner(line)?;
        let is_row = inner.bytes().any(|byte| DELIMITERS.contains(&byte));
        is_row.then_some(())?;
    }
    (seen >= 2).then(|| {
        let mut all = String::with_capacity(text.len());
        for line in text.split_inclusive(['\r', '\n']) {
            let (row, end) = line.split_at(line.trim_end_matches(['\r', '\n']).len());
            match inner(row) {
                Some(inner) => all.push_str(&inner.replace("\"\"", "\"")),
                None => all.push_str(row),
            }
            all.push_str(end);
        }
        all
    })
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\r', '\n'])
}

/// What stands between the quotation marks of a line that is one cell.
fn inner(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('"')?.strip_suffix('"')?;
    let single = inner.replace("\"\"", "").contains('"');
    (!single).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_around_whole_lines_are_taken_away() {
        for (text, expected) in [
            (
                "\"Agent,Start\"\r\n\"A1,06:00\"\r\n",
                Some("Agent,Start\r\nA1,06:00\r\n"),
            ),
            (
                "\"Agent;Name\"\n\"A1;\"\"Meier; Anna\"\"\"\n",
                Some("Agent;Name\nA1;\"Meier; Anna\"\n"),
            ),
            ("\"Agent\",\"Start\"\n\"A1\",\"06:00\"\n", None),
            ("\"Agent\"\n\"A1\"\n", None),
            ("\"Agent,Start\"\nA1,06:00\n", None),
            ("\"Agent,Start\"\n", None),
            ("", None),
        ] {
            assert_eq!(unwrapped(text).as_deref(), expected, "{text}");
        }
    }
}
