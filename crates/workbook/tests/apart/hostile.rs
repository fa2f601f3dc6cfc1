//! Files that are made to do harm, or were badly hurt.

use std::io::{Cursor, Write};

use libtest_mimic::Trial;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{file, message, open, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("hostile::a_far_cell", a_far_cell),
        trial("hostile::many_far_cells", many_far_cells),
        trial("hostile::claimed_strings", claimed_strings),
        trial("hostile::repeated_strings", repeated_strings),
        trial("hostile::zip_bomb", zip_bomb),
        trial("hostile::rows_without_cells", rows_without_cells),
        trial("hostile::millions_of_styles", millions_of_styles),
        trial("hostile::unfolding_entities", unfolding_entities),
        trial("hostile::deep_nesting", deep_nesting),
        trial("hostile::endless_table", endless_table),
        trial("hostile::no_zip_at_all", no_zip_at_all),
        trial("hostile::random_bytes", random_bytes),
        trial("hostile::open_quotation_mark", open_quotation_mark),
        trial("hostile::cells_without_end", cells_without_end),
        trial("hostile::hurt_workbooks", hurt_workbooks),
    ]
}

/// A workbook of these parts, each repeated so many times between its ends.
fn zipped(parts: &[(&str, &str, &str, usize, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let others = [
        (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"sheet.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"One\" r:id=\"a\"/></sheets></workbook>",
        ),
    ];
    for (name, content) in others {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    for (name, begin, part, times, end) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(begin.as_bytes()).unwrap();
        let block = part.repeat(1_000);
        for _ in 0..times / 1_000 {
            zip.write_all(block.as_bytes()).unwrap();
        }
        zip.write_all(part.repeat(times % 1_000).as_bytes())
            .unwrap();
        zip.write_all(end.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const DATA: &str = "<worksheet><sheetData>";
const END: &str = "</sheetData></worksheet>";

fn check(name: &str, bytes: &[u8], said: &str) {
    let message = message(name, bytes);

    assert!(message.contains(said), "{name}: {message}");
}

fn a_far_cell() {
    let row = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let bytes = zipped(&[("xl/sheet.xml", DATA, row, 1, END)]);

    let book = open(&file("far.xlsx", &bytes)).unwrap();

    let row = book.rows.get(0).unwrap();
    assert_eq!(
        (row.line(), row.len(), row.cell(16_383)),
        (1_048_576, 16_384, Some("1"))
    );
}

fn many_far_cells() {
    let mut data = String::new();
    for row in 1..10_000 {
        data.push_str(&format!("<row><c r=\"XFD{row}\"><v>1</v></c></row>"));
    }
    let bytes = zipped(&[("xl/sheet.xml", DATA, &data, 1, END)]);

    check("far.xlsx", &bytes, "more than 50 million cells");
}

fn claimed_strings() {
    let bytes = zipped(&[
        (
            "xl/sharedStrings.xml",
            "<sst count=\"4294967295\" uniqueCount=\"4294967295\">",
            "<si><t>a</t></si>",
            1,
            "</sst>",
        ),
        (
            "xl/sheet.xml",
            DATA,
            "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>4294967294</v></c></row>",
            1,
            END,
        ),
    ]);

    let book = open(&file("claims.xlsx", &bytes)).unwrap();

    assert_eq!(book.rows.get(0).unwrap().cells().collect::<Vec<_>>(), ["a"]);
}

fn repeated_strings() {
    let bytes = zipped(&[
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>",
            "long ",
            1_000_000,
            "</t></si></sst>",
        ),
        (
            "xl/sheet.xml",
            DATA,
            "<row><c t=\"s\"><v>0</v></c></row>",
            100_000,
            END,
        ),
    ]);

    check("long.xlsx", &bytes, "more than 50 million cells");
}

fn zip_bomb() {
    // 400 MB of spaces in 400 KB.
    let bytes = zipped(&[("xl/sheet.xml", DATA, &" ".repeat(1_000), 400_000, END)]);

    check("bomb.xlsx", &bytes, "unpacks to far more");
}

fn rows_without_cells() {
    // 400 MB of the shortest row there is: each costs time and none memory.
    let rows = "<row></row>".repeat(1_000);
    let bytes = zipped(&[("xl/sheet.xml", DATA, &rows, 36_000, END)]);

    check("rows.xlsx", &bytes, "beyond the last row");
}

fn millions_of_styles() {
    let styles = (
        "xl/styles.xml",
        "<styleSheet><cellXfs>",
        "<xf numFmtId=\"0\"/>",
        5_000_000,
        "</cellXfs></styleSheet>",
    );
    let sheet = ("xl/sheet.xml", DATA, "<row><c><v>1</v></c></row>", 1, END);

    let book = open(&file("styles.xlsx", &zipped(&[styles, sheet]))).unwrap();

    assert_eq!(book.rows.get(0).unwrap().cell(0), Some("1"));
}

fn unfolding_entities() {
    let entities = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">\
        <!ENTITY lol1 \"&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;\">\
        <!ENTITY lol2 \"&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;\">]>";
    let data = format!("{entities}{DATA}<row><c t=\"str\"><v>&lol2;</v></c></row>");
    let bytes = zipped(&[("xl/sheet.xml", &data, "", 0, END)]);

    let book = open(&file("entities.xlsx", &bytes)).unwrap();

    assert_eq!(book.rows.get(0).unwrap().cell(0), Some("\u{FFFD}"));
}

fn deep_nesting() {
    let bytes = zipped(&[("xl/sheet.xml", DATA, "<row><c>", 2_000_000, "")]);

    check("deep.xlsx", &bytes, "is damaged");
}

fn endless_table() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("mimetype", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet")
        .unwrap();
    zip.start_file("content.xml", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(
        b"<office:document-content><table:table><table:table-row table:number-rows-repeated=\"1000000000\">\
          <table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"1000000000\">\
          <text:p>x</text:p></table:table-cell></table:table-row></table:table></office:document-content>",
    )
    .unwrap();

    check(
        "endless.ods",
        &zip.finish().unwrap().into_inner(),
        "beyond the last row or column",
    );
}

fn no_zip_at_all() {
    check("roster.xlsx", b"PK\x03\x04 and nothing more", "is damaged");
    check(
        "roster.xls",
        &[
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(),
            &[0xFF; 4_000],
        ]
        .concat(),
        "is damaged",
    );
}

fn random_bytes() {
    for seed in 1..20_u32 {
        let mut state = seed.wrapping_mul(2_654_435_761);
        let mut random = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state >> 16) as u8
        };
        let bytes: Vec<u8> = (0..20_000).map(|_| random()).collect();

        check("random.csv", &bytes, "does not hold readable text");
    }
}

fn open_quotation_mark() {
    let rest = "AGENT-1001,2026-11-30 06:00,2026-11-30 14:00,SKILL\n".repeat(1_000_000);

    check(
        "open.csv",
        format!("A,B\n1,\"x\n{rest}").as_bytes(),
        "Line 2: a cell opens",
    );
}

fn cells_without_end() {
    let row = ",".repeat(9_999) + "x\n";
    check(
        "wide.csv",
        row.repeat(8_000).as_bytes(),
        "more than 50 million cells",
    );
    check(
        "short.csv",
        "x\n".repeat(25_000_000).as_bytes(),
        "20 million rows",
    );
}

/// Wherever a workbook is hurt, it is read or said to be hurt.
fn hurt_workbooks() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..50 {
        sheet.write_string(row, 0, format!("AGENT-{row}")).unwrap();
        sheet.write_number(row, 1, row).unwrap();
    }
    let xlsx = workbook.save_to_buffer().unwrap();
    let xls = include_bytes!("../files/roster.xls").to_vec();
    for (name, whole) in [("roster.xlsx", xlsx), ("roster.xls", xls)] {
        for step in 0..40 {
            let mut hurt = whole.clone();
            let at = whole.len() * step / 40;
            for byte in hurt.iter_mut().skip(at).take(8) {
                *byte ^= 0x55;
            }

            if let Err(fault) = open(&file(name, &hurt)) {
                assert!(fault.to_string().starts_with(name), "{fault}");
            }
        }
    }
}
