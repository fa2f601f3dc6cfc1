//! What a file leaves in doubt is decided from the whole file, and told.

#![cfg(test)]

mod reading;

use chrono::SecondsFormat::Secs;
use chrono_tz::Europe::London;
use reading::reading;
use spreadsheet::{Choices, Reading, understand};
use workbook::{Opening, open_bytes};

const PLAIN: &str = "Agent,Start,End,Skill";

/// "start/end" of each shift, in UTC.
fn windows(reading: &Reading) -> Vec<String> {
    let utc = |time: chrono::DateTime<chrono::Utc>| time.to_rfc3339_opts(Secs, true);
    let word = |read: spreadsheet::ReadShift| {
        let time = read.shift.time;
        format!("{}/{}", utc(time.start), utc(time.end))
    };
    reading.shifts.iter().map(word).collect()
}

/// All problems, as a planner reads them.
fn said(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_row_of_an_unknown_zone_is_stopped() {
    for header in ["Time zone", "TZ", "Zeitzone", "Site"] {
        let csv = format!(
            "Agent,{header},Start,End,Skill\nA1,Europe/London,2026-11-30 06:00,2026-11-30 14:00,S\nA2,Mars/Base,2026-11-30 06:00,2026-11-30 14:00,S\nA3,,2026-11-30 06:00,2026-11-30 14:00,S\nA4,Europe/London,2026-12-01 06:00,2026-12-01 14:00,S\n"
        );

        let reading = reading(&csv, &Choices::new(London));

        assert_eq!(
            said(&reading),
            [
                "Line 3: The zone \"Mars/Base\" is not known, so it is open when this row's times are. Write a zone like Europe/Berlin, or say that the column is not used."
            ],
            "{header}"
        );
        assert_eq!(reading.problems[0].column, Some(1), "{header}");
        assert_eq!(reading.shifts.len(), 3, "{header}");
        let unused = Choices {
            columns: [(1, None)].into(),
            ..Choices::new(London)
        };
        assert_eq!(self::reading(&csv, &unused).problems, [], "{header}");
    }
    // One that is surely a zone tells what the others are.
    let rows = "A1,2026-11-30 06:00,2026-11-30 14:00,S,Mars/Base\nA2,2026-11-30 06:00,2026-11-30 14:00,S,Europe/London\n";
    let reading = reading(&format!("{PLAIN},Zone\n{rows}"), &Choices::new(London));
    assert_eq!(reading.stopped_rows(), 1);
    // A zone of a building is none of time.
    let csv = format!("{PLAIN},Zone\nA1,2026-11-30 06:00,2026-11-30 14:00,S,North\n");
    assert_eq!(self::reading(&csv, &Choices::new(London)).problems, []);
}

#[test]
fn parts_of_a_day_are_told_from_the_whole_file() {
    let note = "Times that are numbers are parts of a day, as spreadsheet programs count them: 0.25 is 06:00.";
    for (rows, expected) in [
        (
            "A1,2026-11-30,0.25,0.5833,S\nA2,2026-11-30,0.5,0.75,S\nA3,2026-11-30,0.9167,1.25,S\n",
            vec![
                "2026-11-30T06:00:00Z/2026-11-30T14:00:00Z",
                "2026-11-30T12:00:00Z/2026-11-30T18:00:00Z",
                "2026-11-30T22:00:00Z/2026-12-01T06:00:00Z",
            ],
        ),
        (
            "A1,2026-11-30,0.666666666666667,1,S\nA2,2026-11-30,0,0.333333333333333,S\n",
            vec![
                "2026-11-30T16:00:00Z/2026-12-01T00:00:00Z",
                "2026-11-30T00:00:00Z/2026-11-30T08:00:00Z",
            ],
        ),
    ] {
        let csv = format!("Agent,Date,Start,End,Skill\n{rows}");

        let reading = reading(&csv, &Choices::new(London));

        assert_eq!(reading.problems, [], "{rows}");
        assert_eq!(windows(&reading), expected, "{rows}");
        assert!(
            reading.understood.notes.iter().any(|told| told == note),
            "{:?}",
            reading.understood.notes
        );
    }
    // Few digits, and nothing that tells: read as most likely, and told.
    let few = reading(
        "Agent,Date,Start,End,Skill\nA1,2026-11-30,0.25,0.5,S\n",
        &Choices::new(London),
    );
    assert_eq!(windows(&few), ["2026-11-30T06:00:00Z/2026-11-30T12:00:00Z"]);
    assert_eq!(
        said(&few),
        [
            "Line 2: \"0.25\" may be a part of a day or of an hour, and no other time of the file tells which. All were read as parts of a day: 06:00. If the hour after midnight is meant, write 0:15 instead of 0.25."
        ]
    );
}

#[test]
fn lengths_that_are_parts_of_a_day_are_told_from_the_whole_column() {
    for (lengths, ends) in [
        (["0.333333333333333", "0.25"], ["14:00", "12:00"]),
        (["0.5", "7.5"], ["06:30", "13:30"]),
    ] {
        let csv = format!(
            "Agent,Start,Duration,Skill\nA1,2026-11-30 06:00,{},S\nA2,2026-11-30 06:00,{},S\n",
            lengths[0], lengths[1]
        );

        let reading = reading(&csv, &Choices::new(London));

        assert_eq!(reading.problems, [], "{lengths:?}");
        let expected = ends.map(|end| format!("2026-11-30T06:00:00Z/2026-11-30T{end}:00Z"));
        assert_eq!(windows(&reading), expected, "{lengths:?}");
    }
}

#[test]
fn ids_that_became_numbers_are_told() {
    let row = |id: &str, day: u32| format!("{id},2026-11-{day} 06:00,2026-11-{day} 14:00,S\n");
    let csv = format!(
        "{PLAIN}\n{}{}{}{}{}",
        row("A1", 28),
        row("1.00E+15", 28),
        row("1001.0", 28),
        row("1001.0", 29),
        row("1E10", 28)
    );

    let reading = reading(&csv, &Choices::new(London));

    assert_eq!(
        said(&reading),
        [
            "Line 3: \"1.00E+15\" is a long number that was written short, and its last digits are lost. Format the column as text in your spreadsheet program and save it again, or type the id here.",
            "Line 4: \"1001.0\" looks like the number 1001. Did you mean 1001?",
            "Line 5: \"1001.0\" looks like the number 1001. Did you mean 1001?",
        ]
    );
    assert_eq!(reading.stopped_rows(), 1, "only the id without its digits");
    let mended = Choices {
        edits: [
            ((3, 0), "1234567890123456".to_owned()),
            ((4, 0), "1001".to_owned()),
            ((5, 0), "1001".to_owned()),
        ]
        .into(),
        ..Choices::new(London)
    };
    assert_eq!(self::reading(&csv, &mended).problems, []);
}

#[test]
fn cells_with_letters_that_were_lost_are_marked() {
    let csv = b"Agent,Name,Start,End,Skill,Team\n\
        M\xC3\xBCller,J\xC3\xB6rg,2026-11-30 06:00,2026-11-30 14:00,S,\xC3\x96st\n\
        L\xFCtz,J\xC3\xB6rg,2026-11-30 06:00,2026-11-30 14:00,S,\xC3\x96st\n\
        M\xC3\xBCller,J\xF6rg,2026-12-01 06:00,2026-12-01 14:00,S,\xD6st\n";
    let book = open_bytes("roster.csv", csv.to_vec(), &Opening::default()).unwrap();
    assert_eq!(book.encoding.as_deref(), Some("UTF-8"));

    let reading = understand(&book, &Choices::new(London)).unwrap();

    let advice = "Choose another encoding if many cells have one, or type the letter here.";
    assert_eq!(
        said(&reading),
        [
            format!("Line 3: \"L\u{FFFD}tz\" has a letter that could not be read. {advice}"),
            format!("Line 4: \"J\u{FFFD}rg\" has a letter that could not be read. {advice}"),
        ]
    );
    let columns: Vec<_> = reading
        .problems
        .iter()
        .map(|problem| problem.column)
        .collect();
    assert_eq!(columns, [Some(0), Some(1)]);
    assert_eq!(reading.shifts.len(), 2, "an id with a hole stops its row");
}

#[test]
fn rows_that_say_another_offset_are_told() {
    for (rows, expected) in [
        (
            "A1,2026-11-30T06:00+05:30,2026-11-30T14:00+05:30,S\nA2,2026-11-30 06:00,2026-11-30 14:00,S\n",
            Some(
                "Line 2 says that its times are in UTC+05:30, which Europe/London has not then. It is read as it says.",
            ),
        ),
        (
            "A1,2026-07-01T06:00Z,2026-07-01T14:00Z,S\nA2,2026-07-01T06:00Z,2026-07-01T14:00Z,S\n",
            Some(
                "2 rows say another offset than Europe/London has then, the first on line 2: UTC. They are read as they say.",
            ),
        ),
        (
            "A1,2026-11-30T06:00Z,2026-11-30T14:00Z,S\nA2,2026-07-01T06:00+01:00,2026-07-01T14:00+01:00,S\n",
            None,
        ),
    ] {
        let reading = reading(&format!("{PLAIN}\n{rows}"), &Choices::new(London));

        assert_eq!(reading.problems, [], "{rows}");
        let told = reading
            .understood
            .notes
            .iter()
            .find(|note| note.contains("as it says") || note.contains("as they say"));
        assert_eq!(told.map(String::as_str), expected, "{rows}");
    }
}

#[test]
fn a_proficiency_that_is_none_is_told_on_its_row() {
    let csv = format!("{PLAIN},Proficiency\nA1,2026-11-30 06:00,2026-11-30 14:00,S,3\n");

    let reading = reading(&csv, &Choices::new(London));

    assert_eq!(
        said(&reading),
        [
            "Line 2: \"3\" is no proficiency. Write Beginner, Intermediate, Advanced or Expert; the shift is read without."
        ]
    );
    assert_eq!(reading.problems[0].column, Some(4));
}

#[test]
fn what_may_be_an_offset_or_the_end_of_hours_is_told() {
    let moments = "A1,2026-11-30 06:00-05:00,2026-11-30 14:00-05:00";
    let night = "A1,2026-11-30 22:00-05:00,2026-12-01 06:00-05:00";
    for (header, row, line) in [
        (
            "Agent,Start,End",
            moments,
            "cannot be read as a date or time",
        ),
        ("Agent,Start,End", night, "cannot be read as a date or time"),
        (
            "Agent,Start,Duration",
            "A1,2026-11-30 22:00-05:00,7:00",
            "cannot be read as a date or time",
        ),
        (
            "Agent,Start",
            "A1,2026-11-30 06:00-05:00",
            "would be 23 hours",
        ),
        (
            "Agent,Shift",
            "A1,2026-11-30 06:00-05:00",
            "would be 23 hours",
        ),
    ] {
        let csv = format!("{header}\n{row}\n");

        let reading = reading(&csv, &Choices::new(chrono_tz::America::New_York));

        assert_eq!(reading.shifts.len(), 0, "{csv}");
        let said = said(&reading);
        assert!(!said.is_empty(), "{csv}");
        assert!(said.iter().all(|said| said.contains(line)), "{said:?}");
    }
}
