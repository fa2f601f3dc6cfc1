//! Headers with a column for the start of each day and one for its end: "Mon In", "Mon Out".

use crate::Field;
use crate::mended::MendedRow;
use crate::table::days::{Head, NamedDay};
use crate::table::header_words::{self, Side};

/// The days of such a header, each with the column of its end: two at least, none twice.
pub(super) fn find(row: MendedRow<'_>) -> Option<(Vec<NamedDay>, Vec<Option<usize>>)> {
    let said: Vec<Option<(Head, String, Side)>> = row.cells().map(day_and_side).collect();
    let next = said.iter().skip(1);
    let mut days: Vec<NamedDay> = Vec::new();
    for (column, pair) in said.iter().zip(next).enumerate() {
        let (Some((head, text, Side::Start)), Some((of_end, _, Side::End))) = pair else {
            continue;
        };
        if head != of_end || days.iter().any(|day| day.head == *head) {
            return None;
        }
        days.push(NamedDay {
            column,
            text: text.clone(),
            head: *head,
        });
    }
    let ends = days.iter().map(|day| Some(day.column + 1)).collect();
    let is_whole = days.len() * 2 == said.iter().flatten().count();
    (days.len() >= 2 && is_whole).then_some((days, ends))
}

/// Whether a row is such a header.
pub(crate) fn has_paired_days(row: MendedRow<'_>) -> bool {
    find(row).is_some()
}

/// Whether a header names a day and its start or end.
pub(crate) fn names_side_of_day(header: &str) -> bool {
    day_and_side(header).is_some()
}

/// Monday and the start of "Mon In", with the text of the day.
fn day_and_side(header: &str) -> Option<(Head, String, Side)> {
    let words: Vec<&str> = header
        .split([' ', '_', '\n', '(', ')'])
        .filter(|word| !word.is_empty())
        .collect();
    (1..words.len()).find_map(|at| {
        let (first, last) = words.split_at_checked(at)?;
        let (first, last) = (first.join(" "), last.join(" "));
        [(&first, &last), (&last, &first)]
            .into_iter()
            .find_map(|(of_day, of_side)| {
                // "Start 1" is the first start of any day.
                let head = Head::of(of_day).filter(|head| !matches!(head, Head::OfMonth(_, 0)))?;
                let of_day = of_day.trim_end_matches(['-', ':']).trim();
                Some((head, of_day.to_owned(), side(of_side)?))
            })
    })
}

/// Who comes in begins work, and who goes out ends it.
fn side(text: &str) -> Option<Side> {
    let text = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    match text.to_lowercase().as_str() {
        "in" => return Some(Side::Start),
        "out" => return Some(Side::End),
        _ => {}
    }
    match header_words::known(text)?.field {
        Field::Start | Field::StartTime => Some(Side::Start),
        Field::End | Field::EndTime => Some(Side::End),
        _ => None,
    }
}
