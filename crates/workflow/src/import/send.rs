//! One batch to the server, in as many pieces as it takes.

use std::collections::{BTreeMap, VecDeque};

use cxone::wire::{RecordError, ShiftPart, ShiftWindow};
use cxone::{Client, CxoneError, ToldApart};
use serde::{Deserialize, Serialize};
use spreadsheet::ReadShift;
use staffing::{DateRange, Shift, ShiftStatus};
use tokio_util::sync::CancellationToken;

use super::{Failure, FailureKind};

/// What became of a batch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(super) processed: usize,
    /// None where the server does not tell.
    pub(super) told_apart: Option<ToldApart>,
    pub(super) published: usize,
    pub(super) conflicts: usize,
    pub(super) refused: usize,
    pub(super) failures: Vec<Failure>,
    /// How long it took.
    pub(super) seconds: f64,
}

/// Sends batches, and remembers how much the server takes at once.
pub(super) struct Sender<'c> {
    /// Its calls stop when the planner cancels.
    client: Client,
    cancel: &'c CancellationToken,
    replace_conflicts: bool,
    validate_only: bool,
    /// Shifts in one call; fewer once that was too much.
    most: usize,
    /// Shifts that were refused alone since the last that was taken.
    refused_alone: usize,
    /// Calls that got no answer in time since the last that got one.
    slow: usize,
    /// What became so far of the batch that is sent.
    answer: Answer,
    /// Shifts of it that the server has answered for.
    answered: usize,
    /// Whether some of it was sent without an answer, and again in pieces.
    in_doubt: bool,
}

/// After so many calls without an answer in time it is not their size.
const ENOUGH_SLOW: usize = 3;
/// After so many shifts that are refused alone, and none that is taken, it is
/// not the shifts that the server refuses.
const ENOUGH_REFUSED: usize = 8;

impl<'c> Sender<'c> {
    pub(super) fn new(
        client: &Client,
        cancel: &'c CancellationToken,
        replace_conflicts: bool,
        validate_only: bool,
    ) -> Self {
        Self {
            client: client.stopping_at(cancel),
            cancel,
            replace_conflicts,
            validate_only,
            most: super::BATCH,
            refused_alone: 0,
            slow: 0,
            answer: Answer::default(),
            answered: 0,
            in_doubt: false,
        }
    }

    /// Whether the server is only asked, so that an answer can be missed without harm.
    pub(super) fn writes_nothing(&self) -> bool {
        self.validate_only
    }

    /// What became of a batch that was not sent to its end, and of how many of its shifts.
    pub(super) fn so_far(&mut self) -> Option<(Answer, usize)> {
        let answered = std::mem::take(&mut self.answered);
        (answered > 0).then(|| (std::mem::take(&mut self.answer), answered))
    }

    /// Whether shifts of the batch that were not answered for may be written all the same.
    pub(super) fn is_unsure(&self, fault: &CxoneError) -> bool {
        self.in_doubt || !fault.is_not_carried_out()
    }

    /// Sends a batch. What is too large or takes too long is sent in halves, down
    /// to single shifts. Where the server refuses some records, those fail and
    /// the others are sent again without them; where it does not say which,
    /// halves tell.
    pub(super) async fn send(&mut self, batch: &[ReadShift]) -> Result<Answer, CxoneError> {
        (self.answered, self.in_doubt) = (0, false);
        self.answer = Answer {
            told_apart: Some(ToldApart::default()),
            ..Answer::default()
        };
        let mut pieces: VecDeque<Vec<&ReadShift>> = batch
            .chunks(self.most)
            .map(|piece| piece.iter().collect())
            .collect();
        while let Some(piece) = pieces.pop_front() {
            match self.once(&piece).await {
                Ok(taken) => {
                    (self.refused_alone, self.slow) = (0, 0);
                    self.answer.add(&piece, &taken);
                }
                Err(fault) => {
                    let rest = self.without_cause(piece, fault)?;
                    rest.into_iter()
                        .rev()
                        .for_each(|piece| pieces.push_front(piece));
                }
            }
            let left: usize = pieces.iter().map(Vec::len).sum();
            self.answered = batch.len() - left;
        }
        self.answered = 0;
        let mut answer = std::mem::take(&mut self.answer);
        answer.failures.sort_by_key(|failure| failure.line);
        Ok(answer)
    }

    async fn once(&self, piece: &[&ReadShift]) -> Result<cxone::ImportAnswer, CxoneError> {
        let shifts: Vec<Shift> = piece.iter().map(|read| read.shift.clone()).collect();
        self.client
            .import_shifts(&shifts, self.replace_conflicts, self.validate_only)
            .await
    }

    /// What is to be sent again of a piece, in pieces; the fault where that
    /// would be of no use.
    fn without_cause<'s>(
        &mut self,
        piece: Vec<&'s ReadShift>,
        fault: CxoneError,
    ) -> Result<Vec<Vec<&'s ReadShift>>, CxoneError> {
        if let CxoneError::Refused { errors, .. } = &fault
            && names_some(errors, piece.len())
        {
            let refused = kinds(errors);
            self.answer.fail(&piece, errors, refused.len());
            let left = piece.into_iter().enumerate();
            let left = left.filter(|(index, _)| !refused.contains_key(index));
            let left: Vec<&ReadShift> = left.map(|(_, read)| read).collect();
            return Ok(if left.is_empty() { vec![] } else { vec![left] });
        }
        if self.cancel.is_cancelled() {
            return Err(fault);
        }
        self.slow += usize::from(fault.is_timeout());
        let is_too_much = matches!(fault, CxoneError::TooLarge(_))
            || (fault.is_timeout() && self.slow <= ENOUGH_SLOW);
        if piece.len() > 1 && (is_too_much || is_refused(&fault)) {
            let half = piece.len().div_ceil(2);
            if is_too_much {
                self.most = half;
            }
            self.in_doubt |= !fault.is_not_carried_out();
            return Ok(piece.chunks(half).map(<[_]>::to_vec).collect());
        }
        let is_of_shift = is_refused(&fault) || matches!(fault, CxoneError::TooLarge(_));
        self.refused_alone += usize::from(is_of_shift);
        if !is_of_shift || self.refused_alone > ENOUGH_REFUSED {
            return Err(fault);
        }
        self.answer.refuse(&piece, &fault);
        Ok(vec![])
    }
}

fn is_refused(fault: &CxoneError) -> bool {
    matches!(fault, CxoneError::Refused { .. })
}

impl Answer {
    /// Shifts that the server did not take.
    pub(super) fn failed(&self) -> usize {
        self.conflicts + self.refused
    }

    fn add(&mut self, sent: &[&ReadShift], taken: &cxone::ImportAnswer) {
        self.fail(sent, &taken.errors, taken.failed);
        self.processed += taken.processed;
        self.published += published(sent, &taken.errors).min(taken.processed);
        let both = self.told_apart.zip(taken.told_apart);
        self.told_apart = both.map(|(one, two)| one + two);
    }

    /// Adds what the server says of the records that it did not take, which
    /// are as many as `failed`.
    fn fail(&mut self, sent: &[&ReadShift], errors: &[RecordError], failed: usize) {
        let named = kinds(errors);
        let unnamed = errors.iter().filter(|error| error.index.is_none());
        let of_kind = named.into_values().chain(unnamed.map(kind));
        let conflicts = of_kind.filter(|kind| *kind == FailureKind::Conflict);
        let conflicts = conflicts.count().min(failed);
        self.conflicts += conflicts;
        self.refused += failed - conflicts;
        self.failures
            .extend(errors.iter().map(|error| failure(sent, error)));
    }

    /// Adds a shift that the server refuses alone, without saying why of itself.
    fn refuse(&mut self, sent: &[&ReadShift], fault: &CxoneError) {
        let words = fault.details().and_then(|details| details.words.clone());
        let error = RecordError {
            index: Some(0),
            message: words.unwrap_or_else(|| fault.to_string()),
            ..RecordError::default()
        };
        self.fail(sent, &[error], 1);
    }
}

/// Whether a refusal says which records it is about.
fn names_some(errors: &[RecordError], sent: usize) -> bool {
    !errors.is_empty() && errors.iter().all(|e| e.index.is_some_and(|i| i < sent))
}

/// What stands in the way of each record that is named. What cannot be taken
/// whatever is replaced, is refused.
fn kinds(errors: &[RecordError]) -> BTreeMap<usize, FailureKind> {
    let mut kinds = BTreeMap::new();
    for error in errors {
        if let Some(index) = error.index {
            let worst = kinds.entry(index).or_insert(FailureKind::Conflict);
            *worst = kind(error).max(*worst);
        }
    }
    kinds
}

/// Tenants may write the contract's `SHIFT_CONFLICT` a little differently.
fn kind(error: &RecordError) -> FailureKind {
    match error.code.to_ascii_uppercase().contains("CONFLICT") {
        true => FailureKind::Conflict,
        false => FailureKind::Refused,
    }
}

/// Published shifts among those sent that are not said to have failed.
fn published(sent: &[&ReadShift], errors: &[RecordError]) -> usize {
    let failed = kinds(errors);
    let taken = sent.iter().enumerate();
    taken
        .filter(|(index, read)| {
            read.shift.status == ShiftStatus::Published && !failed.contains_key(index)
        })
        .count()
}

fn failure(sent: &[&ReadShift], error: &RecordError) -> Failure {
    let read = error.index.and_then(|index| sent.get(index));
    let agent = match read {
        Some(read) => read.shift.agent.clone(),
        None => error.agent_id.clone().unwrap_or_default().into(),
    };
    // A conflict is about the whole shift, whatever field a server puts it down to.
    let is_of_whole = kind(error) == FailureKind::Conflict;
    let part = error.part().filter(|_| !is_of_whole);
    let skill = match part {
        Some(ShiftPart::Skill(Some(index)) | ShiftPart::Proficiency(Some(index))) => {
            let skill = read.and_then(|read| read.shift.skills.get(index));
            skill.map(|skill| skill.skill.clone())
        }
        _ => None,
    };
    Failure {
        line: read.map_or(0, |read| read.line),
        also_lines: read.map_or_else(Vec::new, |read| read.also_lines.clone()),
        column: read.and_then(|read| read.column),
        agent,
        why: kind(error),
        part,
        skill,
        message: with_part(part, &error.message),
        conflicts_with: error.conflicts_with.iter().filter_map(range).collect(),
    }
}

/// Why a shift was refused, with the part of it that the server names. (Whose it is,
/// is said anyway.)
fn with_part(part: Option<ShiftPart>, message: &str) -> String {
    let part = match part {
        Some(ShiftPart::Start) => "Start",
        Some(ShiftPart::End) => "End",
        Some(ShiftPart::Skill(_) | ShiftPart::Proficiency(_)) => "Skills",
        Some(ShiftPart::Status) => "Status",
        Some(ShiftPart::Breaks) => "Breaks",
        Some(ShiftPart::Agent) | None => return message.to_owned(),
    };
    format!("{part}: {message}")
}

fn range(window: &ShiftWindow) -> Option<DateRange> {
    DateRange::new(window.start_date.0, window.end_date.0).ok()
}
