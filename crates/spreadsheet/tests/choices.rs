//! What a planner chooses, edits and skips.

#![cfg(test)]

mod reading;

use chrono::NaiveDate;
use chrono_tz::Europe::London;
use reading::reading;
use spreadsheet::{
    Choices, DoubledTime, Layout, LeftOut, Problem, ProblemCode, Question, ReadShift, Reading,
    Severity, SkippedTime, UnknownName, understand,
};
use staffing::{Proficiency, ShiftStatus, SkillId};
use workbook::{Opening, open_bytes};

fn london() -> Choices {
    Choices::new(London)
}

fn only(reading: &Reading) -> ReadShift {
    assert_eq!(reading.shifts.len(), 1, "{:?}", reading.problems);
    reading.shifts.get(0).unwrap()
}

fn errors(reading: &Reading) -> Vec<&Problem> {
    let all = reading.problems.iter();
    all.filter(|problem| problem.severity == Severity::Error)
        .collect()
}

const PLAIN: &str = "Agent ID,Start,End,Skills\n";
const DAY: &str = "A1,2026-11-30 06:00,2026-11-30 14:00,S\n";

#[test]
fn an_edited_cell_counts_instead_of_the_files_own() {
    let csv = format!("{PLAIN}A1,2026-11-31 06:00,2026-12-01 14:00,S\n");
    let mut choices = london();
    let before = reading(&csv, &choices);
    let [problem] = errors(&before)[..] else {
        panic!("one problem: {:?}", before.problems)
    };
    assert_eq!(problem.fix.as_deref(), Some("2026-12-01 06:00"));

    let cell = (problem.line, problem.column.unwrap());
    choices.edits.insert(cell, problem.fix.clone().unwrap());
    let after = reading(&csv, &choices);

    assert_eq!(after.problems, []);
    let day = only(&after).shift.time.start.date_naive();
    assert_eq!(day.to_string(), "2026-12-01");
}

#[test]
fn mends_are_in_the_cells_own_way_of_writing() {
    let known = Choices {
        known_skills: Some(vec!["SALES".into(), "BILLING".into()]),
        ..london()
    };
    let status = "Agent ID,Start,End,Skills,Status\n";
    for (header, row, column, fix) in [
        (
            PLAIN,
            "A1,2026-11-30 22:00,2026-11-30 06:00,SALES",
            2,
            "2026-12-01 06:00",
        ),
        (
            PLAIN,
            "A1,30.11.2026 22:00,30.11.2026 6:00,SALES",
            2,
            "01.12.2026 6:00",
        ),
        (
            PLAIN,
            "A1,2026-11-30 06:00,2026-12-30 14:00,SALES",
            2,
            "2026-11-30 14:00",
        ),
        (
            PLAIN,
            "A1,30.11.2026 06:00,31.11.2026 14:00,SALES",
            2,
            "01.12.2026 14:00",
        ),
        (
            PLAIN,
            "A1,2026-11-30 06:00,2026-11-30 14:00,BILLING;SALE",
            3,
            "BILLING;SALES",
        ),
        (
            PLAIN,
            "=A1,2026-11-30 06:00,2026-11-30 14:00,SALES",
            0,
            "'=A1",
        ),
        (
            status,
            "A1,2026-11-30 06:00,2026-11-30 14:00,SALES,Publishd",
            4,
            "Published",
        ),
    ] {
        let reading = reading(&format!("{header}{row}\n"), &known);

        let [problem] = errors(&reading)[..] else {
            panic!("one problem in {row}: {:?}", reading.problems)
        };
        assert_eq!(problem.column, Some(column), "{row}");
        assert_eq!(problem.fix.as_deref(), Some(fix), "{row}");
    }
}

#[test]
fn skipped_rows_are_left_out() {
    let choices = Choices {
        skipped: [2].into(),
        ..london()
    };

    let reading = reading(&format!("{PLAIN}A1,x,y,z\n{DAY}"), &choices);

    assert_eq!(reading.problems, []);
    assert_eq!(only(&reading).line, 3);
    let skipped = LeftOut {
        line: 2,
        reason: "Skipped by you.".to_owned(),
    };
    assert_eq!(reading.left_out, [skipped]);
}

#[test]
fn defaults_stand_in_where_the_file_says_nothing() {
    let csv = "Agent ID,Start,End\nA1,2026-11-30 06:00,2026-11-30 14:00\n";
    let open = reading(csv, &london());
    assert_eq!(open.questions, [Question::DefaultSkill]);
    assert_eq!(only(&open).shift.skills, []);

    let choices = Choices {
        default_skill: Some("SALES".into()),
        default_status: Some(ShiftStatus::Published),
        default_proficiency: Some(Proficiency::Expert),
        ..london()
    };
    let answered = reading(csv, &choices);

    assert_eq!(answered.questions, []);
    let shift = only(&answered).shift;
    let [skill] = shift.skills.as_slice() else {
        panic!("one skill")
    };
    assert_eq!(skill.skill, SkillId::from("SALES"));
    assert_eq!(skill.proficiency, Some(Proficiency::Expert));
    assert_eq!(shift.status, ShiftStatus::Published);
}

#[test]
fn unknown_skills_are_asked_about_once_and_mapped() {
    let rows = "A1,2026-11-30 06:00,2026-11-30 14:00,Billing\nA2,2026-11-30 06:00,2026-11-30 14:00,Billing\nA3,2026-11-30 06:00,2026-11-30 14:00,Cooking\n";
    let csv = format!("{PLAIN}{rows}");
    let mut choices = Choices {
        known_skills: Some(vec!["SKILL-EN-BILLING".into(), "SKILL-FR-SALES".into()]),
        ..london()
    };

    let open = reading(&csv, &choices);

    let names = vec![
        UnknownName {
            name: "Billing".to_owned(),
            rows: 2,
            near: vec!["SKILL-EN-BILLING".to_owned()],
        },
        UnknownName {
            name: "Cooking".to_owned(),
            rows: 1,
            near: Vec::new(),
        },
    ];
    assert_eq!(open.questions, [Question::Skills { names }]);
    assert_eq!(open.shifts.len(), 0);

    let skill = SkillId::from("SKILL-EN-BILLING");
    choices
        .skill_names
        .insert("Billing".to_owned(), skill.clone());
    let answered = reading(&csv, &choices);

    assert_eq!(answered.shifts.skills(), [skill]);
    assert_eq!(answered.shifts.len(), 2);
}

#[test]
fn shifts_outside_the_chosen_days_are_stopped() {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    let choices = Choices {
        period: Some((day(23), day(29))),
        ..london()
    };

    let reading = reading(
        &format!("{PLAIN}{DAY}A2,2026-11-29 22:00,2026-11-30 06:00,S\n"),
        &choices,
    );

    assert_eq!(
        only(&reading).line,
        3,
        "a shift belongs to the day of its start"
    );
    let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "Line 2: This shift starts on 30 November 2026, outside the chosen days, 23 November 2026 to 29 November 2026. Skip the row, correct its date, or choose other days."
        ]
    );
    assert_eq!(reading.problems[0].code, ProblemCode::OutsidePeriod);
}

#[test]
fn clock_changes_are_asked_about_once_for_all_alike() {
    let rows = "A1,2026-10-25 01:30,2026-10-25 09:00,S\nA2,2026-10-25 01:15,2026-10-25 09:00,S\nA3,2026-03-29 01:30,2026-03-29 09:00,S\n";
    let csv = format!("{PLAIN}{rows}");

    let open = reading(&csv, &london());

    assert_eq!(open.shifts.len(), 0);
    assert_eq!(open.stopped_rows(), 3);
    let [
        Question::SkippedTime {
            rows: 1,
            time,
            readings,
        },
        Question::DoubledTime {
            rows: 2,
            time: doubled,
            readings: twice,
        },
    ] = open.questions.as_slice()
    else {
        panic!("both are asked: {:?}", open.questions)
    };
    assert_eq!(time, "01:30 on 29 March 2026");
    assert_eq!(
        readings,
        &["02:30 on 29 March 2026", "00:30 on 29 March 2026"]
    );
    assert_eq!(doubled, "01:30 on 25 October 2026");
    assert!(
        twice[0].contains("UTC+01:00") && twice[1].contains("UTC+00:00"),
        "{twice:?}"
    );

    for (doubled, hours) in [(DoubledTime::First, 8.5), (DoubledTime::Second, 7.5)] {
        let choices = Choices {
            skipped_time: Some(SkippedTime::Later),
            doubled_time: Some(doubled),
            ..london()
        };
        let answered = reading(&csv, &choices);

        assert_eq!((answered.problems.len(), answered.questions.len()), (0, 0));
        let first = answered.shifts.get(0).unwrap();
        assert_eq!(first.shift.time.hours(), hours, "{doubled:?}");
    }
}

#[test]
fn a_doubled_break_is_asked_about_as_well() {
    let csv =
        "Agent ID,Start,End,Skills,Breaks\nA1,2026-10-24 22:00,2026-10-25 06:00,S,01:15-01:45\n";

    let open = reading(csv, &london());
    let answered = reading(
        csv,
        &Choices {
            doubled_time: Some(DoubledTime::Second),
            ..london()
        },
    );

    assert!(matches!(
        open.questions.as_slice(),
        [Question::DoubledTime { rows: 1, .. }]
    ));
    let pause = only(&answered).shift.breaks[0];
    assert_eq!(pause.offset_seconds, (4 * 60 + 15) * 60);
    assert_eq!(pause.duration_seconds, 30 * 60);
}

#[test]
fn a_length_stands_for_an_end() {
    for (length, end) in [
        ("8:00", "2026-10-25T05:00:00+00:00"),
        ("7.5", "2026-10-25T04:30:00+00:00"),
        ("7h30", "2026-10-25T04:30:00+00:00"),
        ("450 min", "2026-10-25T04:30:00+00:00"),
    ] {
        // Over the night in which London's clocks go back.
        let csv = format!("Agent ID,Date,Start,Duration,Skills\nA1,2026-10-24,22:00,{length},S\n");

        let reading = reading(&csv, &london());

        assert_eq!(reading.problems, [], "{length}");
        assert_eq!(only(&reading).shift.time.end.to_rfc3339(), end, "{length}");
    }
}

#[test]
fn what_our_own_export_guards_is_read_without_its_guard() {
    let csv = "Agent ID,Start,End,Skills,Breaks\n'=A1,2026-11-30 06:00,2026-11-30 14:00,'+S,'-\n";

    let reading = reading(csv, &london());

    let shift = only(&reading).shift;
    assert_eq!(shift.agent.as_str(), "=A1");
    assert_eq!(shift.skills[0].skill.as_str(), "+S");
    assert_eq!(shift.breaks, []);
}

#[test]
fn a_layout_that_the_file_cannot_have_is_told() {
    let list = "Agent,Start,End\nA1,2026-11-30 06:00,2026-11-30 14:00\n";
    let grid = "Agent,2026-11-30,2026-12-01,2026-12-02\nA1,06:00-14:00,OFF,OFF\n";
    let sides = "Date,A1,A2\n2026-11-30,06:00-14:00,OFF\n2026-12-01,OFF,OFF\n";
    for (csv, chosen, read, told) in [
        (list, Layout::AgentColumns, Layout::List, true),
        (list, Layout::Grid, Layout::List, true),
        (list, Layout::List, Layout::List, false),
        (grid, Layout::AgentColumns, Layout::Grid, true),
        (grid, Layout::Grid, Layout::Grid, false),
        (sides, Layout::AgentColumns, Layout::AgentColumns, false),
    ] {
        let book = open_bytes("roster.csv", csv.into(), &Opening::default()).unwrap();
        let choices = Choices {
            layout: Some(chosen),
            ..Choices::new(London)
        };

        let reading = understand(&book, &choices).unwrap();

        assert_eq!(reading.understood.layout, read, "{chosen:?} of {csv}");
        assert_eq!(reading.shifts.len(), 1, "{chosen:?} of {csv}");
        let notes = reading.understood.notes.iter();
        let said = notes.filter(|note| note.starts_with("You chose")).count();
        assert_eq!(said, usize::from(told), "{chosen:?} of {csv}");
    }
}
