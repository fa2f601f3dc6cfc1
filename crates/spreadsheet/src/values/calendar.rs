//! Names of months and weekdays in English, German, French, Spanish,
//! Portuguese, Italian, Dutch and Japanese.

use chrono::Weekday;

/// January to December, folded; a name may be cut after three letters where
/// that leaves no doubt.
const MONTHS: [&[&str]; 12] = [
    &[
        "january", "januar", "janner", "janvier", "enero", "janeiro", "gennaio", "januari",
    ],
    &[
        "february",
        "februar",
        "feber",
        "fevrier",
        "febrero",
        "fevereiro",
        "febbraio",
        "februari",
    ],
    &[
        "march", "marz", "maerz", "mrz", "mars", "marzo", "marco", "maart", "mrt",
    ],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maio", "maggio", "mei"],
    &["june", "juni", "juin", "junio", "junho", "giugno"],
    &["july", "juli", "juillet", "julio", "julho", "luglio"],
    &["august", "aout", "agosto", "augustus"],
    &[
        "september",
        "septembre",
        "septiembre",
        "setiembre",
        "setembro",
        "settembre",
    ],
    &[
        "october", "oktober", "octobre", "octubre", "outubro", "ottobre",
    ],
    &["november", "novembre", "noviembre", "novembro"],
    &[
        "december",
        "dezember",
        "decembre",
        "diciembre",
        "dezembro",
        "dicembre",
    ],
];

/// A set of weekdays: bit 0 is Monday.
pub(crate) type Weekdays = u8;

/// Monday to Sunday, folded; all forms are listed, because short ones mean
/// different days in different languages ("do" is a Thursday or a Sunday).
const WEEKDAYS: [&[&str]; 7] = [
    &[
        "monday",
        "mon",
        "mo",
        "montag",
        "lundi",
        "lun",
        "lu",
        "lunes",
        "segunda",
        "seg",
        "lunedi",
        "maandag",
        "ma",
        "maa",
        "月",
        "月曜",
        "月曜日",
    ],
    &[
        "tuesday",
        "tues",
        "tue",
        "tu",
        "dienstag",
        "di",
        "die",
        "mardi",
        "mar",
        "ma",
        "martes",
        "terca",
        "ter",
        "martedi",
        "dinsdag",
        "din",
        "火",
        "火曜",
        "火曜日",
    ],
    &[
        "wednesday",
        "weds",
        "wed",
        "we",
        "mittwoch",
        "mi",
        "mit",
        "mercredi",
        "mer",
        "me",
        "miercoles",
        "mie",
        "quarta",
        "qua",
        "mercoledi",
        "woensdag",
        "wo",
        "woe",
        "水",
        "水曜",
        "水曜日",
    ],
    &[
        "thursday",
        "thurs",
        "thur",
        "thu",
        "th",
        "donnerstag",
        "do",
        "don",
        "jeudi",
        "jeu",
        "je",
        "jueves",
        "jue",
        "ju",
        "quinta",
        "qui",
        "giovedi",
        "gio",
        "gi",
        "donderdag",
        "木",
        "木曜",
        "木曜日",
    ],
    &[
        "friday",
        "fri",
        "fr",
        "freitag",
        "fre",
        "vendredi",
        "ven",
        "ve",
        "viernes",
        "vie",
        "vi",
        "sexta",
        "sex",
        "venerdi",
        "vrijdag",
        "vr",
        "vri",
        "vrij",
        "金",
        "金曜",
        "金曜日",
    ],
    &[
        "saturday",
        "sat",
        "sa",
        "samstag",
        "sam",
        "sonnabend",
        "samedi",
        "sabado",
        "sab",
        "sabato",
        "zaterdag",
        "za",
        "zat",
        "土",
        "土曜",
        "土曜日",
    ],
    &[
        "sunday",
        "sun",
        "su",
        "sonntag",
        "so",
        "son",
        "dimanche",
        "dim",
        "domingo",
        "dom",
        "do",
        "domenica",
        "zondag",
        "zo",
        "zon",
        "日",
        "日曜",
        "日曜日",
    ],
];

/// The month of a folded name, 1 to 12, whole or cut ("nov", "févr", "sept").
pub(crate) fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    let mut found = None;
    for (number, names) in (1..).zip(MONTHS) {
        if names.contains(&word) {
            return Some(number);
        }
        let cut = word.len() >= 3 && names.iter().any(|name| name.starts_with(word));
        if cut {
            match found {
                None => found = Some(number),
                // "jui" is the French June or July.
                Some(_) => return None,
            }
        }
    }
    found
}

/// The weekdays that a folded name can mean; none where it is no weekday.
pub(crate) fn weekdays(word: &str) -> Weekdays {
    let word = word.trim_end_matches('.').trim_end_matches("-feira");
    (0..)
        .zip(WEEKDAYS)
        .filter(|(_, names)| names.contains(&word))
        .fold(0, |set, (day, _)| set | (1 << day))
}

/// Whether a weekday is in the set; every one is in the empty set.
pub(crate) fn agrees(set: Weekdays, day: Weekday) -> bool {
    set == 0 || set & (1 << day.num_days_from_monday()) != 0
}

/// Letters that name the days of a week, one each, from its first day on.
const INITIALS: [(&str, u8); 9] = [
    ("mtwtfss", 0),
    ("smtwtfs", 6),
    ("mdmdfss", 0),
    ("lmmjvsd", 0),
    ("lmxjvsd", 0),
    ("stqqssd", 0),
    ("dstqqss", 6),
    ("lmmgvsd", 0),
    ("mdwdvzz", 0),
];

/// The first weekday (0 is Monday) of a run of words of one letter each, such
/// as the "M T W T F S S" above the columns of a roster.
pub(crate) fn initials(run: &str) -> Option<u8> {
    if run.len() < 5 {
        return None;
    }
    let week = |&&(week, _): &&(&str, u8)| {
        let letters = week.bytes().cycle();
        run.bytes().zip(letters).all(|(a, b)| a == b)
    };
    INITIALS.iter().find(week).map(|&(_, first)| first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::letters::folded;

    #[test]
    fn months_have_one_meaning_in_all_languages() {
        for (word, expected) in [
            ("Nov", Some(11)),
            ("November", Some(11)),
            ("Okt.", Some(10)),
            ("févr.", Some(2)),
            ("août", Some(8)),
            ("juin", Some(6)),
            ("juil", Some(7)),
            ("jui", None),
            ("März", Some(3)),
            ("mrt", Some(3)),
            ("mei", Some(5)),
            ("dic", Some(12)),
            ("dez", Some(12)),
            ("gen", Some(1)),
            ("ene", Some(1)),
            ("out", Some(10)),
            ("set", Some(9)),
            ("Sept", Some(9)),
            ("ma", None),
            ("monday", None),
        ] {
            assert_eq!(month(&folded(word)), expected, "{word}");
        }
        for (number, names) in (1..).zip(MONTHS) {
            for name in names {
                assert_eq!(month(name), Some(number), "{name}");
            }
        }
    }

    #[test]
    fn weekdays_may_mean_several_days() {
        for (word, days) in [
            ("Mon", 0b1),
            ("Mo.", 0b1),
            ("MA", 0b11),
            ("Do", 0b100_1000),
            ("sexta-feira", 0b1_0000),
            ("日", 0b100_0000),
            ("Miércoles", 0b100),
            ("x", 0),
        ] {
            assert_eq!(weekdays(&folded(word)), days, "{word}");
        }
        assert_eq!(initials("lmxjvsdlm"), Some(0));
        assert_eq!(initials("smtwtfs"), Some(6));
        assert_eq!(initials("abcde"), None);
    }
}
