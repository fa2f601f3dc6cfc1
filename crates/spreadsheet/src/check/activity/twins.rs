//! Rows of an agent with the same times.

use crate::check::activity::parts::Joining;
use crate::check::activity::piece::Piece;
use crate::check::roster;
use crate::problem::{Fault, ProblemCode, Severity};

impl Joining<'_, '_> {
    /// An agent's pieces by start, of those with the same times only the first:
    /// the others repeat it, or add their skills or activity.
    pub(super) fn without_twins(&mut self, pieces: &[Piece]) -> Vec<Piece> {
        let mut kept: Vec<Piece> = Vec::new();
        for piece in pieces {
            let twin = kept.last().filter(|twin| {
                let same = (twin.start, twin.end) == (piece.start, piece.end);
                same && twin.work.is_some() == piece.work.is_some()
            });
            let merged = twin.copied().is_some_and(|twin| self.merge(&twin, piece));
            if !merged {
                kept.push(*piece);
            }
        }
        kept
    }

    /// Adds a piece to one with the same times; tells whether that could be done.
    fn merge(&mut self, twin: &Piece, piece: &Piece) -> bool {
        let (Some(first), Some(second)) = (twin.work, piece.work) else {
            let message = format!(
                "The same break stands on line {} already. It is read once.",
                twin.line
            );
            let fault = Fault::new(ProblemCode::DuplicateRow, message);
            self.say(piece, fault, Severity::Warning);
            // Its line is a break's, inside the other or told with it.
            return false;
        };
        if !self.unites {
            return false;
        }
        let other_activity = self.activity_of(twin.line) != self.activity_of(piece.line);
        let (Some(&one), Some(&other)) = (self.packs.all.get(first), self.packs.all.get(second))
        else {
            return false;
        };
        let breaks = one.breaks == other.breaks;
        let sets = &mut self.packs.skill_sets;
        let Some(skills) = roster::joined(sets, one.skills, other.skills)
            .filter(|_| breaks && one.status == other.status)
        else {
            return false;
        };
        let grown = sets.get(skills).len() > sets.get(one.skills).len();
        if let Some(packed) = self.packs.all.get_mut(first) {
            packed.skills = skills;
        }
        if !grown && !other_activity {
            self.say(piece, roster::repeated(twin.line), Severity::Warning);
        }
        self.part(first, second, piece.line);
        true
    }
}
