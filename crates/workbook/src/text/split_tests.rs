//! Rows of text, in one piece and in many, against the `csv` crate.

use proptest::prelude::*;

use super::split::{self, SplitFault};
use crate::Rows;

fn split_in(text: &str, threads: usize, shortest: usize) -> Result<Rows, SplitFault> {
    let rows = split::split_in(text, 0, b',', threads, shortest)?;
    Ok(rows.into_rows(text.to_owned()))
}

fn listed(rows: &Rows) -> Vec<(usize, Vec<String>)> {
    rows.iter()
        .map(|row| (row.line(), row.cells().map(str::to_owned).collect()))
        .collect()
}

fn check(text: &str, rows: &[(usize, &[&str])]) {
    let expected: Vec<(usize, Vec<String>)> = rows
        .iter()
        .map(|(line, cells)| (*line, cells.iter().map(|&cell| cell.to_owned()).collect()))
        .collect();
    for threads in [1, 2, 3] {
        let read = split_in(text, threads, 4).expect(text);

        assert_eq!(listed(&read), expected, "{text:?} on {threads} threads");
    }
}

fn check_fault(text: &str, fault: SplitFault) {
    for threads in [1, 2, 4] {
        let read = split_in(text, threads, 16);

        assert_eq!(read.unwrap_err(), fault, "{threads} threads");
    }
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let text = "\n\nA,B\n1,2\n\n,\n \t,\"\"\n\"two\nlines\",4\n5,6";
    let rows: &[(usize, &[&str])] = &[
        (3, &["A", "B"]),
        (4, &["1", "2"]),
        (8, &["two\nlines", "4"]),
        (10, &["5", "6"]),
    ];
    check(text, rows);
    for line_end in ["\r\n", "\r"] {
        let other = text.replace('\n', line_end);
        let kept = other.replace(&format!("two{line_end}"), "two\n");
        check(&kept, rows);
    }
}

#[test]
fn quotation_marks_are_read_as_they_were_meant() {
    check(
        "\"a \"\"b\"\" c\",\"\",\"d\"\n5\" screen,\"Anna\" Smith,\"x,\"\"\"\n",
        &[
            (1, &["a \"b\" c", "", "d"]),
            (2, &["5\" screen", "Anna Smith", "x,\""]),
        ],
    );
    check(
        "é,\"ü\"\"ß\"\r\n,x,\r\n",
        &[(1, &["é", "ü\"ß"]), (2, &["", "x", ""])],
    );
}

#[test]
fn an_open_quotation_mark_is_found_however_much_follows() {
    let rest = "A2,x\n".repeat(100_000);
    for text in [
        format!("A,B\nA1,x\nA2,\"x\n{rest}"),
        "A,B\nA1,x\nA2,\"x\nA3,\"y\"\n".to_owned(),
        "A,B\n\"two\nlines\",\"x\"\"".to_owned(),
    ] {
        check_fault(&text, SplitFault::UnclosedQuote { line: 3 });
    }
    let late = format!("{}A2,\"x\n", "A2,x\n".repeat(100));
    check_fault(&late, SplitFault::UnclosedQuote { line: 101 });
}

#[test]
fn an_endless_line_is_refused() {
    for text in [
        format!("A,B\n1,{}", "x".repeat(2_000_000)),
        format!("A,B\n{}", ",".repeat(20_000)),
        format!("A,B\n\"{}\"", "x\n".repeat(1_000_000)),
    ] {
        check_fault(&text, SplitFault::RowTooLong { line: 2 });
    }
}

#[test]
fn too_many_cells_are_refused() {
    let row = ",".repeat(9_999) + "x\n";

    let fault = split_in(&row.repeat(5_001), 2, 1 << 20).unwrap_err();

    assert_eq!(fault, SplitFault::TooManyCells);
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z0-9 ]{0,6}", "[\"\r\n,;é日 x]{0,6}", any::<String>(),]
}

proptest! {
    /// What the csv crate writes is read cell for cell, and on the same lines,
    /// however it is cut into pieces.
    #[test]
    fn what_was_written_is_read(
        rows in prop::collection::vec(prop::collection::vec(cell(), 1..5), 0..20),
        quoted in any::<bool>(),
        threads in 1_usize..5,
    ) {
        let style = if quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .quote_style(style)
            .from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();

        let read = split_in(&text, threads, 8).unwrap();

        let blank = |cell: &String| cell.trim().is_empty();
        let kept: Vec<&Vec<String>> = rows.iter().filter(|row| !row.iter().all(blank)).collect();
        let found: Vec<Vec<String>> = listed(&read).into_iter().map(|(_, cells)| cells).collect();
        prop_assert_eq!(found.iter().collect::<Vec<_>>(), kept);
    }

    /// Whatever the text is, it is cut into the cells that the csv crate finds,
    /// or an open quotation mark is named.
    #[test]
    fn any_text_is_read_as_the_csv_crate_reads_it(
        text in "[\"\n,x y]{0,40}",
        threads in 1_usize..5,
    ) {
        let read = split_in(&text, threads, 4);
        let alone = split_in(&text, 1, 4);

        prop_assert_eq!(&read, &alone);
        let Ok(read) = read else { return Ok(()) };
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let records = reader.records().map(|record| {
            record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()
        });
        let blank = |row: &Vec<String>| row.iter().all(|cell| cell.trim().is_empty());
        let found: Vec<Vec<String>> = listed(&read).into_iter().map(|(_, cells)| cells).collect();
        let found: Vec<_> = found.into_iter().filter(|row| !blank(row)).collect();
        prop_assert_eq!(found, records.filter(|row| !blank(row)).collect::<Vec<_>>());
    }
}
