//! Weekdays beside dates.

use chrono::{Datelike, NaiveDate};

use super::NamedDay;
use crate::problem::{Fault, Problem, ProblemCode, Severity};
use crate::values::calendar::{self, Weekdays};
use crate::values::letters::folded;
use crate::wording::{date_words, quoted};

/// Warnings of headers that name another weekday than that of their date.
///
/// `line` is that of the header.
pub(crate) fn contradictions(
    heads: &[NamedDay],
    days: &[(usize, Option<NaiveDate>)],
    line: usize,
) -> Vec<Problem> {
    let problem = |(named, &(column, date)): (&NamedDay, &(usize, Option<NaiveDate>))| {
        let date = date?;
        let said = named.said_weekdays(date);
        if calendar::agrees(said, date.weekday()) {
            return None;
        }
        let message = format!(
            "{} names another weekday: {} is a {}.",
            quoted(&named.text),
            date_words(date),
            date.format("%A")
        );
        let fault = Fault::new(ProblemCode::Contradiction, message)
            .suggest("Correct the date or the weekday in the header.");
        Some(fault.at(line, Some(column), Severity::Warning))
    };
    heads.iter().zip(days).filter_map(problem).collect()
}

impl NamedDay {
    /// The weekdays that its text can mean, also beside a date that says all.
    fn said_weekdays(&self, date: NaiveDate) -> Weekdays {
        let known = self.head.weekdays();
        if known != 0 {
            return known;
        }
        // "月" is a month or a Monday, "日" a day or a Sunday: sure in brackets only.
        let is_bracket = |letter: char| matches!(letter, '(' | ')' | '（' | '）');
        let bracketed = self.text.split(is_bracket).skip(1).step_by(2);
        let words = self.text.split(|letter: char| !letter.is_alphabetic());
        let words = words.filter(|word| word.chars().all(|letter| letter < '\u{250}'));
        let of_word = |word: &str| {
            let word = folded(word);
            let is_month = calendar::month(&word) == Some(date.month());
            match is_month {
                true => 0,
                false => calendar::weekdays(&word),
            }
        };
        bracketed
            .chain(words)
            .map(of_word)
            .find(|days| *days != 0)
            .unwrap_or(0)
    }
}
