//! What is remembered of files that were read before.

use spreadsheet::{Choices, Code, Field};
use workflow::intake::{Change, Intake, Memory, Recall};

use crate::open_named;

const WEEK_49: &str = "Who,From,To,What\nA1,2026-12-01 08:00,2026-12-01 16:00,Billing\n";

fn open(name: &str, text: &str, memory: &Memory) -> Intake {
    open_named(name, text, |_: &mut Choices| {}, memory)
}

/// A memory of a file whose columns the planner mapped.
fn memory() -> Memory {
    let mut intake = open("shifts-week-49.csv", WEEK_49, &Memory::default());
    let fields = [Field::Agent, Field::Start, Field::End, Field::Skills];
    for (column, field) in fields.into_iter().enumerate() {
        let field = Some(field);
        intake.change(Change::Column { column, field }).unwrap();
    }
    let billing = Change::SkillName {
        name: "Billing".to_owned(),
        skill: "SKILL-EN-BILLING".into(),
    };
    intake.change(billing).unwrap();
    intake
        .change(Change::Codes(vec![("al".to_owned(), Code::DayOff)]))
        .unwrap();
    let mut memory = Memory::default();
    memory.remember(&intake);
    memory
}

#[test]
fn the_same_headers_are_mapped_the_same() {
    let memory = memory();

    let again = open(
        "other name.csv",
        &WEEK_49.replace("12-01", "12-08"),
        &memory,
    );

    assert_eq!(again.recall(), Some(&Recall::Applied));
    let fields: Vec<_> = again
        .reading()
        .columns
        .iter()
        .map(|column| column.field)
        .collect();
    assert_eq!(fields[0], Some(Field::Agent));
    let shift = again.reading().shifts.get(0).unwrap();
    assert_eq!(shift.shift.agent.as_str(), "A1");
    assert_eq!(shift.shift.skills[0].skill.as_str(), "SKILL-EN-BILLING");
    assert_eq!(
        again.undo_words(),
        None,
        "what is remembered was decided before"
    );
}

#[test]
fn saved_rows_with_problems_are_mapped_as_the_file_they_come_from() {
    let text = WEEK_49
        .replace("What", "What,Problem")
        .replace("Billing", "Billing,Too long.");

    let again = open("week 49 to mend.csv", &text, &memory());

    assert_eq!(again.recall(), Some(&Recall::Applied));
    assert_eq!(again.reading().shifts.len(), 1);
    assert_eq!(again.reading().columns[4].field, Some(Field::Notes));
}

#[test]
fn a_changed_layout_is_pointed_out_and_mapped_as_far_as_it_can_be() {
    let text = "Team,Who,From,To,What\nnorth,A1,2026-12-08 08:00,2026-12-08 16:00,Billing\n";

    let again = open("shifts-week-50.csv", text, &memory());

    let Some(Recall::Changed { differences }) = again.recall() else {
        panic!("{:?}", again.recall());
    };
    assert_eq!(differences[0], "The column \"Team\" is new.");
    assert_eq!(again.reading().columns[1].field, Some(Field::Agent));
    assert_eq!(again.reading().shifts.len(), 1);
}

#[test]
fn grids_of_other_weeks_have_the_same_headers() {
    let week = |days: &str| {
        format!("Wer,Name,{days}\nA7,Ada,06:00-14:00,OFF,\nA8,Bea,OFF,06:00-14:00,6-14\n")
    };
    let choose = |choices: &mut Choices| choices.default_skill = Some("S".into());
    let text = week("30/11/2026,01/12/2026,02/12/2026");
    let mut intake = open_named("roster.csv", &text, choose, &Memory::default());
    let agent = Change::Column {
        column: 0,
        field: Some(Field::Agent),
    };
    intake.change(agent).unwrap();
    let mut memory = Memory::default();
    memory.remember(&intake);

    let again = open(
        "another.csv",
        &week("14/12/2026,15/12/2026,16/12/2026"),
        &memory,
    );

    assert_eq!(again.recall(), Some(&Recall::Applied));
    assert_eq!(again.choices().default_skill, Some("S".into()));
    assert_eq!(again.reading().columns[0].field, Some(Field::Agent));
    assert_eq!(again.reading().shifts.len(), 3);
}

#[test]
fn other_files_are_read_on_their_own_but_names_and_codes_hold_for_all() {
    let text = "Agent ID,Start,End,Skills\nA1,2026-12-01 08:00,2026-12-01 16:00,Billing\n";

    let other = open("roster.csv", text, &memory());

    assert_eq!(other.recall(), None);
    assert_eq!(other.choices().columns.len(), 0);
    let shift = other.reading().shifts.get(0).unwrap();
    assert_eq!(shift.shift.skills[0].skill.as_str(), "SKILL-EN-BILLING");
    assert_eq!(other.choices().codes.get("AL"), Some(&Code::DayOff));
}

#[test]
fn what_is_remembered_can_be_set_aside_and_forgotten() {
    let mut memory = memory();
    let mut intake = open("shifts-week-50.csv", WEEK_49, &memory);

    intake.change(Change::ForgetMapping).unwrap();

    assert_eq!((intake.recall(), intake.choices().columns.len()), (None, 0));
    intake.undo().unwrap();
    assert_eq!(intake.recall(), Some(&Recall::Applied));
    intake.redo().unwrap();
    assert_eq!(intake.recall(), None);
    memory.forget(&intake);
    assert_eq!(open("shifts-week-51.csv", WEEK_49, &memory).recall(), None);
}

#[test]
fn a_memory_survives_being_stored_and_stays_small() {
    let mut memory = memory();
    for file in 0..300 {
        let text = WEEK_49.replace("What", &format!("Header {file}"));
        memory.remember(&open("f.csv", &text, &Memory::default()));
    }

    let stored = serde_json::to_string(&memory).unwrap();

    assert_eq!(serde_json::from_str::<Memory>(&stored).unwrap(), memory);
    assert_eq!(memory.mappings.len(), 200);
    assert_eq!(
        serde_json::from_str::<Memory>("{}").unwrap(),
        Memory::default()
    );
}
