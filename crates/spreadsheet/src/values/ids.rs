//! Ids that a spreadsheet program spoiled, and what stands for no id at all.

use crate::problem::{Fault, ProblemCode, Severity};
use crate::wording::quoted;

/// What is to be said of an id that is an error of a spreadsheet program, or looks
/// like a number of one: an error where it or its digits are lost, a warning where
/// they are all there.
pub(crate) fn doubt(id: &str) -> Option<(Fault, Severity)> {
    if is_error_value(id) {
        let message = format!(
            "{} is an error of your spreadsheet program: what belongs here was not found.",
            quoted(id)
        );
        let fault = Fault::new(ProblemCode::MissingValue, message)
            .suggest("Mend the formula there and save the file again, or type the value here.");
        return Some((fault, Severity::Error));
    }
    // Most ids end here.
    if !id.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    if is_scientific(id) {
        let message = format!(
            "{} is a long number that was written short, and its last digits are lost.",
            quoted(id)
        );
        let fault = Fault::new(ProblemCode::IdAsNumber, message).suggest(
            "Format the column as text in your spreadsheet program and save it again, or type the id here.",
        );
        return Some((fault, Severity::Error));
    }
    let whole = with_zeros(id)?;
    let message = format!("{} looks like the number {whole}.", quoted(id));
    let fault = Fault::new(ProblemCode::IdAsNumber, message)
        .suggest(format!("Did you mean {whole}?"))
        .mend(whole);
    Some((fault, Severity::Warning))
}

/// The name and id of "Meier, Anna (4711)". Hours and shares of them ("38h", "80%")
/// are none.
pub(crate) fn in_brackets(text: &str) -> Option<(&str, &str)> {
    const SHORTEST: usize = 3;
    let (name, rest) = text.trim().split_once(['(', '['])?;
    let id = rest.strip_suffix([')', ']'])?.trim();
    let is_id = id.len() >= SHORTEST
        && id.bytes().any(|byte| byte.is_ascii_digit())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        && !id
            .to_ascii_lowercase()
            .trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.')
            .starts_with('h');
    let is_name = name.chars().any(char::is_alphabetic);
    (is_id && is_name).then(|| (name.trim(), id))
}

/// What is to be said of an agent's id that means that nobody has the shift.
pub(crate) fn nobody(id: &str) -> Option<Fault> {
    let is_open = NOBODY.iter().any(|word| id.eq_ignore_ascii_case(word));
    let message = || format!("{} is nobody: this shift has no agent.", quoted(id));
    is_open.then(|| {
        Fault::new(ProblemCode::MissingValue, message())
            .suggest("Write the id of the agent who works it, or skip the row.")
    })
}

/// What stands where a shift is still to be given to an agent.
const NOBODY: &[&str] = &[
    "open",
    "open shift",
    "open shifts",
    "unassigned",
    "not assigned",
    "unfilled",
    "vacant",
    "vacancy",
    "tba",
    "tbd",
    "tbc",
    "n/a",
    "n.n.",
    "none",
    "nobody",
    "offen",
    "unbesetzt",
    "nicht zugewiesen",
    "non affecté",
    "non attribué",
    "à pourvoir",
    "vacante",
    "sin asignar",
    "não atribuído",
    "não alocado",
    "non assegnato",
    "niet toegewezen",
    "未定",
    "未割当",
];

/// "#N/A", "#BEZUG!": what programs write where a formula fails, in any language.
pub(crate) fn is_error_value(text: &str) -> bool {
    let Some(word) = text.strip_prefix('#') else {
        return false;
    };
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|letter| letter.is_uppercase() || "/0_ ¿¡".contains(letter))
    };
    matches!(word, "N/A" | "NV" | "N/D" | "N/B" | "GETTING_DATA")
        || word.strip_suffix(['!', '?']).is_some_and(is_word)
}

/// "1.00E+15", as Excel writes it; "1E10" may be the id of a desk.
fn is_scientific(id: &str) -> bool {
    let Some((number, exponent)) = id.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    whole.len() == 1
        && digits(whole)
        && digits(part)
        && exponent.strip_prefix('+').is_some_and(digits)
}

/// The 1001 of "1001.0".
fn with_zeros(id: &str) -> Option<&str> {
    let (whole, part) = id.split_once(['.', ','])?;
    let digits = whole.bytes().all(|byte| byte.is_ascii_digit());
    let zeros = !part.is_empty() && part.bytes().all(|byte| byte == b'0');
    // "1.000" is a thousand to some.
    (digits && zeros && part.len() != 3).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stand_in_brackets() {
        for (text, expected) in [
            ("Meier, Anna (4711)", Some(("Meier, Anna", "4711"))),
            ("Smith [E-101]", Some(("Smith", "E-101"))),
            ("Smith (0042) ", Some(("Smith", "0042"))),
            ("Meier, Anna (80%)", None),
            ("Meier, Anna (38h)", None),
            ("Meier, Anna (38.5h)", None),
            ("Meier, Anna (38)", None),
            ("Meier, Anna (Berlin)", None),
            ("(4711)", None),
            ("4711", None),
            ("Meier (4711) Anna", None),
        ] {
            assert_eq!(in_brackets(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_told_from_ids() {
        use Severity::{Error, Warning};
        for (id, expected) in [
            ("AGENT-1001", None),
            ("1001", None),
            ("00123", None),
            ("12345678901234567890", None),
            ("1E10", None),
            ("12E4", None),
            ("1.2", None),
            ("1.000", None),
            ("10.0.0", None),
            ("1.00E+15", Some((Error, None))),
            ("1,23457E+15", Some((Error, None))),
            ("4E+15", Some((Error, None))),
            ("1001.0", Some((Warning, Some("1001")))),
            ("1001,00", Some((Warning, Some("1001")))),
            ("#N/A", Some((Error, None))),
            ("#NV", Some((Error, None))),
            ("#REF!", Some((Error, None))),
            ("#BEZUG!", Some((Error, None))),
            ("#DIV/0!", Some((Error, None))),
            ("#¿NOMBRE?", Some((Error, None))),
            ("#12", None),
            ("#A1", None),
        ] {
            let said = doubt(id).map(|(fault, severity)| (severity, fault.fix));

            assert_eq!(
                said,
                expected.map(|(severity, fix)| (severity, fix.map(str::to_owned))),
                "{id}"
            );
        }
    }
}
