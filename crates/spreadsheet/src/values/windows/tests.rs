use super::*;

/// "06:00-14:00 +30 label", or several of them.
fn words(text: &str) -> String {
    let Some(all) = read(text) else {
        return "nothing".to_owned();
    };
    let word = |hours: &Hours| {
        let clock = |time: RawTime| match time.minutes() {
            Some(minutes) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
            None => "?".to_owned(),
        };
        let mut words = format!("{}-{}", clock(hours.start), clock(hours.end));
        if let Some(breaks) = &hours.breaks {
            words += &format!(" +{breaks}");
        }
        if let Some(label) = &hours.label {
            words += &format!(" {label}");
        }
        words
    };
    all.iter().map(word).collect::<Vec<_>>().join(" & ")
}

#[test]
fn windows_are_read_in_every_form() {
    for text in [
        "06:00-14:00",
        "6:00-14:00",
        "06:00 - 14:00",
        "06:00–14:00 ",
        "6,00-14,00",
        "06:00—14:00",
        "0600-1400",
        "600-1400",
        "6-14",
        "06-14",
        "6am-2pm",
        "6 am - 2 pm",
        "6:00 AM - 2:00 PM",
        "6a-2p",
        "6-2pm",
        "6am-2",
        "06:00 to 14:00",
        "06:00 bis 14:00",
        "von 06:00 bis 14:00 Uhr",
        "6h-14h",
        "06h00-14h00",
        "6h00 à 14h00",
        "de 6:00 a 14:00",
        "06:00 às 14:00",
        "06:00 até 14:00",
        "dalle 6:00 alle 14:00",
        "06:00 tot 14:00",
        "6.00-14.00",
        "6時～14時",
        "６：００～１４：００",
        "6:00〜14:00",
        "6時から14時まで",
        "午前6時-午後2時",
        "06:00-14:00h",
        "0600h-1400h",
        "06:00->14:00",
        "06:00-14:00 (8h)",
        "06:00-14:00 (7.5)",
        "06:00-14:00 [8:00]",
        "06:00:00-14:00:00",
        "6 Uhr - 14 Uhr",
        "06:00 14:00",
        "06:00/14:00",
        "06:00 / 14:00",
        "06:00; 14:00",
        "0600 1400",
        "0600/1400",
        "06:00\n14:00",
        "0600\n1400",
    ] {
        assert_eq!(words(text), "06:00-14:00", "{text:?}");
    }
    for (text, expected) in [
        ("22-6", "22:00-06:00"),
        ("22:00-24:00", "22:00-24:00"),
        ("18:00-26:00", "18:00-02:00"),
        ("18-26:30", "18:00-02:30"),
        ("10pm-6am", "22:00-06:00"),
        ("1-5pm", "13:00-17:00"),
        ("12-8pm", "12:00-20:00"),
        ("10-6pm", "10:00-18:00"),
        ("6-14:30", "06:00-14:30"),
        ("06:00-14:00 (30)", "06:00-14:00 +30"),
        ("06:00-14:00 (30 min)", "06:00-14:00 +30"),
        ("06:00-14:00 30 min Pause", "06:00-14:00 +30"),
        ("06:00-14:00 (0:30)", "06:00-14:00 +30"),
        ("06:00-14:00 (10:00-10:30)", "06:00-14:00 +10:00-10:30"),
        ("06:00-14:00 lunch 10:00-10:30", "06:00-14:00 +10:00-10:30"),
        ("06:00-14:00, 10:00-10:30", "06:00-14:00 +10:00-10:30"),
        ("06:00-14:00 BILLING", "06:00-14:00 BILLING"),
        (
            "06:00-14:00 (SKILL-EN-BILLING)",
            "06:00-14:00 SKILL-EN-BILLING",
        ),
        ("06:00-14:00 / Billing", "06:00-14:00 Billing"),
        ("Früh 6-14", "06:00-14:00 Früh"),
        ("E: 06:00-14:00", "06:00-14:00 E"),
        ("06:00-10:00 / 14:00-18:00", "06:00-10:00 & 14:00-18:00"),
        ("6-10, 14-18", "06:00-10:00 & 14:00-18:00"),
        ("06:00-10:00\n14:00-18:00", "06:00-10:00 & 14:00-18:00"),
        ("6-10 + 14-18", "06:00-10:00 & 14:00-18:00"),
        ("25:00-30:00", "?-?"),
        ("11-30", "nothing"),
        ("2026-11-30", "nothing"),
        ("30.11.2026", "nothing"),
        ("E", "nothing"),
        ("E1-2", "nothing"),
        ("06:00", "nothing"),
        ("8", "nothing"),
        ("OFF", "nothing"),
        ("-", "nothing"),
        ("", "nothing"),
        ("AGENT-1001", "nothing"),
        ("06:00-", "nothing"),
    ] {
        assert_eq!(words(text), expected, "{text:?}");
    }
}

#[test]
fn what_follows_a_night_is_on_the_next_day() {
    for (text, expected) in [
        ("06:00-14:00", &[0][..]),
        ("06:00-10:00 / 14:00-18:00", &[0, 0]),
        ("22:00-02:00 / 03:00-07:00", &[0, 1]),
        ("22:00-02:00 / 02:00-06:00", &[0, 1]),
        // The second is before the first, or in it: that is for the overlap to tell.
        ("14:00-18:00 / 06:00-10:00", &[0, 0]),
        ("22:00-06:00 / 03:00-07:00", &[0, 0]),
    ] {
        let hours = read(text).unwrap();

        assert_eq!(nights(&hours), expected, "{text}");
    }
}

#[test]
fn japanese_windows_end_on_the_next_day() {
    for text in ["22:00～翌7:00", "22:00〜翌日7:00", "22時～翌7時"] {
        let hours = read(text).unwrap();

        assert_eq!(hours[0].length(), Some(9 * 60), "{text}: {hours:?}");
    }
}
