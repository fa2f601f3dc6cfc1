use super::*;

/// Of headers, the dates that their columns are.
fn check(headers: &[&str], title: &str, near: Option<&str>, expected: &[&str], asked: usize) {
    let choices = Choices {
        near: near.map(|near| near.parse().unwrap()),
        ..Choices::default()
    };
    let dating = Dating {
        near: choices.near,
        ..DateOrder::DayFirst.into()
    };
    let heads: Vec<NamedDay> = headers
        .iter()
        .enumerate()
        .map(|(column, text)| NamedDay {
            column,
            text: (*text).to_owned(),
            head: Head::of(text).expect(text),
        })
        .collect();

    let dated = dated(&heads, &Hint::of([title], dating), dating, &choices);

    let dates: Vec<String> = dated
        .days
        .iter()
        .map(|(_, date)| {
            date.map(|date| date.format("%m-%d").to_string())
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(dates, expected, "{headers:?}");
    assert_eq!(
        dated.questions.len(),
        asked,
        "{headers:?}: {:?}",
        dated.questions
    );
}

#[test]
fn days_are_told_from_any_headers() {
    let near = Some("2026-11-25");
    let three = ["11-30", "12-01", "12-02"];
    check(
        &["Mon 30 Nov 2026", "Tue 01 Dec 2026", "Wed 02 Dec 2026"],
        "",
        None,
        &three,
        0,
    );
    check(
        &["2026-11-30", "2026-12-01", "2026-12-02"],
        "",
        None,
        &three,
        0,
    );
    check(&["30.11.", "01.12.", "02.12."], "", near, &three, 1);
    check(
        &["Mo 30.11.", "Di 01.12.", "Mi 02.12."],
        "KW 49 2026",
        None,
        &three,
        0,
    );
    check(
        &["12/01/2026", "12/02/2026", "12/03/2026"],
        "",
        None,
        &["12-01", "12-02", "12-03"],
        0,
    );
    check(
        &["01/12/2026", "02/12/2026", "03/12/2026"],
        "",
        None,
        &["12-01", "12-02", "12-03"],
        0,
    );
    check(&["Mon", "Tue", "Wed"], "Week 49 2026", None, &three, 0);
    check(
        &["Mo", "Di", "Mi", "Do"],
        "KW 49",
        near,
        &["11-30", "12-01", "12-02", "12-03"],
        0,
    );
    check(
        &["lun", "mar", "mié", "jue"],
        "",
        near,
        &["11-30", "12-01", "12-02", "12-03"],
        1,
    );
    check(
        &["Sun", "Mon", "Tue"],
        "Week 49 2026",
        None,
        &["11-29", "11-30", "12-01"],
        0,
    );
    check(&["月", "火", "水"], "", near, &three, 1);
    check(&["Mon", "Tue", "Wed"], "", None, &["", "", ""], 1);
    check(
        &["28", "29", "30", "1"],
        "November 2026",
        None,
        &["11-28", "11-29", "11-30", "12-01"],
        0,
    );
    check(&["Mon 30", "Tue 1", "Wed 2"], "", near, &three, 1);
    check(&["30日(月)", "1日(火)", "2日(水)"], "", near, &three, 1);
    check(
        &["11月30日", "12月1日", "12月2日"],
        "2026年",
        None,
        &three,
        0,
    );
    check(
        &["Fri", "Mon", "Tue"],
        "w/c 27 Nov 2026",
        None,
        &["11-27", "11-30", "12-01"],
        0,
    );
}

#[test]
fn other_headers_are_no_days() {
    for text in [
        "Agent",
        "Team",
        "Total",
        "Week 49",
        "06:00",
        "2026-11-30 06:00",
        "32",
        "A1",
        "",
    ] {
        assert_eq!(Head::of(text), None, "{text}");
    }
}
