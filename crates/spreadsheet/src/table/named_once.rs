//! Agents and dates that stand only on the first of their rows, as in pivot tables
//! and where cells were unmerged.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::mended::{MendedRow, MendedRows};
use crate::table::columns::Columns;
use crate::table::left_out::LeftOutRules;
use crate::values::moment::{Moment, RawDate, Role};
use crate::{Field, FileKind, Layout};

/// What blank cells say, because the cell above them says it for them.
#[derive(Clone, Debug, Default)]
pub(crate) struct NamedOnce {
    /// By line and column.
    pub(crate) cells: BTreeMap<(usize, usize), String>,
    pub(crate) notes: Vec<String>,
}

/// The rows of a list below its header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Below<'a> {
    pub(crate) rows: MendedRows<'a>,
    pub(crate) first_row: usize,
    pub(crate) columns: &'a Columns,
    pub(crate) rules: &'a LeftOutRules,
    /// Lines that the planner skips.
    pub(crate) skipped: &'a BTreeSet<usize>,
}

impl NamedOnce {
    /// Finds them where all rows keep to it: a cell that was forgotten is none.
    pub(crate) fn find(below: Below<'_>) -> Self {
        let mut once = Self::default();
        let columns = below.columns;
        if columns.kind != FileKind::Shifts || columns.layout != Layout::List {
            return once;
        }
        for (field, noun) in [(Field::Agent, "agent"), (Field::Date, "date")] {
            let found = columns
                .place(field)
                .and_then(|place| below.column(field, place));
            if let Some(cells) = found {
                once.notes.push(format!(
                    "The {noun} stands only on the first of its rows: {} rows were read with the {noun} above them.",
                    cells.len()
                ));
                once.cells.extend(cells);
            }
        }
        once
    }
}

/// The cells of a column, block by block: each begins with a cell that is filled.
#[derive(Debug, Default)]
struct Blocks<'a> {
    /// The row that names the block; `None` where the next row has to.
    head: Option<MendedRow<'a>>,
    count: usize,
    /// What tells the rows of a block apart, with the block it stood in first.
    first_seen: HashMap<String, usize>,
    in_block: HashSet<String>,
    /// Whether blocks say the same beside: the days of one agent are those of others.
    are_alike: bool,
    /// Rows as they are where all are named: two of one name, or of one day.
    against: usize,
    cells: BTreeMap<(usize, usize), String>,
}

impl<'a> Below<'a> {
    /// The blank cells of the column with the text above them, unless rows speak
    /// against it.
    fn column(self, field: Field, place: usize) -> Option<BTreeMap<(usize, usize), String>> {
        /// Most files name all: then the first rows are enough to know.
        const SEARCHED: usize = 1_000;
        let text = |row: MendedRow<'a>| row.cell(place).unwrap_or_default().trim();
        let mut first = self.rows.from(self.first_row).take(SEARCHED);
        if !first.any(|row| text(row).is_empty()) {
            return None;
        }
        let mut blocks = Blocks::default();
        let mut next_line = None;
        for index in self.first_row..self.rows.len() {
            let row = self.rows.get(index)?;
            let is_next = next_line.is_none_or(|line| line == row.line());
            next_line = Some(line_after(row));
            if !is_next {
                blocks.head = None;
            }
            if !self.says_when(row) || self.rules.reason(index, row).is_some() {
                blocks.head = None;
                continue;
            }
            let text = text(row);
            if !text.is_empty() {
                // Who writes a name twice writes it on every row.
                let named = blocks.head.and_then(|head| head.cell(place));
                blocks.against += usize::from(named.map(str::trim) == Some(text));
                blocks.begin(row);
            } else if blocks.head.is_none() && self.skipped.contains(&row.line()) {
                continue;
            }
            let head = blocks.head?;
            let beside = match field {
                Field::Date => self.agent_beside(row, head)?,
                _ => self.day_beside(row, head)?,
            };
            let is_new = blocks.add(beside);
            // Parts of one shift have one day.
            let may_repeat = field == Field::Agent && self.columns.activity.is_some();
            blocks.against += usize::from(!is_new && !may_repeat);
            if text.is_empty() {
                let name = head.cell(place)?.trim().to_owned();
                blocks.cells.insert((row.line(), place), name);
            }
        }
        blocks.whole()
    }

    fn says_when(self, row: MendedRow<'_>) -> bool {
        let fields = [Field::Date, Field::Start, Field::StartTime];
        fields
            .iter()
            .any(|&field| !self.text(row, field).is_empty())
    }

    /// The agent of a row, whose date may be that of the row above.
    fn agent_beside(self, row: MendedRow<'_>, head: MendedRow<'_>) -> Option<String> {
        let has_date = |field: Field| date(self.text(row, field), Role::Any).is_some();
        let agent = self.text(row, Field::Agent);
        let is_dated_alone =
            !has_date(Field::Start) && date(self.text(head, Field::Date), Role::Date).is_some();
        let is_whole_shift = self.columns.activity.is_none() && !agent.is_empty();
        (is_dated_alone && is_whole_shift).then(|| agent.to_owned())
    }

    /// The day of a row, whose agent may be that of the row above.
    fn day_beside(self, row: MendedRow<'_>, head: MendedRow<'_>) -> Option<String> {
        let is_named = |field: Field| {
            let name = self.text(row, field);
            name.is_empty() || name == self.text(head, field)
        };
        if row.line() != head.line() && !is_named(Field::AgentName) {
            return None;
        }
        match self.columns.place(Field::Date) {
            Some(_) => Some(self.text(row, Field::Date).to_owned()),
            None => date(self.text(row, Field::Start), Role::Any).map(|date| format!("{date:?}")),
        }
    }

    fn text<'r>(self, row: MendedRow<'r>, field: Field) -> &'r str {
        let place = self.columns.place(field);
        let cell = place.and_then(|place| row.cell(place));
        cell.unwrap_or_default().trim()
    }
}

impl<'a> Blocks<'a> {
    fn begin(&mut self, head: MendedRow<'a>) {
        self.head = Some(head);
        self.count += 1;
        self.in_block.clear();
    }

    /// Whether no row of the block had the same beside it.
    fn add(&mut self, beside: String) -> bool {
        let first = *self.first_seen.entry(beside.clone()).or_insert(self.count);
        self.are_alike |= first != self.count;
        self.in_block.insert(beside)
    }

    /// The cells, if they are as many as those that are filled, few rows speak
    /// against it, and no block merely goes on where the one before ended.
    fn whole(self) -> Option<BTreeMap<(usize, usize), String>> {
        let many = self.cells.len() >= self.count.max(2);
        let few_against = self.against * 10 <= self.cells.len();
        (many && few_against && (self.count == 1 || self.are_alike)).then_some(self.cells)
    }
}

fn date(cell: &str, role: Role) -> Option<RawDate> {
    Moment::parse_as(cell, role, false)?.date
}

/// The line below a row, whose texts may be of several lines.
fn line_after(row: MendedRow<'_>) -> usize {
    let breaks = row.cells().map(|cell| cell.matches('\n').count());
    row.line() + 1 + breaks.sum::<usize>()
}
