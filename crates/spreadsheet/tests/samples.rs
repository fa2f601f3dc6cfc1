//! Files as planners have them.

#![cfg(test)]

use std::path::PathBuf;

use chrono::{TimeDelta, TimeZone};
use chrono_tz::Europe::{Berlin, London};
use spreadsheet::{Choices, DateOrder, FileKind, Layout, Reading, Severity, understand};
use staffing::{Break, ShiftStatus, SkillId};
use workbook::{Book, Opening, open};

fn sample(name: &str) -> Book {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name);
    open(&path, &Opening::default()).expect(name)
}

fn read_sample(name: &str, choices: &Choices) -> Reading {
    understand(&sample(name), choices).expect(name)
}

/// Rows below the header.
fn rows(name: &str) -> usize {
    sample(name).rows.len() - 1
}

#[test]
fn a_plain_roster_has_no_problem() {
    let reading = read_sample("shifts-week-49.csv", &Choices::new(London));

    assert_eq!(reading.kind, FileKind::Shifts);
    assert_eq!(reading.problems, []);
    assert_eq!(
        (rows("shifts-week-49.csv"), reading.shifts.len()),
        (300, 300)
    );
    assert!(
        reading.columns.iter().all(|column| column.field.is_some()),
        "{:?}",
        reading.columns
    );
    let first = reading.shifts.get(0).unwrap();
    assert_eq!(first.line, 2);
    assert_eq!(first.shift.agent.as_str(), "AGENT-1001");
    assert_eq!(
        first.shift.time.start,
        London.with_ymd_and_hms(2026, 12, 1, 14, 0, 0).unwrap()
    );
    assert_eq!(
        first.shift.time.end - first.shift.time.start,
        TimeDelta::hours(8)
    );
    assert_eq!(first.shift.skills[0].skill.as_str(), "SKILL-EN-BILLING");
    assert_eq!(
        first.shift.breaks,
        [Break {
            offset_seconds: 4 * 3600,
            duration_seconds: 1800
        }]
    );
    assert_eq!(first.shift.status, ShiftStatus::Published);
    assert_eq!(reading.shifts.agents().len(), 60);
    assert!(
        reading
            .shifts
            .iter()
            .any(|read| read.shift.skills.len() > 1),
        "some shifts have several skills"
    );
    assert!(reading.shifts.iter().all(|read| read.shift.check().is_ok()));
}

#[test]
fn the_zone_moves_a_roster() {
    let in_london = read_sample("shifts-week-49.csv", &Choices::new(London));
    let in_berlin = read_sample("shifts-week-49.csv", &Choices::new(Berlin));

    for (london, berlin) in in_london.shifts.iter().zip(in_berlin.shifts.iter()) {
        assert_eq!(
            london.shift.time.start - berlin.shift.time.start,
            TimeDelta::hours(1),
            "line {}",
            london.line
        );
        assert_eq!(
            london.shift.breaks, berlin.shift.breaks,
            "line {}",
            london.line
        );
    }
}

#[test]
fn a_german_roster_is_read_as_well() {
    let reading = read_sample("dienstplan-kw49.csv", &Choices::new(Berlin));

    assert_eq!(reading.problems, []);
    assert_eq!(
        (rows("dienstplan-kw49.csv"), reading.shifts.len()),
        (120, 120)
    );
    let understood = &reading.understood;
    assert_eq!(
        (understood.encoding.as_deref(), understood.delimiter),
        (Some("Windows-1252"), Some(';'))
    );
    assert_eq!(understood.date_order, Some(DateOrder::DayFirst));
    let first = reading.shifts.get(0).unwrap().shift;
    assert_eq!(
        first.time.start,
        Berlin.with_ymd_and_hms(2026, 12, 1, 14, 0, 0).unwrap()
    );
    assert_eq!(
        first.breaks,
        [Break {
            offset_seconds: 225 * 60,
            duration_seconds: 1800
        }],
        "in the middle"
    );
    assert_eq!(first.status, ShiftStatus::Draft);
    let notes = understood.notes.join(" ");
    assert!(
        notes.contains("no Status column") && notes.contains("middle of each shift"),
        "{notes}"
    );
}

#[test]
fn every_fault_is_told_at_its_line() {
    let choices = Choices {
        known_skills: Some(vec![
            SkillId::from("SKILL-EN-BILLING"),
            SkillId::from("SKILL-FR-SALES"),
        ]),
        ..Choices::new(London)
    };

    let reading = read_sample("faulty-rows.csv", &choices);

    let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "Line 3: This row has no agent.",
            "Line 4: 31 November does not exist. Did you mean 1 December?",
            "Line 5: This shift ends at 06:00 on 30 November 2026, before it starts at 14:00 on 30 November 2026. Did you mean 06:00 on 1 December 2026?",
            "Line 6: This shift is 48 hours long. Is the date right?",
            "Line 7: This row has no skills.",
            "Line 8: The skill \"SKILL-EN-BILING\" is not known. Did you mean SKILL-EN-BILLING?",
            "Line 9: The break 15:00 to 15:30 on 30 November 2026 lies outside the shift, 06:00 to 14:00 on 30 November 2026. Correct the break or the shift's times.",
            "Line 10: \"Maybe\" is no status. Write Published or Draft.",
            "Line 12: The same shift stands on line 11 already. It is read once.",
            "Line 13: This shift overlaps line 11: AGENT-1009 works 06:00 to 14:00 on 30 November 2026 there. Correct the times, or delete one of the two rows.",
            "Line 14: This row has 3 cells, the header has 7: Skills, Breaks, Status, (what is wrong) are missing. Put text that holds the separator in quotation marks, and give every row all cells.",
            "Line 15: \"=cmd|'/c calc'!A1\" looks like a formula, not like an id. If it is an id, write ' before it.",
        ]
    );
    let warnings: Vec<usize> = reading
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Warning)
        .map(|problem| problem.line)
        .collect();
    assert_eq!(warnings, [12], "only a repeated row is read all the same");
    let read: Vec<(usize, Vec<usize>)> = reading
        .shifts
        .iter()
        .map(|read| (read.line, read.also_lines))
        .collect();
    assert_eq!(read, [(2, vec![]), (11, vec![12])]);
    assert_eq!((rows("faulty-rows.csv"), reading.stopped_rows()), (14, 11));
}

#[test]
fn a_skill_is_unknown_only_where_skills_are_known() {
    let reading = read_sample("faulty-rows.csv", &Choices::new(London));

    assert!(
        reading.problems.iter().all(|problem| problem.line != 8),
        "{:?}",
        reading.problems
    );
    assert!(reading.shifts.iter().any(|read| read.line == 8));
}

#[test]
fn a_weeks_requirements_are_read() {
    let reading = read_sample("required-agents-week-49.csv", &Choices::new(London));

    assert_eq!(reading.kind, FileKind::Requirements);
    assert_eq!(reading.problems, []);
    assert_eq!(
        (
            rows("required-agents-week-49.csv"),
            reading.requirements.len()
        ),
        (4032, 4032)
    );
    let first = &reading.requirements[0].requirement;
    assert_eq!(
        (first.skill.as_str(), first.agents),
        ("SKILL-EN-TECH-SUPPORT", 0.83)
    );
    let quarter_hours = |read: &spreadsheet::ReadRequirement| read.requirement.time.hours() == 0.25;
    assert!(reading.requirements.iter().all(quarter_hours));
    assert_eq!(reading.understood.notes, ["Intervals are 15 minutes long."]);
}

#[test]
fn a_workbook_with_titles_and_totals_is_read() {
    let reading = read_sample("roster-week-49.xlsx", &Choices::new(London));

    assert_eq!(reading.problems, []);
    assert_eq!(reading.shifts.len(), 200);
    assert_eq!(reading.understood.header_line, 4);
    let reasons: Vec<&str> = reading
        .left_out
        .iter()
        .map(|row| row.reason.as_str())
        .collect();
    assert!(
        reasons.iter().any(|reason| reason.contains("total")),
        "{reasons:?}"
    );
    assert!(reading.shifts.iter().all(|read| read.shift.check().is_ok()));
}

#[test]
fn a_grid_has_the_shifts_of_its_days() {
    let reading = read_sample("grid-roster-week-49.xlsx", &Choices::new(London));

    assert_eq!(reading.problems, []);
    assert_eq!(reading.understood.layout, Layout::Grid);
    assert_eq!(reading.shifts.len(), 200);
    let days: Vec<String> = reading
        .columns
        .iter()
        .filter_map(|column| Some(column.day?.to_string()))
        .collect();
    assert_eq!(
        (days.len(), days.first().map(String::as_str)),
        (7, Some("2026-11-30"))
    );
    assert!(
        reading.shifts.iter().all(|read| read.column.is_some()),
        "each shift has its cell"
    );
}
