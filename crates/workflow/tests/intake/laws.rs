//! What holds for any changes.

use chrono_tz::Tz;
use proptest::prelude::*;
use spreadsheet::{Code, DateOrder, Field, FileKind, ProblemCode};
use workflow::intake::Change;

use crate::{open, seen};

const FILE: &str = "\
Agent ID,Date,Start,End,Skills,Breaks,Note
A1,01/12/2026,08:00,16:00,S,30,x
A2,01/12/2026,8 Uhr,16:00,S,30,x
A2,02/12/2026,22:00,06:00,\"S,T\",10:00-10:30,y
A3,13/12/2026,08:00,08:00,S,,
A3,29/03/2026,01:30,09:00,S,,y
A4,25/10/2026,01:30,09:00,,,y
Total,,,,6,,
";

fn any_change() -> impl Strategy<Value = Change> {
    let line = 1_usize..10;
    let column = 0_usize..8;
    let text = prop::sample::select(vec![
        "",
        "S",
        "x",
        "08:00",
        "8 Uhr",
        "16:00",
        "01/12/2026",
        "31/11/2026",
        "=1+1",
        "A1",
        "30",
    ]);
    let field = prop::option::of(prop::sample::select(vec![
        Field::Agent,
        Field::Date,
        Field::Start,
        Field::StartTime,
        Field::End,
        Field::EndTime,
        Field::Skills,
        Field::Status,
        Field::Breaks,
    ]));
    let edit = (line.clone(), column.clone(), text, any::<bool>()).prop_map(
        |(line, column, text, alike)| Change::Edit {
            line,
            column,
            text: text.to_owned(),
            alike,
        },
    );
    let skip = (prop::collection::vec(line.clone(), 0..4), any::<bool>())
        .prop_map(|(lines, skip)| Change::Skip { lines, skip });
    let codes = vec![
        ProblemCode::UnreadableTime,
        ProblemCode::EndNotAfterStart,
        ProblemCode::MissingValue,
        ProblemCode::ClockChange,
        ProblemCode::DateOrderUnclear,
    ];
    let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
    prop_oneof![
        4 => edit,
        2 => skip,
        1 => prop::sample::select(codes).prop_map(Change::SkipAll),
        1 => prop::sample::select(vec![Tz::UTC, Tz::Europe__Berlin, Tz::Asia__Tokyo]).prop_map(Change::Zone),
        2 => (column, field).prop_map(|(column, field)| Change::Column { column, field }),
        1 => prop::sample::select(vec![DateOrder::DayFirst, DateOrder::MonthFirst]).prop_map(Change::DateOrder),
        1 => prop::sample::select(vec![FileKind::Shifts, FileKind::Requirements]).prop_map(Change::Kind),
        1 => line.prop_map(Change::HeaderLine),
        1 => prop::option::of(1_u32..20).prop_map(move |from| Change::Period(from.map(|from| (day(from), day(from + 5))))),
        1 => Just(Change::Codes(vec![("off".to_owned(), Code::DayOff)])),
        1 => Just(Change::SkillName { name: "S".to_owned(), skill: "SKILL-S".into() }),
        1 => prop::option::of(Just("SKILL-D")).prop_map(|skill| Change::Defaults {
            skill: skill.map(Into::into),
            status: None,
            proficiency: None,
        }),
        1 => Just(Change::ForgetMapping),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_goes_back_and_redoing_goes_there_again(changes in prop::collection::vec(any_change(), 1..12)) {
        let mut intake = open(FILE);
        let mut stages = vec![(intake.undo_words(), seen(&intake))];
        for change in changes {
            let before = (intake.undo_words(), seen(&intake));
            match intake.change(change) {
                // What may not be is as if it had not been asked for.
                Err(_) => prop_assert_eq!(&before, &(intake.undo_words(), seen(&intake))),
                Ok(()) if intake.redo_words().is_none() => {
                    let now = (intake.undo_words(), seen(&intake));
                    if now != before {
                        stages.push(now);
                    }
                }
                Ok(()) => prop_assert!(false, "a change leaves something to redo"),
            }
        }
        // Steps that look alike are undone without a difference to be seen.
        let last = stages.len() - 1;
        let mut steps = 0;
        while intake.undo_words().is_some() {
            intake.undo().unwrap();
            steps += 1;
        }
        prop_assert_eq!(&seen(&intake), &stages[0].1);
        prop_assert_eq!(intake.choices().clone(), open(FILE).choices().clone());
        for _ in 0..steps {
            intake.redo().unwrap();
        }
        prop_assert_eq!(intake.redo_words(), None);
        prop_assert_eq!(&seen(&intake), &stages[last].1);
    }

    #[test]
    fn each_undo_is_one_change_back(changes in prop::collection::vec(any_change(), 1..6)) {
        let mut intake = open(FILE);
        let mut stages = vec![intake.choices().clone()];
        for change in changes {
            let _ = intake.change(change);
            if intake.choices() != stages.last().unwrap() {
                stages.push(intake.choices().clone());
            }
        }
        for stage in stages.iter().rev() {
            prop_assert_eq!(intake.choices(), stage);
            intake.undo().unwrap();
        }
    }
}
