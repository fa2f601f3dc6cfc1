//! What a cell says beside the times of a window: breaks, its length, a label.

use super::{Hours, read};
use crate::values::letters::folded;
use crate::values::tokens::{Cursor, Token};

/// Passes words before the first time: "Early 06:00-14:00", "von 6 bis 14".
#[expect(
    clippy::option_option,
    reason = "no label is not the same as no window"
)]
pub(super) fn label_before(cursor: &mut Cursor<'_>, shown: &str) -> Option<Option<String>> {
    let begins_time = |token: Token<'_>| {
        matches!(token, Token::Number(..))
            || matches!(token, Token::Word("午前" | "午後" | "noon" | "midnight"))
    };
    let mut glued = false;
    while let Some(token) = cursor.peek() {
        if begins_time(token) {
            break;
        }
        glued = matches!(token, Token::Word(word) if word.is_ascii());
        cursor.go(cursor.at() + 1);
    }
    // "E1-2" is a code, not "E" from one to two.
    if glued || cursor.at_end() {
        return None;
    }
    let before: String = shown.chars().take(cursor.passed()).collect();
    let before = before.trim_matches(|letter: char| !letter.is_alphanumeric());
    let filler = ["von", "from", "de", "da", "das", "van", "dalle", "desde"];
    let says = !before.is_empty() && !filler.iter().any(|word| before.eq_ignore_ascii_case(word));
    Some(says.then(|| before.to_owned()))
}

impl Hours {
    /// What follows the times: breaks, the number of hours, or a label.
    pub(super) fn take_rest(&mut self, rest: &str) -> Option<()> {
        let rest = rest.trim();
        if rest.is_empty() {
            return Some(());
        }
        // "06:00-14:00x" is no window.
        let glued = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, ':' | '.');
        if rest.len() == 1 && rest.starts_with(glued) {
            return None;
        }
        let bare = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
        let plain = folded(bare);
        let words: Vec<&str> = plain
            .split(' ')
            .filter(|word| !word.is_empty() && !is_break_word(word))
            .collect();
        let said = words.join(" ");
        let says_break = said.len() < plain.len();
        if read(&said).is_some() && said.contains(['-', ':']) {
            self.breaks = Some(said);
            return Some(());
        }
        let minutes = ["minutes", "minuten", "mins", "min", "分", "'", "m"]
            .iter()
            .find_map(|unit| said.strip_suffix(unit))
            .map(str::trim);
        let number: Option<u32> = minutes.unwrap_or(&said).parse().ok();
        let clock = said.split_once(':').and_then(|(hours, minutes)| {
            Some(hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?)
        });
        let pause = number
            .filter(|&number| says_break || minutes.is_some() || (10..=120).contains(&number));
        if let Some(pause) = pause.or(clock.filter(|&clock| clock <= 120)) {
            self.breaks = Some(pause.to_string());
            return Some(());
        }
        // "06:00-14:00 (8h)" says the length once more.
        let count = said
            .trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '.')
            .trim()
            .replace(',', ".");
        let is_length = clock.is_some() || count.parse::<f64>().is_ok();
        if !is_length {
            self.label = match self.label.take() {
                Some(before) => Some(format!("{before} {bare}")),
                None if bare.is_empty() => None,
                None => Some(bare.to_owned()),
            };
        }
        Some(())
    }
}

fn is_break_word(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    [
        "break",
        "breaks",
        "lunch",
        "pause",
        "pausen",
        "pausa",
        "pauze",
        "descanso",
        "intervalo",
        "incl",
        "inkl",
        "with",
        "mit",
        "con",
        "com",
        "met",
        "avec",
        "minus",
        "less",
        "of",
        "休憩",
    ]
    .contains(&word)
}
