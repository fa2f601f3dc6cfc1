use staffing::{Break, Proficiency, ShiftStatus};

use super::*;

struct Row {
    agent: &'static str,
    hours: (i64, i64),
    skills: &'static [(&'static str, Option<Proficiency>)],
    has_break: bool,
    status: ShiftStatus,
}

const DAY: Row = Row {
    agent: "A1",
    hours: (6, 14),
    skills: &[("X", None)],
    has_break: false,
    status: ShiftStatus::Draft,
};

fn packs(rows: &[Row]) -> Packs {
    let mut packs = Packs::default();
    for (row, line) in rows.iter().zip(2..) {
        let skill = |&(skill, proficiency): &(&str, _)| ShiftSkill {
            skill: skill.into(),
            proficiency,
        };
        let skills: Vec<ShiftSkill> = row.skills.iter().map(skill).collect();
        let pause = Break {
            offset_seconds: 60,
            duration_seconds: 60,
        };
        let breaks = if row.has_break {
            vec![pause]
        } else {
            Vec::new()
        };
        let packed = Packed {
            start: row.hours.0 * 3600,
            length: u16::try_from((row.hours.1 - row.hours.0) * 3600).unwrap(),
            agent: packs.agents.number(row.agent),
            skills: packs.skill_sets.number(&skills),
            breaks: packs.break_sets.number(&breaks),
            line,
            column: NO_COLUMN,
            status: row.status,
        };
        packs.all.push(packed);
    }
    packs
}

/// What becomes of a row below two others.
fn check(row: Row, expected: &Added) {
    let night = Row {
        hours: (22, 30),
        ..DAY
    };
    let packs = packs(&[DAY, night, row]);
    let mut roster = Roster {
        standing: vec![BTreeMap::new(); packs.agents.len()],
        dropped: vec![false; packs.all.len()],
        packs,
        also: Vec::new(),
        parts: BTreeMap::new(),
    };

    let added: Vec<Added> = (0..3)
        .map(|index| roster.add(index, roster.packs.all[index]))
        .collect();

    assert_eq!(added.last(), Some(expected));
    assert_eq!(added[..2], [Added::New, Added::New]);
}

fn at(start: i64, end: i64) -> Row {
    Row {
        hours: (start, end),
        ..DAY
    }
}

#[test]
fn shifts_that_meet_are_seen() {
    check(at(14, 22), &Added::New);
    check(at(4, 6), &Added::New);
    check(Row { agent: "A2", ..DAY }, &Added::New);
    check(DAY, &Added::Repeated(0));
    check(
        Row {
            has_break: true,
            ..DAY
        },
        &Added::Repeated(0),
    );
    check(
        Row {
            skills: &[("Y", None)],
            ..DAY
        },
        &Added::United,
    );
    let published = Row {
        status: ShiftStatus::Published,
        ..DAY
    };
    check(published, &Added::Contradicts(0, "status"));
    check(at(13, 15), &Added::Overlaps(0));
    check(at(7, 8), &Added::Overlaps(0));
    check(at(5, 7), &Added::Overlaps(0));
    check(at(13, 23), &Added::Overlaps(1));
    check(at(20, 23), &Added::Overlaps(1));
    check(at(29, 33), &Added::Overlaps(1));
}

#[test]
fn agents_whose_shifts_meet_are_found_in_any_order() {
    for (hours, meets) in [
        (vec![(6, 14), (14, 22), (30, 38)], false),
        (vec![(30, 38), (6, 14), (14, 22)], false),
        (vec![(6, 14), (13, 15)], true),
        (vec![(30, 38), (6, 14), (31, 32)], true),
        (vec![(6, 14), (6, 14)], true),
        (vec![(6, 20), (7, 8), (9, 10)], true),
    ] {
        let rows: Vec<Row> = hours.iter().map(|&(start, end)| at(start, end)).collect();

        assert_eq!(meeting_agents(&packs(&rows)), [meets], "{hours:?}");
    }
}

#[test]
fn united_shifts_hold_what_all_rows_say() {
    use Proficiency::{Beginner, Expert};
    let rated = Row {
        skills: &[("X", Some(Expert)), ("Y", None)],
        ..DAY
    };
    let contradicting = Row {
        skills: &[("X", Some(Beginner)), ("Z", None)],
        ..DAY
    };
    let packs = packs(&[DAY, rated, contradicting]);
    let mut roster = Roster {
        standing: vec![BTreeMap::new()],
        dropped: vec![false; 3],
        packs,
        also: Vec::new(),
        parts: BTreeMap::new(),
    };

    let last = (0..3)
        .map(|index| roster.add(index, roster.packs.all[index]))
        .last();

    assert_eq!(last, Some(Added::Contradicts(0, "proficiency")));
    let shifts = roster.shifts();
    assert_eq!(shifts.len(), 1);
    let read = shifts.get(0).unwrap();
    let skill = |skill: &str, proficiency| ShiftSkill {
        skill: skill.into(),
        proficiency,
    };
    assert_eq!(
        read.shift.skills,
        [skill("X", Some(Expert)), skill("Y", None)]
    );
    assert_eq!(
        read.also_lines,
        [3],
        "the row that contradicts added nothing"
    );
}
