//! Which of a file's numbers are days and which are months.

use crate::problem::{Fault, Problem, ProblemCode, Severity};
use crate::values::dated_windows;
use crate::values::moment::{Moment, RawDate, Role};
use crate::wording::{day_words, quoted};
use crate::{Choices, DateExample, DateOrder, Question};

/// The order of a file's dates.
#[derive(Debug)]
pub(crate) struct OrderFound {
    /// What to read dates by.
    pub(crate) order: DateOrder,
    /// Whether there is any date that the order matters for.
    pub(crate) matters: bool,
    /// Asks, where the dates leave it open.
    pub(crate) doubt: Option<Problem>,
    /// The same, to be answered.
    pub(crate) question: Option<Question>,
}

/// What the dates of a file say about their order, which is told from all of
/// them, never from one. Parts of a file can be looked at apart and
/// [merged](Evidence::merge).
///
/// Dates that fit both orders only are asked about, except of dates with dots,
/// which are day first wherever they are in use; and so are they where others fit one
/// order only and others the other. Until there is an answer they
/// are read in the order in which they lie closer together, and day first where
/// that does not tell either.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    seen: usize,
    short: usize,
    /// Day first, month first, year first.
    sides: [Side; 3],
    /// Up to two different cells that fit both day first and month first.
    open: Vec<Open>,
    /// The first cells that fit day first only, and month first only.
    sure: [Option<Sure>; 2],
    dates: DateCells,
}

/// Cells of a workbook that are dates, and no text.
#[derive(Clone, Debug, Default)]
struct DateCells {
    first: Option<String>,
    count: usize,
    /// Whether any is after the 12th of its month.
    late: bool,
}

/// A cell that fits one order only.
#[derive(Clone, Debug)]
struct Sure {
    line: usize,
    column: usize,
    cell: String,
}

/// What speaks for and against an order.
#[derive(Clone, Copy, Debug)]
struct Side {
    /// Dates that do not exist in it.
    against: usize,
    /// First and last date, in days as if all months had 31.
    span: (u32, u32),
}

#[derive(Clone, Debug)]
struct Open {
    line: usize,
    column: usize,
    cell: String,
    first: u32,
    second: u32,
    year: Option<u32>,
}

/// Day, month and year; years of two digits as they are.
type Parts = (u32, u32, u32);

impl Evidence {
    /// Takes note of a cell that may hold a date.
    pub(crate) fn observe(&mut self, line: usize, column: usize, cell: &str, role: Role) {
        // "2026-11-30": nothing to be told from the forms that leave nothing open.
        if cell.as_bytes().get(4) == Some(&b'-') || cell.as_bytes().get(2) == Some(&b':') {
            return;
        }
        let date = match Moment::parse_as(cell, role, false) {
            Some(moment) => moment.date,
            None => dated_windows::split(cell).map(|(date, _)| date),
        };
        let Some(date) = date else {
            return;
        };
        self.observe_date(line, column, cell, date);
    }

    /// Takes note of a cell of a workbook, which has true dates as `2026-11-30`.
    pub(crate) fn observe_date_cell(&mut self, cell: &str) {
        let is_date = cell.as_bytes().get(4) == Some(&b'-');
        let day: Option<u32> = cell.get(8..10).and_then(|day| day.parse().ok());
        if let Some(day) = day.filter(|_| is_date) {
            self.dates
                .first
                .get_or_insert_with(|| cell.trim().to_owned());
            self.dates.count += 1;
            self.dates.late |= day > 12;
        }
    }

    /// The same of a date that was read already.
    pub(crate) fn observe_date(&mut self, line: usize, column: usize, cell: &str, date: RawDate) {
        let (first, second, third, separator) = match date {
            RawDate::YearLast {
                first,
                second,
                year,
                separator,
            } => (first, second, Some(year), separator),
            RawDate::NoYear {
                first,
                second,
                separator,
                ..
            } => (first, second, None, separator),
            RawDate::Short {
                numbers: [first, second, third],
                separator,
            } => {
                self.short += 1;
                (first, second, Some(third), separator)
            }
            RawDate::YearFirst { .. } | RawDate::Named { .. } | RawDate::Serial(_) => return,
        };
        self.seen += 1;
        let year = third.unwrap_or(0);
        let is_short = matches!(date, RawDate::Short { .. });
        let year_first = if is_short {
            (year, second, first)
        } else {
            (first, second, year)
        };
        let orders: [Parts; 3] = [(first, second, year), (second, first, year), year_first];
        for (side, parts) in self.sides.iter_mut().zip(orders) {
            side.observe(parts);
        }
        let fits = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
        let sure = match (fits(first, second), fits(second, first)) {
            (true, false) => self.sure.first_mut(),
            (false, true) => self.sure.last_mut(),
            _ => None,
        };
        // Of three short numbers the year may be the first.
        if let Some(sure) = sure.filter(|_| !is_short) {
            sure.get_or_insert_with(|| Sure {
                line,
                column,
                cell: cell.trim().to_owned(),
            });
        }
        let differs = first != second && first <= 12 && second <= 12 && separator != b'.';
        let full = self.open.len() >= 2 || self.open.iter().any(|open| open.cell == cell);
        if differs && !full {
            self.open.push(Open {
                line,
                column,
                cell: cell.trim().to_owned(),
                first,
                second,
                year: third,
            });
        }
    }

    /// Adds what was seen in a later part of the file.
    pub(crate) fn merge(&mut self, other: Self) {
        self.seen += other.seen;
        self.short += other.short;
        for (side, more) in self.sides.iter_mut().zip(other.sides) {
            side.against += more.against;
            side.span = (side.span.0.min(more.span.0), side.span.1.max(more.span.1));
        }
        for (sure, later) in self.sure.iter_mut().zip(other.sure) {
            *sure = sure.take().or(later);
        }
        self.dates.first = self.dates.first.take().or(other.dates.first);
        self.dates.count += other.dates.count;
        self.dates.late |= other.dates.late;
        for open in other.open {
            if self.open.len() < 2 && self.open.iter().all(|known| known.cell != open.cell) {
                self.open.push(open);
            }
        }
    }

    /// The order, as the planner chose it or as the dates tell it.
    pub(crate) fn decide(self, choices: &Choices) -> OrderFound {
        let orders = [
            DateOrder::DayFirst,
            DateOrder::MonthFirst,
            DateOrder::YearFirst,
        ];
        let usable = if self.short > 0 { 3 } else { 2 };
        let ranked = orders.into_iter().zip(self.sides).take(usable);
        let told = ranked
            .min_by_key(|(_, side)| (side.against, side.width()))
            .map_or(DateOrder::DayFirst, |(order, _)| order);
        // Of 03/04/2026 "year first" says nothing: its year cannot be the first.
        let chosen = choices.date_order;
        let chosen = chosen.filter(|&order| order != DateOrder::YearFirst || self.short > 0);
        let order = chosen.unwrap_or(told);
        let [day, month, _] = self.sides;
        let swapped = self.swapped();
        let mixed = match self.sure {
            [Some(day), Some(month)] => Some([day, month]),
            _ => None,
        };
        let is_open = mixed.is_some() || day.against == month.against;
        let undecided = chosen.is_none() && is_open && told != DateOrder::YearFirst;
        let open = self.open.first().filter(|_| undecided);
        let doubt = match &mixed {
            Some(mixed) => Some(both_orders(mixed, order)),
            None => {
                let open = open.map(|open| open.problem(order));
                open.or(swapped)
            }
        };
        OrderFound {
            order,
            matters: self.seen > 0,
            doubt,
            question: open.map(|_| Question::DateOrder {
                examples: self.open.iter().map(Open::example).collect(),
            }),
        }
    }
}

/// Says that the dates of a file are of both orders, at the first that is not of the one
/// that all are read in.
fn both_orders([day, month]: &[Sure; 2], order: DateOrder) -> Problem {
    let (read, other, of_read) = match order {
        DateOrder::MonthFirst => ("month", day, month),
        DateOrder::DayFirst | DateOrder::YearFirst => ("day", month, day),
    };
    let message = format!(
        "The file has dates of both orders: in {} the day comes first, in {} the month. All were read {read} first, as in {}.",
        quoted(&day.cell),
        quoted(&month.cell),
        quoted(&of_read.cell)
    );
    let suggestion = "Check the dates of days up to the 12th, and write all dates like 2026-11-30.";
    Fault::new(ProblemCode::DateOrderUnclear, message)
        .suggest(suggestion)
        .at(other.line, Some(other.column), Severity::Warning)
}

impl Evidence {
    /// Says that a spreadsheet program may have read day and month of some dates the wrong
    /// way round: it made dates of all that fit its order, and left the others as text.
    fn swapped(&self) -> Option<Problem> {
        let (text, date) = match (&self.sure, &self.dates.first) {
            ([Some(text), None] | [None, Some(text)], Some(date)) => (text, date),
            _ => return None,
        };
        let is_likely = self.open.is_empty() && self.dates.count >= 2 && !self.dates.late;
        let message = format!(
            "{} is text, and other dates such as {} are true dates, all of them up to the 12th of a month. The program that wrote the file may have swapped their day and month.",
            quoted(&text.cell),
            quoted(date)
        );
        let fault = Fault::new(ProblemCode::DateOrderUnclear, message)
            .suggest("Check these dates in the file, and write all of them like 2026-11-30.");
        is_likely.then(|| fault.at(text.line, Some(text.column), Severity::Warning))
    }
}

impl Default for Side {
    fn default() -> Self {
        Self {
            against: 0,
            span: (u32::MAX, 0),
        }
    }
}

impl Side {
    fn observe(&mut self, (day, month, year): Parts) {
        if !(1..=31).contains(&day) || !(1..=12).contains(&month) {
            self.against += 1;
            return;
        }
        let day = year * 372 + month * 31 + day;
        self.span = (self.span.0.min(day), self.span.1.max(day));
    }

    fn width(&self) -> u32 {
        self.span.1.saturating_sub(self.span.0)
    }
}

impl Open {
    fn example(&self) -> DateExample {
        let [day_first, month_first] = self.readings();
        let year = self.year_words();
        DateExample {
            text: self.cell.clone(),
            day_first: format!("{day_first}{year}"),
            month_first: format!("{month_first}{year}"),
        }
    }

    fn readings(&self) -> [String; 2] {
        [
            day_words(self.first, self.second),
            day_words(self.second, self.first),
        ]
    }

    fn year_words(&self) -> String {
        self.year
            .map(|year| format!(" {year:02}"))
            .unwrap_or_default()
    }

    fn problem(&self, order: DateOrder) -> Problem {
        let ([day, month], year) = (self.readings(), self.year_words());
        let (read, taken, other) = match order {
            DateOrder::MonthFirst => ("month", &month, "day"),
            DateOrder::DayFirst | DateOrder::YearFirst => ("day", &day, "month"),
        };
        Fault::new(
            ProblemCode::DateOrderUnclear,
            format!(
                "{} could be {day} or {month}{year}, and no other date of the file tells which. All dates were read {read} first: {taken}.",
                quoted(&self.cell)
            ),
        )
        .suggest(format!("If the {other} comes first, write the dates like 2026-11-30."))
        .at(self.line, Some(self.column), Severity::Warning)
    }
}

#[cfg(test)]
mod tests;
