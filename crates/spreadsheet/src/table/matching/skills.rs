//! Requirements with the skills across.

use super::{Candidate, Matching};
use crate::mended::MendedRows;
use crate::table::skill_columns::{Seen, SkillColumn, SkillColumns};
use crate::{Choices, Confidence, Field, FileKind, Layout};

impl Matching {
    /// Settles the columns whose headers are skills, where no column says skills: those
    /// that look like it, and those that the planner says have the agents required.
    pub(super) fn skills_across(
        &mut self,
        rows: MendedRows<'_>,
        sample: &[usize],
        choices: &Choices,
    ) -> SkillColumns {
        let is_list = self.layout == Layout::List && self.kind == FileKind::Requirements;
        if !is_list || self.has(Field::Skills) {
            return SkillColumns::default();
        }
        let seen = self.all.iter().map(|column| Seen {
            header: &column.header,
            profile: &column.profile,
        });
        let seen: Vec<Seen<'_>> = seen.collect();
        let found = SkillColumns::find(rows, sample, &seen, choices);
        let is_found = found.is_some();
        let mut across = found.unwrap_or_default();
        across.skills.retain(|skill| self.is_open(skill.column));
        let all = self.all.iter().enumerate();
        let chosen: Vec<SkillColumn> = all
            .filter(|(_, column)| column.field == Some((Field::RequiredAgents, Confidence::Chosen)))
            .map(|(column, candidate)| SkillColumn {
                column,
                skill: candidate.header.clone(),
            })
            .collect();
        // One column that was chosen alone has the numbers of any skill.
        let says_skills = |column: &Candidate| {
            column
                .meant
                .is_some_and(|meant| meant.field == Field::Skills)
        };
        let are_chosen = chosen.len() >= 2 && !self.all.iter().any(says_skills);
        if !is_found && !are_chosen {
            return SkillColumns::default();
        }
        across.totals.retain(|&column| self.is_open(column));
        across.others.retain(|&column| self.is_open(column));
        across.skills.extend(chosen);
        across.skills.sort_by_key(|skill| skill.column);
        for skill in &across.skills {
            if self.is_open(skill.column) {
                self.settle(skill.column, Field::RequiredAgents, Confidence::Likely);
            }
        }
        across
    }

    fn is_open(&self, column: usize) -> bool {
        let candidate = self.all.get(column);
        candidate.is_some_and(|candidate| candidate.field.is_none() && !candidate.taken)
    }
}
