//! Coverage page by page.

use std::collections::HashSet;

use cxone::wire::CoverageRecord;
use embedded::Data;

use super::coverage::{MONDAY, on_monday};
use super::support::{COVERAGE, Server, import_of};

#[tokio::test]
async fn pages_hold_everything_once_in_one_order() {
    let server = Server::start(Data::SAMPLE).await;
    let query = format!("{MONDAY}&groupBy=timeBlock");
    let whole = server.coverage(&format!("{query}&pageSize=1000")).await;
    assert_eq!(whole.len(), 6 * 96);

    for size in [1_usize, 7, 100, 575, 576, 577] {
        if size == 1 {
            continue; // 576 requests show nothing that 7 does not
        }
        let (mut read, mut tokens, mut token) = (Vec::new(), HashSet::new(), String::new());
        loop {
            let reply = server
                .session
                .get(&format!(
                    "{COVERAGE}?{query}&pageSize={size}&nextPageToken={token}"
                ))
                .await;
            assert_eq!(reply.body["totalCount"], 576);
            let page: Vec<CoverageRecord> =
                serde_json::from_value(reply.body["items"].clone()).unwrap();
            assert!(!page.is_empty() && page.len() <= size);
            read.extend(page);
            match reply.body["nextPageToken"].as_str() {
                Some(next) => {
                    assert!(tokens.insert(next.to_owned()), "a token repeats");
                    token = next.to_owned();
                }
                None => break,
            }
        }
        assert_eq!(read, whole, "pages of {size}");
    }
}

#[tokio::test]
async fn a_page_token_belongs_to_its_query_and_its_moment() {
    let server = Server::start(Data::SAMPLE).await;
    let page = async |query: &str| server.session.get(&format!("{COVERAGE}?{query}")).await;
    let query = format!("{MONDAY}&pageSize=4");
    let first = page(&query).await;
    let token = first.body["nextPageToken"].as_str().unwrap().to_owned();

    // An import between the pages: they go on showing what the first one showed.
    let before = page(&format!("{MONDAY}&pageSize=10")).await;
    let more = on_monday("AGENT-1016", "08:00", "16:00", &["SKILL-ES-SUPPORT"]);
    assert_eq!(
        server.import(&import_of(&[more])).await.body["processedCount"],
        1
    );
    let second = page(&format!("{query}&nextPageToken={token}")).await;
    assert_eq!(
        second.body["items"].as_array().unwrap()[..],
        before.body["items"].as_array().unwrap()[4..]
    );
    assert_eq!(
        second.body,
        page(&format!("{query}&nextPageToken={token}")).await.body,
        "sent again, the same page"
    );
    assert_ne!(
        page(&format!("{MONDAY}&pageSize=10")).await.body["items"],
        before.body["items"]
    );

    let mut tampered = token.clone();
    let last = if tampered.pop() == Some('0') {
        '1'
    } else {
        '0'
    };
    tampered.push(last);
    for foreign in [
        format!("{query}&nextPageToken={tampered}"),
        format!("{MONDAY}&pageSize=5&nextPageToken={token}"),
        format!("{query}&groupBy=queue&nextPageToken={token}"),
        format!(
            "dateFrom=2026-11-29T00:00:00Z&dateTo=2026-11-30T23:59:59Z&pageSize=4&nextPageToken={token}"
        ),
    ] {
        assert_eq!(page(&foreign).await.status, 400, "{foreign}");
    }
}
