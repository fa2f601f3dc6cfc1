//! Headings between rows of shifts that name a skill.

#![cfg(test)]

mod reading;

use reading::reading;
use spreadsheet::{Choices, Question, Reading};
use staffing::SkillId;

fn choices(known: &[&str]) -> Choices {
    Choices {
        near: "2026-11-27".parse().ok(),
        known_skills: (!known.is_empty())
            .then(|| known.iter().map(|&skill| SkillId::from(skill)).collect()),
        ..Choices::default()
    }
}

/// "agent skill" of each shift.
fn words(reading: &Reading) -> Vec<String> {
    let word = |read: spreadsheet::ReadShift| {
        let skills = read.shift.skills.iter().map(|skill| skill.skill.as_str());
        format!(
            "{} {}",
            read.shift.agent,
            skills.collect::<Vec<_>>().join("+")
        )
    };
    reading.shifts.iter().map(word).collect()
}

const GRID: &str = "Agent,2026-11-30,2026-12-01,2026-12-02\nEN Support,,,\nA1,6-14,,\nA2,,6-14,\nDE Support,,,\nA3,6-14,,\n";
const LIST: &str = "Agent,Start,End\nEN Support,,\nA1,2026-11-30 06:00,2026-11-30 14:00\nA2,2026-11-30 06:00,2026-11-30 14:00\nDE Support,,\nA3,2026-11-30 06:00,2026-11-30 14:00\n";

#[test]
fn a_heading_that_is_a_skill_is_that_of_the_rows_below() {
    for text in [GRID, LIST] {
        let reading = reading(text, &choices(&["EN Support", "DE Support"]));

        assert_eq!(reading.problems, [], "{text}");
        assert_eq!(
            words(&reading),
            ["A1 EN Support", "A2 EN Support", "A3 DE Support"],
            "{text}"
        );
        assert!(!reading.questions.contains(&Question::DefaultSkill));
        let reasons: Vec<&str> = reading
            .left_out
            .iter()
            .map(|row| row.reason.as_str())
            .collect();
        assert_eq!(
            reasons,
            [
                "The skill of the rows below it: \"EN Support\".",
                "The skill of the rows below it: \"DE Support\".",
            ]
        );
    }
    let said = GRID
        .replace("EN Support", "Skill: EN")
        .replace("DE Support", "Skill: DE");
    let reading = reading(&said, &choices(&[]));
    assert_eq!(words(&reading), ["A1 EN", "A2 EN", "A3 DE"]);
}

#[test]
fn a_heading_that_is_no_known_skill_is_asked_about() {
    for text in [GRID, LIST] {
        let asked = reading(text, &choices(&["EN Support", "SKILL-DE"]));

        assert_eq!(words(&asked), ["A1 EN Support", "A2 EN Support"], "{text}");
        let said: Vec<String> = asked.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "Line 6: The heading above, \"DE Support\", is no known skill. Say which skill it is, or choose one skill for all rows."
            ]
        );
        let names = asked.questions.iter().find_map(|question| match question {
            Question::Skills { names } => Some(
                names
                    .iter()
                    .map(|name| name.name.as_str())
                    .collect::<Vec<_>>(),
            ),
            _ => None,
        });
        assert_eq!(names, Some(vec!["DE Support"]));
        let answered = Choices {
            skill_names: [("DE Support".to_owned(), SkillId::from("SKILL-DE"))].into(),
            ..choices(&["EN Support", "SKILL-DE"])
        };
        let answered = reading(text, &answered);
        assert_eq!(answered.problems, []);
        assert_eq!(words(&answered)[2], "A3 SKILL-DE");
    }
}

#[test]
fn headings_that_name_no_skill_say_nothing_of_skills() {
    let reading = reading(GRID, &choices(&["SKILL-EN", "SKILL-DE"]));

    assert_eq!(words(&reading), ["A1 ", "A2 ", "A3 "]);
    assert!(reading.questions.contains(&Question::DefaultSkill));
}

#[test]
fn weekdays_of_rows_are_days_of_the_titles_week() {
    let rows = |days: [&str; 3]| {
        let row = |day: &str| format!("A1;{day};06:00;14:00\n");
        format!("Agent;Day;Start;End\n{}", days.map(row).concat())
    };
    let en = ["Mon", "Wednesday", "Fri"];
    for (title, days, expected) in [
        ("Roster week 49 2026", en, ["30", "02", "04"]),
        ("Roster w/c 30/11/2026", en, ["30", "02", "04"]),
        ("Week ending 6 December 2026", en, ["30", "02", "04"]),
        (
            "Plan 30.11.2026 - 06.12.2026",
            ["Mo", "Di", "Do"],
            ["30", "01", "03"],
        ),
        (
            "Semaine 49 - 2026",
            ["lundi", "mercredi", "vendredi"],
            ["30", "02", "04"],
        ),
        ("Semana 49 2026", ["lun", "mié", "dom"], ["30", "02", "06"]),
    ] {
        let reading = reading(&format!("{title}\n{}", rows(days)), &choices(&[]));

        assert_eq!(reading.problems, [], "{title}");
        let day = |read: spreadsheet::ReadShift| read.shift.time.start.format("%d").to_string();
        let read: Vec<String> = reading.shifts.iter().map(day).collect();
        assert_eq!(read, expected, "{title}");
        let told = reading.understood.notes.iter();
        assert!(
            told.clone().any(|note| note.contains("30 November 2026")),
            "{title}"
        );
    }
    // Of two weeks it is open which is meant, and so is "do" alone.
    for (title, days) in [
        ("Plan 30.11.2026 - 13.12.2026", en),
        ("Some plan", en),
        ("Roster week 49 2026", ["do", "do", "do"]),
    ] {
        let reading = reading(&format!("{title}\n{}", rows(days)), &choices(&[]));

        assert_eq!(reading.shifts.len(), 0, "{title}");
        assert_eq!(reading.stopped_rows(), 3, "{title}");
    }
}
