//! Rows of activities and breaks to the shifts that they are parts of.

use std::cmp::Reverse;
use std::collections::HashSet;

use chrono::{DateTime, TimeDelta};

use crate::Field;
use crate::check::activity::after_midnight;
use crate::check::activity::chain::{Chain, Fits};
use crate::check::activity::joined::Joined;
use crate::check::activity::piece::{Piece, pieces};
use crate::check::roster::{self, start_field};
use crate::check::sheet::Sheet;
use crate::check::shift_row::outside_period;
use crate::check::shift_time::{LONGEST_SHIFT, too_long};
use crate::mended::MendedRows;
use crate::problem::{Fault, Problem, ProblemCode, Severity};
use crate::shifts::Packs;
use crate::table::header_words;
use crate::values::activities::is_kind_of_shift;

/// Time between two rows up to which they may be one shift.
const SHORT: TimeDelta = TimeDelta::hours(2);

/// Makes one shift of an agent's rows that follow each other without time between:
/// work, break, work. Its breaks are those rows that are breaks; a row inside
/// another one ("Meeting" in "Shift") is a part of it.
///
/// What does not belong together for sure stays apart, and is told.
pub(crate) fn join(
    sheet: &Sheet<'_>,
    rows: MendedRows<'_>,
    packs: &mut Packs,
    problems: &mut Vec<Problem>,
) -> Joined {
    let Some(column) = sheet.columns.activity else {
        return Joined::default();
    };
    let header = sheet.columns.all.get(column);
    let names_kinds = header.is_some_and(|column| header_words::is_kind_of_shift(&column.header));
    let mut pieces = pieces(packs);
    let mut joining = Joining {
        sheet,
        rows,
        activity: column,
        // "Early" and "Late" are shifts of their own, "Phone" and "Email" parts of one.
        unites: !packs.pauses.is_empty() || !names_kinds,
        dropped: vec![false; packs.all.len()],
        part_of: (0..packs.all.len()).collect(),
        also: Vec::new(),
        problems,
        packs,
    };
    let (after_midnight, open) = after_midnight::carry(sheet, &mut pieces);
    for piece in &open {
        joining.stop(piece, after_midnight::open_day());
    }
    let open: HashSet<Piece> = open.into_iter().collect();
    pieces.retain(|piece| !open.contains(piece));
    pieces.sort_by_key(|piece| {
        let length = Reverse(piece.end);
        (
            piece.agent,
            piece.start,
            length,
            piece.work.is_none(),
            piece.line,
        )
    });
    for of_agent in pieces.chunk_by(|one, other| one.agent == other.agent) {
        let parts = joining.without_twins(of_agent);
        joining.join(&parts);
    }
    Joined {
        also: joining.finish(),
        after_midnight,
    }
}

/// The rows of a file on their way to shifts.
pub(super) struct Joining<'j, 'a> {
    sheet: &'j Sheet<'a>,
    rows: MendedRows<'a>,
    /// The column that says what is done.
    activity: usize,
    /// Whether rows without time between can be one shift also where no row is a break.
    pub(super) unites: bool,
    pub(super) packs: &'j mut Packs,
    /// Of each shift, whether it is none of its own any more.
    dropped: Vec<bool>,
    /// Of each shift, the one that it is a part of, or itself.
    part_of: Vec<usize>,
    /// Index of a shift, and a further line of it.
    also: Vec<(usize, u32)>,
    problems: &'j mut Vec<Problem>,
}

impl Joining<'_, '_> {
    /// Joins an agent's pieces, by start.
    fn join(&mut self, pieces: &[Piece]) {
        let mut chain: Option<Chain> = None;
        for piece in pieces {
            match piece.work {
                Some(index) => chain = self.with_work(chain, piece, index),
                None => {
                    let taken = chain.as_mut().is_some_and(|chain| chain.takes_break(piece));
                    if !taken {
                        self.stop(piece, Chain::break_alone());
                    }
                }
            }
        }
        if let Some(chain) = chain {
            self.close(chain);
        }
    }

    /// The chain with a row of work, or a new one that begins with it.
    fn with_work(&mut self, chain: Option<Chain>, piece: &Piece, index: usize) -> Option<Chain> {
        let Some(&packed) = self.packs.all.get(index) else {
            return chain;
        };
        let breaks = self.packs.break_sets.get(packed.breaks);
        let Some(mut chain) = chain else {
            return Some(Chain::new(piece, index, &packed, breaks));
        };
        let same_skills = self.same_skills(chain.skills, packed.skills);
        match chain.fits(piece, &packed, same_skills) {
            Fits::Inside if self.is_other(&chain, piece) => chain.take_inside(piece, index),
            // Told as an overlap.
            Fits::Inside | Fits::Overlaps => {}
            Fits::Next if self.unites && !self.is_other_kind(&chain, piece) => {
                chain.take_next(piece, index, breaks);
            }
            Fits::Next | Fits::Apart => {
                let next = Chain::new(piece, index, &packed, breaks);
                let (end, line) = self.close(chain);
                self.apart(piece, end, line);
                return Some(next);
            }
        }
        Some(chain)
    }

    /// Makes a shift of a chain; tells its end, and the line that it ends with.
    fn close(&mut self, mut chain: Chain) -> (i64, u32) {
        for piece in chain.without_work_after() {
            self.stop(&piece, Chain::break_alone());
        }
        for (piece, fault) in chain.meeting_breaks() {
            self.stop(&piece, fault);
        }
        let ended = (chain.end(), chain.last_line());
        let start = DateTime::from_timestamp_secs(chain.start).unwrap_or_default();
        let length = TimeDelta::seconds(chain.end() - chain.start);
        let fault = match length > LONGEST_SHIFT {
            true => Some(too_long(length)),
            false => outside_period(self.sheet, start),
        };
        if let Some(fault) = fault {
            for piece in chain.pieces() {
                self.stop(&piece, fault.clone());
            }
            return ended;
        }
        let breaks = self.packs.break_sets.number(&chain.breaks());
        let first = chain.first_index();
        for piece in chain.pieces() {
            match piece.work {
                Some(index) if index != first => self.part(first, index, piece.line),
                Some(_) => {}
                None => self.also.push((first, piece.line)),
            }
        }
        if let Some(packed) = self.packs.all.get_mut(first) {
            packed.start = chain.start;
            packed.length = u16::try_from(length.num_seconds()).unwrap_or_default();
            packed.skills = chain.skills;
            packed.breaks = breaks;
        }
        ended
    }

    /// Tells that a piece is a shift of its own though it may be more of the one before.
    fn apart(&mut self, piece: &Piece, end: i64, line: u32) {
        let gap = TimeDelta::seconds(piece.start - end);
        if gap < TimeDelta::zero() || gap > SHORT || (!self.unites && !gap.is_zero()) {
            return;
        }
        let message = match gap.is_zero() {
            true => format!(
                "This row begins when line {line} ends. It is read as a shift of its own, because it is another kind of shift or has other skills or another status."
            ),
            false => format!(
                "This row begins {} after line {line} ends. It is read as a shift of its own.",
                crate::wording::length_words(gap)
            ),
        };
        let suggestion = match gap.is_zero() {
            true => "If both are one shift, give both the same skills and status, or one row.",
            false => "If the time between is a break of one shift, give the break a row.",
        };
        let fault = Fault::new(ProblemCode::ShiftInPieces, message).suggest(suggestion);
        self.say(piece, fault, Severity::Warning);
    }

    /// Whether two sets of skills are the same, in whatever order.
    fn same_skills(&self, one: u32, other: u32) -> bool {
        let sets = &self.packs.skill_sets;
        let (one, other) = (sets.get(one), sets.get(other));
        one.len() == other.len() && one.iter().all(|skill| other.contains(skill))
    }

    /// Whether a row does something else than the row that it lies in.
    fn is_other(&self, chain: &Chain, piece: &Piece) -> bool {
        self.unites && self.activity_of(chain.last_line()) != self.activity_of(piece.line)
    }

    /// Whether two rows name different kinds of shift: "Early" and "Late".
    fn is_other_kind(&self, chain: &Chain, piece: &Piece) -> bool {
        let (before, own) = (
            self.activity_of(chain.last_line()),
            self.activity_of(piece.line),
        );
        before != own && is_kind_of_shift(before) && is_kind_of_shift(own)
    }

    /// What a line says is done, without the spaces around it.
    pub(super) fn activity_of(&self, line: u32) -> &str {
        let line = line as usize;
        let (mut low, mut high) = (0, self.rows.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.rows.get(middle).is_some_and(|row| row.line() < line) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        let row = self.rows.get(low);
        row.and_then(|row| row.cell(self.activity))
            .unwrap_or_default()
            .trim()
    }

    /// Makes the row of a shift a part of another one.
    pub(super) fn part(&mut self, of: usize, index: usize, line: u32) {
        if let Some(part_of) = self.part_of.get_mut(index) {
            *part_of = of;
        }
        self.also.push((of, line));
        self.drop(index);
    }

    /// Tells an error of a row, which then is no part of a shift.
    fn stop(&mut self, piece: &Piece, fault: Fault) {
        self.say(piece, fault, Severity::Error);
        if let Some(index) = piece.work {
            self.drop(index);
        }
    }

    fn drop(&mut self, index: usize) {
        if let Some(dropped) = self.dropped.get_mut(index) {
            *dropped = true;
        }
    }

    /// Tells a problem on a row, at the cell that it is about.
    pub(super) fn say(&mut self, piece: &Piece, fault: Fault, severity: Severity) {
        let column = match piece.work {
            Some(_) => self.sheet.columns.place(start_field(self.sheet)),
            None => Some(self.activity),
        };
        let column = column.or(self.sheet.columns.place(Field::Agent));
        let problem = fault.at(piece.line as usize, column, severity);
        self.problems.push(problem);
    }

    /// Takes away what is no shift of its own; tells the further lines of what is left.
    fn finish(self) -> Vec<(usize, u32)> {
        let now = roster::kept(&self.dropped);
        let mut dropped = self.dropped.iter();
        self.packs.all.retain(|_| dropped.next() == Some(&false));
        let whole = |mut index: usize| {
            // A part of a part belongs to the whole; no shift is a part of its own part.
            while let Some(&of) = self.part_of.get(index).filter(|of| **of != index) {
                index = of;
            }
            index
        };
        let also = self.also.iter().map(|&(index, line)| (whole(index), line));
        let is_kept = |index: usize| self.dropped.get(index) == Some(&false);
        let also = also.filter(|&(index, _)| is_kept(index));
        also.filter_map(|(index, line)| Some((*now.get(index)? as usize, line)))
            .collect()
    }
}
