//! Skills: taken apart, and held against those that are known.

use std::collections::HashMap;

use staffing::SkillId;

use crate::Field;
use crate::check::row::{RowCheck, looks_like_formula};
use crate::values::formula::unguarded;
use crate::problem::{Fault, ProblemCode};
use crate::wording::quoted;

/// The skills there are, if the planner's connection tells.
#[derive(Debug)]
pub(crate) struct SkillBook<'a> {
    known: Option<HashMap<String, &'a SkillId>>,
}

impl<'a> SkillBook<'a> {
    pub(crate) fn new(known: Option<&'a [SkillId]>) -> Self {
        let by_lower = |skills: &'a [SkillId]| {
            skills
                .iter()
                .map(|skill| (skill.as_str().to_lowercase(), skill))
                .collect()
        };
        Self {
            known: known.map(by_lower),
        }
    }

    /// The skill of that name; small and capital letters are the same.
    pub(crate) fn find(&self, name: &str) -> Result<SkillId, Fault> {
        let Some(known) = &self.known else {
            return Ok(name.into());
        };
        let lower = name.to_lowercase();
        if let Some(skill) = known.get(&lower) {
            return Ok((*skill).clone());
        }
        let fault = Fault::new(
            ProblemCode::UnknownSkill,
            format!("The skill {} is not known.", quoted(name)),
        );
        let near =
            nearest(&lower, known.keys().map(String::as_str)).and_then(|near| known.get(near));
        Err(match near {
            Some(skill) => fault.suggest(format!("Did you mean {skill}?")),
            None => fault,
        })
    }
}

/// The skills of the row, each once, or `None` with the reasons noted.
pub(crate) fn skills(check: &mut RowCheck<'_>) -> Option<Vec<SkillId>> {
    let cell = check.cell(Field::Skills);
    let mut skills = Vec::new();
    let mut sound = true;
    for name in cell
        .split([';', ',', '|', '/', '\n'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let found = unguarded(name).ok_or_else(|| looks_like_formula(name));
        match found.and_then(|name| check.sheet.skills.find(name)) {
            Ok(skill) if skills.contains(&skill) => {}
            Ok(skill) => skills.push(skill),
            Err(fault) => {
                sound = false;
                check.error(Field::Skills, fault);
            }
        }
    }
    if sound && skills.is_empty() {
        check.missing(Field::Skills);
        return None;
    }
    sound.then_some(skills)
}

/// The word that was most likely meant, if one is near.
pub(crate) fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    // Nothing of a name's length is longer; comparing takes time by the square.
    const LONGEST: usize = 100;
    const LEAST_LIKENESS: f64 = 0.75;
    if word.len() > LONGEST {
        return None;
    }
    words
        .map(|known| (strsim::normalized_damerau_levenshtein(word, known), known))
        .filter(|&(likeness, _)| likeness >= LEAST_LIKENESS)
        // Of equals the first by name, so that the same file always reads the same.
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_skills_get_the_nearest_suggested() {
        let known = ["SKILL-EN-BILLING", "SKILL-FR-SALES"].map(SkillId::from);
        let book = SkillBook::new(Some(&known));
        for (name, expected) in [
            ("SKILL-EN-BILLING", Ok("SKILL-EN-BILLING")),
            ("skill-fr-sales", Ok("SKILL-FR-SALES")),
            (
                "SKILL-EN-BILING",
                Err(Some("Did you mean SKILL-EN-BILLING?")),
            ),
            ("Chat", Err(None)),
        ] {
            let found = book.find(name).map_err(|fault| fault.suggestion);

            assert_eq!(
                found,
                expected
                    .map(SkillId::from)
                    .map_err(|near| near.map(str::to_owned)),
                "{name}"
            );
        }
    }

    #[test]
    fn without_known_skills_none_is_unknown() {
        assert_eq!(SkillBook::new(None).find("Chat"), Ok("Chat".into()));
    }
}
