//! What a number format says of a number: a date, a time, leading zeros.

/// How the numbers of a cell are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    /// As numbers.
    #[default]
    Plain,
    /// Hundredfold, with a percent sign.
    Percent,
    /// As days.
    Date,
    /// As times of day.
    Time,
    /// As days with a time of day.
    DateTime,
    /// As one of these three: built into East Asian versions of Excel, where it
    /// depends on the country which one it is.
    Moment,
    /// As a length of time, which may be longer than a day.
    Elapsed,
    /// As whole numbers with zeros and letters between digits.
    Digits(Vec<Place>),
}

/// A place in a format of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A digit, zero if there is none.
    Digit,
    /// A digit, nothing if there is none.
    Optional,
    /// Itself.
    Letter(char),
}

impl NumberFormat {
    /// A format that has no code in the file (ECMA-376, part 1, 18.8.30).
    pub(crate) fn built_in(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=17 => Self::Date,
            18..=21 | 45 | 47 => Self::Time,
            22 => Self::DateTime,
            27..=36 | 50..=58 => Self::Moment,
            46 => Self::Elapsed,
            _ => Self::Plain,
        }
    }

    pub(crate) fn of_code(code: &str) -> Self {
        let parsed = Code::parse(code);
        if parsed.elapsed {
            return Self::Elapsed;
        }
        let (mut date, mut time) = (false, false);
        for (index, &unit) in parsed.units.iter().enumerate() {
            let before = index
                .checked_sub(1)
                .and_then(|index| parsed.units.get(index));
            // An m is minutes after hours and before seconds, else a month.
            let minutes = before == Some(&'h') || parsed.units.get(index + 1) == Some(&'s');
            match unit {
                'h' | 's' => time = true,
                'm' if minutes => time = true,
                _ => date = true,
            }
        }
        match (date, time) {
            (true, true) => return Self::DateTime,
            (true, false) => return Self::Date,
            (false, true) => return Self::Time,
            (false, false) => {}
        }
        if parsed.percent {
            return Self::Percent;
        }
        let digits = |place: &&Place| matches!(place, Place::Digit);
        let zeros = parsed.places.iter().filter(digits).count();
        let prefixed =
            matches!(parsed.places.first(), Some(Place::Letter(letter)) if letter.is_alphabetic());
        match !parsed.other && (zeros > 1 || zeros == 1 && prefixed) {
            true => Self::Digits(parsed.places),
            false => Self::Plain,
        }
    }
}

/// The first section of a format code: the one for positive numbers.
#[derive(Default)]
struct Code {
    /// y, m, d, h and s in their order, each once in a row.
    units: Vec<char>,
    elapsed: bool,
    percent: bool,
    places: Vec<Place>,
    /// It has something that no format of whole digits has.
    other: bool,
}

impl Code {
    fn parse(code: &str) -> Self {
        let mut parsed = Self::default();
        let mut rest = code.chars();
        while let Some(letter) = rest.next() {
            match letter {
                ';' => break,
                '"' => {
                    let quoted = rest.by_ref().take_while(|&letter| letter != '"');
                    parsed.places.extend(quoted.map(Place::Letter));
                }
                '\\' => parsed.places.extend(rest.next().map(Place::Letter)),
                // As wide as the next letter; filled with the next letter.
                '_' | '*' => {
                    rest.next();
                }
                '[' => {
                    let inner: String = rest.by_ref().take_while(|&letter| letter != ']').collect();
                    parsed.bracket(&inner);
                }
                '0' => parsed.places.push(Place::Digit),
                '#' => parsed.places.push(Place::Optional),
                '%' => parsed.percent = true,
                'g' | 'G' if starts(rest.as_str(), "eneral") => {
                    rest.nth(5);
                    parsed.other = true;
                }
                'a' | 'A' if starts(rest.as_str(), "m/pm") || starts(rest.as_str(), "/p") => {
                    rest.nth(if starts(rest.as_str(), "/p") { 1 } else { 3 });
                    parsed.unit('h');
                }
                'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => {
                    parsed.unit(letter.to_ascii_lowercase());
                }
                '-' | ' ' | '(' | ')' | '+' | ':' => parsed.places.push(Place::Letter(letter)),
                _ => parsed.other = true,
            }
        }
        parsed
    }

    /// `[h]`, but neither `[Red]` nor `[$-407]`.
    fn bracket(&mut self, inner: &str) {
        let mut letters = inner.chars().map(|letter| letter.to_ascii_lowercase());
        let unit = letters.next();
        if matches!(unit, Some('h' | 'm' | 's')) && letters.all(|letter| Some(letter) == unit) {
            self.elapsed = true;
        }
    }

    fn unit(&mut self, unit: char) {
        if self.units.last() != Some(&unit) {
            self.units.push(unit);
        }
    }
}

fn starts(rest: &str, word: &str) -> bool {
    let head = rest.get(..word.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_what_numbers_are() {
        for (code, format) in [
            ("General", NumberFormat::Plain),
            ("@", NumberFormat::Plain),
            ("0", NumberFormat::Plain),
            ("#,##0.00", NumberFormat::Plain),
            ("0.00E+00", NumberFormat::Plain),
            (
                "#,##0.00\\ [$€-407];[Red]-#,##0.00\\ [$€-407]",
                NumberFormat::Plain,
            ),
            ("0 \"h\"", NumberFormat::Plain),
            ("#,##0*y", NumberFormat::Plain),
            ("0%", NumberFormat::Percent),
            ("dd.mm.yyyy", NumberFormat::Date),
            ("yyyy\\-mm\\-dd", NumberFormat::Date),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", NumberFormat::Date),
            ("[$-407]ddd\\ dd/\\ mmm;@", NumberFormat::Date),
            ("mmm\\-yy", NumberFormat::Date),
            ("yyyy\"年\"m\"月\"d\"日\"", NumberFormat::Date),
            ("ddd", NumberFormat::Date),
            ("hh:mm", NumberFormat::Time),
            ("h:mm AM/PM", NumberFormat::Time),
            ("[$-F400]h:mm:ss\\ AM/PM", NumberFormat::Time),
            ("mm:ss.0", NumberFormat::Time),
            ("h\"時\"mm\"分\"", NumberFormat::Time),
            ("dd.mm.yyyy hh:mm", NumberFormat::DateTime),
            ("m/d/yy h:mm", NumberFormat::DateTime),
            ("[$-409]m/d/yy h:mm AM/PM;@", NumberFormat::DateTime),
            ("[h]:mm", NumberFormat::Elapsed),
            ("[hh]:mm:ss", NumberFormat::Elapsed),
            ("[Blue]\\+[h]:mm;[Red]\\-[h]:mm", NumberFormat::Elapsed),
            ("[mm]", NumberFormat::Elapsed),
        ] {
            assert_eq!(NumberFormat::of_code(code), format, "{code}");
        }
        for code in ["00000", "\"AGENT-\"0", "000\\-00", "##00"] {
            let format = NumberFormat::of_code(code);

            assert!(
                matches!(format, NumberFormat::Digits(_)),
                "{code}: {format:?}"
            );
        }
    }
}
