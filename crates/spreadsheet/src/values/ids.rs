//! Ids that a spreadsheet program took for numbers.

use crate::problem::{Fault, ProblemCode, Severity};
use crate::wording::quoted;

/// What is to be said of an id that looks like a number of a program: an error
/// where its digits are lost, a warning where they are all there.
pub(crate) fn as_number(id: &str) -> Option<(Fault, Severity)> {
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
        ] {
            let said = as_number(id).map(|(fault, severity)| (severity, fault.fix));

            assert_eq!(
                said,
                expected.map(|(severity, fix)| (severity, fix.map(str::to_owned))),
                "{id}"
            );
        }
    }
}
