//! Zones of time as files name them: "Start (UTC)", "Europe/Berlin", "MEZ".

use std::str::FromStr;

use chrono::{FixedOffset, NaiveDate, Offset, TimeZone};
use chrono_tz::{OffsetName, Tz};

use crate::values::letters::{key, normal};

/// A zone that a header or cell names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SaidZone {
    /// "Europe/Berlin".
    Named(Tz),
    /// "UTC", "GMT+1".
    Fixed(FixedOffset),
    /// "CET": several zones have it, at a part of the year.
    Short(String),
}

/// What a zone that is named means beside the one that the planner chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    Same,
    Named(Tz),
    Fixed(FixedOffset),
    /// It is not known which it is.
    Unknown,
}

/// Abbreviations that can be nothing else in a header, as they are written.
const SHORT: &[&str] = &[
    "GMT", "BST", "IST", "WET", "WEST", "CET", "CEST", "EET", "EEST", "MSK", "EST", "EDT", "CST",
    "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "AST", "ADT", "NST", "JST", "KST",
    "AEST", "AEDT", "ACST", "ACDT", "AWST", "NZST", "NZDT", "SAST", "BRT", "ART", "MEZ", "MESZ",
    "WEZ", "OEZ",
];

/// Headers of columns that name a zone in each row. "Zone" alone may be a part of
/// a building: its cells tell.
const COLUMN: &str = "timezone timezones tz timezonename tzname timezoneid zeitzone fuseauhoraire
    zonahoraria husohorario fusohorario fusoorario tijdzone タイムゾーン";

/// What a cell says that means the planner's zone, whatever that is.
const LOCAL: &[&str] = &["local", "lokal", "locale", "lokaal", "ortszeit", "default"];

/// What a cell says of a zone, beside the one that the planner chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OfCell {
    Same,
    Other,
    /// There is no such zone, or nobody knows which it is.
    Unknown,
}

/// Whether a column of that header names zones.
pub(crate) fn is_zone_header(header: &str) -> bool {
    let key = key(header);
    COLUMN.split_whitespace().any(|known| known == key)
}

/// Whether a column of that header names zones if its cells do.
pub(crate) fn may_be_zone_header(header: &str) -> bool {
    ["zone", "fuseau", "huso", "fuso"].contains(&key(header).as_str())
}

/// Whether a cell is nothing but a zone. Abbreviations ("EST") may be something else.
pub(crate) fn is_zone(cell: &str, with_abbreviations: bool) -> bool {
    match word(&normal(cell)) {
        Some(SaidZone::Short(_)) => with_abbreviations,
        said => said.is_some(),
    }
}

/// What a cell of a column of zones says. An empty one says nothing else than the planner.
pub(crate) fn of_cell(cell: &str, zone: Tz, near: Option<NaiveDate>) -> OfCell {
    let cell = normal(cell);
    let city = zone.name().rsplit('/').next().unwrap_or_default();
    let is_own = [zone.name(), city]
        .iter()
        .any(|name| key(name) == key(&cell));
    if cell.is_empty() || is_own || LOCAL.contains(&key(&cell).as_str()) {
        return OfCell::Same;
    }
    let offset = || match cell.as_ref() {
        "Z" => Some(SaidZone::Fixed(chrono::Utc.fix())),
        other => fixed(other).map(SaidZone::Fixed),
    };
    match said(&cell)
        .or_else(offset)
        .map(|said| said.beside(zone, near))
    {
        Some(Beside::Same) => OfCell::Same,
        Some(Beside::Named(_) | Beside::Fixed(_)) => OfCell::Other,
        Some(Beside::Unknown) | None => OfCell::Unknown,
    }
}

/// The zone that a header or cell names, if any.
pub(crate) fn said(text: &str) -> Option<SaidZone> {
    const LONGEST: usize = 200;
    if text.len() > LONGEST {
        return None;
    }
    let text = normal(text);
    let ends = |letter: char| letter.is_whitespace() || "()[]{}【】,;".contains(letter);
    text.split(ends).find_map(word)
}

fn word(word: &str) -> Option<SaidZone> {
    let word = word.trim_matches(['.', ':', '*', '/']);
    if word.contains('/') {
        return Tz::from_str(word).ok().map(SaidZone::Named);
    }
    if SHORT.contains(&word) {
        return Some(SaidZone::Short(word.to_owned()));
    }
    if matches!(word, "UTC" | "Zulu" | "ZULU") {
        return Some(SaidZone::Fixed(chrono::Utc.fix()));
    }
    let offset = word.strip_prefix("UTC").or(word.strip_prefix("GMT"))?;
    fixed(offset).map(SaidZone::Fixed)
}

/// "+1", "-05:30", "+0200".
fn fixed(text: &str) -> Option<FixedOffset> {
    let (west, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (false, digits),
        ("-", digits) => (true, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let possible = (0..=14).contains(&hours) && (0..60).contains(&minutes);
    let seconds = (hours * 60 + minutes) * 60;
    possible
        .then(|| FixedOffset::east_opt(if west { -seconds } else { seconds }))
        .flatten()
}

impl SaidZone {
    /// What it means beside the planner's zone, in the year after a day.
    pub(crate) fn beside(&self, zone: Tz, near: Option<NaiveDate>) -> Beside {
        match self {
            Self::Named(named) if *named == zone => Beside::Same,
            Self::Named(named) => Beside::Named(*named),
            Self::Fixed(offset) if offsets(zone, near).all(|known| known.fix() == *offset) => {
                Beside::Same
            }
            Self::Fixed(offset) => Beside::Fixed(*offset),
            Self::Short(short) => {
                let short = match short.as_str() {
                    "MEZ" => "CET",
                    "MESZ" => "CEST",
                    "WEZ" => "WET",
                    "OEZ" => "EET",
                    other => other,
                };
                if offsets(zone, near).any(|known| known.abbreviation() == Some(short)) {
                    Beside::Same
                } else if short == "GMT" {
                    Beside::Fixed(chrono::Utc.fix())
                } else {
                    Beside::Unknown
                }
            }
        }
    }
}

/// The offsets of a zone in the months after a day; of today's rules where no day is known.
fn offsets(zone: Tz, near: Option<NaiveDate>) -> impl Iterator<Item = <Tz as TimeZone>::Offset> {
    let near = near
        .or(NaiveDate::from_ymd_opt(2026, 1, 1))
        .unwrap_or_default();
    (0..12).filter_map(move |month| {
        let day = near.checked_add_months(chrono::Months::new(month))?;
        Some(zone.offset_from_utc_date(&day))
    })
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::{Berlin, London};
    use chrono_tz::UTC;

    use super::*;

    #[test]
    fn zones_are_found_in_headers_and_cells() {
        let fixed = |seconds| Some(SaidZone::Fixed(FixedOffset::east_opt(seconds).unwrap()));
        for (text, expected) in [
            ("Start (UTC)", fixed(0)),
            ("End [Europe/Berlin]", Some(SaidZone::Named(Berlin))),
            ("Start UTC+1", fixed(3600)),
            ("Start (GMT-05:30)", fixed(-19_800)),
            ("Beginn (MEZ)", Some(SaidZone::Short("MEZ".to_owned()))),
            ("Europe/London", Some(SaidZone::Named(London))),
            ("Start/End", None),
            ("Start", None),
            ("Est. start", None),
            ("Heure de début et fin", None),
            ("Start (local)", None),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn a_cell_of_zones_agrees_or_does_not() {
        use OfCell::{Other, Same, Unknown};
        let near = NaiveDate::from_ymd_opt(2026, 11, 30);
        for (cell, zone, expected) in [
            ("", Berlin, Same),
            ("Europe/Berlin", Berlin, Same),
            ("europe/berlin", Berlin, Same),
            ("Berlin", Berlin, Same),
            ("MEZ", Berlin, Same),
            ("local", Berlin, Same),
            ("Z", UTC, Same),
            ("+00:00", UTC, Same),
            ("Europe/London", Berlin, Other),
            ("UTC", Berlin, Other),
            ("+05:30", Berlin, Other),
            ("EST", Berlin, Unknown),
            ("Mars/Base", Berlin, Unknown),
            ("W. Europe Standard Time", Berlin, Unknown),
            ("?", Berlin, Unknown),
        ] {
            assert_eq!(of_cell(cell, zone, near), expected, "{cell} in {zone}");
        }
    }

    #[test]
    fn a_zone_is_held_against_the_planners() {
        let near = NaiveDate::from_ymd_opt(2026, 11, 30);
        let utc = Beside::Fixed(chrono::Utc.fix());
        for (text, zone, expected) in [
            ("(UTC)", UTC, Beside::Same),
            ("(UTC)", London, utc),
            ("(GMT)", London, Beside::Same),
            ("(BST)", London, Beside::Same),
            ("(GMT)", Berlin, utc),
            ("(MEZ)", Berlin, Beside::Same),
            ("(CEST)", Berlin, Beside::Same),
            ("(EST)", Berlin, Beside::Unknown),
            ("Europe/Berlin", Berlin, Beside::Same),
            ("Europe/London", Berlin, Beside::Named(London)),
        ] {
            let said = said(text).unwrap();

            assert_eq!(said.beside(zone, near), expected, "{text} in {zone}");
        }
    }
}
