use std::collections::BTreeMap;

use workbook::Rows;

use super::*;
use crate::Column;
use crate::mended::MendedRows;

fn columns(headers: &[&str]) -> Columns {
    let column = |header: &&str| Column {
        header: (*header).to_owned(),
        field: header_words::known(header).map(|meant| meant.field),
        day: None,
        is_agent: false,
        confidence: Confidence::Sure,
    };
    Columns::new(
        FileKind::Shifts,
        Layout::List,
        headers.iter().map(column).collect(),
    )
}

fn check(headers: &[&str], row: &[&str], expected: Option<&str>) {
    let columns = columns(headers);
    let header: Vec<String> = headers.iter().map(|&header| header.to_owned()).collect();
    let rules = LeftOutRules::new(&columns, &header, true);
    let mut rows = Rows::default();
    let mut end = 0;
    let ends: Vec<usize> = row
        .iter()
        .map(|cell| {
            end += cell.len();
            end
        })
        .collect();
    rows.push(9, &row.concat(), &ends);
    let edits = BTreeMap::new();
    let row = MendedRows::new(&rows, &edits).get(0).unwrap();

    assert_eq!(
        rules.reason(0, row).as_deref(),
        expected,
        "{:?}",
        rows.get(0)
    );
}

#[test]
fn what_is_no_shift_is_left_out_and_what_may_be_one_is_not() {
    let headers = ["Agent ID", "Start", "End", "Skills"];
    check(
        &headers,
        &["A1", "2026-11-30 06:00", "2026-11-30 14:00", "S"],
        None,
    );
    check(
        &headers,
        &["", "2026-11-30 06:00", "2026-11-30 14:00", "S"],
        None,
    );
    check(&headers, &["A1", "", "", ""], None);
    check(&headers, &["A1", "", "2026-11-30 14:00", "S"], None);
    check(&headers, &["A1", "06:00"], None);
    check(&headers, &["A1"], None);
    check(
        &headers,
        &["Total", "2026-11-30 06:00", "2026-11-30 14:00", "S"],
        None,
    );
    check(
        &headers,
        &["", "", "", "S"],
        Some("A heading or note: \"S\"."),
    );
    check(
        &headers,
        &["Total", "200", "", ""],
        Some("A total: \"Total\"."),
    );
    check(
        &headers,
        &["Total shifts", "200"],
        Some("A total: \"Total shifts\"."),
    );
    check(&headers, &["", "Summe", "12"], Some("A total: \"Summe\"."));
    check(
        &headers,
        &["Total général", "", "1600"],
        Some("A total: \"Total général\"."),
    );
    check(&headers, &["合計", "", "1600"], Some("A total: \"合計\"."));
    check(
        &headers,
        &["", "", "1600", ""],
        Some("Numbers only, like a sum."),
    );
    check(
        &headers,
        &["Agent ID", "Start", "End", "Skills"],
        Some("The header again."),
    );
    check(
        &headers,
        &["AGENT ID", "Start", "End", ""],
        Some("The header again."),
    );
    check(
        &headers,
        &["Printed 2026-11-20 08:14"],
        Some("A note: \"Printed 2026-11-20 08:14\"."),
    );
    check(&headers, &["Page 1 of 2"], Some("A note: \"Page 1 of 2\"."));
    check(
        &headers,
        &["Seite 1 von 2", "", "", ""],
        Some("A note: \"Seite 1 von 2\"."),
    );
    check(
        &headers,
        &["Team North"],
        Some("A heading or note: \"Team North\"."),
    );
    check(
        &headers,
        &["Please call the desk before you swap shifts."],
        Some("A note: \"Please call the desk before you swap shifts.\"."),
    );
}

#[test]
fn totals_are_known_in_all_languages() {
    for text in [
        "Total",
        "TOTAL:",
        "Grand Total",
        "Gesamtsumme",
        "Zwischensumme",
        "Sous-total",
        "Suma",
        "Totais",
        "Totale turni",
        "Eindtotaal",
        "合計",
        "出勤人数",
    ] {
        assert!(is_total(text), "{text}");
    }
    for text in ["A1", "Totò", "Summer", "Gesa Müller", "Counter 3"] {
        assert!(!is_total(text), "{text}");
    }
}
