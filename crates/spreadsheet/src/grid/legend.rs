//! Legends: which codes of a roster stand for which times.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveTime;
use workbook::Aside;

use crate::choices::Code;
use crate::grid::codes::{is_day_off, name};
use crate::mended::{MendedRow, MendedRows};
use crate::table::columns::Columns;
use crate::values::letters::{folded, key};
use crate::values::moment::{Moment, RawTime, Role};
use crate::values::windows;

/// What a file says of its codes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Legend {
    pub(crate) codes: BTreeMap<String, Code>,
    /// Indexes of rows that are nothing but a legend.
    pub(crate) rows: BTreeSet<usize>,
}

/// [Keys](key) of words that announce a legend.
const HEADINGS: &str = "
    legend key codes code shiftcodes shifttypes shifts shiftkey abbreviations legende schichten schichtarten
    kurzel
    schichtkurzel abkurzungen codeshoraires horaires abreviations leyenda codigos turnos claves
    legenda turni codici afkortingen diensten 凡例 記号 シフト記号 シフト凡例 勤務記号";

/// Finds legends above, below and beside the table, and on other sheets.
pub(crate) fn find(
    rows: MendedRows<'_>,
    header_rows: Option<(usize, usize)>,
    first_row: usize,
    columns: &Columns,
    asides: &[Aside],
) -> Legend {
    let mut legend = Legend::default();
    let used = used_codes(rows, first_row, columns);
    let above = header_rows.map_or(0, |(first, _)| first);
    for row in (0..above).filter_map(|index| rows.get(index)) {
        legend.add_row(row);
    }
    let edits = BTreeMap::new();
    for aside in asides {
        for row in MendedRows::new(&aside.rows, &edits).from(0) {
            legend.add_row(row);
        }
    }
    legend.beside(rows, first_row, columns);
    legend.below(rows, first_row, columns, &used);
    legend
}

/// The texts of days' cells that are neither times nor a day off.
fn used_codes(rows: MendedRows<'_>, first_row: usize, columns: &Columns) -> BTreeSet<String> {
    const SEARCHED: usize = 2_000;
    let mut used = BTreeSet::new();
    let start = columns
        .place(crate::Field::Start)
        .filter(|_| columns.start_holds_windows);
    for row in rows.from(first_row).take(SEARCHED) {
        let cells = columns.days.iter().map(|day| day.column).chain(start);
        for cell in cells.filter_map(|column| row.cell(column)) {
            let cell = cell.trim();
            let short = !cell.is_empty() && cell.len() <= 24;
            if short && windows::read(cell).is_none() && !is_day_off(cell) {
                used.insert(name(cell));
            }
        }
    }
    used
}

impl Legend {
    /// Adds what a row says that is nothing but a legend; tells whether it is one.
    fn add_row(&mut self, row: MendedRow<'_>) -> bool {
        let entries = entries(row.cells());
        let found = !entries.is_empty();
        for (code, meaning) in entries {
            self.codes.entry(code).or_insert(meaning);
        }
        found
    }

    /// Right of the days, or in columns from which nothing is read.
    fn beside(&mut self, rows: MendedRows<'_>, first_row: usize, columns: &Columns) {
        const SEARCHED: usize = 200;
        let last = columns
            .days
            .iter()
            .map(|day| day.end_column.unwrap_or(day.column))
            .max();
        for row in rows.from(first_row).take(SEARCHED) {
            let free = |column: usize| {
                let is_read = columns
                    .all
                    .get(column)
                    .is_some_and(|column| column.field.is_some() || column.holds_days_cells());
                !is_read && last.is_none_or(|last| column > last)
            };
            let cells = (0..row.len()).map(|column| {
                if free(column) {
                    row.cell(column).unwrap_or_default()
                } else {
                    ""
                }
            });
            for (code, meaning) in entries(cells) {
                self.codes.entry(code).or_insert(meaning);
            }
        }
    }

    /// Below the table: rows under a heading, or of codes that the table uses.
    fn below(
        &mut self,
        rows: MendedRows<'_>,
        first_row: usize,
        columns: &Columns,
        used: &BTreeSet<String>,
    ) {
        const SEARCHED: usize = 60;
        let from = rows.len().saturating_sub(SEARCHED).max(first_row);
        let mut headed = false;
        for index in from..rows.len() {
            let Some(row) = rows.get(index) else {
                break;
            };
            let filled: Vec<&str> = row
                .cells()
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .collect();
            if let [one, ..] = filled.as_slice()
                && filled.len() <= 4
                && is_heading(one)
            {
                headed = true;
                self.rows.insert(index);
                self.add_row(row);
                continue;
            }
            let entries = entries(row.cells());
            // "Müller, F, S, frei" is a row of the table: a legend begins with its code.
            let begins = filled.first().is_some_and(|first| {
                let alone = in_one_cell(first);
                let named = alone
                    .first()
                    .map(|(code, _)| code.clone())
                    .or_else(|| code(first));
                named.is_some() && named.as_ref() == entries.first().map(|(code, _)| code)
            });
            let few = filled.len() <= 4 || entries.len() * 2 >= filled.len();
            let uses = |entry: &(String, Code)| used.contains(&entry.0);
            let all_alone = filled.iter().all(|cell| !in_one_cell(cell).is_empty());
            let known =
                entries.first().is_some_and(uses) || (all_alone && entries.iter().any(uses));
            let in_one_cell = filled.len() == 1;
            // An agent may be called E: then other days of the row are filled, too.
            let agent = columns
                .place(crate::Field::Agent)
                .and_then(|place| row.cell(place));
            let is_agent = agent
                .is_some_and(|agent| self.repeats_agent(rows, first_row, index, columns, agent));
            if begins && few && (headed || known || in_one_cell) && !is_agent {
                for (code, meaning) in entries {
                    self.codes.entry(code).or_insert(meaning);
                }
                self.rows.insert(index);
            } else if !(headed && filled.len() <= 2) {
                headed = false;
            }
        }
    }

    /// Whether another row has the same agent.
    fn repeats_agent(
        &self,
        rows: MendedRows<'_>,
        first_row: usize,
        index: usize,
        columns: &Columns,
        agent: &str,
    ) -> bool {
        let Some(place) = columns.place(crate::Field::Agent) else {
            return false;
        };
        let agent = agent.trim();
        !agent.is_empty()
            && (first_row..index)
                .rev()
                .take(200)
                .filter(|other| !self.rows.contains(other))
                .filter_map(|other| rows.get(other))
                .any(|row| row.cell(place).is_some_and(|cell| cell.trim() == agent))
    }
}

/// Whether a text announces a legend.
pub(crate) fn is_heading(text: &str) -> bool {
    let head = text.split([':', '：']).next().unwrap_or(text);
    let head = key(head);
    HEADINGS.split_whitespace().any(|heading| heading == head)
}

/// The codes that a row of cells explains: each cell by itself, or a code with
/// its times in the cells after it.
fn entries<'c>(cells: impl Iterator<Item = &'c str>) -> Vec<(String, Code)> {
    let cells: Vec<&str> = cells.map(str::trim).collect();
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(&cell) = cells.get(index) {
        index += 1;
        if cell.is_empty() {
            continue;
        }
        let alone = in_one_cell(cell);
        if !alone.is_empty() {
            found.extend(alone);
            continue;
        }
        // A number before times is a number of something.
        let Some(code) = code(cell).filter(|code| code.chars().any(char::is_alphabetic)) else {
            continue;
        };
        let rest: Vec<&str> = cells
            .iter()
            .skip(index)
            .take(3)
            .copied()
            .take_while(|cell| !cell.is_empty())
            .collect();
        // With or without the shift's name between.
        for skip in 0..2 {
            let after = rest.get(skip..).unwrap_or_default();
            let read = meaning_of(after);
            // A day off is said right beside its code.
            let read = read.filter(|(meaning, _)| skip == 0 || *meaning != Code::DayOff);
            if let Some((meaning, used)) = read {
                found.push((code, meaning));
                index += skip + used;
                break;
            }
        }
    }
    found
}

/// The meaning in one cell or two, and how many it took.
fn meaning_of(cells: &[&str]) -> Option<(Code, usize)> {
    if let [start, end, ..] = cells
        && let (Some(start), Some(end)) = (time(start), time(end))
    {
        return Some((Code::Shift { start, end }, 2));
    }
    cells
        .first()
        .and_then(|cell| meaning(cell))
        .map(|meaning| (meaning, 1))
}

/// `E = 06:00-14:00`, `E: 06:00-14:00; L: 14:00-22:00`, `Early (E) 06:00-14:00`.
fn in_one_cell(cell: &str) -> Vec<(String, Code)> {
    const LONGEST: usize = 400;
    if cell.len() > LONGEST
        || windows::read(cell).is_some_and(|all| all.iter().all(|hours| hours.label.is_none()))
    {
        return Vec::new();
    }
    let mut cell = cell;
    if let Some((head, rest)) = cell.split_once(':')
        && is_heading(head)
    {
        cell = rest.trim();
    }
    let parts = |between: &[char]| -> Vec<(String, Code)> {
        cell.split(between)
            .filter_map(|part| entry(part.trim()))
            .collect()
    };
    let several = [parts(&[';', ',', '\n', '|']), parts(&['/'])];
    let several = several.into_iter().find(|entries| entries.len() > 1);
    several.unwrap_or_else(|| entry(cell).into_iter().collect())
}

fn entry(text: &str) -> Option<(String, Code)> {
    if let Some((left, right)) = text.split_once(['=', '→', '＝']) {
        if let (Some(code), Some(meaning)) = (code(left), meaning(right)) {
            return Some((code, meaning));
        }
        // "06:00-14:00 = E".
        return Some((code(right)?, meaning(left)?));
    }
    // The colon of "E 06:00-14:00" is one inside a time.
    if let Some((left, right)) = text.split_once([':', '：'])
        && left
            .split(' ')
            .next_back()
            .is_none_or(|word| word.parse::<u32>().is_err())
        && let (Some(code), Some(meaning)) = (code(left), meaning(right))
    {
        return Some((code, meaning));
    }
    // "Early (E) 06:00-14:00", "Early (E): 06:00-14:00".
    if let (Some(open), Some(close)) = (text.find('('), text.find(')'))
        && open < close
        && let Some(code) = code(text.get(open + 1..close)?)
    {
        let after = text
            .get(close + 1..)?
            .trim_start_matches([' ', ':', '-', '–']);
        if let Some(meaning) = times(after) {
            return Some((code, meaning));
        }
    }
    let (left, right) = text.split_once([' ', '\t'])?;
    let right = right.trim_start_matches([' ', '-', '–', ':']);
    Some((code(left.trim_end_matches(':'))?, times(right)?))
}

/// A short text that is no time itself.
fn code(text: &str) -> Option<String> {
    const LONGEST: usize = 8;
    let mut text = text.trim().trim_matches(['"', '\'']);
    if let (Some(open), Some(close)) = (text.find('('), text.find(')')) {
        // "Early (E)".
        text = text.get(open + 1..close)?.trim();
    }
    let letters = text.chars().count();
    let plain = (1..=LONGEST).contains(&letters)
        && !text.contains(' ')
        && text.chars().any(char::is_alphanumeric);
    let is_time = windows::read(text).is_some() || Moment::parse(text).is_some();
    let many_digits = text.bytes().filter(u8::is_ascii_digit).count() > 3;
    let is_word = letters > 3 && is_day_off(text);
    (plain && !is_time && !many_digits && !is_word).then(|| name(text))
}

fn meaning(text: &str) -> Option<Code> {
    let text = text.trim();
    let first = text.split(['(', ',']).next().unwrap_or(text);
    if is_day_off(text) || is_day_off(first) {
        return Some(Code::DayOff);
    }
    // "Urlaub / frei", "U - Urlaub".
    let words = folded(text);
    let off = words
        .split(['/', '-', ' '])
        .map(str::trim)
        .filter(|word| word.len() > 2)
        .any(is_day_off);
    times(text).or_else(|| off.then_some(Code::DayOff))
}

fn times(text: &str) -> Option<Code> {
    match windows::read(text)?.as_slice() {
        [hours] => Some(Code::Shift {
            start: of_day(hours.start)?,
            end: of_day(hours.end)?,
        }),
        _ => None,
    }
}

fn time(text: &str) -> Option<NaiveTime> {
    match Moment::parse_as(text, Role::Time, false)? {
        Moment {
            date: None,
            time: Some(time),
            ..
        } => of_day(time),
        _ => None,
    }
}

fn of_day(time: RawTime) -> Option<NaiveTime> {
    Some(time.on(chrono::NaiveDate::default()).ok()?.time())
}

#[cfg(test)]
mod tests;
