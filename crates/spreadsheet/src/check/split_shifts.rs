//! Rows with several shifts, each with a start and an end of its own.

use chrono::TimeDelta;
use staffing::DateRange;

use crate::Field;
use crate::check::Clocks;
use crate::check::found::Found;
use crate::check::known::RowRead;
use crate::check::row::RowCheck;
use crate::check::sheet::Sheet;
use crate::check::shift_row::{self, breaks_text};
use crate::mended::MendedRow;
use crate::problem::{Fault, ProblemCode};
use crate::table::columns::Columns;
use crate::values::breaks;
use crate::values::clock::Window;

/// The columns of a row's further shifts, one set a shift.
pub(crate) fn columns(sheet: &Sheet<'_>) -> Vec<Columns> {
    let pairs = sheet.columns.further.iter();
    pairs.map(|pair| sheet.columns.of_pair(*pair)).collect()
}

/// What holds for a row's further shifts.
pub(crate) fn sheets<'s>(sheet: &'s Sheet<'s>, columns: &'s [Columns]) -> Vec<Sheet<'s>> {
    let of_pair = |columns: &'s Columns| Sheet {
        columns,
        clocks: Clocks::new(columns, sheet.choices),
        ..sheet.clone()
    };
    columns.iter().map(of_pair).collect()
}

/// Whether a row says anything of a further shift that is not the first again.
pub(crate) fn has_further(sheet: &Sheet<'_>, row: MendedRow<'_>) -> bool {
    let columns = sheet.columns;
    let text = |column: usize| row.cell(column).unwrap_or_default().trim();
    let first = columns.sides().map(|field| columns.place(field).map(text));
    columns.further.iter().any(|pair| {
        let said = [pair.start, pair.end].map(text);
        said.iter().any(|text| !text.is_empty()) && first != said.map(Some)
    })
}

/// Adds all shifts of a row to what was found, or none and the reasons why.
pub(crate) fn read<'a>(
    sheet: &'a Sheet<'a>,
    further: &'a [Sheet<'a>],
    row: MendedRow<'a>,
    found: &mut Found,
) {
    let (packs, placed) = (found.packs.all.len(), found.breaks_placed);
    let said = found.problems.len();
    let mut stopped = false;
    let mut before: Option<RowRead> = None;
    for sheet in std::iter::once(sheet).chain(further) {
        let mut check = RowCheck::new(sheet, row, found);
        if is_blank(&check) {
            continue;
        }
        let says_some = breaks_text(&check).map_or(true, |text| !breaks::says_none(&text));
        if says_some {
            let message = "This row has several shifts, and it is open in which its breaks lie.";
            let fault = Fault::new(ProblemCode::UnreadableBreak, message);
            check.error(
                Field::Breaks,
                fault.suggest("Give each shift a row of its own, or empty the cell."),
            );
        }
        let mut read = shift_row::read(&mut check);
        if let (Some(before), Some(own)) = (before, read)
            && let Some(moved) = after_midnight(&mut check, &before, own)
        {
            read = Some(moved);
        }
        if let (Some(before), Some(read)) = (before, read)
            && read.window.time.start < before.window.time.end
        {
            let message = "The second shift of this row begins before the first one ends.";
            let fault = Fault::new(ProblemCode::Contradiction, message);
            let [start, _] = sheet.columns.sides();
            check.error(
                start,
                fault.suggest("Correct the times, or give each shift a row of its own."),
            );
        }
        stopped |= check.stopped;
        before = read.or(before);
    }
    if stopped {
        // A row is read whole or not at all.
        found.packs.all.truncate(packs);
        found.breaks_placed = placed;
    }
    // What is wrong with the agent is wrong for each shift.
    let mut fresh = found.problems.split_off(said);
    for problem in fresh.drain(..) {
        let known = found.problems.get(said..).unwrap_or_default();
        if !known.contains(&problem) {
            found.problems.push(problem);
        }
    }
}

/// The shift a day later, where it has no date of its own and the one before it in the
/// row ends after midnight: "22:00", "02:00", "03:00", "07:00".
fn after_midnight(
    check: &mut RowCheck<'_, '_>,
    before: &RowRead,
    read: RowRead,
) -> Option<RowRead> {
    let day = TimeDelta::days(1);
    let (ended, own) = (before.window, read.window);
    let crosses = ended.end.date() > ended.start.date() && own.start < ended.start;
    let [start, _] = check.sheet.columns.sides();
    let dated = check.moment(start).is_none_or(|said| said.date.is_some());
    if !crosses || dated || own.start + day < ended.end {
        return None;
    }
    let from = check.accept(start, own.clock.instant(own.start + day))?;
    let to = check.accept(start, own.clock.instant(own.end + day))?;
    let window = Window {
        time: DateRange {
            start: from,
            end: to,
        },
        start: own.start + day,
        end: own.end + day,
        ..own
    };
    let packed = check.found.packs.all.last_mut()?;
    packed.start = from.timestamp();
    packed.length = shift_row::seconds(&window);
    Some(RowRead {
        packed: *packed,
        window,
        ..read
    })
}

fn is_blank(check: &RowCheck<'_, '_>) -> bool {
    let sides = check.sheet.columns.sides();
    sides.iter().all(|&field| check.cell(field).is_empty())
}
