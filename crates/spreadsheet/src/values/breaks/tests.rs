use chrono::NaiveDate;
use chrono_tz::Europe::London;
use staffing::DateRange;

use super::*;
use crate::values::clock::{Clock, ClockChanges};

/// A shift in London that starts on 30 November 2026.
fn window(from: (u32, u32), hours: i64) -> Window {
    let date = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let start = date.and_hms_opt(from.0, from.1, 0).unwrap();
    let end = start + TimeDelta::hours(hours);
    let clock = Clock::Zone(London, ClockChanges::default());
    let time = DateRange {
        start: clock.instant(start).unwrap(),
        end: clock.instant(end).unwrap(),
    };
    Window {
        time,
        clock,
        start,
        end,
    }
}

fn check(cell: &str, window: &Window, expected: Result<&[(u32, u32)], &str>) {
    let minutes = |breaks: Breaks| -> Vec<(u32, u32)> {
        breaks
            .breaks
            .iter()
            .map(|pause| (pause.offset_seconds / 60, pause.duration_seconds / 60))
            .collect()
    };

    let read = read(cell, window)
        .map(minutes)
        .map_err(|fault| fault.message);

    assert_eq!(
        read,
        expected.map(<[_]>::to_vec).map_err(str::to_owned),
        "{cell:?}"
    );
}

#[test]
fn breaks_are_where_they_are_said_to_be() {
    let day = window((6, 0), 8);
    check("", &day, Ok(&[]));
    check("-", &day, Ok(&[]));
    check("0", &day, Ok(&[]));
    // Hours or parts of a day with a comma, and lists of minutes.
    check("0,5", &day, Ok(&[(225, 30)]));
    check("0.0208", &day, Ok(&[(225, 30)]));
    check("0,0208333333333333", &day, Ok(&[(225, 30)]));
    check("0,25; 0,25", &day, Ok(&[(152, 15), (312, 15)]));
    check("15,30", &day, Ok(&[(152, 15), (305, 30)]));
    check("0.0833", &day, Err("\"0.0833\" is no break."));
    check("10:00-10:30", &day, Ok(&[(240, 30)]));
    check("10:00 – 10:30", &day, Ok(&[(240, 30)]));
    check("10:00 to 10:30", &day, Ok(&[(240, 30)]));
    check(
        "12:00-12:15; 10:00-10:30",
        &day,
        Ok(&[(240, 30), (360, 15)]),
    );
    check("6:00-6:15|13:45-14:00", &day, Ok(&[(0, 15), (465, 15)]));
    check("10-10:30", &day, Ok(&[(240, 30)]));
    check("1pm-1:30pm", &day, Ok(&[(420, 30)]));
    check("10:00～10:30", &day, Ok(&[(240, 30)]));
    check("Lunch 12:00-12:30", &day, Ok(&[(360, 30)]));
    check("10:00; 10:30", &day, Ok(&[(240, 30)]));
    check("10:00;10:15;12:00;12:30", &day, Ok(&[(240, 15), (360, 30)]));
    check("なし", &day, Ok(&[]));
    let night = window((22, 0), 8);
    check("23:45-00:15", &night, Ok(&[(105, 30)]));
    check("02:00-02:30", &night, Ok(&[(240, 30)]));
}

#[test]
fn lengths_are_spread_over_the_shift() {
    let day = window((6, 0), 8);
    check("30", &day, Ok(&[(225, 30)]));
    check("30 min", &day, Ok(&[(225, 30)]));
    check("0:30", &day, Ok(&[(225, 30)]));
    check("00:30:00", &day, Ok(&[(225, 30)]));
    check("30'", &day, Ok(&[(225, 30)]));
    check("30分", &day, Ok(&[(225, 30)]));
    check("Lunch 30", &day, Ok(&[(225, 30)]));
    check("1h", &day, Ok(&[(210, 60)]));
    check("0.5", &day, Ok(&[(225, 30)]));
    check("2x15", &day, Ok(&[(152, 15), (312, 15)]));
    check("15+15", &day, Ok(&[(152, 15), (312, 15)]));
    check("15; 30; 15", &day, Ok(&[(112, 15), (225, 30), (352, 15)]));
}

#[test]
fn faulty_breaks_are_named() {
    let day = window((6, 0), 8);
    let shift = "the shift, 06:00 to 14:00 on 30 November 2026.";
    for (cell, message) in [
        ("15:00-15:30", format!("The break 15:00 to 15:30 on 30 November 2026 lies outside {shift}")),
        ("05:00-05:30", format!("The break 05:00 to 05:30 on 1 December 2026 lies outside {shift}")),
        ("13:45-14:15", format!("The break 13:45 to 14:15 on 30 November 2026 lies outside {shift}")),
        ("10:00-10:00", "The break 10:00 to 10:00 on 30 November 2026 has no length.".to_owned()),
        ("600", format!("The break 05:00 to 15:00 on 30 November 2026 lies outside {shift}")),
        ("10:00-10:30; 10:15-10:45", "The breaks 10:00 to 10:30 on 30 November 2026 and 10:15 to 10:45 on 30 November 2026 overlap.".to_owned()),
        ("lunch", "\"lunch\" is no break.".to_owned()),
        ("10:00-", "\"10:00-\" is no break.".to_owned()),
        ("10:00-10:30; 30", "\"30\" is no break.".to_owned()),
        ("25:00-25:30", "25:00 is no time of day.".to_owned()),
        ("99999", "\"99999\" is no break.".to_owned()),
    ] {
        check(cell, &day, Err(&message));
    }
}
