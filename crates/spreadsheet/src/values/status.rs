//! Words for a shift's status and an agent's proficiency.

use staffing::{Proficiency, ShiftStatus};

use crate::problem::{Fault, ProblemCode};
use crate::values::letters::folded;
use crate::values::skills::nearest;
use crate::wording::quoted;

/// Folded; the first of each value is how it is suggested.
const STATUSES: [(ShiftStatus, &[&str]); 2] = [
    (
        ShiftStatus::Published,
        &[
            "published",
            "publish",
            "released",
            "final",
            "live",
            "confirmed",
            "approved",
            "pub",
            "veroffentlicht",
            "freigegeben",
            "bestatigt",
            "publie",
            "publiee",
            "valide",
            "validee",
            "confirme",
            "publicado",
            "publicada",
            "confirmado",
            "confirmada",
            "pubblicato",
            "pubblicata",
            "confermato",
            "confermata",
            "gepubliceerd",
            "definitief",
            "bevestigd",
            "公開",
            "公開済",
            "公開済み",
            "確定",
            "発行済み",
            "確定済み",
        ],
    ),
    (
        ShiftStatus::Draft,
        &[
            "draft",
            "unpublished",
            "not published",
            "tentative",
            "proposed",
            "preliminary",
            "entwurf",
            "unveroffentlicht",
            "nicht veroffentlicht",
            "vorlaufig",
            "geplant",
            "brouillon",
            "non publie",
            "provisoire",
            "projet",
            "borrador",
            "no publicado",
            "provisional",
            "rascunho",
            "nao publicado",
            "provisorio",
            "bozza",
            "non pubblicato",
            "provvisorio",
            "concept",
            "ontwerp",
            "niet gepubliceerd",
            "voorlopig",
            "下書き",
            "未公開",
            "未確定",
            "仮",
            "ドラフト",
            "案",
            "草案",
        ],
    ),
];

const LEVELS: [(Proficiency, &[&str]); 4] = [
    (
        Proficiency::Beginner,
        &[
            "beginner",
            "novice",
            "basic",
            "trainee",
            "junior",
            "learner",
            "anfanger",
            "einsteiger",
            "grundkenntnisse",
            "debutant",
            "debutante",
            "novato",
            "principiante",
            "basico",
            "iniciante",
            "basica",
            "base",
            "beginnend",
            "basis",
            "starter",
            "初級",
            "初心者",
            "新人",
        ],
    ),
    (
        Proficiency::Intermediate,
        &[
            "intermediate",
            "medium",
            "competent",
            "mittel",
            "fortgeschrittener anfanger",
            "intermediaire",
            "moyen",
            "intermedio",
            "intermedia",
            "medio",
            "media",
            "intermediario",
            "intermediaria",
            "gemiddeld",
            "中級",
            "中級者",
        ],
    ),
    (
        Proficiency::Advanced,
        &[
            "advanced",
            "proficient",
            "senior",
            "fortgeschritten",
            "erfahren",
            "avance",
            "avancee",
            "confirme",
            "avanzado",
            "avanzada",
            "avancado",
            "avancada",
            "avanzato",
            "avanzata",
            "gevorderd",
            "ervaren",
            "上級",
            "上級者",
        ],
    ),
    (
        Proficiency::Expert,
        &[
            "expert",
            "master",
            "experte",
            "expertin",
            "experte/in",
            "experto",
            "experta",
            "especialista",
            "perito",
            "esperto",
            "esperta",
            "deskundig",
            "エキスパート",
            "熟練",
            "専門家",
            "達人",
        ],
    ),
];

/// Whether a folded text is a status.
pub(crate) fn is_status(folded: &str) -> bool {
    STATUSES.iter().any(|(_, words)| words.contains(&folded))
}

/// Whether a folded text is a proficiency.
pub(crate) fn is_level(folded: &str) -> bool {
    LEVELS.iter().any(|(_, words)| words.contains(&folded))
}

/// The proficiency that a word means; none where it means none.
pub(crate) fn level(word: &str) -> Option<Proficiency> {
    known(word, &LEVELS).ok()
}

/// An empty cell is a draft, which agents do not see.
pub(crate) fn status(cell: &str) -> Result<ShiftStatus, Fault> {
    if cell.is_empty() {
        return Ok(ShiftStatus::Draft);
    }
    // Nearly all files say it in these words.
    if cell.eq_ignore_ascii_case("published") {
        return Ok(ShiftStatus::Published);
    }
    known(cell, &STATUSES).map_err(|near| {
        let message = format!("{} is no status.", quoted(cell));
        let fault = Fault::new(ProblemCode::UnknownStatus, message);
        match near {
            Some(near) => fault.suggest(format!("Did you mean {near}?")).mend(near),
            None => fault.suggest("Write Published or Draft."),
        }
    })
}

/// The proficiencies that a cell lists: one for all skills, or one for each.
/// With a fault they are not known.
pub(crate) fn proficiencies(cell: &str, skills: usize) -> Result<Vec<Option<Proficiency>>, Fault> {
    let fault = |message| {
        Fault::new(ProblemCode::UnknownProficiency, message)
            .suggest("Write Beginner, Intermediate, Advanced or Expert; the shift is read without.")
    };
    let mut read = Vec::new();
    for word in cell.split([';', ',', '|', '/']).map(str::trim) {
        if word.is_empty() {
            read.push(None);
        } else {
            let level = known(word, &LEVELS);
            read.push(Some(level.map_err(|_| {
                fault(format!("{} is no proficiency.", quoted(word)))
            })?));
        }
    }
    match (read.as_slice(), skills) {
        (&[one], _) => Ok(vec![one; skills]),
        (all, skills) if all.len() == skills => Ok(read),
        (all, skills) => Err(fault(format!(
            "There are {} proficiencies for {skills} skills.",
            all.len()
        ))),
    }
}

/// The value of a word, else the word that was most likely meant.
fn known<T: Copy>(word: &str, table: &[(T, &[&'static str])]) -> Result<T, Option<String>> {
    let folded = folded(word);
    let found = table
        .iter()
        .find(|(_, words)| words.contains(&folded.as_str()));
    found.map(|&(value, _)| value).ok_or_else(|| {
        let words = table.iter().flat_map(|(_, words)| words.iter().copied());
        let near = nearest(&folded, words)?;
        // Said in the word that the documentation has.
        let (_, words) = table.iter().find(|(_, words)| words.contains(&near))?;
        let mut letters = words.first()?.chars();
        let first = letters.next()?;
        Some(first.to_uppercase().chain(letters).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_known_in_any_case() {
        for (cell, expected) in [
            ("", Ok(ShiftStatus::Draft)),
            ("Published", Ok(ShiftStatus::Published)),
            ("PUBLISHED", Ok(ShiftStatus::Published)),
            ("Veröffentlicht", Ok(ShiftStatus::Published)),
            ("draft", Ok(ShiftStatus::Draft)),
            ("Publié", Ok(ShiftStatus::Published)),
            ("BORRADOR", Ok(ShiftStatus::Draft)),
            ("確定", Ok(ShiftStatus::Published)),
            ("Bozza", Ok(ShiftStatus::Draft)),
            (
                "Maybe",
                Err("\"Maybe\" is no status. Write Published or Draft."),
            ),
            (
                "Publishd",
                Err("\"Publishd\" is no status. Did you mean Published?"),
            ),
        ] {
            let read = status(cell)
                .map_err(|fault| format!("{} {}", fault.message, fault.suggestion.unwrap()));

            assert_eq!(read, expected.map_err(str::to_owned), "{cell}");
        }
    }

    #[test]
    fn one_proficiency_holds_for_all_skills() {
        use Proficiency::{Advanced, Expert};
        for (cell, skills, expected) in [
            ("", 2, Ok(vec![None, None])),
            ("Expert", 2, Ok(vec![Some(Expert), Some(Expert)])),
            (
                "Expert; advanced",
                2,
                Ok(vec![Some(Expert), Some(Advanced)]),
            ),
            ("Expert;", 2, Ok(vec![Some(Expert), None])),
            ("Guru", 1, Err("\"Guru\" is no proficiency.")),
            (
                "Expert; Expert",
                3,
                Err("There are 2 proficiencies for 3 skills."),
            ),
        ] {
            let read = proficiencies(cell, skills).map_err(|fault| fault.message);

            assert_eq!(read, expected.map_err(str::to_owned), "{cell}");
        }
    }
}
