//! Where the table of a book is, and what its columns mean.

use chrono::NaiveDate;
use workbook::Book;

use crate::choices::Choices;
use crate::grid::codes::Codes;
use crate::grid::legend::{self, Legend};
use crate::grid::skill_titles::is_usual_sheet;
use crate::mended::MendedRows;
use crate::table::agent_columns::RowDays;
use crate::table::blocks::{self, Blocks};
use crate::table::columns::{Columns, Day};
use crate::table::days;
use crate::table::header::{self, Header};
use crate::table::header_words;
use crate::table::hint::Hint;
use crate::table::kind::shape;
use crate::table::left_out::LeftOutRules;
use crate::table::matching;
use crate::table::other_sheets;
use crate::table::week::Week;
use crate::values::dates::Dating;
use crate::wording::quoted;
use crate::{Confidence, DateOrder, Field, FileKind, Layout, LeftOut, Problem, Question};

/// A table, as it was found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Line of the header, 0 where there is none.
    pub(crate) header_line: usize,
    /// Index of the first row below the header.
    pub(crate) first_row: usize,
    pub(crate) columns: Columns,
    /// The rows above the header.
    pub(crate) above: Vec<LeftOut>,
    /// Which rows below the header are none of the table.
    pub(crate) rules: LeftOutRules,
    /// What codes in the cells of a grid mean.
    pub(crate) codes: Codes,
    /// Of a grid of requirements: columns and their times of day, in minutes.
    pub(crate) times: Vec<(usize, u32)>,
    /// What the rows above the header, the sheet and the file are called.
    pub(crate) titles: Vec<String>,
    /// The name of its sheet, in a workbook.
    pub(crate) sheet: Option<String>,
    /// The days of rows, where columns are agents.
    pub(crate) row_days: RowDays,
    /// Further blocks below the first one of a grid.
    pub(crate) blocks: Blocks,
    /// The day of the whole table, where a title says it.
    pub(crate) title_day: Option<NaiveDate>,
    /// The days of rows that name weekdays, where a title says their week.
    pub(crate) week: Week,
    /// The day near which dates without a year lie.
    pub(crate) near: Option<NaiveDate>,
    /// How the dates of a grid's header were read, where their order is open.
    pub(crate) order: Option<DateOrder>,
    pub(crate) notes: Vec<String>,
    /// What is wrong with the header.
    pub(crate) problems: Vec<Problem>,
    pub(crate) questions: Vec<Question>,
}

/// Finds the table.
///
/// Looks at a sample of its rows only, so that a million rows take no longer
/// than a hundred.
pub(crate) fn find(book: &Book, rows: MendedRows<'_>, choices: &Choices) -> Found {
    let header = header::find(rows, choices.header_line, choices.layout);
    let above_count = header.rows.map_or(header.first_row, |(first, _)| first);
    let above: Vec<String> = (0..above_count)
        .filter_map(|index| rows.get(index))
        .flat_map(|row| {
            row.cells()
                .filter(|cell| !cell.trim().is_empty())
                .map(|cell| cell.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    let sheet = book.sheet.clone();
    let titles: Vec<String> = above
        .into_iter()
        .chain(sheet.clone())
        .chain([file_stem(&book.file_name)])
        .collect();
    let dating = Dating {
        order: choices.date_order.unwrap_or(DateOrder::DayFirst),
        near: choices.near,
        since_1904: book.since_1904,
    };
    let hint = Hint::of(titles.iter().map(String::as_str), dating);
    let (kind, layout) = shape(rows, &header, choices);
    let header_row = header.rows.and_then(|(_, last)| rows.get(last));
    let header_line = header_row.map_or(0, |row| row.line());
    let (row_days, dated) = match layout {
        Layout::AgentColumns => RowDays::of(rows, &header, &hint, dating, choices),
        Layout::Grid if !header.days.is_empty() => {
            let dated = days::dated(&header.days, &hint, dating, choices);
            (RowDays::default(), dated)
        }
        Layout::Grid | Layout::List => Default::default(),
    };
    let columns = matching::columns(rows, &header, &dated, kind, layout, choices);
    let legend = match kind {
        FileKind::Shifts => {
            legend::find(rows, header.rows, header.first_row, &columns, &book.asides)
        }
        FileKind::Requirements => Legend::default(),
    };
    let mut rules = LeftOutRules::new(
        &columns,
        &header.texts,
        ids_have_digits(rows, &header, &columns),
    );
    rules.legend = legend.rows;
    let times = if layout == Layout::Grid && kind == FileKind::Requirements {
        header.times.clone()
    } else {
        Vec::new()
    };
    let mut blocks = match layout {
        Layout::Grid => {
            let dating = Dating {
                order: dated.order.unwrap_or(dating.order),
                ..dating
            };
            blocks::find(rows, &header, &columns, dating, choices)
        }
        Layout::List | Layout::AgentColumns => Blocks::default(),
    };
    rules.has_days_in(blocks.columns());
    let week = match layout {
        Layout::List => Week::find(rows, header.first_row, &columns, &hint, choices.near),
        Layout::Grid | Layout::AgentColumns => Week::default(),
    };
    let mut problems = days::contradictions(&header.days, &dated.days, header_line);
    problems.extend_from_slice(&row_days.problems);
    problems.append(&mut blocks.problems);
    Found {
        header_line,
        first_row: header.first_row,
        above: left_out_above(rows, &header),
        notes: notes(&columns, &header)
            .into_iter()
            .chain(among_days(&columns))
            .chain(other_sheets::note(book, choices))
            .chain(not_as_chosen(choices, layout))
            .chain(week.note())
            .collect(),
        codes: Codes::new(legend.codes, &choices.codes),
        rules,
        columns,
        times,
        row_days,
        blocks,
        title_day: hint.day,
        week,
        near: hint.near(choices.near).or(choices.near),
        order: dated.order,
        problems,
        questions: dated.questions,
        titles,
        sheet,
    }
}

impl Found {
    /// The days of a row in a grid; without dates where it is open which they are.
    pub(crate) fn days_of(&self, index: usize) -> Vec<Day> {
        match self.blocks.of_row(index) {
            None => self.columns.days.clone(),
            Some(block) => block.days.clone().unwrap_or_else(|| {
                let undated = |day: &Day| Day { date: None, ..*day };
                self.columns.days.iter().map(undated).collect()
            }),
        }
    }

    /// The name of the sheet, where it may be that of a skill.
    pub(crate) fn sheet_skill(&self) -> Option<String> {
        self.sheet.clone().filter(|sheet| !is_usual_sheet(sheet))
    }
}

/// Of rows that are filled well; headings and totals are not.
fn ids_have_digits(rows: MendedRows<'_>, header: &Header, columns: &Columns) -> bool {
    let Some(agent) = columns.place(Field::Agent) else {
        return false;
    };
    let sample = matching::sample(rows, header.first_row);
    let enough = (columns.all.len() / 2).max(2);
    let (mut filled, mut with_digits) = (0_usize, 0_usize);
    for row in sample.iter().filter_map(|&index| rows.get(index)) {
        let id = row.cell(agent).unwrap_or_default().trim();
        let cells = row.cells().filter(|cell| !cell.trim().is_empty()).count();
        if !id.is_empty() && cells >= enough {
            filled += 1;
            with_digits += usize::from(id.bytes().any(|byte| byte.is_ascii_digit()));
        }
    }
    with_digits * 2 > filled
}

fn left_out_above(rows: MendedRows<'_>, header: &Header) -> Vec<LeftOut> {
    let (first, last) = header.rows.unwrap_or((header.first_row, header.first_row));
    let text = |index: usize| {
        let row = rows.get(index)?;
        let said = row.cells().map(str::trim).find(|cell| !cell.is_empty())?;
        let reason = if index < first {
            format!("It stands above the table: {}.", quoted(said))
        } else {
            "A part of the header.".to_owned()
        };
        Some(LeftOut {
            line: row.line(),
            reason,
        })
    };
    (0..last).filter_map(text).collect()
}

fn notes(columns: &Columns, header: &Header) -> Vec<String> {
    let mut notes = Vec::new();
    if header.rows.is_none() {
        notes
            .push("There is no header: what the columns are was told from their cells.".to_owned());
    }
    if columns.id_is_name {
        notes.push(
            "There is no column with ids of agents: their names are taken as ids.".to_owned(),
        );
    }
    let activity = columns.activity.and_then(|column| columns.all.get(column));
    if let Some(column) = activity.filter(|column| !header_words::is_activity(&column.header)) {
        notes.push(format!(
            "The column {} says which rows are breaks or days off.",
            quoted(&column.header)
        ));
    }
    if columns.lengths_are_net() {
        notes.push(
            "Lengths of shifts leave breaks out: each shift ends later by its breaks.".to_owned(),
        );
    }
    if columns.ids_in_brackets {
        notes.push("The ids of agents were taken from the brackets behind their names.".to_owned());
    }
    notes.extend(columns.skills.notes(|column| {
        let column = columns.all.get(column);
        column.map_or_else(String::new, |column| column.header.clone())
    }));
    for column in &columns.all {
        if let (Some(field), Confidence::Guess) = (column.field, column.confidence) {
            notes.push(format!(
                "The column {} was taken for {} because of its cells.",
                quoted(&column.header),
                field.words()
            ));
        }
    }
    notes
}

/// Which columns between those of days are not read, such as "Mon Break".
fn among_days(columns: &Columns) -> Option<String> {
    let days = || columns.days.iter().map(|day| day.column);
    let (first, last) = (days().min()?, days().max()?);
    if columns.kind != FileKind::Shifts || columns.layout != Layout::Grid {
        return None;
    }
    let is_day = |index: usize| {
        let mut all = columns.days.iter();
        all.any(|day| day.column == index || day.end_column == Some(index))
    };
    let between = columns
        .all
        .iter()
        .enumerate()
        .skip(first)
        .take(last - first);
    let unread = between.filter(|&(index, column)| {
        column.field.is_none() && !column.header.is_empty() && !is_day(index)
    });
    let unread: Vec<String> = unread.map(|(_, column)| quoted(&column.header)).collect();
    (!unread.is_empty()).then(|| {
        format!(
            "Columns among the days are not read: {}.",
            unread.join(", ")
        )
    })
}

/// What is said where the file cannot have the layout that was chosen.
fn not_as_chosen(choices: &Choices, layout: Layout) -> Option<String> {
    let words = |layout| match layout {
        Layout::List => "one shift a row",
        Layout::Grid => "one day a column",
        Layout::AgentColumns => "one agent a column",
    };
    let chosen = choices.layout.filter(|chosen| *chosen != layout)?;
    Some(format!(
        "You chose \"{}\", but no line of this file is a header of that kind: it is read as \"{}\".",
        words(chosen),
        words(layout)
    ))
}

fn file_stem(name: &str) -> String {
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}
