use std::sync::Arc;

use spreadsheet::Choices;

/// Steps that can be taken back; older ones are forgotten.
const MOST_STEPS: usize = 1_000;

/// What was changed, and what was taken back again.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    done: Vec<Arc<Step>>,
    undone: Vec<Arc<Step>>,
}

/// A change and the way back (or, once it was taken back, the way there).
#[derive(Debug)]
pub(super) struct Step {
    /// "Edit line 14".
    pub(super) words: String,
    pub(super) delta: Delta,
}

/// What is different between two choices of the same file.
///
/// Edits and skipped rows, of which there may be a hundred thousand, are held
/// one by one; the rest is small and held whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Delta {
    /// Choices without edits, skipped rows and known skills, which are no
    /// decision; `None` leaves them.
    pub(super) rest: Option<Box<Choices>>,
    /// What cells say; `None` for what the file says.
    pub(super) edits: Vec<((usize, usize), Option<String>)>,
    /// Lines, and whether they are skipped.
    pub(super) skipped: Vec<(usize, bool)>,
    /// Whether what is remembered of such files is set aside.
    pub(super) forgets: Option<bool>,
}

impl History {
    /// A change was made that `back` takes back.
    pub(super) fn done(&mut self, words: String, back: Delta) {
        self.undone.clear();
        if self.done.len() == MOST_STEPS {
            self.done.remove(0);
        }
        self.done.push(Arc::new(Step { words, delta: back }));
    }

    /// The last change was taken back; `again` makes it again.
    pub(super) fn undone(&mut self, again: Delta) {
        take_over(&mut self.done, &mut self.undone, again);
    }

    /// The change that was taken back last was made again.
    pub(super) fn redone(&mut self, back: Delta) {
        take_over(&mut self.undone, &mut self.done, back);
    }

    pub(super) fn last_done(&self) -> Option<Arc<Step>> {
        self.done.last().cloned()
    }

    pub(super) fn last_undone(&self) -> Option<Arc<Step>> {
        self.undone.last().cloned()
    }
}

impl Delta {
    /// Makes nothing but the small choices those that `decide` makes of them.
    pub(super) fn of_rest(choices: &Choices, decide: impl FnOnce(&mut Choices)) -> Self {
        let before = rest_of(choices);
        let mut after = before.clone();
        decide(&mut after);
        Self {
            rest: (after != before).then(|| Box::new(after)),
            ..Self::default()
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Changes `choices`, and whether what is remembered is `forgotten`, and
    /// answers what changes them back.
    pub(super) fn apply(&self, choices: &mut Choices, forgotten: &mut bool) -> Self {
        let rest = self.rest.as_ref().map(|rest| {
            let before = Box::new(rest_of(choices));
            let after = Choices::clone(rest);
            *choices = Choices {
                edits: std::mem::take(&mut choices.edits),
                skipped: std::mem::take(&mut choices.skipped),
                known_skills: choices.known_skills.take(),
                other_skills: choices.other_skills,
                ..after
            };
            before
        });
        let mut edits: Vec<_> = self
            .edits
            .iter()
            .map(|(place, text)| {
                let before = match text {
                    Some(text) => choices.edits.insert(*place, text.clone()),
                    None => choices.edits.remove(place),
                };
                (*place, before)
            })
            .collect();
        // Backwards, in case a place is named twice.
        edits.reverse();
        let mut skipped: Vec<_> = self
            .skipped
            .iter()
            .map(|&(line, skip)| {
                let before = match skip {
                    true => !choices.skipped.insert(line),
                    false => choices.skipped.remove(&line),
                };
                (line, before)
            })
            .collect();
        skipped.reverse();
        Self {
            rest,
            edits,
            skipped,
            forgets: self
                .forgets
                .map(|forgets| std::mem::replace(forgotten, forgets)),
        }
    }
}

/// The choices that are held whole.
fn rest_of(choices: &Choices) -> Choices {
    Choices {
        edits: Default::default(),
        skipped: Default::default(),
        known_skills: None,
        other_skills: false,
        columns: choices.columns.clone(),
        codes: choices.codes.clone(),
        skill_names: choices.skill_names.clone(),
        default_skill: choices.default_skill.clone(),
        zone: choices.zone,
        kind: choices.kind,
        layout: choices.layout,
        header_line: choices.header_line,
        date_order: choices.date_order,
        skipped_time: choices.skipped_time,
        doubled_time: choices.doubled_time,
        near: choices.near,
        first_day: choices.first_day,
        default_status: choices.default_status,
        default_proficiency: choices.default_proficiency,
        period: choices.period,
    }
}

fn take_over(from: &mut Vec<Arc<Step>>, to: &mut Vec<Arc<Step>>, delta: Delta) {
    if let Some(step) = from.pop() {
        to.push(Arc::new(Step {
            words: step.words.clone(),
            delta,
        }));
    }
}
