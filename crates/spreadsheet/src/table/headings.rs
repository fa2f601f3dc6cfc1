//! Headings between the rows of shifts that name the skill of those below them.

use staffing::SkillId;

use crate::grid::skill_titles::without_prefix;
use crate::mended::{MendedRow, MendedRows};
use crate::table::columns::Columns;
use crate::table::left_out::LeftOutRules;
use crate::values::skills::SkillBook;
use crate::wording::quoted;
use crate::{Field, FileKind};

/// All headings of a table, where one of them at least is a skill.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headings {
    /// By line.
    all: Vec<Heading>,
}

/// A row with nothing but a name.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    line: usize,
    pub(crate) name: String,
    /// `None` where it is no skill that is known.
    pub(crate) skill: Option<SkillId>,
}

impl Headings {
    /// Looks for headings where no column says skills.
    pub(crate) fn find(
        rows: MendedRows<'_>,
        first_row: usize,
        columns: &Columns,
        rules: &LeftOutRules,
        skills: &SkillBook<'_>,
    ) -> Self {
        if columns.kind != FileKind::Shifts || columns.place(Field::Skills).is_some() {
            return Self::default();
        }
        let mut all = Vec::new();
        let mut name_skills = false;
        for index in first_row..rows.len() {
            let Some((row, text)) = rows.get(index).and_then(alone) else {
                continue;
            };
            let name = without_prefix(text);
            let is_said = name != text;
            let skill = match skills.knows(&name) || (is_said && skills.takes_all()) {
                true => skills.find(&name).ok(),
                false => None,
            };
            name_skills |= is_said || skill.is_some();
            let is_heading = || rules.heading(index, row);
            if skill.is_some() || is_said || is_heading() {
                let line = row.line();
                all.push(Heading { line, name, skill });
            }
        }
        match name_skills {
            true => Self { all },
            false => Self::default(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The heading above a line.
    pub(crate) fn above(&self, line: usize) -> Option<&Heading> {
        let next = self.all.partition_point(|heading| heading.line < line);
        self.all.get(next.checked_sub(1)?)
    }

    /// What a line is that is a heading.
    pub(crate) fn reason(&self, line: usize) -> Option<String> {
        let at = self.all.binary_search_by_key(&line, |heading| heading.line);
        let heading = self.all.get(at.ok()?)?;
        Some(format!(
            "The skill of the rows below it: {}.",
            quoted(&heading.name)
        ))
    }

    /// A sentence about the headings, if there are any.
    pub(crate) fn note(&self) -> Option<String> {
        let first = self.all.iter().find(|heading| heading.skill.is_some())?;
        Some(format!(
            "Headings name the skills of the rows below them, the first on line {}: {}.",
            first.line,
            quoted(&first.name)
        ))
    }
}

/// A row's only text.
fn alone(row: MendedRow<'_>) -> Option<(MendedRow<'_>, &str)> {
    const LONGEST: usize = 80;
    let mut filled = row.cells().map(str::trim).filter(|cell| !cell.is_empty());
    let text = filled.next()?;
    (filled.next().is_none() && text.len() <= LONGEST).then_some((row, text))
}
