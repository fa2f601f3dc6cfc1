use rust_xlsxwriter::{Format, Formula, Workbook};
use workbook::{Format as Kind, Opening, open_bytes};

use crate::packages::{xlsx, zipped};
use crate::{fault, listed, open};

fn check(name: &str, data: &str, others: &[(&str, &str)], rows: &[(usize, &[&str])]) {
    let book = open(name, xlsx(data, others));
    let expected: Vec<_> = rows
        .iter()
        .map(|(line, cells)| (*line, cells.to_vec()))
        .collect();

    assert_eq!(listed(&book.rows), expected, "{name}");
}

#[test]
fn cells_are_what_a_person_would_type() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let moment = 46_356.25;
    let cells: [(f64, &str, &str); 13] = [
        (1001.0, "General", "1001"),
        (4_512_345_678_901_234.0, "General", "4512345678901234"),
        (42.0, "00000", "00042"),
        (1001.0, "\"AGENT-\"0", "AGENT-1001"),
        (moment, "dd.mm.yyyy hh:mm", "2026-11-30 06:00"),
        (46_356.0, "m/d/yy h:mm", "2026-11-30 00:00"),
        (moment, "yyyy\\-mm\\-dd", "2026-11-30"),
        (moment, "hh:mm", "06:00"),
        (1.25, "[h]:mm", "30:00"),
        (0.3125, "[h]:mm", "7:30"),
        (0.1 + 0.2, "General", "0.3"),
        (0.85, "0%", "85%"),
        (7.5, "#,##0.00", "7.5"),
    ];
    for (column, (value, code, _)) in (0..).zip(cells) {
        let format = Format::new().set_num_format(code);
        sheet
            .write_number_with_format(0, column, value, &format)
            .unwrap();
    }
    sheet.write_boolean(1, 0, true).unwrap();
    sheet
        .write_formula(1, 1, Formula::new("=A1&\"x\"").set_result("1001x"))
        .unwrap();
    sheet
        .write_formula(1, 2, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    let bold = Format::new().set_bold();
    sheet
        .write_rich_string(1, 3, &[(&bold, "AGENT"), (&Format::new(), "-1")])
        .unwrap();
    sheet.write_string(1, 4, "  two\nlines & <more> ").unwrap();
    sheet.write_string(1, 5, "0815").unwrap();

    let book = open("roster.xlsx", workbook.save_to_buffer().unwrap());

    let shown: Vec<&str> = cells.iter().map(|(_, _, text)| *text).collect();
    let rest = vec![
        "TRUE",
        "1001x",
        "#DIV/0!",
        "AGENT-1",
        "  two\nlines & <more> ",
        "0815",
    ];
    assert_eq!(listed(&book.rows), [(1, shown), (2, rest)]);
    assert_eq!(
        (book.format, book.encoding, book.since_1904),
        (Kind::Xlsx, None, false)
    );
}

#[test]
fn cells_of_other_programs_are_read() {
    check(
        "kinds of cells",
        "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r>\
         <rPh><t>spoken</t></rPh></is><v>7</v></c>\
         <c t=\"e\"><v>#ERROR!</v></c><c t=\"b\"><v>0</v></c><c t=\"str\"><v>a&amp;b_x000D_\nc</v></c>\
         <c t=\"d\"><v>2026-11-30T06:00:00</v></c><c><v/></c><c><v>abc</v></c><c t=\"s\"><v>9</v></c>\
         <c t=\"n\"><f>1+1</f><v>2</v></c><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>",
        &[(
            "xl/sharedStrings.xml",
            "<sst uniqueCount=\"4294967295\"><si><t>山田</t><rPh sb=\"0\" eb=\"2\"><t>やまだ</t></rPh></si>\
             <si><r><t xml:space=\"preserve\">A </t></r><r><t>B</t></r></si></sst>",
        )],
        &[(
            2,
            &[
                "",
                "inline",
                "#ERROR!",
                "FALSE",
                "a&b\nc",
                "2026-11-30 06:00",
                "",
                "abc",
                "",
                "2",
                "山田",
                "A B",
            ],
        )],
    );
    check(
        "prefixes and missing places",
        "<x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row/><x:row><x:c><x:v>3</x:v></x:c></x:row>",
        &[],
        &[(1, &["1", "2"]), (3, &["3"])],
    );
    check(
        "cells out of order",
        "<row r=\"1\"><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c></row>",
        &[],
        &[(1, &["1", "", "3"])],
    );
    // Some programs write ids in full, which no number of theirs could hold.
    check(
        "long numbers",
        "<row><c><v>12345678901234567891</v></c><c t=\"n\"><v>1234567890123456</v></c></row>",
        &[],
        &[(1, &["12345678901234567891", "1234567890123456"])],
    );
    check(
        "an entity of its own",
        "<row><c t=\"str\"><v>a&lol;b</v></c></row>",
        &[],
        &[(1, &["a\u{FFFD}b"])],
    );
}

#[test]
fn blank_rows_are_left_out_and_lines_stay() {
    check(
        "blank",
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Title</v></c></row><row r=\"3\"><c r=\"A3\" t=\"str\"><v>  </v></c></row>\
         <row r=\"4\"><c r=\"B4\"><v>1</v></c><c r=\"E4\" s=\"0\"/></row>",
        &[],
        &[(1, &["Title"]), (4, &["", "1"])],
    );
}

#[test]
fn a_far_cell_is_no_burden() {
    let row = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";

    let book = open("far.xlsx", xlsx(row, &[]));

    let row = book.rows.get(0).unwrap();
    assert_eq!(
        (row.line(), row.len(), row.cell(16_383)),
        (1_048_576, 16_384, Some("1"))
    );
    for far in ["XFE1", "A1048577"] {
        let row = format!("<row><c r=\"{far}\"><v>1</v></c></row>");
        let message = fault("far.xlsx", xlsx(&row, &[])).to_string();
        assert!(
            message.contains("beyond the last row or column"),
            "{message}"
        );
    }
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() {
    let book = open(
        "mac.xlsx",
        xlsx(
            "<row><c s=\"1\"><v>44894</v></c><c s=\"2\"><v>44894.5</v></c><c s=\"0\"><v>5</v></c><c s=\"9\"><v>5</v></c></row>",
            &[
                (
                    "xl/workbook.xml",
                    "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"One\" r:id=\"r1\"/></sheets></workbook>",
                ),
                (
                    "xl/styles.xml",
                    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/></numFmts>\
                     <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
                     <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
                ),
            ],
        ),
    );

    assert_eq!(
        listed(&book.rows),
        [(1, vec!["2026-11-30", "2026-11-30 12:00", "5", "5"])]
    );
    assert!(book.since_1904);
}

#[test]
fn cells_merged_downwards_repeat_their_text() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 2, "Roster", &plain).unwrap();
    sheet.merge_range(2, 0, 4, 0, "AGENT-1", &plain).unwrap();
    for row in 2..6 {
        sheet.write_number(row, 1, row).unwrap();
    }
    sheet.merge_range(8, 0, 9, 0, "alone", &plain).unwrap();

    let book = open("merged.xlsx", workbook.save_to_buffer().unwrap());

    assert_eq!(
        listed(&book.rows),
        [
            (1, vec!["Roster"]),
            (3, vec!["AGENT-1", "2"]),
            (4, vec!["AGENT-1", "3"]),
            (5, vec!["AGENT-1", "4"]),
            (6, vec!["", "5"]),
            (9, vec!["alone"]),
        ]
    );
}

#[test]
fn cells_merged_sideways_are_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet
        .merge_range(1, 1, 2, 3, "06:00-14:00", &plain)
        .unwrap();
    sheet.write_string(2, 0, "A2").unwrap();

    let book = open("merged.xlsx", workbook.save_to_buffer().unwrap());

    let merged = |row: usize| {
        let row = book.rows.get(row).unwrap();
        [0, 1, 2, 3, 4].map(|column| row.merged_into(column))
    };
    assert_eq!(merged(0), [None, None, Some(1), Some(1), None]);
    assert_eq!(merged(1), [None, None, Some(1), Some(1), None]);
}

/// Sheets by name, whether hidden, rows, and cells in each row.
fn with_sheets(sheets: &[(&str, bool, u32, u16)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for &(name, hidden, rows, cells) in sheets {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        match hidden {
            true => sheet.set_hidden(true),
            // The first sheet would be shown nevertheless if no other were active.
            false => sheet.set_active(true),
        };
        for row in 0..rows {
            for column in 0..cells {
                sheet
                    .write_string(row, column, format!("{name}{row}"))
                    .unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn the_sheet_with_the_table_is_found() {
    for (sheets, chosen) in [
        (&[("A", false, 30, 5), ("B", false, 300, 5)][..], "A"),
        (&[("Cover", false, 5, 2), ("B", false, 30, 5)], "B"),
        (&[("Cover", false, 0, 0), ("B", false, 2, 1)], "B"),
        (&[("Raw", true, 300, 5), ("B", false, 3, 4)], "B"),
        (&[("B", false, 3, 4), ("Codes", false, 12, 3)], "B"),
        (&[("Empty", false, 0, 0), ("Hidden", true, 3, 4)], "Hidden"),
    ] {
        let book = open("sheets.xlsx", with_sheets(sheets));

        assert_eq!(book.sheet.as_deref(), Some(chosen), "{sheets:?}");
    }
}

#[test]
fn hidden_sheets_come_last_and_others_stay_aside() {
    let bytes = with_sheets(&[
        ("Codes", true, 4, 2),
        ("Roster", false, 30, 5),
        ("Notes", false, 300, 1),
    ]);

    let book = open("sheets.xlsx", bytes.clone());

    let sheets: Vec<_> = book
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.hidden))
        .collect();
    assert_eq!(
        sheets,
        [("Roster", false), ("Notes", false), ("Codes", true)]
    );
    let asides: Vec<_> = book
        .asides
        .iter()
        .map(|aside| (aside.sheet.as_str(), aside.rows.len()))
        .collect();
    assert_eq!(asides, [("Notes", 100), ("Codes", 4)]);
    let asked = |name: &str| {
        let opening = Opening {
            sheet: Some(name.to_owned()),
            ..Opening::default()
        };
        open_bytes("sheets.xlsx", bytes.clone(), &opening)
    };
    assert_eq!(asked("codes").unwrap().sheet.as_deref(), Some("Codes"));
    assert_eq!(
        asked("Week 50").unwrap_err().to_string(),
        "sheets.xlsx has no sheet named \"Week 50\". Its sheets are: Roster, Notes, Codes."
    );
}

#[test]
fn a_workbook_without_cells_says_so() {
    let message = fault("new.xlsx", with_sheets(&[("One", false, 0, 0)])).to_string();
    assert!(
        message.starts_with("new.xlsx has no cell with anything in it."),
        "{message}"
    );

    let damaged = zipped(&[("xl/workbook.xml", "<workbook/>")]);
    let message = fault("new.xlsx", damaged).to_string();
    assert!(message.contains("it has no sheet"), "{message}");

    let cut = xlsx(
        "",
        &[(
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row><c><v>1",
        )],
    );
    let message = fault("new.xlsx", cut).to_string();
    assert!(message.contains("a sheet ends in the middle"), "{message}");
}
