//! What stands in a day's cell: times, a day off, or a code for one of the two.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use crate::choices::Code;
use crate::problem::{Fault, ProblemCode};
use crate::values::activities::is_absence;
use crate::values::letters::{folded, normal};
use crate::values::moment::RawTime;
use crate::values::windows::{self, Hours};
use crate::wording::quoted;

/// What codes mean: as the planner said, else as a legend of the file says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Codes {
    known: BTreeMap<String, Code>,
}

/// A day's cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DayCell {
    Blank,
    DayOff,
    /// One window, or several of a split shift.
    Shifts(Vec<Hours>),
}

/// Words that mean that nobody works, folded and with bars between. What may mean something else
/// ("U", "X", "K", "V") is asked, not guessed.
const DAYS_OFF: &str = "
    - | -- | --- | / | off | day off | dayoff | days off | rdo | rest | rest day | free | leave |
    annual leave | al | vacation | vac | holiday | hol | public holiday | bank holiday | ph | bh |
    sick | sick leave | sl | pto | toil | in lieu | absent | absence | unavailable | n/a | na | none |
    a/l | d/o | r/d | s/l | p/h | b/h | u/l | m/l | l/d | rostered off |
    not working | maternity leave | parental leave | unpaid leave | loa | nwd | no shift | day-off |
    frei | ruhetag | urlaub | krank | krankheit | feiertag | abwesend | freizeitausgleich | elternzeit |
    wochenende | freier tag | dienstfrei | krankgeschrieben | arbeitsfrei |
    repos | rtt | conge | conges | conge paye | conges payes | cp | maladie | ferie | jour ferie | absence |
    arret maladie | arret | recup | recuperation | libre | vacances | jour de repos | jour off |
    descanso | libranza | vacaciones | festivo | baja | baja medica | enfermo | enferma | permiso | dia libre |
    franco | ausente | feriado |
    folga | ferias | atestado | licenca | doente | dsr | ausencia |
    riposo | festivita | festa | malattia | permesso | libero | libera | assente | rol | giorno libero |
    vrij | vakantie | verlof | ziek | feestdag | adv | atv | afwezig | roostervrij | vrije dag |
    休 | 休み | 公休 | 有休 | 有給 | 有給休暇 | 年休 | 欠勤 | 休日 | 祝日 | 代休 | 振休 | 特休 | 病欠 | 公休日 | 休暇 | 希望休 | 夏休";

static OFF: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| DAYS_OFF.split('|').map(str::trim).collect());

impl Codes {
    /// Codes of the planner's choice, with those of a legend that he did not name.
    pub(crate) fn new(legend: BTreeMap<String, Code>, chosen: &BTreeMap<String, Code>) -> Self {
        let mut known = legend;
        known.extend(chosen.iter().map(|(code, meaning)| (name(code), *meaning)));
        Self { known }
    }

    /// What a cell says, or that it is not known what it says.
    pub(crate) fn read(&self, cell: &str) -> Result<DayCell, Fault> {
        let cell = cell.trim();
        if cell.is_empty() {
            return Ok(DayCell::Blank);
        }
        if let Some(meaning) = self.meaning(cell, None) {
            return Ok(meaning);
        }
        if let Some(hours) = windows::read(cell) {
            return match hours.iter().any(names_absence) {
                true => Err(open(cell)),
                false => check(cell, hours).map(DayCell::Shifts),
            };
        }
        if is_day_off(cell) {
            return Ok(DayCell::DayOff);
        }
        // "E (Billing)", "E BILLING".
        if let Some((code, label)) = cell.split_once([' ', '\n'])
            && let label = label.trim_matches(|letter: char| !letter.is_alphanumeric())
            && let Some(meaning) = self.meaning(code, Some(label))
        {
            return Ok(meaning);
        }
        Err(unknown(cell))
    }

    fn meaning(&self, cell: &str, label: Option<&str>) -> Option<DayCell> {
        if self.known.is_empty() {
            return None;
        }
        let time = |time: chrono::NaiveTime| {
            let minutes = chrono::Timelike::num_seconds_from_midnight(&time) / 60;
            RawTime {
                hour: minutes / 60,
                minute: minutes % 60,
                second: 0,
                half: None,
            }
        };
        Some(match *self.known.get(&name(cell))? {
            Code::DayOff => DayCell::DayOff,
            Code::Shift { start, end } => DayCell::Shifts(vec![Hours {
                start: time(start),
                end: time(end),
                breaks: None,
                label: label.filter(|label| !label.is_empty()).map(str::to_owned),
            }]),
        })
    }
}

/// A code as it is compared: in capitals.
pub(crate) fn name(code: &str) -> String {
    normal(code).to_uppercase()
}

/// Whether a text says in any language that nobody works.
pub(crate) fn is_day_off(text: &str) -> bool {
    let folded = folded(text);
    let plain = folded
        .trim_matches(|letter: char| matches!(letter, '(' | ')' | '[' | ']' | '*' | '.' | ' '));
    OFF.contains(plain)
}

/// "AL 06:00-14:00": on leave from six, or at work on a bank holiday?
fn names_absence(hours: &Hours) -> bool {
    hours.label.as_deref().is_some_and(is_absence)
}

fn open(cell: &str) -> Fault {
    let message = format!(
        "It is open whether {} is a shift: it names times and a day off.",
        quoted(cell)
    );
    Fault::new(ProblemCode::UnknownCode, message)
        .suggest("Say once what it means, or leave one of the two away.")
}

fn unknown(cell: &str) -> Fault {
    Fault::new(
        ProblemCode::UnknownCode,
        format!(
            "It is not known what {} means: it is neither times nor a day off.",
            quoted(cell)
        ),
    )
    .suggest("Say once what it means, or write times like 06:00-14:00.")
}

/// Fails where a window is longer than a shift can be and a half of the day was
/// left out: "9-5".
fn check(cell: &str, hours: Vec<Hours>) -> Result<Vec<Hours>, Fault> {
    const LONGEST: u32 = 16 * 60;
    for window in &hours {
        let (Some(start), Some(end), Some(length)) = (
            window.start.minutes(),
            window.end.minutes(),
            window.length(),
        ) else {
            let wrong = if window.start.minutes().is_none() {
                window.start
            } else {
                window.end
            };
            return Err(wrong
                .on(chrono::NaiveDate::default())
                .err()
                .unwrap_or_else(|| unknown(cell)));
        };
        let afternoon = end + 12 * 60;
        if length > LONGEST && start < afternoon && end < 12 * 60 && afternoon - start <= LONGEST {
            let clock = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
            let meant = format!("{}-{}", clock(start), clock(afternoon));
            let message = format!("{} would be {} hours.", quoted(cell), length / 60);
            let fault = Fault::new(ProblemCode::TooLong, message);
            return Err(fault.suggest(format!("Did you mean {meant}?")).mend(meant));
        }
    }
    Ok(hours)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::*;

    fn words(codes: &Codes, cell: &str) -> String {
        match codes.read(cell) {
            Ok(DayCell::Blank) => "blank".to_owned(),
            Ok(DayCell::DayOff) => "off".to_owned(),
            Ok(DayCell::Shifts(all)) => {
                let one = |hours: &Hours| {
                    let clock = |time: RawTime| {
                        time.minutes()
                            .map(|minutes| format!("{:02}:{:02}", minutes / 60, minutes % 60))
                            .unwrap()
                    };
                    format!(
                        "{}-{}{}",
                        clock(hours.start),
                        clock(hours.end),
                        hours
                            .label
                            .as_ref()
                            .map(|label| format!(" {label}"))
                            .unwrap_or_default()
                    )
                };
                all.iter().map(one).collect::<Vec<_>>().join(" ")
            }
            Err(fault) => format!("{:?} {}", fault.code, fault.fix.unwrap_or_default())
                .trim()
                .to_owned(),
        }
    }

    #[test]
    fn a_days_cell_is_a_shift_a_day_off_or_asked_about() {
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let legend = [
            (
                "E".to_owned(),
                Code::Shift {
                    start: time(6),
                    end: time(14),
                },
            ),
            ("U".to_owned(), Code::DayOff),
        ];
        let chosen = [(
            "n".to_owned(),
            Code::Shift {
                start: time(22),
                end: time(6),
            },
        )];
        let codes = Codes::new(legend.into(), &chosen.into());
        for (cell, expected) in [
            ("", "blank"),
            (" ", "blank"),
            ("06:00-14:00", "06:00-14:00"),
            ("6-14", "06:00-14:00"),
            ("E", "06:00-14:00"),
            ("e", "06:00-14:00"),
            ("Ｅ", "06:00-14:00"),
            ("E (Billing)", "06:00-14:00 Billing"),
            ("N", "22:00-06:00"),
            ("U", "off"),
            ("OFF", "off"),
            ("AL", "off"),
            ("-", "off"),
            ("–", "off"),
            ("frei", "off"),
            ("Urlaub", "off"),
            ("Congé", "off"),
            ("descanso", "off"),
            ("férias", "off"),
            ("riposo", "off"),
            ("vrij", "off"),
            ("公休", "off"),
            ("(OFF)", "off"),
            ("A/L", "off"),
            ("D/O", "off"),
            ("X", "UnknownCode"),
            ("K", "UnknownCode"),
            ("Training", "UnknownCode"),
            ("8", "UnknownCode"),
            ("AL 06:00-14:00", "UnknownCode"),
            ("06:00-14:00 (sick)", "UnknownCode"),
            ("06:00-10:00 / Urlaub 10-14", "UnknownCode"),
            ("9-5", "TooLong 09:00-17:00"),
            ("25:00-30:00", "UnreadableTime"),
        ] {
            assert_eq!(words(&codes, cell), expected, "{cell:?}");
        }
    }

    #[test]
    fn words_for_days_off_are_written_as_they_are_compared() {
        for word in OFF.iter() {
            assert!(is_day_off(word), "{word}");
        }
    }
}
