//! The skills of a row.

use staffing::{Proficiency, ShiftSkill, SkillId};

use crate::Field;
use crate::check::row::{RowCheck, looks_like_formula};
use crate::problem::{Fault, ProblemCode, Severity};
use crate::table::headings::Heading;
use crate::values::formula::unguarded;
use crate::values::ids;
use crate::values::skills::inline;
use crate::values::status;
use crate::wording::quoted;

/// What stands between the skills of a cell.
const BETWEEN: [char; 5] = [';', ',', '|', '/', '\n'];

/// The skills of the row with their proficiencies, each once, or `None` with the
/// reasons noted. Empty only where no column says skills and no default is chosen.
pub(crate) fn skills(check: &mut RowCheck<'_, '_>) -> Option<Vec<ShiftSkill>> {
    let sheet = check.sheet;
    let choices = sheet.choices;
    let places = sheet.columns.places(Field::Skills);
    if places.iter().all(|&place| check.text(place).is_empty()) {
        let heading = sheet.headings.above(check.line());
        let named = heading.and_then(|heading| heading.skill.clone());
        let default = named.or_else(|| choices.default_skill.clone());
        if let (Some(heading), None) = (heading, &default) {
            let Heading { name, .. } = heading;
            check.found.asked.skill(name);
            let message = format!("The heading above, {}, is no known skill.", quoted(name));
            let fault = Fault::new(ProblemCode::UnknownSkill, message)
                .suggest("Say which skill it is, or choose one skill for all rows.");
            check.note(None, fault, Severity::Error);
            return None;
        }
        if default.is_none() && !places.is_empty() {
            check.missing(Field::Skills);
            return None;
        }
        let skill = default.map(|skill| ShiftSkill {
            skill,
            proficiency: choices.default_proficiency,
        });
        return Some(skill.into_iter().collect());
    }
    let levels = sheet.columns.places(Field::Proficiency);
    if places.len() == levels.len() {
        // "Skill 1", "Level 1", "Skill 2", "Level 2".
        let mut all: Option<Vec<ShiftSkill>> = Some(Vec::new());
        for (&place, &level) in places.iter().zip(levels) {
            let of_place = named(check, &[place]).map(|skills| levels_of(check, skills, level));
            let both = all.zip(of_place);
            all = both.map(|(all, of_place)| united(all, of_place));
        }
        return filled(check, all?);
    }
    let skills = named(check, places)?;
    let skills = filled(check, skills)?;
    Some(match sheet.columns.place(Field::Proficiency) {
        Some(level) => levels_of(check, skills, level),
        None => rated(skills, vec![choices.default_proficiency]),
    })
}

/// The skills that these cells name, each once, with the level that stands
/// beside a name; `None` with the reasons noted.
fn named(check: &mut RowCheck<'_, '_>, places: &[usize]) -> Option<Vec<ShiftSkill>> {
    let mut skills: Vec<ShiftSkill> = Vec::new();
    let mut sound = true;
    for &place in places {
        let cell = check.raw(place);
        // A known name may hold what else stands between names.
        let is_one =
            cell.contains(BETWEEN) && (ids::is_error_value(cell) || check.sheet.skills.knows(cell));
        let between: &[char] = if is_one { &[] } else { &BETWEEN };
        for text in cell.split(between).map(str::trim) {
            if text.is_empty() {
                continue;
            }
            let (name, proficiency) = match check.sheet.skills.knows(text) {
                true => (text, None),
                false => inline(text),
            };
            match skill(check, name) {
                Ok(skill) => {
                    skills = united(skills, vec![ShiftSkill { skill, proficiency }]);
                }
                Err(fault) => {
                    sound = false;
                    // The mend is of the name; the others of the cell stay.
                    let fix = fault.fix.as_ref().map(|fix| cell.replacen(name, fix, 1));
                    check.note(Some(place), Fault { fix, ..fault }, Severity::Error);
                }
            }
        }
    }
    sound.then_some(skills)
}

/// Skills with the levels that a cell lists: one for all, or one for each.
fn levels_of(
    check: &mut RowCheck<'_, '_>,
    skills: Vec<ShiftSkill>,
    place: usize,
) -> Vec<ShiftSkill> {
    let levels = status::proficiencies(check.text(place), skills.len());
    let mut levels = levels.unwrap_or_else(|fault| {
        check.note(Some(place), fault, Severity::Warning);
        vec![None]
    });
    for level in &mut levels {
        *level = level.or(check.sheet.choices.default_proficiency);
    }
    rated(skills, levels)
}

/// Each skill with its level, unless its name says one; the last level is that
/// of all further skills.
fn rated(skills: Vec<ShiftSkill>, levels: Vec<Option<Proficiency>>) -> Vec<ShiftSkill> {
    let last = levels.last().copied().flatten();
    let levels = levels.into_iter().chain(std::iter::repeat(last));
    let rate = |(skill, level): (ShiftSkill, Option<Proficiency>)| ShiftSkill {
        proficiency: skill.proficiency.or(level),
        ..skill
    };
    skills.into_iter().zip(levels).map(rate).collect()
}

/// Both, each skill once, as it stands first.
fn united(mut all: Vec<ShiftSkill>, more: Vec<ShiftSkill>) -> Vec<ShiftSkill> {
    for skill in more {
        if all.iter().all(|known| known.skill != skill.skill) {
            all.push(skill);
        }
    }
    all
}

/// Notes that a cell holds nothing but what stands between names.
fn filled<T>(check: &mut RowCheck<'_, '_>, skills: Vec<T>) -> Option<Vec<T>> {
    if skills.is_empty() {
        check.missing(Field::Skills);
        return None;
    }
    Some(skills)
}

/// The skill of that name.
pub(crate) fn skill(check: &mut RowCheck<'_, '_>, name: &str) -> Result<SkillId, Fault> {
    let Some(plain) = unguarded(name) else {
        return Err(looks_like_formula(name).mend(format!("'{name}")));
    };
    if let Some((fault, Severity::Error)) = ids::doubt(plain) {
        return Err(fault);
    }
    let found = check.sheet.skills.find(plain);
    if let Err(fault) = &found
        && fault.code == ProblemCode::UnknownSkill
    {
        check.found.asked.skill(plain);
    }
    found
}
