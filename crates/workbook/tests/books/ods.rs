use workbook::Format;

use crate::packages::{ods, zipped};
use crate::{fault, listed, open};

fn cell(kind: &str, attributes: &str, shown: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"{kind}\" {attributes}><text:p>{shown}</text:p></table:table-cell>"
    )
}

fn table(name: &str, rows: &str) -> String {
    format!("<table:table table:name=\"{name}\" table:style-name=\"ta1\">{rows}</table:table>")
}

#[test]
fn cells_are_what_a_person_would_type() {
    let cells = [
        cell("float", "office:value=\"1001\"", "1001"),
        cell("float", "office:value=\"42\"", "00042"),
        cell(
            "float",
            "office:value=\"12345678901234567891\"",
            "1.23456789012346E+019",
        ),
        cell("float", "office:value=\"0.5\"", "0,5"),
        cell("percentage", "office:value=\"0.85\"", "85 %"),
        cell("date", "office:date-value=\"2026-11-30\"", "30.11.26"),
        cell("date", "office:date-value=\"2026-11-30\"", "30.11.26 00:00"),
        cell(
            "date",
            "office:date-value=\"2026-11-30T06:00:00\"",
            "30.11.2026 06:00",
        ),
        cell(
            "date",
            "office:date-value=\"2026-11-30T06:00:00\"",
            "6:00 AM",
        ),
        cell("time", "office:time-value=\"PT06H00M00S\"", "06:00"),
        cell("time", "office:time-value=\"PT07H30M00S\"", "7:30"),
        cell("time", "office:time-value=\"PT30H00M00S\"", "30:00"),
        cell("boolean", "office:boolean-value=\"true\"", "WAHR"),
        cell(
            "string",
            "",
            "a<text:s text:c=\"2\"/>b &amp; <text:span>c</text:span></text:p><text:p>d",
        ),
        cell(
            "string",
            "",
            "<office:annotation><text:p>a note</text:p></office:annotation>e",
        ),
        cell(
            "string",
            "calcext:value-type=\"error\" office:string-value=\"\"",
            "#REF!",
        ),
    ];
    let row = format!("<table:table-row>{}</table:table-row>", cells.concat());

    let book = open("roster.ods", ods("", &table("One", &row)));

    assert_eq!(book.format, Format::Ods);
    assert_eq!(
        listed(&book.rows),
        [(
            1,
            vec![
                "1001",
                "00042",
                "12345678901234567891",
                "0.5",
                "85%",
                "2026-11-30",
                "2026-11-30 00:00",
                "2026-11-30 06:00",
                "06:00",
                "06:00",
                "7:30",
                "30:00",
                "TRUE",
                "a  b & c\nd",
                "e",
                "#REF!",
            ]
        )]
    );
}

#[test]
fn repeated_rows_and_cells_are_counted() {
    let rows = "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\"/>\
        <table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"2\"><text:p>x</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048571\"><table:table-cell/></table:table-row>";

    let book = open("roster.ods", ods("", &table("One", rows)));

    assert_eq!(
        listed(&book.rows),
        [(4, vec!["", "", "x", "x"]), (5, vec!["", "", "x", "x"])]
    );
}

#[test]
fn cells_merged_downwards_repeat_their_text() {
    let cell = |text: &str| cell("string", "", text);
    let rows = format!(
        "<table:table-row><table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>A1</text:p></table:table-cell>{}</table:table-row>\
         <table:table-row><table:covered-table-cell/>{}</table:table-row>\
         <table:table-row><table:table-cell/>{}</table:table-row>",
        cell("1"),
        cell("2"),
        cell("3")
    );

    let book = open("roster.ods", ods("", &table("One", &rows)));

    assert_eq!(
        listed(&book.rows),
        [
            (1, vec!["A1", "1"]),
            (2, vec!["A1", "2"]),
            (3, vec!["", "3"])
        ]
    );
}

#[test]
fn hidden_sheets_are_told() {
    let styles = "<style:style style:name=\"ta1\"><style:table-properties table:display=\"true\"/></style:style>\
        <style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>";
    let row = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    let hidden = table("Codes", row).replace("ta1", "ta2");

    let book = open(
        "roster.ods",
        ods(styles, &format!("{hidden}{}", table("Roster", row))),
    );

    let sheets: Vec<_> = book
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.hidden))
        .collect();
    assert_eq!(sheets, [("Roster", false), ("Codes", true)]);
    assert_eq!(book.sheet.as_deref(), Some("Roster"));
}

#[test]
fn endless_tables_end_in_a_message() {
    let full = cell(
        "string",
        "table:number-columns-repeated=\"1000000000\"",
        "x",
    );
    let many = format!(
        "<table:table-row table:number-rows-repeated=\"1000000000\">{}</table:table-row>",
        cell("string", "", "x")
    );
    let large = format!(
        "<table:table-row table:number-rows-repeated=\"1000000\">{}</table:table-row>",
        cell("string", "table:number-columns-repeated=\"16384\"", "x")
    );
    for (rows, said) in [
        (
            format!("<table:table-row>{full}</table:table-row>"),
            "beyond the last row",
        ),
        (many, "beyond the last row"),
        (large, "more than 50 million cells"),
    ] {
        let message = fault("roster.ods", ods("", &table("One", &rows))).to_string();

        assert!(message.contains(said), "{message}");
    }
}

#[test]
fn a_password_is_told() {
    let bytes = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", "\u{1}\u{2}"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>",
        ),
    ]);

    let message = fault("roster.ods", bytes).to_string();

    assert!(message.contains("protected with a password"), "{message}");
}
