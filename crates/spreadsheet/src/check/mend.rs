//! The text that would mend a cell.

use chrono::{Datelike, NaiveDate};

use crate::DateOrder;
use crate::check::sheet::Sheet;
use crate::values::dates::Dating;
use crate::values::moment::Moment;

/// A cell with another date in the place of its own, in its own way of writing
/// where that can be kept, and else as `2026-12-01`.
///
/// `None` where nothing would surely read as that date.
pub(crate) fn with_date(cell: &str, date: NaiveDate, sheet: &Sheet<'_>) -> Option<String> {
    with_date_in(cell, date, sheet.dating)
}

fn with_date_in(cell: &str, date: NaiveDate, dating: Dating) -> Option<String> {
    let own = Moment::parse(cell);
    let reads = |text: &String| {
        let Some(read) = Moment::parse(text) else {
            return false;
        };
        let day = read.date.and_then(|day| day.resolve(dating).ok());
        let same = |own: Moment| (own.time, own.offset) == (read.time, read.offset);
        day == Some(date) && own.is_none_or(same)
    };
    let plainly = || match own.and_then(|own| own.time) {
        None => Some(date.to_string()),
        Some(time) => Some(time.on(date).ok()?.format("%Y-%m-%d %H:%M").to_string()),
    };
    rewritten(cell, date, dating.order)
        .filter(reads)
        .or_else(|| plainly().filter(reads))
}

/// The first three numbers of the cell replaced, each as wide as it was.
fn rewritten(cell: &str, date: NaiveDate, order: DateOrder) -> Option<String> {
    let numbers = numbers(cell);
    let [first, second, third, ..] = numbers.as_slice() else {
        return None;
    };
    let (day, month) = (date.day(), date.month());
    let year = u32::try_from(date.year()).ok()?;
    let values = match (first.len(), order) {
        (4, _) | (_, DateOrder::YearFirst) => [year, month, day],
        (_, DateOrder::DayFirst) => [day, month, year],
        (_, DateOrder::MonthFirst) => [month, day, year],
    };
    let mut text = String::new();
    let mut at = 0;
    for (range, value) in [first, second, third].into_iter().zip(values) {
        let width = range.len();
        let value = if value == year && width == 2 {
            year % 100
        } else {
            value
        };
        text.push_str(cell.get(at..range.start)?);
        text.push_str(&format!("{value:0width$}"));
        at = range.end;
    }
    text.push_str(cell.get(at..)?);
    Some(text)
}

/// Where the runs of digits are.
fn numbers(cell: &str) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in cell
        .bytes()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_digit())
    {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_mended_in_their_own_way_of_writing() {
        use DateOrder::{DayFirst, MonthFirst};
        let date = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        for (cell, order, mended) in [
            ("2026-11-31 06:00", DayFirst, Some("2026-12-01 06:00")),
            (
                "2026-11-31T06:00:00Z",
                DayFirst,
                Some("2026-12-01T06:00:00Z"),
            ),
            ("31.11.2026", DayFirst, Some("01.12.2026")),
            ("31.11.2026 6:00", DayFirst, Some("01.12.2026 6:00")),
            ("11/31/2026 6:00 AM", MonthFirst, Some("12/01/2026 6:00 AM")),
            ("31 Nov 2026", DayFirst, Some("2026-12-01")),
            (
                "31. November 2026 06:00",
                DayFirst,
                Some("2026-12-01 06:00"),
            ),
            ("31.11.26", DayFirst, Some("01.12.26")),
        ] {
            let text = with_date_in(cell, date, order.into());

            assert_eq!(text.as_deref(), mended, "{cell}");
        }
    }
}
