//! Rows after midnight that name the day on which their shift began.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};

use crate::Field;
use crate::check::activity::piece::Piece;
use crate::check::roster::start_field;
use crate::check::sheet::Sheet;
use crate::problem::{Fault, ProblemCode};
use crate::values::clock::Clock;

/// Moves rows to the next day that stand below a row of the same agent and day
/// which ends after midnight, and go on where it ends or lie in it. Tells the line of
/// the first, and the rows of which it is open on which day they are.
///
/// Only where a column of its own says the day, and its days count up in the file:
/// else the rows may be sorted in any way.
pub(super) fn carry(sheet: &Sheet<'_>, pieces: &mut [Piece]) -> (Option<u32>, Vec<Piece>) {
    let (mut first, mut open) = (None, Vec::new());
    if sheet.columns.place(Field::Date).is_none() && sheet.title_day.is_none() {
        return (first, open);
    }
    let clock = sheet.clocks.of(start_field(sheet));
    pieces.sort_by_key(|piece| (piece.agent, piece.line));
    for of_agent in pieces.chunk_by_mut(|one, other| one.agent == other.agent) {
        let days = of_agent
            .iter()
            .map(|piece| local(clock, piece.start).date());
        if !days.is_sorted() {
            continue;
        }
        let mut before: Option<(NaiveDate, Piece)> = None;
        for piece in of_agent {
            let day = local(clock, piece.start).date();
            if let Some((of_day, reached)) = before
                && of_day == day
                && piece.start < reached.start
                && local(clock, reached.end).date() > day
            {
                match on_next_day(clock, piece, &reached) {
                    Some(moved) => {
                        *piece = moved;
                        first = [first, Some(piece.line)].into_iter().flatten().min();
                    }
                    None => {
                        open.push(*piece);
                        continue;
                    }
                }
            }
            let goes_further =
                |(of_day, reached): (NaiveDate, Piece)| of_day != day || reached.end < piece.end;
            if before.is_none_or(goes_further) {
                before = Some((day, *piece));
            }
        }
    }
    (first, open)
}

/// What is said of a row that may be before or after midnight.
pub(super) fn open_day() -> Fault {
    let message = "It is open on which day this row is: the rows above it of the same agent and date end after midnight.";
    Fault::new(ProblemCode::ShiftInPieces, message)
        .suggest("Write the date on which this row begins, or close the time between the rows.")
}

/// The piece a day later, if it then goes on with the one before.
fn on_next_day(clock: Clock, piece: &Piece, reached: &Piece) -> Option<Piece> {
    let later = |seconds: i64| {
        let moved = local(clock, seconds) + TimeDelta::days(1);
        clock.instant(moved).ok().map(|instant| instant.timestamp())
    };
    let moved = Piece {
        start: later(piece.start)?,
        end: later(piece.end)?,
        ..*piece
    };
    let inside = moved.start > reached.start && moved.end <= reached.end;
    (moved.start == reached.end || inside).then_some(moved)
}

fn local(clock: Clock, seconds: i64) -> NaiveDateTime {
    clock.local(DateTime::from_timestamp_secs(seconds).unwrap_or_default())
}
