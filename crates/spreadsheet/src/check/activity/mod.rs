//! Rows that are no shift of their own, because a column says what is done in
//! their time: days off, breaks, and the activities that a shift consists of.

use crate::check::found::Found;
use crate::check::row::RowCheck;
use crate::check::sheet::Sheet;
use crate::check::shift_time;
use crate::grid::codes::is_day_off;
use crate::mended::MendedRow;
use crate::shifts::{NO_COLUMN, Packed};
use crate::values::letters::folded;
use crate::wording::quoted;

mod after_midnight;
mod chain;
mod parts;

pub(crate) use parts::join;

/// Takes a row that is a day off or a break; tells whether it is one of the two.
pub(crate) fn is_no_shift<'a>(sheet: &'a Sheet<'a>, row: MendedRow<'a>, found: &mut Found) -> bool {
    let Some(place) = sheet.columns.activity else {
        return false;
    };
    let said = row.cell(place).unwrap_or_default().trim();
    if is_absence(said) {
        let mut check = RowCheck::of_cells(sheet, row, found);
        check.leave_out(format!("A day off: {}.", quoted(said)));
        return true;
    }
    let pause = is_break(said);
    if pause {
        add_break(&mut RowCheck::new(sheet, row, found));
    }
    pause
}

/// Keeps a row's break until it is known whose shift it lies in.
fn add_break(check: &mut RowCheck<'_, '_>) {
    let agent = check.agent();
    let window = shift_time::window(check).map(|read| read.window);
    let (Some(agent), Some(window), false) = (agent, window, check.stopped) else {
        return;
    };
    let line = u32::try_from(check.line()).unwrap_or(u32::MAX);
    let packs = &mut check.found.packs;
    let pause = Packed {
        start: window.time.start.timestamp(),
        length: u16::try_from((window.time.end - window.time.start).num_seconds())
            .unwrap_or_default(),
        agent: packs.agents.number(agent),
        skills: 0,
        breaks: 0,
        line,
        column: NO_COLUMN,
        status: staffing::ShiftStatus::default(),
    };
    packs.pauses.push(pause);
}

/// "Vacation", "AL". Marks, and words for nothing, say that there is no absence.
fn is_absence(text: &str) -> bool {
    const NOTHING: [&str; 4] = ["none", "na", "n/a", "no shift"];
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    letters >= 2 && is_day_off(text) && !NOTHING.contains(&folded(text).as_str())
}

/// "Lunch", "Break (paid)", "Mittagspause".
fn is_break(text: &str) -> bool {
    const WORDS: &str =
        "break breaks lunch lunchbreak meal mealbreak pause pausen mittag mittagspause
        dejeuner repas descanso almuerzo pausa pausas pranzo almoco intervalo pauze lunchpauze
        休憩 昼休み 昼休憩 昼食";
    let folded = folded(text);
    let mut words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| !word.is_empty() && WORDS.split_whitespace().any(|known| known == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn activities_are_told_apart() {
        for (text, absence, pause) in [
            ("Vacation", true, false),
            ("Urlaub", true, false),
            ("AL", true, false),
            ("Day off", true, false),
            ("Lunch", false, true),
            ("Break 1", false, true),
            ("Rest break (paid)", false, true),
            ("Mittagspause", false, true),
            ("休憩", false, true),
            ("Phone", false, false),
            ("Training", false, false),
            ("Breakfast team", false, false),
            ("None", false, false),
            ("-", false, false),
            ("", false, false),
        ] {
            assert_eq!(
                (is_absence(text), is_break(text)),
                (absence, pause),
                "{text}"
            );
        }
    }
}
