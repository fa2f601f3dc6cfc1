use chrono::NaiveDate;

use super::*;
use crate::DateOrder;
use crate::values::dates::Dating;

/// What a text means on 22 November 2026, in words of our own.
fn meaning(text: &str, role: Role, fractions: bool) -> String {
    let dating = Dating {
        order: DateOrder::DayFirst,
        near: NaiveDate::from_ymd_opt(2026, 11, 22),
        since_1904: false,
    };
    let Some(moment) = Moment::parse_as(text, role, fractions) else {
        return "nothing".to_owned();
    };
    let date = moment.date.map(|date| match date.resolve(dating) {
        Ok(date) => date.to_string(),
        Err(fault) => fault.message,
    });
    let time = moment.time.map(|time| match time.on(NaiveDate::default()) {
        Ok(time) if time.date() > NaiveDate::default() => "24:00".to_owned(),
        Ok(time) => time.format("%H:%M").to_string(),
        Err(fault) => fault.message,
    });
    let offset = moment.offset.map(|offset| offset.to_string());
    let parts: Vec<String> = [date, time, offset].into_iter().flatten().collect();
    parts.join(" ")
}

fn check(role: Role, fractions: bool, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(meaning(text, role, fractions), *expected, "{text:?}");
    }
}

#[test]
fn dates_are_read_in_every_form() {
    let day = "2026-11-30";
    for text in [
        "2026-11-30",
        "2026/11/30",
        "2026.11.30",
        "20261130",
        "30.11.2026",
        "30/11/2026",
        "30-11-2026",
        "30.11.26",
        "30/11/26",
        "30.11.",
        "30.11",
        "30/11",
        "30 Nov 2026",
        "30-Nov-26",
        "30-Nov-2026",
        "30-Nov",
        "30. November 2026",
        "30 November",
        "November 30, 2026",
        "Nov 30, 2026",
        "Nov 30",
        "Nov. 30th, 2026",
        "30th of November 2026",
        "2026-Nov-30",
        "2026 Nov 30",
        "Mon 30 Nov 2026",
        "Mon, 30. November 2026",
        "Mo 30.11.2026",
        "Mo. 30.11.",
        "Montag, den 30. November 2026",
        "Montag, 30.11.2026",
        "lundi 30 novembre 2026",
        "lun. 30 nov. 2026",
        "lunes, 30 de noviembre de 2026",
        "segunda-feira, 30 de novembro de 2026",
        "seg 30/11",
        "lunedì 30 novembre 2026",
        "maandag 30 november 2026",
        "ma 30-11-2026",
        "2026年11月30日",
        "2026年11月30日(月)",
        "2026年11月30日月曜日",
        "11月30日",
        "11月30日（月）",
        "令和8年11月30日",
        "２０２６／１１／３０",
        "30/11/2026 (Mon)",
        "30 NOV 26",
        "46356",
        "Monday 30/11/26",
    ] {
        assert_eq!(meaning(text, Role::Date, false), day, "{text:?}");
    }
    check(
        Role::Date,
        false,
        &[
            ("1er décembre 2026", "2026-12-01"),
            ("1º de dezembro", "2026-12-01"),
            ("mar 1 dic 2026", "2026-12-01"),
            ("mar. 30 mars 2027", "2027-03-30"),
            ("mar 30", "2027-03-30"),
            ("3 gen 2027", "2027-01-03"),
            ("01/01", "2027-01-01"),
            // The Thursday that lies nearest, whatever the year.
            ("Thu 01/01", "2026-01-01"),
            ("31.11.2026", "31 November does not exist."),
            ("31 Nov", "31 November does not exist."),
            ("2026-13-01", "There is no month 13."),
            ("30.11.99", "1999-11-30"),
            ("46356.25", "2026-11-30 06:00"),
            ("46356,75", "2026-11-30 18:00"),
            ("12", "nothing"),
            ("99999", "nothing"),
            ("Monday", "nothing"),
            ("someday", "nothing"),
            ("30 Foo 2026", "nothing"),
        ],
    );
}

#[test]
fn times_are_read_in_every_form() {
    for text in [
        "06:00",
        "6:00",
        "06:00:00",
        "6",
        "06",
        "0600",
        "600",
        "6h",
        "6h00",
        "06h00",
        "6.00",
        "06.00",
        "6 Uhr",
        "06:00 Uhr",
        "6:00 Uhr",
        "6 h",
        "06:00h",
        "0600h",
        "0600 hrs",
        "6am",
        "6 am",
        "6 a.m.",
        "6:00 AM",
        "06:00 A.M.",
        "6a",
        "6時",
        "06時00分",
        "午前6時",
        "午前6:00",
        "０６：００",
        "6 uur",
        "6u00",
        "ore 6:00",
        "06:00\u{A0}am",
    ] {
        assert_eq!(meaning(text, Role::Time, false), "06:00", "{text:?}");
    }
    check(
        Role::Time,
        false,
        &[
            ("6.30", "06:30"),
            ("6h30", "06:30"),
            ("6:30pm", "18:30"),
            ("6 p.m.", "18:00"),
            ("6p", "18:00"),
            ("1830", "18:30"),
            ("午後6時半", "18:30"),
            ("18時30分", "18:30"),
            ("24:00", "24:00"),
            ("2400", "24:00"),
            ("0", "00:00"),
            ("0000", "00:00"),
            ("12:00 noon", "12:00"),
            ("noon", "12:00"),
            ("midnight", "00:00"),
            ("12 am", "00:00"),
            ("12:30 pm", "12:30"),
            ("0.5833333333333334", "14:00"),
            ("25:00", "25:00 is no time of day."),
            ("13 pm", "13:00 pm is no time of day."),
            ("06:00Z", "06:00 +00:00"),
            ("06:00+01:00", "nothing"),
            ("6.5", "nothing"),
            ("six", "nothing"),
            ("06:00-14:00", "nothing"),
            ("8000", "nothing"),
        ],
    );
    check(
        Role::Time,
        true,
        &[("0.25", "06:00"), ("0,5", "12:00"), ("0", "00:00")],
    );
    check(Role::Time, false, &[("0.25", "00:25")]);
}

#[test]
fn dates_with_times_are_read_in_every_form() {
    for text in [
        "2026-11-30 06:00",
        "2026-11-30 0600",
        "2026-11-30 6am",
        "20261130 06:00",
        "20261130T0600",
        "30.11.26 06:00",
        "30.11. 06:00",
        "30/11 6:00",
        "30 Nov 2026 06:00",
        "30-Nov-26 6:00 AM",
        "Nov 30, 2026 6:00 AM",
        "Nov 30, 2026, 6:00 AM",
        "November 30, 2026 at 6:00 AM",
        "Mon 30 Nov 06:00",
        "Mo, 30.11.2026 06:00 Uhr",
        "lundi 30 novembre 2026 à 6h00",
        "30/11/2026 6h",
        "2026年11月30日 6時00分",
        "2026/11/30 午前6:00",
        "46356.25",
        "46356.2500000000",
    ] {
        assert_eq!(
            meaning(text, Role::Any, false),
            "2026-11-30 06:00",
            "{text:?}"
        );
    }
    check(
        Role::Any,
        false,
        &[
            ("6", "nothing"),
            ("0600", "nothing"),
            ("6.30", "06:30"),
            ("6.11", "06:11"),
            ("6.11.", "2026-11-06"),
            ("Fr 6.11", "2026-11-06"),
            ("06:00", "06:00"),
            ("1001", "nothing"),
            ("A1", "nothing"),
            ("", "nothing"),
        ],
    );
}
