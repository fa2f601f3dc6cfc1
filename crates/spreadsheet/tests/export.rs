//! The exported CSV.

#![cfg(test)]

use std::fs;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::America::New_York;
use chrono_tz::Europe::London;
use proptest::prelude::*;
use spreadsheet::{SpreadsheetError, write_recommendations};
use staffing::{Break, DateRange, Recommendation, Recommendations, RecommendedShift};

fn shift(skill: &str, start: &str, minutes: i64) -> RecommendedShift {
    let start: DateTime<Utc> = start.parse().unwrap();
    RecommendedShift {
        skill: skill.into(),
        time: DateRange {
            start,
            end: start + TimeDelta::minutes(minutes),
        },
        coverage_impact: 6.5,
        overtime: false,
        breaks: Vec::new(),
    }
}

fn of_agent(agent: &str, compliance_score: f64, shifts: Vec<RecommendedShift>) -> Recommendation {
    Recommendation {
        agent: agent.into(),
        compliance_score,
        shifts,
    }
}

fn recommendations(agents: Vec<Recommendation>) -> Recommendations {
    Recommendations {
        agents,
        ..Recommendations::default()
    }
}

#[test]
fn one_line_is_written_per_recommended_shift() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("recommendations.csv");
    let pause = Break {
        offset_seconds: 4 * 3600,
        duration_seconds: 1800,
    };
    let long = RecommendedShift {
        overtime: true,
        breaks: vec![pause],
        ..shift("SKILL-EN", "2026-12-01T06:00:00Z", 480)
    };
    let answer = recommendations(vec![
        of_agent(
            "AGENT-1001",
            0.98,
            vec![long, shift("SKILL-FR", "2026-11-01T05:30:00Z", 120)],
        ),
        of_agent(
            "=AGENT, \"2\"",
            1.0,
            vec![shift("@SKILL", "2026-12-01T23:00:00Z", 20)],
        ),
    ]);

    let count = write_recommendations(&path, &answer, New_York).unwrap();

    assert_eq!(count, 3);
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "\u{FEFF}Agent,Skill,Start (local),End (local),Time zone,Start (UTC),End (UTC),Hours,Coverage impact (h),Overtime,Compliance score\r\n\
         AGENT-1001,SKILL-EN,2026-12-01 01:00,2026-12-01 09:00,America/New_York,2026-12-01T06:00:00Z,2026-12-01T14:00:00Z,7.50,6.50,yes,0.98\r\n\
         AGENT-1001,SKILL-FR,2026-11-01 01:30,2026-11-01 02:30,America/New_York,2026-11-01T05:30:00Z,2026-11-01T07:30:00Z,2.00,6.50,no,0.98\r\n\
         \"'=AGENT, \"\"2\"\"\",'@SKILL,2026-12-01 18:00,2026-12-01 18:20,America/New_York,2026-12-01T23:00:00Z,2026-12-01T23:20:00Z,0.33,6.50,no,1.00\r\n"
    );
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["recommendations.csv"], "no temporary file is left");
}

#[test]
fn an_old_file_is_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("recommendations.csv");
    fs::write(&path, "x".repeat(10_000)).unwrap();

    let count = write_recommendations(&path, &recommendations(Vec::new()), London).unwrap();

    assert_eq!(count, 0);
    let lines = fs::read_to_string(&path).unwrap();
    assert_eq!(lines.lines().count(), 1, "the header alone: {lines}");
}

#[test]
fn what_stands_in_the_way_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("folder.csv");
    fs::create_dir(&taken).unwrap();
    let protected = folder.path().join("protected.csv");
    fs::write(&protected, "old").unwrap();
    let mut permissions = fs::metadata(&protected).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&protected, permissions).unwrap();
    let write = |path: &Path| {
        write_recommendations(path, &recommendations(Vec::new()), London).unwrap_err()
    };

    let gone = write(&folder.path().join("gone").join("a.csv"));
    assert!(
        matches!(gone, SpreadsheetError::FolderMissing { .. }),
        "{gone}"
    );
    let not_a_file = write(&taken);
    assert!(
        matches!(not_a_file, SpreadsheetError::TargetNotAFile { .. }),
        "{not_a_file}"
    );
    let forbidden = write(&protected);
    assert!(
        matches!(forbidden, SpreadsheetError::WriteForbidden { .. }),
        "{forbidden}"
    );
    assert_eq!(fs::read_to_string(&protected).unwrap(), "old");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "nothing half-done is left"
    );
}

/// Root may write everywhere.
#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
    let path = folder.path().join("recommendations.csv");
    let is_root = fs::write(folder.path().join("probe"), "").is_ok();

    let written = write_recommendations(&path, &recommendations(Vec::new()), London);

    match written {
        Ok(_) => assert!(is_root, "only root writes it"),
        Err(error) => assert!(
            matches!(error, SpreadsheetError::WriteForbidden { .. }),
            "{error}"
        ),
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_reads_back(
        rows in proptest::collection::vec(("[=+@'\",;a-zé\t\r\n-]{1,8}", "[=+@'\",;A-Z-]{1,8}", 0_i64..1_000_000, 1_i64..960, 0.0..99.0, any::<bool>()), 0..20),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("recommendations.csv");
        let base: DateTime<Utc> = "2026-01-01T00:00:00Z".parse().unwrap();
        let agents = rows.iter().map(|(agent, skill, start, minutes, impact, overtime)| {
            let start = base + TimeDelta::minutes(*start);
            let shift = RecommendedShift {
                skill: skill.as_str().into(),
                time: DateRange { start, end: start + TimeDelta::minutes(*minutes) },
                coverage_impact: *impact,
                overtime: *overtime,
                breaks: Vec::new(),
            };
            of_agent(agent, 0.5, vec![shift])
        });
        let answer = recommendations(agents.collect());

        let count = write_recommendations(&path, &answer, London).unwrap();

        prop_assert_eq!(count, rows.len());
        let bytes = fs::read(&path).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap());
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(records.len(), rows.len());
        for (record, recommendation) in records.iter().zip(&answer.agents) {
            let shift = &recommendation.shifts[0];
            for (cell, text) in [(&record[0], recommendation.agent.as_str()), (&record[1], shift.skill.as_str())] {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?} would run", cell);
                prop_assert!(cell == text || cell == format!("'{text}"), "{:?} is {:?}", cell, text);
            }
            prop_assert_eq!(&record[5], shift.time.start.format("%Y-%m-%dT%H:%M:%SZ").to_string());
            prop_assert_eq!(&record[6], shift.time.end.format("%Y-%m-%dT%H:%M:%SZ").to_string());
            prop_assert_eq!(&record[8], format!("{:.2}", shift.coverage_impact));
            prop_assert_eq!(&record[9], if shift.overtime { "yes" } else { "no" });
        }
    }
}
