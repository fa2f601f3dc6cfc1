//! Skills: taken apart, and held against those that are known.

use std::collections::{BTreeMap, HashMap};

use staffing::{Proficiency, SkillId};

use crate::problem::{Fault, ProblemCode};
use crate::values::status;
use crate::wording::quoted;

/// The skills there are, if the planner's connection tells, and what the
/// planner said of names that are none of them.
#[derive(Clone, Debug)]
pub(crate) struct SkillBook<'a> {
    known: Option<HashMap<String, &'a SkillId>>,
    /// Whether a name that is like none of them is a skill of its own.
    others: bool,
    names: &'a BTreeMap<String, SkillId>,
}

impl<'a> SkillBook<'a> {
    pub(crate) fn new(
        known: Option<&'a [SkillId]>,
        others: bool,
        names: &'a BTreeMap<String, SkillId>,
    ) -> Self {
        let by_lower = |skills: &'a [SkillId]| {
            skills
                .iter()
                .map(|skill| (skill.as_str().to_lowercase(), skill))
                .collect()
        };
        Self {
            known: known.map(by_lower),
            others,
            names,
        }
    }

    /// Whether the name is one that is surely a skill, as a whole.
    pub(crate) fn knows(&self, name: &str) -> bool {
        let known = self.known.as_ref();
        self.names.contains_key(name)
            || known.is_some_and(|known| known.contains_key(&name.to_lowercase()))
    }

    /// Whether any name may be a skill.
    pub(crate) fn takes_all(&self) -> bool {
        self.known.is_none() || self.others
    }

    /// The skill of that name; small and capital letters are the same.
    pub(crate) fn find(&self, name: &str) -> Result<SkillId, Fault> {
        if let Some(chosen) = self.names.get(name) {
            return Ok(chosen.clone());
        }
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
        let near = nearest(&lower, known.keys().map(String::as_str));
        // Where a name may be a skill of its own, "EN Billing" may be one beside "EN Billing 2".
        let near = near.or_else(|| match self.others {
            true => None,
            false => only_with_words_of(&lower, known.keys().map(String::as_str)),
        });
        let near = near.and_then(|near| known.get(near));
        match near {
            Some(skill) => Err(fault
                .suggest(format!("Did you mean {skill}?"))
                .mend(skill.as_str())),
            None if self.others => Ok(name.into()),
            None => Err(fault),
        }
    }

    /// Up to three known skills that look like the name, best first.
    pub(crate) fn near(&self, name: &str) -> Vec<String> {
        const LEAST_LIKENESS: f64 = 0.5;
        let lower = name.to_lowercase();
        let known = self.known.iter().flatten();
        let mut near: Vec<(f64, &str)> = known
            .map(|(known, skill)| (likeness(&lower, known), skill.as_str()))
            .filter(|&(likeness, _)| likeness >= LEAST_LIKENESS)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        near.truncate(3);
        near.into_iter()
            .map(|(_, skill)| skill.to_owned())
            .collect()
    }
}

/// A skill and how well it is handled, where both stand in one text:
/// "SKILL-A:Expert", "SKILL-A (Expert)". What follows is part of the name
/// unless it is a proficiency.
pub(crate) fn inline(text: &str) -> (&str, Option<Proficiency>) {
    let text = text.trim();
    let bracketed = text
        .strip_suffix([')', ']'])
        .and_then(|text| text.rsplit_once(['(', '[']));
    let parts = bracketed
        .or_else(|| text.rsplit_once([':', '=', '：']))
        .or_else(|| text.rsplit_once(" - "));
    let rated = parts.and_then(|(name, level)| Some((name.trim(), status::level(level.trim())?)));
    match rated {
        Some((name, level)) if !name.is_empty() => (name, Some(level)),
        _ => (text, None),
    }
}

/// The one skill that has all words of a name, of which there must be two: "EN Billing"
/// is "SKILL-EN-BILLING", unless there is a "SKILL-EN-BILLING-2".
fn only_with_words_of<'w>(name: &str, skills: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let wanted: Vec<&str> = words(name).collect();
    if wanted.len() < 2 {
        return None;
    }
    let has_all = |skill: &&str| {
        let mut all = wanted.iter();
        all.all(|&word| words(skill).any(|of_skill| of_skill == word))
    };
    let mut like = skills.filter(has_all);
    let only = like.next()?;
    like.next().is_none().then_some(only)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

/// From 0 to 1. A name that holds the other, as "Billing" is held by
/// "SKILL-EN-BILLING", is like it however long the other is.
fn likeness(name: &str, known: &str) -> f64 {
    const LONGEST: usize = 100;
    if name.len() > LONGEST {
        return 0.0;
    }
    let likeness = strsim::normalized_damerau_levenshtein(name, known);
    if name.len() > 2 && known.contains(name) {
        likeness.max(0.9)
    } else {
        likeness
    }
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
        let names = BTreeMap::new();
        let book = SkillBook::new(Some(&known), false, &names);
        for (name, expected) in [
            ("SKILL-EN-BILLING", Ok("SKILL-EN-BILLING")),
            ("skill-fr-sales", Ok("SKILL-FR-SALES")),
            (
                "SKILL-EN-BILING",
                Err(Some("Did you mean SKILL-EN-BILLING?")),
            ),
            ("EN Billing", Err(Some("Did you mean SKILL-EN-BILLING?"))),
            ("Billing (en)", Err(Some("Did you mean SKILL-EN-BILLING?"))),
            ("Billing", Err(None)),
            ("FR Billing", Err(None)),
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
    fn a_skill_may_say_its_proficiency() {
        use Proficiency::{Beginner, Expert};
        for (text, expected) in [
            ("SKILL-A", ("SKILL-A", None)),
            ("SKILL-A:Expert", ("SKILL-A", Some(Expert))),
            ("SKILL-A (Expert)", ("SKILL-A", Some(Expert))),
            ("SKILL-A = débutant", ("SKILL-A", Some(Beginner))),
            ("SKILL-A - expert", ("SKILL-A", Some(Expert))),
            ("Chat (EN)", ("Chat (EN)", None)),
            ("a:b", ("a:b", None)),
            (":Expert", (":Expert", None)),
        ] {
            assert_eq!(inline(text), expected, "{text}");
        }
    }

    #[test]
    fn words_of_several_skills_suggest_none() {
        let known = ["SKILL-EN-BILLING", "SKILL-EN-BILLING-2"].map(SkillId::from);
        let names = BTreeMap::new();
        let book = SkillBook::new(Some(&known), false, &names);

        let suggested = book.find("EN Billing").map_err(|fault| fault.suggestion);

        assert_eq!(suggested, Err(None));
        let book = SkillBook::new(Some(&known[..1]), true, &names);
        assert_eq!(book.find("EN Billing"), Ok("EN Billing".into()));
    }

    #[test]
    fn without_known_skills_none_is_unknown() {
        let book = BTreeMap::from([("Billing".to_owned(), SkillId::from("S1"))]);
        let book = SkillBook::new(None, false, &book);

        assert_eq!(book.find("Chat"), Ok("Chat".into()));
        assert_eq!(book.find("Billing"), Ok("S1".into()), "as the planner said");
    }

    #[test]
    fn skills_that_look_alike_are_offered() {
        let known = ["SKILL-EN-BILLING", "SKILL-DE-BILLING", "SKILL-FR-SALES"].map(SkillId::from);
        let names = BTreeMap::new();
        let book = SkillBook::new(Some(&known), false, &names);

        assert_eq!(
            book.near("Billing"),
            ["SKILL-DE-BILLING", "SKILL-EN-BILLING"]
        );
        assert_eq!(book.near("SKILL-FR-SALE")[0], "SKILL-FR-SALES");
        assert_eq!(book.near("xyz"), [""; 0]);
    }
}
