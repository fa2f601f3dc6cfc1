//! Rows that are no shift, because a column says what is done in their time.

use crate::check::row::RowCheck;
use crate::grid::codes::is_day_off;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::values::letters::folded;
use crate::wording::quoted;

/// Leaves out a row of a day off, and stops one of a break; tells whether the row
/// is one of the two.
pub(crate) fn is_no_shift(check: &mut RowCheck<'_, '_>) -> bool {
    let Some(place) = check.sheet.columns.activity else {
        return false;
    };
    let said = check.text(place);
    if is_absence(said) {
        check.leave_out(format!("A day off: {}.", quoted(said)));
        return true;
    }
    if is_break(said) {
        let message = format!("This row is a break, {}, not a shift.", quoted(said));
        let fault = Fault::new(ProblemCode::BreakAlone, message).suggest(
            "Give each shift one row from its start to its end, with a column for its breaks.",
        );
        check.note(Some(place), fault, Severity::Error);
        return true;
    }
    false
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
