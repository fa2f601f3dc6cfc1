//! One row of a list to a shift.

use std::borrow::Cow;

use staffing::ShiftStatus;

use crate::Field;
use crate::check::known::RowRead;
use crate::check::row::RowCheck;
use crate::check::shift_time;
use crate::check::skills;
use crate::problem::{Fault, ProblemCode};
use crate::shifts::{NO_COLUMN, Packed};
use crate::values::breaks;
use crate::values::clock::Window;
use crate::values::status;
use crate::wording::date_words;

/// Adds the shift of the row to what was found, or the reasons why it is none.
///
/// All cells are looked at, so that all that is wrong with a row is told at once.
pub(crate) fn read(check: &mut RowCheck<'_, '_>) -> Option<RowRead> {
    let agent = check.id(Field::Agent);
    let read = shift_time::window(check);
    let other_offset = read.and_then(|read| read.other_offset);
    let window = read.map(|read| read.window);
    if let Some(window) = &window {
        inside_period(check, window);
    }
    let skills = skills::skills(check);
    let status = status(check);
    let breaks = window.and_then(|window| {
        let read = breaks::read(&breaks_text(check), &window);
        check.accept(Field::Breaks, read)
    });
    if check.stopped {
        return None;
    }
    let (agent, window, skills) = (agent?, window?, skills?);
    let (status, breaks) = (status?, breaks?);
    let line = check.line();
    let packs = &mut check.found.packs;
    let packed = Packed {
        start: window.time.start.timestamp(),
        length: seconds(&window),
        agent: packs.agents.number(agent),
        skills: packs.skill_sets.number(&skills),
        breaks: packs.break_sets.number(&breaks.breaks),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: NO_COLUMN,
        status,
    };
    packs.all.push(packed);
    check.found.breaks_placed += usize::from(breaks.placed);
    if let Some(offset) = other_offset {
        check.found.asked.offset(line, offset);
    }
    Some(RowRead {
        packed,
        window,
        other_offset,
        breaks_placed: breaks.placed,
    })
}

/// What all columns of breaks say together.
pub(crate) fn breaks_text<'a>(check: &RowCheck<'_, 'a>) -> Cow<'a, str> {
    match check.sheet.columns.places(Field::Breaks) {
        [] => Cow::Borrowed(""),
        &[place] => Cow::Borrowed(check.text(place)),
        places if check.sheet.columns.breaks_in_pairs => Cow::Owned(pairs(check, places)),
        places => {
            let texts = places.iter().map(|&place| check.text(place));
            Cow::Owned(texts.collect::<Vec<_>>().join(";"))
        }
    }
}

/// "10:00-10:30; 12:00-12:30" of four columns.
fn pairs(check: &RowCheck<'_, '_>, places: &[usize]) -> String {
    let texts = places.chunks(2).map(|pair| {
        let each: Vec<&str> = pair.iter().map(|&place| check.text(place)).collect();
        each.join("-")
    });
    let said: Vec<String> = texts.filter(|text| text != "-").collect();
    said.join("; ")
}

/// The row's status, else the one that was chosen for rows without, else draft.
pub(crate) fn status(check: &mut RowCheck<'_, '_>) -> Option<ShiftStatus> {
    let cell = check.cell(Field::Status);
    if cell.is_empty() {
        return Some(check.sheet.choices.default_status.unwrap_or_default());
    }
    check.accept(Field::Status, status::status(cell))
}

/// A window's length; no shift is longer than 16 hours.
pub(crate) fn seconds(window: &Window) -> u16 {
    let length = window.time.end - window.time.start;
    u16::try_from(length.num_seconds()).unwrap_or_default()
}

/// Notes a shift that starts outside the chosen period.
pub(crate) fn inside_period(check: &mut RowCheck<'_, '_>, window: &Window) {
    let field = match check.cell(Field::Start).is_empty() {
        true => Field::StartTime,
        false => Field::Start,
    };
    if let Some(fault) = outside_period(check, window) {
        check.error(field, fault);
    }
}

/// What is said of a shift that starts outside the chosen period.
pub(crate) fn outside_period(check: &RowCheck<'_, '_>, window: &Window) -> Option<Fault> {
    let (first, last) = check.sheet.choices.period?;
    let day = check.sheet.clock().local(window.time.start).date();
    if (first..=last).contains(&day) {
        return None;
    }
    let message = format!(
        "This shift starts on {}, outside the chosen days, {} to {}.",
        date_words(day),
        date_words(first),
        date_words(last)
    );
    Some(
        Fault::new(ProblemCode::OutsidePeriod, message)
            .suggest("Skip the row, correct its date, or choose other days."),
    )
}
