//! One header to what its column may be.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::table::synonyms::{
    ACTIVITY, CANCELLED, JAPANESE_PARTS, METRICS, NET, OTHERS, QUALIFIERS, SHIFT_KIND, SYNONYMS,
    WHOLE_SHIFT,
};
use crate::values::length::Unit;
use crate::values::letters::{folded, key};
use crate::{Confidence, Field};

/// What a header says of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meant {
    pub(crate) field: Field,
    pub(crate) confidence: Confidence,
    /// Lower is clearer: "Agent ID" is before "Agent".
    pub(crate) rank: usize,
}

/// Field and rank of each known header.
static KNOWN: LazyLock<HashMap<&'static str, (Field, usize)>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for (field, words) in SYNONYMS {
        for (rank, word) in words.split_whitespace().enumerate() {
            known.entry(word).or_insert((field, rank));
        }
    }
    known
});

/// What a header means that is known, whatever unit or remark it carries:
/// "Pause (Min.)", "Break 2".
pub(crate) fn known(header: &str) -> Option<Meant> {
    let sure = |key: &str| {
        KNOWN.get(key).map(|&(field, rank)| Meant {
            field,
            confidence: Confidence::Sure,
            rank,
        })
    };
    let whole = key(header);
    if let Some(meant) = sure(&whole) {
        return Some(meant);
    }
    let bare = key(&without_brackets(header));
    if let Some(meant) = sure(&bare) {
        return Some(meant);
    }
    // "Break 1", "Skill 2".
    let counted = bare.trim_end_matches(|letter: char| letter.is_ascii_digit());
    sure(counted).filter(|meant| counted.len() < bare.len() && meant.field.is_shared())
}

/// What a header means that is known or near to one that is.
pub(crate) fn near(header: &str) -> Option<Meant> {
    if let Some(meant) = known(header) {
        return Some(meant);
    }
    let bare = key(&without_brackets(header));
    if bare.is_empty() || has(OTHERS, &bare) || has(WHOLE_SHIFT, &bare) {
        return None;
    }
    let likely = |meant: Meant| Meant {
        confidence: Confidence::Likely,
        ..meant
    };
    if let Some(meant) = without_qualifiers(header) {
        return Some(likely(meant));
    }
    // "End 1": the first of several.
    let counted = bare.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if let Some(&(field, rank)) = KNOWN.get(counted).filter(|_| counted.len() < bare.len()) {
        return Some(Meant {
            field,
            confidence: Confidence::Likely,
            rank,
        });
    }
    let part = JAPANESE_PARTS.iter().find(|(part, _)| bare.contains(part));
    if let Some(&(_, field)) = part {
        return Some(Meant {
            field,
            confidence: Confidence::Likely,
            rank: 500,
        });
    }
    by_likeness(&bare).map(likely)
}

/// Whether a column of that header holds a shift in one cell.
pub(crate) fn is_whole_shift(header: &str) -> bool {
    let bare = key(&without_brackets(header));
    has(WHOLE_SHIFT, &bare)
}

/// Whether nothing is read from a column of that header.
pub(crate) fn is_other(header: &str) -> bool {
    let bare = key(&without_brackets(header));
    has(OTHERS, &bare) || has(QUALIFIERS, &bare)
}

/// Whether a column of that header says what is done in a row's time.
pub(crate) fn is_activity(header: &str) -> bool {
    has(ACTIVITY, &key(&without_brackets(header))) || is_kind_of_shift(header)
}

/// Whether a column of that header says what kind of shift a row is: "Early", "Late".
pub(crate) fn is_kind_of_shift(header: &str) -> bool {
    has(SHIFT_KIND, &key(&without_brackets(header)))
}

/// Whether a header speaks of calls or of what was planned for them, and not of agents.
pub(crate) fn is_metric(header: &str) -> bool {
    let folded = folded(header);
    let mut words = folded.split(|letter: char| !letter.is_alphanumeric());
    folded.contains('%') || words.any(|word| has(METRICS, word))
}

/// Whether a column of that header says whether a row is cancelled.
pub(crate) fn is_cancelled(header: &str) -> bool {
    has(CANCELLED, &key(&without_brackets(header)))
}

/// Whether a column of that header has lengths without breaks.
pub(crate) fn is_net(header: &str) -> bool {
    let folded = folded(header);
    let mut words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| has(NET, word))
}

/// What the header says of numbers without a unit.
pub(crate) fn unit(header: &str) -> Unit {
    let folded = folded(header);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        if [
            "min", "mins", "minutes", "minuten", "minutos", "minuti", "minuut", "minute", "mn",
        ]
        .contains(&word)
        {
            return Unit::Minutes;
        }
        if [
            "h", "hr", "hrs", "hours", "std", "stunden", "heures", "horas", "ore", "uren", "hour",
        ]
        .contains(&word)
        {
            return Unit::Hours;
        }
    }
    if folded.ends_with('分') || folded.contains("(分") {
        Unit::Minutes
    } else {
        Unit::Unknown
    }
}

/// Which end of something a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Start,
    End,
}

/// Whether a header speaks of a start or an end: "Break start", "Lunch out",
/// "Pause bis". Who goes out begins a break.
pub(crate) fn side(header: &str) -> Option<Side> {
    const STARTS: &str = "start starts begin begins from out von beginn anfang ab debut inicio
        desde inizio dalle van aanvang 開始";
    const ENDS: &str =
        "end ends finish to until in back bis ende fin hasta fim ate fine alle eind einde tot 終了";
    let folded = folded(header);
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphabetic())
        .collect();
    let says = |known: &str| {
        let spoken = words.iter().any(|word| has(known, word));
        spoken
            || known
                .split_whitespace()
                .any(|word| !word.is_ascii() && folded.contains(word))
    };
    match (says(STARTS), says(ENDS)) {
        (true, false) => Some(Side::Start),
        (false, true) => Some(Side::End),
        _ => None,
    }
}

fn has(words: &str, wanted: &str) -> bool {
    words.split_whitespace().any(|word| word == wanted)
}

pub(crate) fn without_brackets(header: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for letter in crate::values::letters::normal(header).chars() {
        match letter {
            '(' | '[' | '{' | '【' => depth += 1,
            ')' | ']' | '}' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(letter),
            _ => {}
        }
    }
    // "(Start)" is all there is.
    if key(&bare).is_empty() {
        header.to_owned()
    } else {
        bare
    }
}

fn without_qualifiers(header: &str) -> Option<Meant> {
    let folded = folded(&without_brackets(header));
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let telling: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !has(QUALIFIERS, word))
        .collect();
    if telling.is_empty() || telling.len() == words.len() {
        return None;
    }
    let &(field, rank) = KNOWN.get(telling.concat().as_str())?;
    Some(Meant {
        field,
        confidence: Confidence::Likely,
        rank,
    })
}

/// The known header that is one or two slips of the pen away.
fn by_likeness(bare: &str) -> Option<Meant> {
    const LEAST_LIKENESS: f64 = 0.8;
    let letters = bare.chars().count();
    if !(5..=40).contains(&letters) {
        return None;
    }
    let mut best: Option<(f64, Meant)> = None;
    for (field, words) in SYNONYMS {
        for (rank, word) in words.split_whitespace().enumerate() {
            if word.chars().count().abs_diff(letters) > 2 {
                continue;
            }
            let likeness = strsim::normalized_damerau_levenshtein(bare, word);
            let better = best.is_none_or(|(known, _)| likeness > known);
            if likeness >= LEAST_LIKENESS && better {
                best = Some((
                    likeness,
                    Meant {
                        field,
                        confidence: Confidence::Likely,
                        rank,
                    },
                ));
            }
        }
    }
    best.map(|(_, meant)| meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_synonym_is_a_key_and_belongs_to_one_field() {
        let mut seen = HashMap::new();
        for (field, words) in SYNONYMS {
            for word in words.split_whitespace() {
                assert_eq!(key(word), word, "{word} is written as it is compared");
                assert_eq!(seen.insert(word, field), None, "{word} stands once");
                assert!(!has(OTHERS, word), "{word} is not read from");
                assert!(!has(WHOLE_SHIFT, word), "{word} is no whole shift");
            }
        }
    }

    #[test]
    fn headers_are_known_in_all_languages() {
        use Field::{
            Agent, AgentName, Breaks, Date, Duration, End, EndTime, RequiredAgents, Skills, Start,
            StartTime, Status,
        };
        for (header, field) in [
            ("Agent_ID", Agent),
            ("AGENT ID#", Agent),
            ("Personalnummer", Agent),
            ("Mitarbeiter-Nr.", Agent),
            ("Matricule", Agent),
            ("Legajo", Agent),
            ("Matrícula", Agent),
            ("Codice dipendente", Agent),
            ("Medewerkernummer", Agent),
            ("社員番号", Agent),
            ("Nom et prénom", AgentName),
            ("氏名", AgentName),
            ("Fecha", Date),
            ("勤務日", Date),
            ("shift-start", Start),
            ("Start (local)", Start),
            ("Début du poste", Start),
            ("Uhrzeit von", StartTime),
            ("Hora de início", StartTime),
            ("開始時刻", StartTime),
            ("Ora fine", EndTime),
            ("Eindtijd", EndTime),
            ("bis", End),
            ("終了", End),
            ("Duration (h)", Duration),
            ("Durée", Duration),
            ("Fähigkeiten", Skills),
            ("Kenntnisse", Skills),
            ("Sprachkenntnisse", Skills),
            ("Compétences", Skills),
            ("スキル", Skills),
            ("Pause (Min.)", Breaks),
            ("Break 2", Breaks),
            ("休憩（分）", Breaks),
            ("Statut", Status),
            ("Benötigte Agenten", RequiredAgents),
            ("必要人数", RequiredAgents),
        ] {
            let meant = known(header);

            assert_eq!(meant.map(|meant| meant.field), Some(field), "{header}");
        }
    }

    #[test]
    fn near_headers_are_likely() {
        for (header, field) in [
            ("Agnet ID", Some(Field::Agent)),
            ("Mitarbeiternumer", Some(Field::Agent)),
            ("Strat", Some(Field::Start)),
            ("Planned start time (local)", Some(Field::StartTime)),
            ("Scheduled Start", Some(Field::Start)),
            ("Skils", Some(Field::Skills)),
            ("シフト開始時刻", Some(Field::Start)),
            ("Team", None),
            ("Cost centre", None),
            ("Week", None),
            ("Colour", None),
            ("", None),
        ] {
            assert_eq!(near(header).map(|meant| meant.field), field, "{header}");
        }
    }

    #[test]
    fn headers_say_which_end_they_are() {
        for (header, expected) in [
            ("Break Start", Some(Side::Start)),
            ("Break 1 End", Some(Side::End)),
            ("Lunch out", Some(Side::Start)),
            ("Lunch in", Some(Side::End)),
            ("Pause von", Some(Side::Start)),
            ("Pause bis", Some(Side::End)),
            ("Début pause", Some(Side::Start)),
            ("Fin de pause", Some(Side::End)),
            ("休憩開始", Some(Side::Start)),
            ("休憩終了", Some(Side::End)),
            ("Break 1", None),
        ] {
            assert_eq!(side(header), expected, "{header}");
        }
    }

    #[test]
    fn units_are_told_by_headers() {
        for (header, expected) in [
            ("Pause (Min.)", Unit::Minutes),
            ("Duration (h)", Unit::Hours),
            ("休憩（分）", Unit::Minutes),
            ("Break", Unit::Unknown),
        ] {
            assert_eq!(unit(header), expected, "{header}");
        }
    }
}
