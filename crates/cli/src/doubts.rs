//! What a spreadsheet leaves open, in words for a command line, which asks nothing.

use spreadsheet::Question;

/// The doubt on which days a file means: read otherwise, all of its shifts would
/// be on other days.
pub(crate) fn about_days(question: &Question) -> Option<String> {
    match question {
        Question::DateOrder { examples } => {
            let example = examples.iter().map(|example| {
                let (text, day, month) = (&example.text, &example.day_first, &example.month_first);
                format!(" {text} may be {day} or {month}.")
            });
            let examples: String = example.collect();
            Some(format!(
                "The dates do not tell whether the day or the month comes first.{examples}"
            ))
        }
        Question::FirstDay { read_as } => {
            let read_as = read_as.as_ref().map_or_else(String::new, |day| {
                format!(" The first was taken for {day}.")
            });
            Some(format!(
                "The columns do not say in full which days they are.{read_as}"
            ))
        }
        Question::SkippedTime { .. }
        | Question::DoubledTime { .. }
        | Question::Codes { .. }
        | Question::Skills { .. }
        | Question::DefaultSkill => None,
    }
}
