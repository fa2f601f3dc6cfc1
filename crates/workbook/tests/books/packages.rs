//! Workbooks made by hand, where no program writes what is to be tested.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet, whose `sheetData` this is, with what else is given.
pub(crate) fn xlsx(data: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{data}</sheetData></worksheet>");
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://x/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let package = relation("r1", "officeDocument", "xl/workbook.xml");
    let book = [
        relation("r1", "worksheet", "/xl/worksheets/sheet1.xml"),
        relation("r2", "sharedStrings", "../xl/sharedStrings.xml"),
        relation("r3", "styles", "styles.xml"),
    ];
    let package = format!("<Relationships>{package}</Relationships>");
    let book = format!("<Relationships>{}</Relationships>", book.concat());
    let mut parts = vec![
        ("_rels/.rels", package.as_str()),
        ("xl/_rels/workbook.xml.rels", book.as_str()),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        ),
    ];
    for other in others {
        parts.retain(|(name, _)| name != &other.0);
        parts.push(*other);
    }
    zipped(&parts)
}

/// An OpenDocument spreadsheet with these tables.
pub(crate) fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
    ])
}
