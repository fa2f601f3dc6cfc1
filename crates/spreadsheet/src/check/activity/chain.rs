//! Rows of one agent that follow each other: a shift in pieces.

use staffing::{Break, ShiftStatus};

use crate::check::activity::piece::Piece;
use crate::problem::{Fault, ProblemCode};
use crate::shifts::Packed;

/// A shift as far as it is known, from its first row on.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// Seconds since 1970.
    pub(super) start: i64,
    pub(super) skills: u32,
    status: ShiftStatus,
    /// The last row of work, and those that lie in it or before.
    work: Piece,
    parts: Vec<Piece>,
    /// Rows that are breaks, between or in the rows of work.
    pauses: Vec<Piece>,
    /// Breaks after which no work came yet.
    after: Vec<Piece>,
    /// Breaks that the rows of work say themselves, in seconds since 1970.
    said: Vec<(i64, i64)>,
}

/// Where a row of work is beside a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fits {
    Inside,
    Overlaps,
    /// Where the chain ends, with the same skills and status.
    Next,
    Apart,
}

impl Chain {
    pub(super) fn new(piece: &Piece, index: usize, packed: &Packed, breaks: &[Break]) -> Self {
        let mut chain = Self {
            start: piece.start,
            skills: packed.skills,
            status: packed.status,
            work: *piece,
            parts: Vec::new(),
            pauses: Vec::new(),
            after: Vec::new(),
            said: Vec::new(),
        };
        chain.take_next(piece, index, breaks);
        chain
    }

    pub(super) fn break_alone() -> Fault {
        let message = "This row is a break, and no work of the agent goes on before and after it.";
        Fault::new(ProblemCode::BreakAlone, message).suggest(
            "Correct its times or those of the rows around it, or give the shift one row from its start to its end.",
        )
    }

    /// `same_skills` says whether the row has the skills of the chain.
    pub(super) fn fits(&self, piece: &Piece, packed: &Packed, same_skills: bool) -> Fits {
        if piece.start < self.work.end {
            return match piece.end <= self.work.end {
                true => Fits::Inside,
                false => Fits::Overlaps,
            };
        }
        let end = self.after.last().map_or(self.work.end, |pause| pause.end);
        let alike = same_skills && self.status == packed.status;
        match piece.start == end && alike {
            true => Fits::Next,
            false => Fits::Apart,
        }
    }

    /// Takes work that begins where the chain ends.
    pub(super) fn take_next(&mut self, piece: &Piece, index: usize, breaks: &[Break]) {
        self.pauses.append(&mut self.after);
        self.work = *piece;
        self.take_inside(piece, index);
        self.said.extend(breaks.iter().map(|each| {
            let start = piece.start + i64::from(each.offset_seconds);
            (start, start + i64::from(each.duration_seconds))
        }));
    }

    /// Takes a row of work that lies in the last one.
    pub(super) fn take_inside(&mut self, piece: &Piece, index: usize) {
        self.parts.push(Piece {
            work: Some(index),
            ..*piece
        });
    }

    /// Takes a break that lies in the last row of work or begins where the chain ends.
    pub(super) fn takes_break(&mut self, piece: &Piece) -> bool {
        let end = self.after.last().map_or(self.work.end, |pause| pause.end);
        if piece.start == end {
            self.after.push(*piece);
            return true;
        }
        let twin = self.after.last().is_some_and(|pause| same(pause, piece));
        if twin {
            self.after.push(*piece);
            return true;
        }
        let inside = piece.start > self.work.start && piece.end < self.work.end;
        if inside {
            self.pauses.push(*piece);
        }
        inside
    }

    /// Breaks at the end, which are taken away.
    pub(super) fn without_work_after(&mut self) -> Vec<Piece> {
        std::mem::take(&mut self.after)
    }

    /// Breaks that share time with one before, which are taken away.
    pub(super) fn meeting_breaks(&mut self) -> Vec<(Piece, Fault)> {
        let mut meeting = Vec::new();
        let mut kept: Vec<Piece> = Vec::new();
        self.pauses.sort_by_key(|pause| (pause.start, pause.line));
        for pause in std::mem::take(&mut self.pauses) {
            let met = kept.iter().rev().find(|before| before.end > pause.start);
            match met.filter(|before| !same(before, &pause)) {
                Some(before) => {
                    let message = format!("This break overlaps the one on line {}.", before.line);
                    let fault = Fault::new(ProblemCode::BreaksOverlap, message);
                    meeting.push((pause, fault.suggest("Correct the times of one of them.")));
                }
                None => kept.push(pause),
            }
        }
        self.pauses = kept;
        meeting
    }

    /// The breaks of the whole shift.
    pub(super) fn breaks(&self) -> Vec<Break> {
        let rows = self.pauses.iter().map(|pause| (pause.start, pause.end));
        let mut times: Vec<(i64, i64)> = rows.collect();
        // What a row says of a break that has a row of its own is the same once more.
        let said = self.said.iter().copied();
        let apart = |said: &(i64, i64)| times.iter().all(|row| row.1 <= said.0 || said.1 <= row.0);
        let further: Vec<(i64, i64)> = said.filter(apart).collect();
        times.extend(further);
        times.sort_unstable();
        times.dedup();
        let seconds = |length: i64| u32::try_from(length).unwrap_or_default();
        let breaks = times.iter().map(|&(start, end)| Break {
            offset_seconds: seconds(start - self.start),
            duration_seconds: seconds(end - start),
        });
        breaks.collect()
    }

    /// All rows.
    pub(super) fn pieces(&self) -> Vec<Piece> {
        self.parts.iter().chain(&self.pauses).copied().collect()
    }

    /// The shift that the file has first.
    pub(super) fn first_index(&self) -> usize {
        let indexes = self.parts.iter().filter_map(|piece| piece.work);
        indexes.min().unwrap_or_default()
    }

    /// Seconds since 1970.
    pub(super) fn end(&self) -> i64 {
        self.work.end
    }

    pub(super) fn last_line(&self) -> u32 {
        self.work.line
    }
}

fn same(one: &Piece, other: &Piece) -> bool {
    (one.start, one.end) == (other.start, other.end)
}
