//! Planners' files of other shapes, dropped on the real window: understood,
//! mended, imported, or refused in words.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::LONG;
use crate::desktop::Desktop;
use crate::window::Window;

#[tokio::test]
async fn a_grid_workbook_is_understood_and_imported() -> Result<()> {
    let mut desktop = Desktop::start("grid-workbook").await?;
    let window = ready_to_import(&mut desktop).await?;

    drop_file(&desktop, &data("grid-roster-week-49.xlsx")).await?;
    window.wait_for_text("import-counts", "200").await?;
    window
        .wait_for_text("read-layout", "one day a column")
        .await?;
    window.wait_for_text("read-format", "Excel").await?;
    desktop.screenshot(&window, "read").await?;
    let cell = window.text("cell-2-3").await?;
    ensure!(cell.contains("14:00"), "the cell says {cell:?}");

    import_all(&desktop, &window, 200).await?;
    window.close().await?;
    desktop.finish();
    Ok(())
}

#[tokio::test]
async fn a_german_csv_is_understood_and_imported() -> Result<()> {
    let mut desktop = Desktop::start("german-csv").await?;
    let window = ready_to_import(&mut desktop).await?;

    drop_file(&desktop, &data("dienstplan-kw49.csv")).await?;
    window.wait_for_text("import-counts", "120").await?;
    window.wait_for_text("read-format", "Windows-1252").await?;
    let cell = window.text("cell-2-1").await?;
    ensure!(cell.contains("Jörg Müller"), "the cell says {cell:?}");
    desktop.screenshot(&window, "read").await?;

    import_all(&desktop, &window, 120).await?;
    window.close().await?;
    desktop.finish();
    Ok(())
}

#[tokio::test]
async fn a_faulty_file_is_mended_to_zero_errors_and_imported() -> Result<()> {
    let mut desktop = Desktop::start("faulty-file").await?;
    let window = ready_to_import(&mut desktop).await?;

    drop_file(&desktop, &data("faulty-rows.csv")).await?;
    window
        .wait_for_text("import-file-name", "faulty-rows.csv")
        .await?;
    window.see("problem-list").await?;
    desktop.screenshot(&window, "read").await?;

    // What only the planner can know is written into its cell, …
    for (place, text) in [
        ("3-0", "AGENT-1011"),
        ("4-1", "2026-11-30 06:00"),
        ("6-2", "2026-11-30 14:00"),
        ("7-3", "SKILL-EN-BILLING"),
        ("9-4", "10:00-10:30"),
        ("10-5", "Published"),
        ("15-0", "AGENT-1012"),
    ] {
        window.mend(&desktop, place, text).await?;
    }
    desktop.screenshot(&window, "edited").await?;
    // … what is misspelled is put right by a click, …
    for (place, text) in [("5-2", "2026-12-01 06:00"), ("8-3", "SKILL-EN-BILLING")] {
        window.click(&format!("go-to-{place}")).await?;
        window.click("use-fix").await?;
        window.wait_for_text(&format!("cell-{place}"), text).await?;
        window.see_gone(&format!("go-to-{place}")).await?;
    }
    // … and what is no shift of its own is left out.
    for place in ["13-1", "14-row"] {
        window.click(&format!("go-to-{place}")).await?;
        window.click("skip-row").await?;
        window.see("unskip-row").await?;
        window.see_gone(&format!("go-to-{place}")).await?;
    }
    window.wait_for_text("import-counts", "11").await?;
    desktop.screenshot(&window, "mended").await?;

    import_all(&desktop, &window, 11).await?;
    window.close().await?;
    desktop.finish();
    Ok(())
}

#[tokio::test]
async fn hostile_workbooks_end_in_words_and_the_window_lives() -> Result<()> {
    let mut desktop = Desktop::start("hostile-workbooks").await?;
    let window = ready_to_import(&mut desktop).await?;
    let bomb = ("bomb.xlsx", workbook(&zeros(3 << 30))?);
    let many = ("claims.xlsx", workbook(&claims_four_billion_strings())?);
    let noise = ("noise.csv", noise());

    for (name, content) in [bomb, many, noise] {
        let file = desktop.folder().join(name);
        fs::write(&file, content)?;
        let dropped = Instant::now();

        drop_file(&desktop, &file).await?;
        window.wait_for_text("notice", name).await?;

        // The hand's own way with the mouse is most of it.
        let took = dropped.elapsed();
        ensure!(took.as_secs() < 20, "{name} took {took:?} to be refused");
        desktop.screenshot(&window, name).await?;
    }
    drop_file(&desktop, &data("shifts-week-49.csv")).await?;
    window.wait_for_text("import-counts", "300").await?;

    window.close().await?;
    desktop.finish();
    Ok(())
}

/// Opens the program on the sample contact centre, at the step Import.
async fn ready_to_import(desktop: &mut Desktop) -> Result<Window> {
    let window = desktop.open_shiftwright().await?;
    window.click("connect-sample").await?;
    window.see("connected").await?;
    window.click("to-import").await?;
    window.see("choose-file").await?;
    Ok(window)
}

async fn drop_file(desktop: &Desktop, file: &Path) -> Result<()> {
    let dragged = desktop.drag_over_shiftwright(file).await?;
    dragged.let_go().await
}

/// Asks the server, sends, and looks whether all has arrived.
async fn import_all(desktop: &Desktop, window: &Window, shifts: usize) -> Result<()> {
    window.click("check-import").await?;
    window.see_within("check-result", LONG).await?;
    desktop.screenshot(window, "checked").await?;
    window.click("send-import").await?;
    window.see_within("import-result", LONG).await?;
    let all = format!("All {shifts} shifts imported");
    window.wait_for_text("import-result", &all).await?;
    window.see("receipt").await?;
    desktop.screenshot(window, "imported").await
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

/// A workbook whose only sheet is what `sheet` writes.
fn workbook(sheet: &dyn Fn(&mut dyn Write) -> std::io::Result<()>) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let parts = [
        (
            "[Content_Types].xml",
            format!("<Types xmlns=\"{package}/content-types\"/>"),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Week\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"s\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"t\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!("<sst xmlns=\"{main}\" count=\"4294967295\" uniqueCount=\"4294967295\"/>"),
        ),
    ];
    let options = SimpleFileOptions::default();
    for (name, content) in parts {
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    zip.start_file("xl/worksheets/sheet1.xml", options.large_file(true))?;
    write!(zip, "<worksheet xmlns=\"{main}\"><sheetData>")?;
    sheet(&mut zip).context("the sheet")?;
    write!(zip, "</sheetData></worksheet>")?;
    Ok(zip.finish()?.into_inner())
}

/// Rows of nothing, that many bytes of them.
fn zeros(bytes: usize) -> impl Fn(&mut dyn Write) -> std::io::Result<()> {
    let piece = "<row></row>".repeat(100_000);
    move |out| (0..bytes / piece.len()).try_for_each(|_| out.write_all(piece.as_bytes()))
}

/// One cell, whose text is the last of four billion.
fn claims_four_billion_strings() -> impl Fn(&mut dyn Write) -> std::io::Result<()> {
    |out| {
        out.write_all(b"<row r=\"1048576\"><c r=\"XFD1048576\" t=\"s\"><v>4294967294</v></c></row>")
    }
}

/// 20 KB that are no text in any encoding; the same each time.
fn noise() -> Vec<u8> {
    let number = |at: u32| at.wrapping_mul(2_654_435_761) >> 13;
    (0..20_000).map(|at| number(at) as u8).collect()
}
