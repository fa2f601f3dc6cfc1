use super::*;

const ISO: RawDate = RawDate::YearFirst {
    year: 2026,
    month: 11,
    day: 30,
};

fn last(first: u32, second: u32, separator: u8) -> Option<RawDate> {
    Some(RawDate::YearLast {
        first,
        second,
        year: 2026,
        separator,
    })
}

fn check(
    text: &str,
    date: Option<RawDate>,
    time: Option<(u32, u32, u32)>,
    half: Option<Half>,
    offset: Option<i32>,
) {
    let moment = Moment::parse(text).unwrap_or_else(|| panic!("{text} is a moment"));

    assert_eq!(moment.date, date, "{text}");
    let read = moment
        .time
        .map(|time| (time.hour, time.minute, time.second));
    assert_eq!(read, time, "{text}");
    assert_eq!(moment.time.and_then(|time| time.half), half, "{text}");
    assert_eq!(
        moment.offset.map(|offset| offset.local_minus_utc()),
        offset,
        "{text}"
    );
}

#[test]
fn every_form_is_read() {
    let (six, half_past) = (Some((6, 0, 0)), Some((6, 30, 15)));
    check("2026-11-30", Some(ISO), None, None, None);
    check(" 2026/11/30 ", Some(ISO), None, None, None);
    check("2026-11-30 06:00", Some(ISO), six, None, None);
    check("2026-11-30T06:00", Some(ISO), six, None, None);
    check("2026-11-30T06:30:15", Some(ISO), half_past, None, None);
    check(
        "2026-11-30T06:30:15.250Z",
        Some(ISO),
        half_past,
        None,
        Some(0),
    );
    check(
        "2026-11-30T06:00:00+01:00",
        Some(ISO),
        six,
        None,
        Some(3600),
    );
    check(
        "2026-11-30 06:00 -0530",
        Some(ISO),
        six,
        None,
        Some(-19_800),
    );
    check("2026-11-30 06:00+01", Some(ISO), six, None, Some(3600));
    check(
        "2026-11-30T06:00-05:00",
        Some(ISO),
        six,
        None,
        Some(-18_000),
    );
    check("30.11.2026", last(30, 11, b'.'), None, None, None);
    check("30.11.2026, 6:00", last(30, 11, b'.'), six, None, None);
    check("1/12/2026 6:00", last(1, 12, b'/'), six, None, None);
    check(
        "11/30/2026 6:00 AM",
        last(11, 30, b'/'),
        six,
        Some(Half::Am),
        None,
    );
    check(
        "11-30-2026 06:30:15 p.m.",
        last(11, 30, b'-'),
        half_past,
        Some(Half::Pm),
        None,
    );
    check("06:00", None, six, None, None);
    check("6:00", None, six, None, None);
    check("6 am", None, six, Some(Half::Am), None);
    check("6:00\u{202F}PM", None, six, Some(Half::Pm), None);
    check("2026-11-30 6", Some(ISO), six, None, None);
    check("2026-11-30 06:00 Uhr", Some(ISO), six, None, None);
    check("６:00", None, six, None, None);
    check("46356.25", Some(RawDate::Serial(46356)), six, None, None);
}

#[test]
fn what_is_no_moment_is_refused() {
    for text in [
        "",
        "6",
        "tomorrow",
        "2026-11",
        "2026-11/30",
        "2026-11-30x06:00",
        "06:5",
        "006:00",
        "2026-11-30 06:00+25:00",
        "2026-11-30T",
        "12345-01-01",
        "2026-11-3006:00",
        "06:00:00:00",
        "2026-11-30 06:00-14:00",
        "30/11/2026 6:00-7:00",
    ] {
        assert_eq!(Moment::parse(text), None, "{text}");
    }
}
