//! What columns of breaks say together.

use crate::Column;
use crate::table::header_words::{self, Side};

/// How the columns of breaks belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BreakColumns {
    /// Each holds breaks of its own.
    Whole,
    /// Of each break, the column of its start, and the one that says until when it is.
    Begun(Vec<(usize, Until)>),
    /// This column holds one side of a break, and none the other.
    Half(usize),
}

/// The column that ends a break which another one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    End(usize),
    Length(usize),
}

impl BreakColumns {
    /// Of the columns of breaks, at these places from left to right.
    pub(crate) fn of(all: &[Column], places: &[usize]) -> Self {
        let side = |place: usize| {
            let column = all.get(place);
            column.and_then(|column| header_words::side(&column.header))
        };
        if places.iter().all(|&place| side(place).is_none()) {
            return Self::Whole;
        }
        let mut begun = Vec::new();
        let mut rest = places.iter().copied();
        let mut next = rest.next();
        while let Some(start) = next {
            let until = rest.next();
            let pair = match (side(start), until.map(|until| (until, side(until)))) {
                (Some(Side::Start), Some((end, Some(Side::End)))) => Until::End(end),
                (Some(Side::Start), Some((length, None))) => Until::Length(length),
                // "Lunch start", "Lunch end", "Lunch duration": the last says nothing new.
                (None, _) if !begun.is_empty() => {
                    next = until;
                    continue;
                }
                _ => return Self::Half(start),
            };
            begun.push((start, pair));
            next = rest.next();
        }
        Self::Begun(begun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Confidence, Field};

    #[test]
    fn columns_of_breaks_are_taken_together_by_their_headers() {
        use Until::{End, Length};
        let begun = |pairs: &[(usize, Until)]| BreakColumns::Begun(pairs.to_vec());
        for (headers, expected) in [
            (&["Break"][..], BreakColumns::Whole),
            (&["Break 1", "Break 2"], BreakColumns::Whole),
            (&["Lunch start", "Lunch end"], begun(&[(0, End(1))])),
            (&["Pause von", "Pause bis"], begun(&[(0, End(1))])),
            (&["Lunch start", "Lunch duration"], begun(&[(0, Length(1))])),
            (
                &["Break 1 start", "Break 1 end", "Lunch start", "Lunch end"],
                begun(&[(0, End(1)), (2, End(3))]),
            ),
            (
                &["Lunch start", "Lunch end", "Lunch duration"],
                begun(&[(0, End(1))]),
            ),
            (&["Lunch start"], BreakColumns::Half(0)),
            (&["Lunch end"], BreakColumns::Half(0)),
            (
                &["Break start", "Break end", "Lunch start"],
                BreakColumns::Half(2),
            ),
        ] {
            let column = |header: &&str| Column {
                header: (*header).to_owned(),
                field: Some(Field::Breaks),
                day: None,
                is_agent: false,
                confidence: Confidence::Sure,
            };
            let all: Vec<Column> = headers.iter().map(column).collect();
            let places: Vec<usize> = (0..all.len()).collect();

            assert_eq!(BreakColumns::of(&all, &places), expected, "{headers:?}");
        }
    }
}
