use super::*;

/// Of dates, the order, and the cells that are asked about.
fn check(cells: &[&str], order: DateOrder, asked: &[&str]) {
    let half = cells.len() / 2;
    let observe = |cells: &[&str]| {
        let mut evidence = Evidence::default();
        for (line, cell) in (2..).zip(cells) {
            evidence.observe(line, 0, cell, Role::Date);
        }
        evidence
    };
    let mut merged = observe(&cells[..half]);
    merged.merge(observe(&cells[half..]));

    for evidence in [observe(cells), merged] {
        let found = evidence.decide(&Choices::default());

        assert_eq!(found.order, order, "{cells:?}");
        let examples = match found.question {
            Some(Question::DateOrder { examples }) => {
                examples.into_iter().map(|example| example.text).collect()
            }
            _ => Vec::new(),
        };
        assert_eq!(examples, asked, "{cells:?}");
        assert_eq!(found.doubt.is_some(), !asked.is_empty(), "{cells:?}");
    }
}

#[test]
fn the_whole_column_tells_the_order() {
    use DateOrder::{DayFirst, MonthFirst, YearFirst};
    check(&["03/12/2026", "13/12/2026"], DayFirst, &[]);
    check(&["03/12/2026", "12/13/2026"], MonthFirst, &[]);
    check(&["03/12/2026"], DayFirst, &["03/12/2026"]);
    check(&["03.12.2026", "04.12.2026"], DayFirst, &[]);
    check(&["12/12/2026"], DayFirst, &[]);
    check(
        &["03/12/2026", "03/12/2026", "04/12/2026"],
        DayFirst,
        &["03/12/2026", "04/12/2026"],
    );
    // A week lies closer together than six months do.
    check(
        &["12/01/2026", "12/02/2026", "12/03/2026"],
        MonthFirst,
        &["12/01/2026", "12/02/2026"],
    );
    // One slip of the pen does not turn a file over, but is asked about.
    check(
        &["30/11/2026", "01/12/2026", "12/31/2026", "31/12/2026"],
        DayFirst,
        &["01/12/2026"],
    );
    check(&["26-11-30", "26-12-01"], YearFirst, &[]);
    check(&["30-11-26", "01-12-26"], DayFirst, &[]);
    check(&["11/30/26", "12/01/26"], MonthFirst, &[]);
    check(&["30/11", "1/12"], DayFirst, &[]);
    check(&["1/12", "2/12"], DayFirst, &["1/12", "2/12"]);
}

#[test]
fn dates_of_both_orders_are_told() {
    for (cells, order, line, said) in [
        (
            ["30/11/2026", "12/31/2026", "31/12/2026"],
            None,
            3,
            "All were read day first, as in \"30/11/2026\".",
        ),
        (
            ["12/31/2026", "30/11/2026", "11/30/2026"],
            None,
            3,
            "All were read month first, as in \"12/31/2026\".",
        ),
        (
            ["30/11/2026", "12/31/2026", "31/12/2026"],
            Some(DateOrder::MonthFirst),
            2,
            "All were read month first, as in \"12/31/2026\".",
        ),
    ] {
        let choices = Choices {
            date_order: order,
            ..Choices::default()
        };
        let mut evidence = Evidence::default();
        let mut later = Evidence::default();
        evidence.observe(2, 0, cells[0], Role::Date);
        later.observe(3, 0, cells[1], Role::Date);
        later.observe(4, 0, cells[2], Role::Date);
        evidence.merge(later);

        let found = evidence.decide(&choices);

        let doubt = found.doubt.expect("a doubt");
        assert_eq!(doubt.line, line, "{cells:?}");
        assert!(doubt.message.ends_with(said), "{}", doubt.message);
        assert!(found.question.is_none(), "no date fits both orders");
    }
}

#[test]
fn the_planner_has_the_last_word() {
    let choices = Choices {
        date_order: Some(DateOrder::MonthFirst),
        ..Choices::default()
    };
    let mut evidence = Evidence::default();
    evidence.observe(2, 0, "03/12/2026", Role::Date);

    let found = evidence.decide(&choices);

    assert_eq!(found.order, DateOrder::MonthFirst);
    assert!(found.question.is_none() && found.doubt.is_none() && found.matters);
}

#[test]
fn year_first_is_no_answer_where_no_year_can_be_first() {
    let choices = Choices {
        date_order: Some(DateOrder::YearFirst),
        ..Choices::default()
    };
    for (cell, order, asked) in [
        ("03/12/2026", DateOrder::DayFirst, true),
        ("12/30/2026", DateOrder::MonthFirst, false),
        ("03/12/05", DateOrder::YearFirst, false),
    ] {
        let mut evidence = Evidence::default();
        evidence.observe(2, 0, cell, Role::Date);

        let found = evidence.decide(&choices);

        assert_eq!(found.order, order, "{cell}");
        assert_eq!(found.question.is_some(), asked, "{cell}");
        assert_eq!(found.doubt.is_some(), asked, "{cell}");
    }
}
