//! Skills that titles name.

use crate::mended::{MendedRow, MendedRows};
use crate::table::find::Found;
use crate::table::hint::Hint;
use crate::values::dates::Dating;
use crate::values::letters::key;
use crate::{Choices, DateOrder, Field};

/// "Skill: SKILL-EN-BILLING" to the skill.
pub(crate) fn without_prefix(text: &str) -> String {
    let prefix = text.split_once([':', '：']);
    let named = prefix.filter(|(prefix, rest)| {
        let meant = crate::table::header_words::known(prefix);
        !rest.trim().is_empty() && meant.is_some_and(|meant| meant.field == Field::Skills)
    });
    let worded = || {
        let (word, skill) = text.trim().split_once(' ')?;
        word.eq_ignore_ascii_case("skill").then_some((word, skill))
    };
    let skill = named.or_else(worded).map_or(text, |(_, skill)| skill);
    skill.trim().to_owned()
}

/// The skill that the title of a further block names, where the row is one and says
/// nothing of when the block is.
pub(crate) fn of_block(found: &Found, index: usize, row: MendedRow<'_>) -> Option<String> {
    let text = alone(row).filter(|_| found.blocks.is_again(index))?;
    let dating = Dating {
        order: DateOrder::DayFirst,
        near: found.near,
        since_1904: false,
    };
    (Hint::of([text], dating) == Hint::default()).then(|| without_prefix(text))
}

/// The title right above the header, where those of further blocks are skills.
pub(crate) fn above(rows: MendedRows<'_>, found: &Found) -> Option<String> {
    let below = (found.first_row..rows.len()).filter(|&index| found.blocks.is_head(index));
    let mut titles = below.filter_map(|index| of_block(found, index, rows.get(index)?));
    titles.next()?;
    let above = (0..found.first_row).filter_map(|index| rows.get(index));
    let mut above = above.filter(|row| row.line() < found.header_line);
    let title = above.next_back()?;
    alone(title).map(without_prefix)
}

/// The text of a row with one cell that is not blank.
fn alone(row: MendedRow<'_>) -> Option<&str> {
    let mut filled = row.cells().map(str::trim).filter(|cell| !cell.is_empty());
    filled.next().filter(|_| filled.next().is_none())
}

/// The skill that a title, the sheet or the file names.
pub(crate) fn title_skill(found: &Found, choices: &Choices) -> Option<String> {
    let known = choices.known_skills.as_deref().unwrap_or_default();
    let named = found.titles.iter().find_map(|title| {
        let title = key(title);
        known
            .iter()
            .map(staffing::SkillId::as_str)
            .filter(|skill| title.contains(&key(skill)))
            .max_by_key(|skill| skill.len())
    });
    if let Some(skill) = named {
        return Some(skill.to_owned());
    }
    let chosen = found
        .titles
        .iter()
        .find(|title| choices.skill_names.contains_key(title.as_str()));
    let said = found
        .titles
        .iter()
        .find(|title| without_prefix(title) != title.trim());
    let like = found
        .titles
        .iter()
        .flat_map(|title| title.split([' ', ',']))
        .find(|word| {
            word.get(..5)
                .is_some_and(|head| head.eq_ignore_ascii_case("skill"))
                && word.len() > 6
        });
    chosen
        .or(said)
        .map(|title| without_prefix(title))
        .or_else(|| like.map(str::to_owned))
        .or_else(|| found.sheet_skill())
}

/// Names of sheets that programs give.
pub(crate) fn is_usual_sheet(name: &str) -> bool {
    let key = key(name);
    let bare = key.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let usual = [
        "sheet",
        "tabelle",
        "feuil",
        "feuille",
        "hoja",
        "planilha",
        "folha",
        "foglio",
        "blad",
        "シート",
        "data",
        "week",
        "kw",
        "plan",
        "requirements",
        "required",
        "staffing",
        "bedarf",
        "export",
    ];
    usual.contains(&bare) || bare.is_empty()
}
