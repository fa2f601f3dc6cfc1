//! Requirements that are loaded into the workspace.

use embedded::Data;
use staffing::Requirement;

use super::coverage::{MONDAY, requirement, two_skills};
use super::support::Server;

#[tokio::test]
async fn requirements_replace_what_they_cover_and_no_more() {
    let server = two_skills().await;
    let load = async |requirements: Vec<Requirement>| {
        server.workspace.load_requirements(requirements).await
    };
    let required = async || {
        let records = server.coverage(MONDAY).await;
        records
            .iter()
            .map(|record| record.required_hours)
            .collect::<Vec<_>>()
    };

    load(vec![requirement("A", "09:00", "10:00", 5.0)])
        .await
        .unwrap();
    assert_eq!(required().await, [6.0 + 5.0, 3.0], "cut out of the middle");
    load(vec![
        requirement("A", "07:00", "09:30", 1.0),
        requirement("C", "08:00", "09:00", 0.25),
    ])
    .await
    .unwrap();
    assert_eq!(
        required().await,
        [2.5 + 2.5 + 4.0, 3.0, 0.25],
        "over two windows; a new skill comes into being"
    );
    load(vec![requirement("B", "10:00", "12:00", 0.0)])
        .await
        .unwrap();
    assert_eq!(required().await, [9.0, 0.0, 0.25]);

    for impossible in [-0.1, f64::NAN, f64::INFINITY, 1e7] {
        let faulty = vec![
            requirement("A", "00:00", "23:00", 9.0),
            requirement("A", "09:00", "10:00", impossible),
        ];
        let message = load(faulty).await.unwrap_err().to_string();
        assert!(message.contains("requirement of A"), "{message}");
    }
    assert_eq!(
        required().await,
        [9.0, 0.0, 0.25],
        "all of them are kept, or none"
    );
}

#[tokio::test]
async fn loaded_requirements_go_before_the_weekly_ones_of_the_sample() {
    let server = Server::start(Data::SAMPLE).await;
    let range = "dateFrom=2026-11-30T08:00:00Z&dateTo=2026-11-30T08:59:59Z&groupBy=timeBlock";
    let required = async || {
        let records = server.coverage(range).await.into_iter();
        let of_skill =
            records.filter(|record| record.skill_id.as_deref() == Some("SKILL-FR-SALES"));
        of_skill
            .map(|record| record.required_agents.unwrap())
            .collect::<Vec<_>>()
    };
    let before = required().await;

    let loaded = vec![requirement("SKILL-FR-SALES", "08:15", "08:30", 33.0)];
    server.workspace.load_requirements(loaded).await.unwrap();

    assert_eq!(required().await, [before[0], 33.0, before[2], before[3]]);
}
