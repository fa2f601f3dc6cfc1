//! Tables with one day a column.

#![cfg(test)]

mod reading;

use reading::reading;
use rust_xlsxwriter::{Format, Workbook};
use spreadsheet::{Choices, Code, FileKind, Layout, ProblemCode, Question, Reading, understand};
use workbook::{Book, Opening, open_bytes};

fn choices() -> Choices {
    Choices {
        near: "2026-11-27".parse().ok(),
        ..Choices::default()
    }
}

/// "agent 11-30 06:00-14:00 skills @column".
fn words(reading: &Reading) -> Vec<String> {
    let word = |read: spreadsheet::ReadShift| {
        let shift = &read.shift;
        let skills: Vec<&str> = shift
            .skills
            .iter()
            .map(|skill| skill.skill.as_str())
            .collect();
        let column = read
            .column
            .map(|column| format!(" @{column}"))
            .unwrap_or_default();
        let (start, end) = (
            shift.time.start.format("%m-%d %H:%M"),
            shift.time.end.format("%H:%M"),
        );
        format!("{} {start}-{end} {}{column}", shift.agent, skills.join("+"))
    };
    reading.shifts.iter().map(word).collect()
}

fn check(text: &str, expected: &[&str]) {
    let reading = reading(text, &choices());

    assert_eq!(reading.understood.layout, Layout::Grid, "{text}");
    assert_eq!(reading.problems, [], "{text}");
    assert_eq!(words(&reading), expected, "{text}");
}

#[test]
fn days_are_told_from_any_header() {
    let expected = ["A1 11-30 06:00-14:00 EN @2", "A1 12-02 14:00-22:00 EN @4"];
    for (title, header) in [
        ("", "Mon 30 Nov 2026,Tue 01 Dec 2026,Wed 02 Dec 2026"),
        ("", "2026-11-30,2026-12-01,2026-12-02"),
        ("", "30/11/2026,01/12/2026,02/12/2026"),
        ("", "11/30/2026,12/01/2026,12/02/2026"),
        ("", "30.11.,01.12.,02.12."),
        ("", "Mo 30.11.,Di 01.12.,Mi 02.12."),
        ("", "30-Nov,1-Dec,2-Dec"),
        ("", "46356,46357,46358"),
        ("Week 49 2026", "Monday,Tuesday,Wednesday"),
        ("KW 49", "Mo,Di,Mi"),
        ("w/c 30 Nov 2026", "Mon,Tue,Wed"),
        ("Roster 30.11.2026 - 06.12.2026", "lun,mar,mer"),
        ("", "月,火,水"),
        ("", "Mon 30,Tue 1,Wed 2"),
    ] {
        let title = if title.is_empty() {
            String::new()
        } else {
            format!("{title},,,,\n")
        };
        check(
            &format!("{title}Agent,Skill,{header}\nA1,EN,06:00-14:00,OFF,14:00-22:00\nA2,EN,,,-\n"),
            &expected,
        );
    }
}

#[test]
fn a_grid_may_have_one_or_two_days() {
    for (header, row, expected) in [
        (
            "Agent,Skill,2026-12-05,2026-12-06",
            "A1,EN,06:00-14:00,14:00-22:00",
            vec!["A1 12-05 06:00-14:00 EN @2", "A1 12-06 14:00-22:00 EN @3"],
        ),
        (
            "Agent,Skill,2026-12-05",
            "A1,EN,06:00-14:00",
            vec!["A1 12-05 06:00-14:00 EN @2"],
        ),
        (
            "Agent ID,Name,Sat 5 Dec 2026,Sun 6 Dec 2026,Skill",
            "A1,Jo Doe,OFF,6-14,EN",
            vec!["A1 12-06 06:00-14:00 EN @3"],
        ),
    ] {
        check(&format!("{header}\n{row}\n"), &expected);
    }
}

#[test]
fn two_days_may_stand_beside_the_hours_of_contracts() {
    for header in [
        "Team;Name;ID;Hours;Sat 5 Dec;Sun 6 Dec",
        "Team;Name;Personalnr.;Stunden;Sa 05.12.;So 06.12.",
        "Team;Name;ID;Hours;2026-12-05;2026-12-06",
    ] {
        check(
            &format!("{header}\nX;Anna;1001;37.5;6-14;OFF\nX;Bob;1002;40;6-14;6-14"),
            &[
                "1001 12-05 06:00-14:00  @4",
                "1002 12-05 06:00-14:00  @4",
                "1002 12-06 06:00-14:00  @5",
            ],
        );
    }
}

#[test]
fn a_week_is_named_by_its_first_or_its_last_day() {
    for title in [
        "Week commencing 30/11/2026",
        "Week ending 6 December 2026",
        "W/E 06/12/2026",
        "Woche bis 06.12.2026",
        "Semaine se terminant le 06/12/2026",
    ] {
        check(
            &format!("{title}\nAgent,Skill,Mon,Tue,Wed,Thu,Fri,Sat,Sun\nA1,EN,6-14,,,,,,6-14\n"),
            &["A1 11-30 06:00-14:00 EN @2", "A1 12-06 06:00-14:00 EN @8"],
        );
    }
}

/// A workbook with that grid on its first sheet, and other sheets beside it.
fn workbook(
    rows: &[&[&str]],
    merged: &[(u32, u16, u16, &str)],
    others: &[(&str, &[&[&str]])],
) -> Book {
    let mut workbook = Workbook::new();
    let plain = Format::new();
    let fill = |sheet: &mut rust_xlsxwriter::Worksheet, rows: &[&[&str]]| {
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    };
    let sheet = workbook.add_worksheet();
    fill(sheet, rows);
    for &(row, first, last, text) in merged {
        sheet
            .merge_range(row, first, row, last, text, &plain)
            .unwrap();
    }
    for (name, rows) in others {
        fill(workbook.add_worksheet().set_name(*name).unwrap(), rows);
    }
    let bytes = workbook.save_to_buffer().unwrap();
    open_bytes("roster.xlsx", bytes, &Opening::default()).unwrap()
}

const DAYS: &[&str] = &["Agent", "Skill", "2026-11-30", "2026-12-01", "2026-12-02"];

#[test]
fn a_cell_that_is_merged_over_days_counts_on_each() {
    let merged = [(1, 2, 4, "06:00-14:00"), (2, 2, 3, "Urlaub")];
    let book = workbook(
        &[DAYS, &["A1", "S"], &["A2", "S", "", "", "6-14"]],
        &merged,
        &[],
    );

    let reading = understand(&book, &choices()).unwrap();

    assert_eq!(reading.problems, []);
    assert_eq!(
        words(&reading),
        [
            "A1 11-30 06:00-14:00 S @2",
            "A1 12-01 06:00-14:00 S @3",
            "A1 12-02 06:00-14:00 S @4",
            "A2 12-02 06:00-14:00 S @4",
        ]
    );
}

#[test]
fn other_sheets_with_shifts_are_told() {
    let next: &[&[&str]] = &[
        &["Agent", "Skill", "2026-12-07", "2026-12-08"],
        &["A1", "S", "6-14", "OFF"],
    ];
    let legend: &[&[&str]] = &[&["Code", "Meaning"], &["E", "06:00-14:00"]];
    let first: &[&[&str]] = &[DAYS, &["A1", "S", "6-14", "6-14", ""]];
    let book = workbook(first, &[], &[("Legend", legend), ("Week 50", next)]);

    let reading = understand(&book, &choices()).unwrap();

    let told = "Another sheet looks like shifts, too: \"Week 50\". One sheet is read at a time.";
    assert!(
        reading.understood.notes.iter().any(|note| note == told),
        "{:?}",
        reading.understood.notes
    );
}

#[test]
fn cells_are_read_in_every_form() {
    for cell in [
        "06:00-14:00",
        "0600-1400",
        "6-14",
        "6am-2pm",
        "06:00–14:00 ",
        "06:00 to 14:00",
        "6h-14h",
        "６：００～１４：００",
    ] {
        check(
            &format!("Agent,Skill,2026-11-30,2026-12-01,2026-12-02\nA1,EN,{cell},OFF,AL\n"),
            &["A1 11-30 06:00-14:00 EN @2"],
        );
    }
    check(
        "Agent;Skill;2026-11-30;2026-12-01;2026-12-02\nA1;EN;06:00-10:00 / 14:00-18:00;22-6;-\n",
        &[
            "A1 11-30 06:00-10:00 EN @2",
            "A1 11-30 14:00-18:00 EN @2",
            "A1 12-01 22:00-06:00 EN @3",
        ],
    );
}

#[test]
fn start_and_end_may_have_columns_of_their_own() {
    check(
        "Agent,30/11/2026,,01/12/2026,,02/12/2026,\n,Start,End,Start,End,Start,End\nA1,06:00,14:00,OFF,,22:00,06:00\n",
        &["A1 11-30 06:00-14:00  @1", "A1 12-02 22:00-06:00  @5"],
    );
    check(
        ",,30/11/2026,,01/12/2026,,02/12/2026,\nAgent,Skill,Start,End,Start,End,Start,End\nA1,S,06:00,14:00,OFF,,14:00,22:00\n",
        &["A1 11-30 06:00-14:00 S @2", "A1 12-02 14:00-22:00 S @6"],
    );
}

#[test]
fn a_header_may_name_the_sides_of_each_day() {
    let shifts = [
        "A1 11-30 06:00-14:00  @1",
        "A1 12-02 22:00-06:00  @5",
        "A2 12-01 08:00-16:00  @3",
    ];
    for header in [
        "Week of 30/11/2026,,,,,,\nAgent,Mon In,Mon Out,Tue In,Tue Out,Wed In,Wed Out",
        "KW 49 2026,,,,,,\nMitarbeiter,Mo von,Mo bis,Di von,Di bis,Mi von,Mi bis",
        "Agent,30/11/2026 Start,30/11/2026 End,01/12/2026 Start,01/12/2026 End,02/12/2026 Start,02/12/2026 End",
        "Agent,Start Mon 30 Nov 2026,End Mon 30 Nov 2026,Start Tue 1 Dec 2026,End Tue 1 Dec 2026,Start Wed 2 Dec 2026,End Wed 2 Dec 2026",
        "Agent,2026-11-30 Start time,2026-11-30 End time,2026-12-01 Start time,2026-12-01 End time,2026-12-02 Start time,2026-12-02 End time",
    ] {
        check(
            &format!("{header}\nA1,06:00,14:00,OFF,OFF,22:00,06:00\nA2,,,08:00,16:00,,\n"),
            &shifts,
        );
    }
}

#[test]
fn days_of_which_only_some_would_be_read_are_not_read() {
    for text in [
        // Two shifts a day.
        "Week of 30/11/2026,,,,,,\nAgent,Mon In,Mon Out,Mon In,Mon Out,Tue In,Tue Out\nA1,06:00,10:00,12:00,14:00,06:00,14:00\n",
        // Words that nobody knows, below a title that says a day.
        "30/11/2026,,,,\nAgent,Pon A,Pon B,Uto A,Uto B\nA1,06:00,14:00,06:00,14:00\n",
    ] {
        let reading = reading(text, &choices());

        assert!(reading.shifts.is_empty(), "{text}");
        assert!(
            !reading.missing.is_empty() || reading.stopped_rows() == 1,
            "{text}"
        );
    }
}

#[test]
fn columns_among_the_days_that_are_not_read_are_told() {
    let text = "Agent,30/11/2026 In,30/11/2026 Out,Break,01/12/2026 In,01/12/2026 Out\nA1,06:00,14:00,30,06:00,14:00\n";

    let reading = reading(text, &choices());

    let note = "Columns among the days are not read: \"Break\".".to_owned();
    assert!(
        reading.understood.notes.contains(&note),
        "{:?}",
        reading.understood.notes
    );
}

#[test]
fn an_agent_may_have_several_rows() {
    check(
        "Agent,Skill,2026-11-30,2026-12-01,2026-12-02\nA1,EN,06:00-10:00,,\nA1,FR,14:00-18:00,,6-14\n",
        &[
            "A1 11-30 06:00-10:00 EN @2",
            "A1 11-30 14:00-18:00 FR @2",
            "A1 12-02 06:00-14:00 FR @4",
        ],
    );
}

#[test]
fn codes_are_told_by_legends_wherever_they_stand() {
    let table = "Agent,2026-11-30,2026-12-01,2026-12-02\nA1,E,L,U\n";
    let expected = ["A1 11-30 06:00-14:00  @1", "A1 12-01 14:00-22:00  @2"];
    for text in [
        format!("{table}Legend\nE = 06:00-14:00\nL = 14:00-22:00\nU = day off\n"),
        format!("{table}E: 06:00–14:00,L: 14:00–22:00,U: Urlaub\n"),
        format!("{table}Key,,,\nE,06:00,14:00,\nL,14:00,22:00,\nU,leave,,\n"),
        format!("Legend: E = 06:00-14:00; L = 14:00-22:00; U = leave,,,\n{table}"),
        "Agent,2026-11-30,2026-12-01,2026-12-02,,Code,From,To\nA1,E,L,U,,E,06:00,14:00\nA2,-,-,-,,L,14:00,22:00\nA3,-,-,-,,U,off,\n".to_owned(),
    ] {
        check(&text, &expected);
    }
}

#[test]
fn agents_are_no_legend() {
    check(
        ",Mo 30.11.,Di 01.12.,Mi 02.12.\nMüller,F,S,frei\nBo,frei,F,Urlaub\n,,,\nF: 06:00 - 14:00 Uhr,,,\nS: 14:00 - 22:00 Uhr,,,\n",
        &[
            "Müller 11-30 06:00-14:00  @1",
            "Müller 12-01 14:00-22:00  @2",
            "Bo 12-01 06:00-14:00  @2",
        ],
    );
}

#[test]
fn unknown_codes_are_asked_about_once_with_their_count() {
    let text = "Agent,2026-11-30,2026-12-01,2026-12-02\nA1,E,E,X\nA2,E,6-14,x\n";

    let asked = reading(text, &choices());

    let codes = |reading: &Reading| {
        let code = |problem: &&spreadsheet::Problem| problem.code == ProblemCode::UnknownCode;
        reading.problems.iter().filter(code).count()
    };
    assert_eq!(codes(&asked), 5);
    let question = asked.questions.iter().find_map(|question| match question {
        Question::Codes { codes } => Some(codes.clone()),
        _ => None,
    });
    assert_eq!(
        question,
        Some(vec![("E".to_owned(), 3), ("X".to_owned(), 2)])
    );
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let answered = Choices {
        codes: [
            (
                "E".to_owned(),
                Code::Shift {
                    start: time(6),
                    end: time(14),
                },
            ),
            ("X".to_owned(), Code::DayOff),
        ]
        .into(),
        ..choices()
    };
    let answered = reading(text, &answered);
    assert_eq!(answered.problems, []);
    assert_eq!(answered.shifts.len(), 4);
}

#[test]
fn totals_beside_and_below_are_no_shifts() {
    let text = "Roster,,,,,\nAgent,Team,2026-11-30,2026-12-01,2026-12-02,Total,Hours\nA1,N,6-14,6-14,OFF,2,16\nA2,S,OFF,6-14,6-14,2,16\nTotal,,1,2,1,4,32\nPrinted 2026-11-20,,,,,,\n";

    let reading = reading(text, &choices());

    assert_eq!(reading.problems, []);
    assert_eq!(reading.shifts.len(), 4);
    let lines: Vec<usize> = reading.left_out.iter().map(|row| row.line).collect();
    assert_eq!(lines, [1, 5, 6]);
}

/// "skill 11-30 06:00 2.5".
fn requirements(text: &str, choices: &Choices) -> Vec<String> {
    let reading = reading(text, choices);
    assert_eq!(reading.kind, FileKind::Requirements, "{text}");
    assert_eq!(reading.problems, [], "{text}");
    let word = |read: &spreadsheet::ReadRequirement| {
        let one = &read.requirement;
        format!(
            "{} {} {} {}",
            one.skill,
            one.time.start.format("%m-%d %H:%M"),
            one.time.hours(),
            one.agents
        )
    };
    reading.requirements.iter().map(word).collect()
}

#[test]
fn grids_of_requirements_are_read() {
    let expected = [
        "S 11-30 06:00 0.5 1",
        "S 12-01 06:00 0.5 2",
        "S 12-02 06:00 0.5 3",
        "S 11-30 06:30 0.5 4",
        "S 12-01 06:30 0.5 5.5",
        "S 12-02 06:30 0.5 6",
    ];
    for text in [
        "Skill,Time,2026-11-30,2026-12-01,2026-12-02\nS,06:00,1,2,3\nS,06:30,4,5.5,6\n",
        "Skill,Interval,Mon 30 Nov 2026,Tue 1 Dec 2026,Wed 2 Dec 2026\nS,06:00-06:30,1,2,3\n,06:30-07:00,4,5.5,6\nTotal,,5,7.5,9\n",
        "Required agents week 49,,,\nTime,30/11/2026,01/12/2026,02/12/2026\nS,,,\n06:00,1,2,3\n06:30,4,5.5,6\n",
        "Skill S,,,\nTime,30/11/2026,01/12/2026,02/12/2026\n06:00,1,2,3\n06:30,4,5.5,6\n",
        "Skill: S,,,\nTime,30/11/2026,01/12/2026,02/12/2026\n06:00,1,2,3\n06:30,4,5.5,6\n",
    ] {
        assert_eq!(requirements(text, &choices()), expected, "{text}");
    }
    let expected = [
        "S 11-30 06:00 0.25 1",
        "S 11-30 06:15 0.25 2",
        "S 11-30 06:30 0.25 3",
        "S 11-30 06:45 0.25 4",
        "S 12-01 06:00 0.25 5",
        "S 12-01 06:15 0.25 6",
        "S 12-01 06:45 0.25 8",
    ];
    for text in [
        "Skill,Date,06:00,06:15,06:30,06:45\nS,2026-11-30,1,2,3,4\nS,2026-12-01,5,6,,8\n",
        "Skill;Datum;06:00;06:15;06:30;06:45\nS;30.11.2026;1;2;3;4\nS;01.12.2026;5;6;;8\nSumme;;6;8;3;12\n",
        "KW 49 2026;;;;;\nSkill;Tag;6:00;6:15;6:30;6:45\nS;Mo;1;2;3;4\nS;Di;5;6;;8\n",
    ] {
        assert_eq!(requirements(text, &choices()), expected, "{text}");
    }
}
