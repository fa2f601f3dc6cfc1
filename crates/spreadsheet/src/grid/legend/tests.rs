use super::*;

fn check(cells: &[&str], expected: &str) {
    let word = |(code, meaning): (String, Code)| match meaning {
        Code::DayOff => format!("{code} off"),
        Code::Shift { start, end } => {
            format!("{code} {}-{}", start.format("%H:%M"), end.format("%H:%M"))
        }
    };

    let words: Vec<String> = entries(cells.iter().copied())
        .into_iter()
        .map(word)
        .collect();

    assert_eq!(words.join("; "), expected, "{cells:?}");
}

#[test]
fn legends_are_read_in_every_form() {
    let early = "E 06:00-14:00";
    for cells in [
        vec!["E = 06:00-14:00"],
        vec!["E=6-14"],
        vec!["E: 06:00–14:00"],
        vec!["E 06:00-14:00"],
        vec!["E - 06:00-14:00"],
        vec!["Early (E) 06:00-14:00"],
        vec!["Early (E): 06:00-14:00"],
        vec!["E = Early 06:00-14:00"],
        vec!["E: Early (06:00-14:00)"],
        vec!["06:00-14:00 = E"],
        vec!["E", "06:00", "14:00"],
        vec!["E", "06:00-14:00"],
        vec!["E", "Early", "06:00", "14:00"],
        vec!["E", "Early", "06:00-14:00"],
        vec!["", "", "E", "6am", "2pm"],
        vec!["Legend: E = 06:00-14:00"],
        vec!["E＝06:00～14:00"],
    ] {
        check(&cells, early);
    }
    check(
        &["E = 06:00-14:00; L = 14:00-22:00, U = Urlaub"],
        "E 06:00-14:00; L 14:00-22:00; U off",
    );
    check(
        &["E = 06:00-14:00", "L = 14:00-22:00"],
        "E 06:00-14:00; L 14:00-22:00",
    );
    check(&["F1 = 06:00-14:00"], "F1 06:00-14:00");
    check(&["N", "22:00", "06:00"], "N 22:00-06:00");
    check(&["OFF = day off"], "OFF off");
    check(&["U = Urlaub / frei"], "U off");
    check(&["早 = 6:00-14:00"], "早 06:00-14:00");
    check(&["AGENT-1001", "06:00-14:00"], "");
    check(&["Müller", "Team", "x"], "");
    check(&["06:00-14:00"], "");
    check(&["T = Training"], "");
    check(&["Printed 2026-11-20"], "");
}
