//! The texts that cells share.

use quick_xml::events::Event;

use crate::sheets::SheetFault;
use crate::sheets::package::Package;
use crate::sheets::xml::add_text;

/// Texts of all cells of a workbook.
const MOST_TEXT: usize = 400 << 20;

/// In one piece of text: there may be millions.
#[derive(Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    pub(crate) fn read(package: &mut Package<'_>, part: &str) -> Result<Self, SheetFault> {
        let mut strings = Self::default();
        let Some(mut xml) = package.xml(part)? else {
            return Ok(strings);
        };
        let mut buffer = Vec::new();
        let (mut in_text, mut phonetic) = (false, false);
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "t" => in_text = !phonetic,
                    // How a Japanese text is spoken: no part of it.
                    "rPh" => phonetic = true,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "t" => in_text = false,
                    "rPh" => phonetic = false,
                    "si" => strings.end_text()?,
                    _ => {}
                },
                Event::Eof => return Ok(strings),
                event if in_text => add_text(&mut strings.text, &event),
                _ => {}
            }
        }
    }

    /// The text at `index`, counted from 0.
    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let before = index
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        self.text.get(before.copied().unwrap_or(0)..end)
    }

    fn end_text(&mut self) -> Result<(), SheetFault> {
        let start = self.ends.last().copied().unwrap_or(0);
        unescape(&mut self.text, start);
        self.ends.push(self.text.len());
        match self.text.len() > MOST_TEXT {
            true => Err(SheetFault::TooManyCells),
            false => Ok(()),
        }
    }
}

/// Turns `_x000D_` from `start` on into the letter that it stands for, which XML
/// cannot hold (ECMA-376, part 1, 22.9.2.19).
pub(crate) fn unescape(text: &mut String, start: usize) {
    let escaped = text.get(start..).unwrap_or_default();
    if !escaped.contains("_x") {
        return;
    }
    let mut plain = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some(at) = rest.find("_x") {
        let letter = rest.get(at + 2..at + 7).and_then(|code| {
            let digits = code.strip_suffix('_')?;
            char::from_u32(u32::from_str_radix(digits, 16).ok()?)
        });
        let (before, after) = match letter {
            Some(_) => (at, at + 7),
            None => (at + 2, at + 2),
        };
        plain.push_str(rest.get(..before).unwrap_or_default());
        // A carriage return is an end of line, twice.
        plain.extend(letter.filter(|&letter| letter != '\r'));
        rest = rest.get(after..).unwrap_or_default();
    }
    plain.push_str(rest);
    text.truncate(start);
    text.push_str(&plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_letters_are_letters() {
        for (escaped, plain) in [
            ("two_x000D_\nlines", "two\nlines"),
            ("SKILL_x0041_", "SKILLA"),
            ("a_xy_x", "a_xy_x"),
            ("_x00", "_x00"),
            ("_xé000_", "_xé000_"),
        ] {
            let mut text = format!("_x0041_{escaped}");
            unescape(&mut text, 7);

            assert_eq!(text, format!("_x0041_{plain}"));
        }
    }
}
