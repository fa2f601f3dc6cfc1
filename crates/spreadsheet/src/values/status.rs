//! Words for a shift's status and an agent's proficiency.

use staffing::{Proficiency, ShiftStatus};

use crate::problem::{Fault, ProblemCode};
use crate::values::skills::nearest;
use crate::wording::quoted;

const STATUSES: &[(&str, ShiftStatus)] = &[
    ("published", ShiftStatus::Published),
    ("publish", ShiftStatus::Published),
    ("released", ShiftStatus::Published),
    ("final", ShiftStatus::Published),
    ("veröffentlicht", ShiftStatus::Published),
    ("freigegeben", ShiftStatus::Published),
    ("draft", ShiftStatus::Draft),
    ("unpublished", ShiftStatus::Draft),
    ("entwurf", ShiftStatus::Draft),
];

const PROFICIENCIES: &[(&str, Proficiency)] = &[
    ("beginner", Proficiency::Beginner),
    ("intermediate", Proficiency::Intermediate),
    ("advanced", Proficiency::Advanced),
    ("expert", Proficiency::Expert),
    ("anfänger", Proficiency::Beginner),
    ("mittel", Proficiency::Intermediate),
    ("fortgeschritten", Proficiency::Advanced),
    ("experte", Proficiency::Expert),
];

/// An empty cell is a draft, which agents do not see.
pub(crate) fn status(cell: &str) -> Result<ShiftStatus, Fault> {
    if cell.is_empty() {
        return Ok(ShiftStatus::Draft);
    }
    known(cell, STATUSES).map_err(|near| {
        let message = format!("{} is no status.", quoted(cell));
        let instead = match near {
            Some(near) => format!("Did you mean {near}?"),
            None => "Write Published or Draft.".to_owned(),
        };
        Fault::new(ProblemCode::UnknownStatus, message).suggest(instead)
    })
}

/// The proficiencies that a cell lists: one for all skills, or one for each.
/// With a fault they are not known.
pub(crate) fn proficiencies(cell: &str, skills: usize) -> Result<Vec<Option<Proficiency>>, Fault> {
    let fault = |message| {
        Fault::new(ProblemCode::UnknownProficiency, message)
            .suggest("Write Beginner, Intermediate, Advanced or Expert; the shift is read without.")
    };
    let mut read = Vec::new();
    for word in cell.split([';', ',', '|', '/']).map(str::trim) {
        if word.is_empty() {
            read.push(None);
        } else {
            let level = known(word, PROFICIENCIES);
            read.push(Some(level.map_err(|_| {
                fault(format!("{} is no proficiency.", quoted(word)))
            })?));
        }
    }
    match (read.as_slice(), skills) {
        (&[one], _) => Ok(vec![one; skills]),
        (all, skills) if all.len() == skills => Ok(read),
        (all, skills) => Err(fault(format!(
            "There are {} proficiencies for {skills} skills.",
            all.len()
        ))),
    }
}

/// The value of a word, else the word that was most likely meant.
fn known<T: Copy>(word: &str, table: &[(&'static str, T)]) -> Result<T, Option<String>> {
    let lower = word.to_lowercase();
    let found = table.iter().find(|(known, _)| *known == lower);
    found.map(|&(_, value)| value).ok_or_else(|| {
        let near = nearest(&lower, table.iter().map(|&(known, _)| known))?;
        let mut letters = near.chars();
        let first = letters.next()?;
        Some(first.to_uppercase().chain(letters).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_known_in_any_case() {
        for (cell, expected) in [
            ("", Ok(ShiftStatus::Draft)),
            ("Published", Ok(ShiftStatus::Published)),
            ("PUBLISHED", Ok(ShiftStatus::Published)),
            ("Veröffentlicht", Ok(ShiftStatus::Published)),
            ("draft", Ok(ShiftStatus::Draft)),
            (
                "Maybe",
                Err("\"Maybe\" is no status. Write Published or Draft."),
            ),
            (
                "Publishd",
                Err("\"Publishd\" is no status. Did you mean Published?"),
            ),
        ] {
            let read = status(cell)
                .map_err(|fault| format!("{} {}", fault.message, fault.suggestion.unwrap()));

            assert_eq!(read, expected.map_err(str::to_owned), "{cell}");
        }
    }

    #[test]
    fn one_proficiency_holds_for_all_skills() {
        use Proficiency::{Advanced, Expert};
        for (cell, skills, expected) in [
            ("", 2, Ok(vec![None, None])),
            ("Expert", 2, Ok(vec![Some(Expert), Some(Expert)])),
            (
                "Expert; advanced",
                2,
                Ok(vec![Some(Expert), Some(Advanced)]),
            ),
            ("Expert;", 2, Ok(vec![Some(Expert), None])),
            ("Guru", 1, Err("\"Guru\" is no proficiency.")),
            (
                "Expert; Expert",
                3,
                Err("There are 2 proficiencies for 3 skills."),
            ),
        ] {
            let read = proficiencies(cell, skills).map_err(|fault| fault.message);

            assert_eq!(read, expected.map_err(str::to_owned), "{cell}");
        }
    }
}
