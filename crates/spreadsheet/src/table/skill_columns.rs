//! Requirements with the skills across: each column is a skill, and its numbers are
//! the agents required.

use std::collections::BTreeSet;

use crate::mended::MendedRows;
use crate::table::header::interval;
use crate::table::header_words::{self, is_activity, is_metric, is_other, is_whole_shift};
use crate::table::left_out::is_total;
use crate::table::profile::{Profile, is_number};
use crate::values::calendar::{self, Weekdays};
use crate::values::letters::{folded, key};
use crate::wording::quoted;
use crate::{Choices, Field};

/// The columns of a table that has its skills across.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SkillColumns {
    /// Each with its skill.
    pub(crate) skills: Vec<SkillColumn>,
    /// Columns that are sums of the others.
    pub(crate) totals: Vec<usize>,
    /// Columns of other numbers, such as calls.
    pub(crate) others: Vec<usize>,
}

/// A column and the skill that its header names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SkillColumn {
    pub(crate) column: usize,
    pub(crate) skill: String,
}

/// What is looked at of a column.
pub(crate) struct Seen<'s> {
    pub(crate) header: &'s str,
    pub(crate) profile: &'s Profile,
}

impl SkillColumns {
    /// Looks for numbers of agents beside the starts of intervals, below headers that
    /// are nothing else: two at least, or one that is a known skill.
    pub(crate) fn find(
        rows: MendedRows<'_>,
        sample: &[usize],
        columns: &[Seen<'_>],
        choices: &Choices,
    ) -> Option<Self> {
        if !has_intervals(rows, sample, columns) {
            return None;
        }
        let header = |index: usize| columns.get(index).map_or("", |column| column.header);
        let filled = |index: usize| columns.get(index).map_or(0, |column| column.profile.filled);
        let numbers = columns.iter().enumerate();
        let numbers = numbers.filter(|(_, column)| column.may_be_agents());
        let numbers: Vec<usize> = numbers.map(|(index, _)| index).collect();
        // "VOICE required" beside "VOICE calls".
        let says_required = numbers
            .iter()
            .any(|&index| skill_of_required(header(index)).is_some());
        let is_skill = |index: &usize| match says_required {
            true => skill_of_required(header(*index)).is_some(),
            false => is_channel(header(*index)) || !says_other(header(*index)),
        };
        let (among, others): (Vec<usize>, Vec<usize>) = numbers.into_iter().partition(is_skill);
        let skill = |index: usize| {
            let said = skill_of_required(header(index));
            said.unwrap_or_else(|| header(index).to_owned())
        };
        let (mut totals, mut left): (Vec<usize>, Vec<usize>) =
            among.into_iter().partition(|&index| is_sum(&skill(index)));
        if let Some(sum) = sum_of_others(rows, sample, &left) {
            left.retain(|&index| index != sum);
            totals.push(sum);
        }
        let known = |skill: &str| {
            let known = choices.known_skills.iter().flatten();
            let mut known = known.map(staffing::SkillId::as_str);
            choices.skill_names.contains_key(skill)
                || known.any(|known| known.eq_ignore_ascii_case(skill))
        };
        let sure = left.iter().filter(|&&index| filled(index) > 0).count();
        // "VOICE Mon", "VOICE Tue": one skill on several days.
        let days = left.iter().flat_map(|&index| weekdays_of(header(index)));
        if days.collect::<BTreeSet<_>>().len() >= 2 {
            return None;
        }
        let enough = sure >= 2 || left.iter().any(|&index| known(&skill(index)));
        let skills = left.into_iter().map(|column| SkillColumn {
            column,
            skill: skill(column),
        });
        enough.then(|| Self {
            skills: skills.collect(),
            totals,
            others,
        })
    }

    /// Sentences about how the columns were understood.
    pub(crate) fn notes(&self, header: impl Fn(usize) -> String) -> Vec<String> {
        if self.skills.is_empty() {
            return Vec::new();
        }
        const NAMED: usize = 12;
        let named = self.skills.iter().take(NAMED);
        let named: Vec<String> = named.map(|column| quoted(&column.skill)).collect();
        let more = if self.skills.len() > NAMED {
            ", …"
        } else {
            ""
        };
        let agents = match named.as_slice() {
            [skill] => format!("The column of the skill {skill} has the agents required of it."),
            _ => format!(
                "Each of {} columns is a skill, with the agents required of it: {}{more}.",
                self.skills.len(),
                named.join(", ")
            ),
        };
        let left_out = |columns: &[usize], why: &str| -> Vec<String> {
            let say = |&column: &usize| format!("The column {} {why}", quoted(&header(column)));
            columns.iter().map(say).collect()
        };
        let totals = left_out(&self.totals, "is a sum of the others, and is not read.");
        let others = left_out(
            &self.others,
            "is not read: its header says nothing of agents required.",
        );
        [agents].into_iter().chain(totals).chain(others).collect()
    }
}

impl Seen<'_> {
    /// Whether the cells are numbers of agents, and the header nothing else that is known.
    fn may_be_agents(&self) -> bool {
        let header = self.header;
        let is_named = header_words::near(header).is_some() && !may_name_skill(header);
        let is_open = !is_named && !is_whole_shift(header) && !is_activity(header);
        let counts = self.profile.mostly(self.profile.counts) || self.profile.filled == 0;
        !header.is_empty() && is_open && counts
    }
}

/// "Total", "Staff total".
fn is_sum(header: &str) -> bool {
    const SUMS: [&str; 10] = [
        "total", "totals", "gesamt", "summe", "sum", "totale", "totaal", "suma", "soma", "somma",
    ];
    let last = header.split_whitespace().next_back();
    is_total(header) || last.is_some_and(|last| SUMS.contains(&key(last).as_str()))
}

fn weekdays_of(header: &str) -> impl Iterator<Item = Weekdays> {
    let words = header.split(|letter: char| !letter.is_alphabetic());
    // "So" and "Do" are words of names, too.
    let words = words.filter(|word| word.len() > 2);
    let days = words.map(|word| calendar::weekdays(&folded(word)));
    days.filter(|days| *days != 0)
}

fn says_other(header: &str) -> bool {
    is_metric(header) || (is_other(header) && !is_total(header))
}

/// Whether a header is a way to reach a contact centre. Over text it would be an address.
fn is_channel(header: &str) -> bool {
    const CHANNELS: [&str; 5] = ["email", "mail", "phone", "telefon", "service"];
    CHANNELS.contains(&key(header).as_str())
}

/// Whether a header that is known may be that of a skill's numbers: "Skill 1", which over
/// numbers is no skill of an agent, and "Required agents (VOICE)".
fn may_name_skill(header: &str) -> bool {
    let is_counted = header
        .trim_end()
        .ends_with(|letter: char| letter.is_ascii_digit());
    header_words::near(header).is_some_and(|meant| match meant.field {
        Field::Skills => is_counted,
        Field::RequiredAgents => skill_of_required(header).is_some(),
        _ => false,
    })
}

/// Whether the rows are intervals of no agent, with a start each, and not longer than
/// an hour where they say their end.
fn has_intervals(rows: MendedRows<'_>, sample: &[usize], columns: &[Seen<'_>]) -> bool {
    let named = |fields: &[Field]| {
        columns.iter().position(|column| {
            let meant = header_words::near(column.header);
            let is_one = meant.is_some_and(|meant| fields.contains(&meant.field));
            is_one && !may_name_skill(column.header)
        })
    };
    let others = [
        Field::Agent,
        Field::AgentName,
        Field::Duration,
        Field::Breaks,
        Field::Skills,
        Field::Proficiency,
        Field::Status,
        Field::RequiredAgents,
    ];
    if named(&others).is_some() {
        return false;
    }
    let is_start = |column: &&Seen<'_>| {
        let profile = column.profile;
        profile.has_moments() || profile.has_times() || profile.has_windows()
    };
    let Some(start) = named(&[Field::StartTime])
        .or_else(|| named(&[Field::Start]))
        .or_else(|| columns.iter().position(|column| is_start(&column)))
    else {
        return false;
    };
    let Some(end) = named(&[Field::EndTime]).or_else(|| named(&[Field::End])) else {
        return true;
    };
    let length = |index: usize| -> Option<u32> {
        let row = rows.get(index)?;
        let minutes = |column: usize| interval(row.cell(column)?.rsplit([' ', 'T']).next()?);
        Some((minutes(end)? + 24 * 60 - minutes(start)?) % (24 * 60))
    };
    let lengths: Vec<u32> = sample.iter().filter_map(|&index| length(index)).collect();
    let short = lengths
        .iter()
        .filter(|length| [15, 30, 60].contains(*length));
    !lengths.is_empty() && short.count() * 10 >= lengths.len() * 9
}

/// "VOICE" of "VOICE required" and "Required agents (VOICE)".
pub(crate) fn skill_of_required(header: &str) -> Option<String> {
    let words = || {
        let words = header.split([' ', '_', '(', ')', '[', ']', ':']);
        words.filter(|word| !word.is_empty())
    };
    let is_required = |word: &&str| {
        let known = header_words::known(word);
        known.is_some_and(|meant| meant.field == Field::RequiredAgents)
    };
    let skill: Vec<&str> = words().filter(|word| !is_required(word)).collect();
    (skill.len() < words().count() && !skill.is_empty()).then(|| skill.join(" "))
}

/// The one of three columns or more that is the sum of the others in every row.
fn sum_of_others(rows: MendedRows<'_>, sample: &[usize], columns: &[usize]) -> Option<usize> {
    const TELLING: usize = 3;
    const NEAR: f64 = 0.01;
    if columns.len() < 3 {
        return None;
    }
    let number = |cell: &str| -> f64 {
        let cell = cell.trim();
        let number = is_number(cell).then(|| cell.replacen(',', ".", 1).parse().ok());
        number.flatten().unwrap_or_default()
    };
    let numbers = sample.iter().filter_map(|&index| {
        let row = rows.get(index)?;
        let cells = columns.iter().map(|&column| row.cell(column));
        let numbers: Vec<f64> = cells.map(|cell| number(cell.unwrap_or_default())).collect();
        let filled = numbers.iter().filter(|number| **number > 0.0).count();
        (filled >= 3).then_some(numbers)
    });
    let numbers: Vec<Vec<f64>> = numbers.collect();
    let is_sum = |at: usize| {
        numbers.iter().all(|row| {
            let all: f64 = row.iter().sum();
            row.get(at)
                .is_some_and(|own| (all - 2.0 * own).abs() < NEAR)
        })
    };
    let found = (0..columns.len()).find(|&at| numbers.len() >= TELLING && is_sum(at))?;
    columns.get(found).copied()
}
