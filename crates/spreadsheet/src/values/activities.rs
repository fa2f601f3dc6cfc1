//! What is done in a row's time, where that is no work.

use crate::grid::codes::is_day_off;
use crate::values::letters::folded;

/// "Vacation", "AL". Marks, and words for nothing, say that there is no absence.
pub(crate) fn is_absence(text: &str) -> bool {
    const NOTHING: [&str; 4] = ["none", "na", "n/a", "no shift"];
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    letters >= 2 && is_day_off(text) && !NOTHING.contains(&folded(text).as_str())
}

/// "Lunch", "Break (paid)", "Mittagspause".
pub(crate) fn is_break(text: &str) -> bool {
    let folded = folded(text);
    words(&folded).any(is_break_word)
}

/// Whether a cell is nothing but a break, whatever its column is called: "Lunch",
/// "Break 2", but not "Lunch desk".
pub(crate) fn is_only_break(text: &str) -> bool {
    const BESIDE: &str = "rest paid unpaid short long tea coffee bezahlt unbezahlt kurze lange";
    let folded = folded(text);
    let others = |word: &str| {
        let is_count = word.bytes().all(|byte| byte.is_ascii_digit());
        !is_count && !is_break_word(word) && !BESIDE.split(' ').any(|known| known == word)
    };
    words(&folded).any(is_break_word) && !words(&folded).any(others)
}

/// Whether a cell names a kind of shift, and nothing that is done in it: "Early",
/// "Late shift", "Nachtschicht".
pub(crate) fn is_kind_of_shift(text: &str) -> bool {
    const KINDS: &str = "early late night day morning afternoon evening mid middle
        fruh spat nacht tag fruhschicht spatschicht nachtschicht tagschicht mittelschicht
        fruhdienst spatdienst nachtdienst tagdienst
        matin midi soir nuit jour manana tarde noche manha noite dia
        mattina mattino pomeriggio sera notte giorno vroeg laat dag ochtend avond
        vroege late nachtdienst dagdienst 早番 中番 遅番 夜勤 日勤 夜番";
    const BESIDE: &str = "shift schicht dienst poste turno apres equipe de du do del della";
    let folded = folded(text);
    let has = |known: &str, word: &str| known.split_whitespace().any(|known| known == word);
    let is_kind = |word: &str| has(KINDS, word);
    words(&folded).any(is_kind)
        && words(&folded).all(|word| {
            let is_count = word.bytes().all(|byte| byte.is_ascii_digit());
            is_count || is_kind(word) || has(BESIDE, word)
        })
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

fn is_break_word(word: &str) -> bool {
    const WORDS: &str =
        "break breaks lunch lunchbreak meal mealbreak pause pausen mittag mittagspause
        dejeuner repas descanso almuerzo pausa pausas pranzo almoco intervalo pauze lunchpauze
        休憩 昼休み 昼休憩 昼食";
    WORDS.split_whitespace().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_may_be_nothing_but_a_break() {
        for (text, expected) in [
            ("Lunch", true),
            ("Break 2", true),
            ("Paid rest break", true),
            ("休憩", true),
            ("Lunch desk", false),
            ("Break-fix support", false),
            ("30", false),
            ("", false),
        ] {
            assert_eq!(is_only_break(text), expected, "{text}");
        }
    }

    #[test]
    fn kinds_of_shifts_are_no_activities() {
        for (text, expected) in [
            ("Early", true),
            ("Late shift", true),
            ("Spätschicht", true),
            ("Poste de nuit", true),
            ("Turno mañana 2", true),
            ("夜勤", true),
            ("Night desk", false),
            ("Day off", false),
            ("Phone", false),
            ("Shift", false),
            ("", false),
        ] {
            assert_eq!(is_kind_of_shift(text), expected, "{text}");
        }
    }

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
