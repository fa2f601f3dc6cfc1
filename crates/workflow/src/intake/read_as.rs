use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, MappedLocalTime, NaiveDate, TimeDelta, TimeZone, Utc};
use spreadsheet::{Field, Layout, ReadRequirement, ReadShift};
use staffing::{DateRange, Proficiency, ShiftStatus};

use super::Intake;
use crate::wording::{day, short_day};

impl Intake {
    /// What the cells of a line were understood as, by column.
    pub(super) fn read_as(&self, line: usize) -> BTreeMap<usize, String> {
        let mut words = BTreeMap::new();
        let shifts: Vec<ReadShift> = self.reading.shifts.of_line(line).collect();
        if let Some(shift) = shifts.first() {
            self.describe(&mut words, |field| self.of_shift(shift, field));
            self.describe_further(line, &shifts, &mut words);
        }
        if let Some(requirement) = self.requirement_of(line) {
            self.describe(&mut words, |field| self.of_requirement(requirement, field));
            self.describe_across(line, &mut words);
        }
        if self.reading.understood.layout != Layout::List {
            for shift in shifts {
                if let Some(column) = shift.column {
                    words.insert(column, self.clock_times(shift.shift.time));
                }
            }
            self.days_off(line, &mut words);
        }
        words
    }

    fn describe(
        &self,
        words: &mut BTreeMap<usize, String>,
        of_field: impl Fn(Field) -> Option<String>,
    ) {
        for (column, each) in self.reading.columns.iter().enumerate() {
            if let Some(read) = each.field.and_then(&of_field) {
                words.insert(column, read);
            }
        }
    }

    /// Of a row with several starts and ends: each belongs to a shift of its own.
    fn describe_further(
        &self,
        line: usize,
        shifts: &[ReadShift],
        words: &mut BTreeMap<usize, String>,
    ) {
        const SIDES: [Field; 4] = [Field::Start, Field::StartTime, Field::End, Field::EndTime];
        let mut pairs: Vec<Vec<(usize, Field)>> = Vec::new();
        for side in SIDES {
            let columns = self.reading.columns.iter().enumerate();
            let columns = columns.filter(|(_, column)| column.field == Some(side));
            for (pair, (column, _)) in columns.enumerate() {
                if pairs.len() <= pair {
                    pairs.push(Vec::new());
                }
                if let Some(pair) = pairs.get_mut(pair) {
                    pair.push((column, side));
                }
            }
        }
        if pairs.len() < 2 {
            return;
        }
        let mut shifts = shifts.iter();
        for pair in pairs {
            let text = |column| self.cell_text(line, column).unwrap_or_default();
            let is_blank = pair
                .iter()
                .all(|&(column, _)| text(column).trim().is_empty());
            let shift = shifts.as_slice().first().filter(|_| !is_blank);
            for (column, side) in pair {
                match shift.and_then(|shift| self.of_shift(shift, side)) {
                    Some(read) => words.insert(column, read),
                    None => words.remove(&column),
                };
            }
            if !is_blank {
                shifts.next();
            }
        }
    }

    /// Of a row with a column for each skill: each number is one of its own.
    fn describe_across(&self, line: usize, words: &mut BTreeMap<usize, String>) {
        let indexes = self.index.requirements_at(line);
        let all = indexes.filter_map(|index| self.reading.requirements.get(index));
        let across =
            all.filter_map(|read| Some((read.column?, read.requirement.agents.to_string())));
        let across: Vec<_> = across.collect();
        if !across.is_empty() {
            let columns = &self.reading.columns;
            let field = |column: usize| columns.get(column).and_then(|column| column.field);
            words.retain(|&column, _| field(column) != Some(Field::RequiredAgents));
            words.extend(across);
        }
    }

    fn of_shift(&self, read: &ReadShift, field: Field) -> Option<String> {
        let shift = &read.shift;
        Some(match field {
            Field::Agent => shift.agent.to_string(),
            Field::Skills => {
                let skills: Vec<&str> = shift
                    .skills
                    .iter()
                    .map(|each| each.skill.as_str())
                    .collect();
                match read.also_lines.len() {
                    0 => skills.join(", "),
                    more => format!("{} (of {} rows)", skills.join(", "), more + 1),
                }
            }
            Field::Proficiency => {
                let mut levels: Vec<&str> = shift
                    .skills
                    .iter()
                    .filter_map(|each| each.proficiency.map(level_words))
                    .collect();
                levels.dedup();
                levels.join(", ")
            }
            Field::Status => match shift.status {
                ShiftStatus::Draft => "Draft".to_owned(),
                ShiftStatus::Published => "Published".to_owned(),
            },
            Field::Breaks => {
                let breaks = shift.breaks.iter();
                let times = breaks.map(|each| self.clock_times(each.window(shift.time.start)));
                times.collect::<Vec<_>>().join(", ")
            }
            time => return self.of_time(shift.time, time),
        })
    }

    fn of_requirement(&self, read: &ReadRequirement, field: Field) -> Option<String> {
        let requirement = &read.requirement;
        match field {
            Field::Skills => Some(requirement.skill.to_string()),
            Field::RequiredAgents => Some(requirement.agents.to_string()),
            time => self.of_time(requirement.time, time),
        }
    }

    fn of_time(&self, time: DateRange, field: Field) -> Option<String> {
        let start_day = self.local_day(time.start);
        match field {
            Field::Date => Some(self.day_words(start_day)),
            Field::Start => Some(self.day_and_time(time.start)),
            Field::End => Some(self.day_and_time(time.end)),
            Field::StartTime => Some(self.clock_time(time.start)),
            Field::EndTime => match self.local_day(time.end) == start_day {
                true => Some(self.clock_time(time.end)),
                false => Some(self.day_and_time(time.end)),
            },
            Field::Duration => Some(length_words(time.end - time.start)),
            _ => None,
        }
    }

    /// Cells of a grid's days that are neither shifts nor wrong.
    fn days_off(&self, line: usize, words: &mut BTreeMap<usize, String>) {
        let is_read = self.requirement_of(line).is_none() && !self.choices.skipped.contains(&line);
        let only_total = self.index.left_out_at(line).is_some() && words.is_empty();
        if !is_read || only_total {
            return;
        }
        let wrongs = self.index.problems_of(line, &self.reading);
        let wrong = |column: usize| {
            wrongs.iter().any(|&index| {
                let problem = self.reading.problems.get(index as usize);
                problem.is_some_and(|problem| problem.column.is_none_or(|at| at == column))
            })
        };
        for (column, each) in self.reading.columns.iter().enumerate() {
            let text = self.cell_text(line, column).unwrap_or_default();
            let open = each.holds_days_cells() && !text.trim().is_empty();
            if open && !words.contains_key(&column) && !wrong(column) {
                words.insert(column, "day off".to_owned());
            }
        }
    }

    fn requirement_of(&self, line: usize) -> Option<&ReadRequirement> {
        let mut indexes = self.index.requirements_at(line);
        self.reading.requirements.get(indexes.next()?)
    }

    /// "06:00–14:00", and the end's day where it is another.
    fn clock_times(&self, time: DateRange) -> String {
        let (start, end) = (self.local_day(time.start), self.local_day(time.end));
        let words = format!(
            "{}–{}",
            self.clock_time(time.start),
            self.clock_time(time.end)
        );
        match start == end {
            true => words,
            false => format!("{words} {}", end.format("%a")),
        }
    }

    fn day_and_time(&self, instant: DateTime<Utc>) -> String {
        let day = self.day_words(self.local_day(instant));
        format!("{day} {}", self.clock_time(instant))
    }

    /// With its year where that is not the present one: years of two digits are
    /// easily misread.
    fn day_words(&self, date: NaiveDate) -> String {
        match self
            .choices
            .near
            .is_some_and(|near| near.year() == date.year())
        {
            true => short_day(date),
            false => day(date),
        }
    }

    /// With its offset where the clocks are put back and the time comes twice.
    fn clock_time(&self, instant: DateTime<Utc>) -> String {
        let zone = self.reading.understood.zone;
        let local = instant.with_timezone(&zone);
        let twice = zone.from_local_datetime(&local.naive_local());
        let form = match twice {
            MappedLocalTime::Ambiguous(..) => "%H:%M (UTC%:z)",
            MappedLocalTime::Single(_) | MappedLocalTime::None => "%H:%M",
        };
        local.format(form).to_string()
    }

    fn local_day(&self, instant: DateTime<Utc>) -> NaiveDate {
        instant
            .with_timezone(&self.reading.understood.zone)
            .date_naive()
    }
}

fn level_words(level: Proficiency) -> &'static str {
    match level {
        Proficiency::Beginner => "Beginner",
        Proficiency::Intermediate => "Intermediate",
        Proficiency::Advanced => "Advanced",
        Proficiency::Expert => "Expert",
    }
}

/// "8 h", "7 h 30 min", "45 min".
fn length_words(length: TimeDelta) -> String {
    match (length.num_hours(), length.num_minutes() % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
