//! Text that a spreadsheet program would run as a formula.

use std::borrow::Cow;

/// The text as a cell that no spreadsheet program runs: with a `'` before it
/// where it begins like a formula. [`unguarded`] takes it away again.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if begins_like_formula(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that a cell stands for, or `None` where it is like a formula.
///
/// Takes away a `'` before a formula character, and the `="…"` with which some
/// programs keep the zeros that an id begins with.
pub(crate) fn unguarded(cell: &str) -> Option<&str> {
    if let Some(rest) = cell.strip_prefix('\'') {
        let guards_formula = begins_like_formula(rest.trim_start_matches('\''));
        return Some(if guards_formula { rest } else { cell });
    }
    if let Some(kept) = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        return (!kept.contains('"')).then_some(kept);
    }
    (!begins_like_formula(cell)).then_some(cell)
}

fn begins_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_known() {
        for (cell, text) in [
            ("AGENT-1", Some("AGENT-1")),
            ("=1+1", None),
            ("+49", None),
            ("-1", None),
            ("@SUM(A1)", None),
            ("'=1+1", Some("=1+1")),
            ("''=1+1", Some("'=1+1")),
            ("'quoted", Some("'quoted")),
            ("=\"00123\"", Some("00123")),
            ("=\"a\"&\"b\"", None),
        ] {
            assert_eq!(unguarded(cell), text, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn what_is_guarded_reads_back_as_it_was(text in "[=+@'\t\ra-]{0,6}") {
            let cell = guarded(&text);

            prop_assert!(!begins_like_formula(&cell), "{} would run", cell);
            prop_assert_eq!(unguarded(&cell), Some(text.as_str()));
        }
    }
}
