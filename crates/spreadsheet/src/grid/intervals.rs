//! Grids of requirements: intervals by days, or days by intervals.

use chrono::{Days, NaiveDate};

use crate::grid::row_dates;
use crate::grid::skill_titles::{self, title_skill, without_prefix};
use crate::mended::{MendedRow, MendedRows};
use crate::problem::{Fault, Problem, ProblemCode, Severity};
use crate::table::columns::letters;
use crate::table::days::Head;
use crate::table::find::Found;
use crate::table::header::interval;
use crate::table::left_out::is_total;
use crate::table::profile::is_number;
use crate::values::dates::Dating;
use crate::values::numbered::{self, Numbered};
use crate::wording::quoted;
use crate::{Choices, Field, FileKind, LeftOut, Question};

/// What a grid of requirements holds.
#[derive(Debug, Default)]
pub(crate) struct Intervals<'a> {
    pub(crate) all: Vec<Interval<'a>>,
    pub(crate) left_out: Vec<LeftOut>,
    /// What is wrong with rows as a whole, and with cells of no known day.
    pub(crate) problems: Vec<Problem>,
    pub(crate) questions: Vec<Question>,
    pub(crate) notes: Vec<String>,
}

/// One cell that is not blank.
#[derive(Clone, Debug)]
pub(crate) struct Interval<'a> {
    /// Index of its row.
    pub(crate) row: usize,
    pub(crate) line: usize,
    pub(crate) column: usize,
    /// As the file has it; `None` where nothing says which.
    pub(crate) skill: Option<String>,
    /// Where the skill stands, if it has a column.
    pub(crate) skill_column: Option<usize>,
    pub(crate) date: NaiveDate,
    /// Start, in minutes after midnight.
    pub(crate) minutes: u32,
    /// The number of agents, as the file has it.
    pub(crate) cell: &'a str,
}

/// Reads every row below the header, skipped ones left out.
pub(crate) fn read<'a>(
    rows: MendedRows<'a>,
    found: &Found,
    dating: Dating,
    choices: &Choices,
) -> Intervals<'a> {
    let mut reading = Reader {
        found,
        read: Intervals::default(),
        skill: skill_titles::above(rows, found).or_else(|| title_skill(found, choices)),
        block: None,
        nights: false,
        numbered: Numbered::default(),
        index: 0,
    };
    if found.times.is_empty() {
        let place = [Field::Start, Field::StartTime]
            .into_iter()
            .find_map(|field| found.columns.place(field));
        let place = place
            .or_else(|| times_column(rows, found))
            .unwrap_or_default();
        let mut numbers = numbered::Evidence::default();
        for row in kept(rows, found, choices).filter_map(|index| rows.get(index)) {
            numbers.observe(row.cell(place).unwrap_or_default());
        }
        reading.numbered = numbers.decide(FileKind::Requirements);
        for index in kept(rows, found, choices) {
            if let Some(row) = rows.get(index) {
                reading.index = index;
                reading.interval_row(row, place);
            }
        }
    } else {
        let place = [Field::Date, Field::Start]
            .into_iter()
            .find_map(|field| found.columns.place(field));
        let place = place
            .or_else(|| dates_column(rows, found))
            .unwrap_or_default();
        let dates = row_dates::of_rows(rows, found, place, dating, choices, &mut reading.read);
        for (index, date) in kept(rows, found, choices).zip(dates) {
            if let Some(row) = rows.get(index) {
                reading.index = index;
                reading.day_row(row, place, date);
            }
        }
    }
    if reading.nights {
        reading.read.notes.push("Times that start over below the end of a day are read as after midnight, on the next day.".to_owned());
    }
    reading.read
}

/// Indexes of the rows below the header that the planner did not skip.
pub(crate) fn kept<'r>(
    rows: MendedRows<'r>,
    found: &Found,
    choices: &'r Choices,
) -> impl Iterator<Item = usize> + use<'r> {
    (found.first_row..rows.len()).filter(move |&index| {
        rows.get(index)
            .is_some_and(|row| !choices.skipped.contains(&row.line()))
    })
}

struct Reader<'f, 'a> {
    found: &'f Found,
    read: Intervals<'a>,
    /// Of the rows below a title, or of a column whose cells are not repeated.
    skill: Option<String>,
    /// The rows that follow each other in time, up to the one before.
    block: Option<Block>,
    nights: bool,
    /// What a whole number means as a time of day.
    numbered: Numbered,
    /// Of the row that is read.
    index: usize,
}

/// Rows of intervals that follow each other, in minutes after midnight.
#[derive(Clone, Copy)]
struct Block {
    first: u32,
    last: u32,
    /// Midnights passed.
    over: u64,
}

impl<'a> Reader<'_, 'a> {
    /// A row of one interval, with a number for each day.
    fn interval_row(&mut self, row: MendedRow<'a>, place: usize) {
        if let Some(reason) = self.found.blocks.head(self.index) {
            self.block = None;
            if let Some(skill) = skill_titles::of_block(self.found, self.index, row) {
                return self.begin_skill(row, skill);
            }
            return self.leave_out(row, reason);
        }
        if self.is_total(row) {
            return;
        }
        let time = row.cell(place).unwrap_or_default().trim();
        let days = self.found.days_of(self.index);
        let cells: Vec<(Option<NaiveDate>, usize, &'a str)> = days
            .iter()
            .filter_map(|day| Some((day.date, day.column, row.cell(day.column)?.trim())))
            .filter(|(_, _, cell)| !cell.is_empty())
            .collect();
        let minutes = self.numbered.minutes(time).or_else(|| interval(time));
        let Some(minutes) = minutes else {
            let columns: Vec<usize> = cells.iter().map(|&(_, column, _)| column).collect();
            return self.other_row(row, time, place, &columns);
        };
        // The skill tells where a block begins, so it is looked at first.
        let skill = self.skill_of(row);
        let over = self.nights_before(minutes);
        if cells.is_empty() {
            self.leave_out(row, "No number on any day.".to_owned());
        }
        for (date, column, cell) in cells {
            let date = date.and_then(|date| date.checked_add_days(Days::new(over)));
            self.add(row, column, &skill, date, minutes, cell);
        }
    }

    /// How many midnights lie between the header's day and a time: one in a
    /// block from 06:00 to 05:45.
    fn nights_before(&mut self, minutes: u32) -> u64 {
        const LATE: u32 = 22 * 60;
        let block = match self.block {
            Some(block) if minutes < block.first && (block.over > 0 || block.last >= LATE) => {
                Block { over: 1, ..block }
            }
            Some(block) if minutes > block.last && block.over == 0 => block,
            // The same times again: the next block.
            _ => Block {
                first: minutes,
                last: minutes,
                over: 0,
            },
        };
        self.nights |= block.over > 0;
        self.block = Some(Block {
            last: minutes,
            ..block
        });
        block.over
    }

    /// A row of one day, with a number for each interval.
    fn day_row(&mut self, row: MendedRow<'a>, place: usize, date: Option<NaiveDate>) {
        if self.is_total(row) {
            return;
        }
        let said = row.cell(place).unwrap_or_default().trim();
        let times = &self.found.times;
        let cells: Vec<(u32, usize, &'a str)> = times
            .iter()
            .filter_map(|&(column, minutes)| Some((minutes, column, row.cell(column)?.trim())))
            .filter(|(_, _, cell)| !cell.is_empty())
            .collect();
        let named = date.is_some() || Head::of(said).is_some();
        if !named {
            let columns: Vec<usize> = cells.iter().map(|&(_, column, _)| column).collect();
            return self.other_row(row, said, place, &columns);
        }
        let skill = self.skill_of(row);
        if cells.is_empty() {
            self.leave_out(row, "No number at any time.".to_owned());
        }
        let first = times.first().map_or(0, |&(_, minutes)| minutes);
        for (minutes, column, cell) in cells {
            // "06:00 … 23:45, 00:00 … 05:45" goes on after midnight.
            let over = u64::from(minutes < first);
            self.nights |= over > 0;
            let date = date.and_then(|date| date.checked_add_days(Days::new(over)));
            self.add(row, column, &skill, date, minutes, cell);
        }
    }

    fn add(
        &mut self,
        row: MendedRow<'a>,
        column: usize,
        (skill, skill_column): &(Option<String>, Option<usize>),
        date: Option<NaiveDate>,
        minutes: u32,
        cell: &'a str,
    ) {
        match date {
            Some(date) => self.read.all.push(Interval {
                row: self.index,
                line: row.line(),
                column,
                skill: skill.clone(),
                skill_column: *skill_column,
                date,
                minutes,
                cell,
            }),
            None => {
                let message = format!("It is not known which day column {} is.", letters(column));
                let fault = Fault::new(ProblemCode::MissingValue, message)
                    .suggest("Say which day the first column is.");
                self.read
                    .problems
                    .push(fault.at(row.line(), Some(column), Severity::Error));
            }
        }
    }

    /// A row without time or day: a title, a total, or a row that lacks it.
    fn other_row(&mut self, row: MendedRow<'a>, said: &str, place: usize, columns: &[usize]) {
        let filled: Vec<&str> = row
            .cells()
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect();
        let Some(&first) = filled.first() else {
            return;
        };
        if let Some(reason) = self.found.rules.header_again(row) {
            self.block = None;
            return self.leave_out(row, reason);
        }
        let numbers = columns
            .iter()
            .filter_map(|&column| row.cell(column))
            .filter(|cell| is_number(cell.trim()))
            .count();
        if numbers > 0 && said.is_empty() && filled.len() == numbers {
            return self.leave_out(row, "Numbers only, like a sum.".to_owned());
        }
        if numbers > 0 {
            let fault = if let Some(doubt) = self.numbered.doubt(said) {
                doubt
            } else if said.is_empty() {
                Fault::new(ProblemCode::MissingValue, "This row does not say its time.")
            } else {
                Fault::new(
                    ProblemCode::UnreadableTime,
                    format!("{} cannot be read as a time.", quoted(said)),
                )
            };
            let fault = fault.suggest("Write it like 06:00.");
            self.read
                .problems
                .push(fault.at(row.line(), Some(place), Severity::Error));
            return;
        }
        if let Some(reason) = self.found.rules.note(first) {
            return self.leave_out(row, reason);
        }
        self.begin_skill(row, without_prefix(first));
    }

    /// Leaves out a row that names the skill of those below it.
    fn begin_skill(&mut self, row: MendedRow<'a>, skill: String) {
        self.leave_out(
            row,
            format!("The skill of the rows below it: {}.", quoted(&skill)),
        );
        self.skill = Some(skill);
        self.block = None;
    }

    /// Leaves a row of sums out; tells whether it is one.
    fn is_total(&mut self, row: MendedRow<'a>) -> bool {
        let first = row.cells().map(str::trim).find(|cell| !cell.is_empty());
        let total = first.filter(|first| is_total(first));
        if let Some(total) = total {
            self.leave_out(row, format!("A total: {}.", quoted(total)));
        }
        total.is_some()
    }

    fn leave_out(&mut self, row: MendedRow<'a>, reason: String) {
        self.read.left_out.push(LeftOut {
            line: row.line(),
            reason,
        });
    }

    fn skill_of(&mut self, row: MendedRow<'a>) -> (Option<String>, Option<usize>) {
        let Some(place) = self.found.columns.place(Field::Skills) else {
            return (self.skill.clone(), None);
        };
        let cell = row.cell(place).unwrap_or_default().trim();
        if !cell.is_empty() {
            if self.skill.as_deref() != Some(cell) {
                self.block = None;
            }
            self.skill = Some(cell.to_owned());
        }
        (self.skill.clone(), Some(place))
    }
}

fn times_column(rows: MendedRows<'_>, found: &Found) -> Option<usize> {
    let first_day = found.columns.days.iter().map(|day| day.column).min()?;
    best_column(rows, found, first_day, |cell| interval(cell).is_some())
}

fn dates_column(rows: MendedRows<'_>, found: &Found) -> Option<usize> {
    let first_time = found.times.iter().map(|(column, _)| *column).min()?;
    best_column(rows, found, first_time, |cell| {
        !is_number(cell) && Head::of(cell).is_some()
    })
}

/// The column below `limit` with most cells of that kind.
fn best_column(
    rows: MendedRows<'_>,
    found: &Found,
    limit: usize,
    is: impl Fn(&str) -> bool,
) -> Option<usize> {
    const SEARCHED: usize = 120;
    let count = |column: usize| {
        rows.from(found.first_row)
            .take(SEARCHED)
            .filter_map(|row| row.cell(column))
            .filter(|cell| is(cell.trim()))
            .count()
    };
    (0..limit)
        .map(|column| (count(column), column))
        .filter(|(count, _)| *count > 0)
        .max_by_key(|&(count, column)| (count, std::cmp::Reverse(column)))
        .map(|(_, column)| column)
}
