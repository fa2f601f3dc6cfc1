//! Sending shifts, and what an earlier run left unsent.

use chrono_tz::Tz;
use spreadsheet::Reading;
use workbook::Book;
use workflow::import::{ImportReport, Importer, Selection};
use workflow::{SentFile, this_person};

use super::NO_SHIFT;
use crate::{Fault, tables};

/// Goes on with imports that an earlier run began and did not end.
pub(super) async fn finish_earlier(importer: Importer<'_>) -> Result<(), Fault> {
    let connection = &importer.session.connection.id;
    let here = |import: &workflow::OpenImport| import.connection_id == *connection;
    for import in importer.store.open_imports()?.into_iter().filter(here) {
        eprintln!(
            "The import of {} was interrupted: {} of {} shifts are written. Continuing it.",
            import.file.name, import.processed, import.shifts
        );
        let tell = |progress| tables::import_progress(&progress);
        whole(importer.resume(&import.id, tell).await?.report)?;
    }
    Ok(())
}

pub(super) async fn send(
    importer: Importer<'_>,
    book: &Book,
    reading: &Reading,
    zone: Tz,
) -> Result<ImportReport, Fault> {
    let shifts = Selection::from(&reading.shifts);
    let file = SentFile::of(book, &shifts, zone, false, this_person()).ok_or(NO_SHIFT)?;
    let tell = |progress| tables::import_progress(&progress);
    whole(importer.import(&file, shifts, tell).await?.report)
}

/// The report of an import that nothing stopped.
fn whole(report: ImportReport) -> Result<ImportReport, Fault> {
    match report.stopped {
        None => Ok(report),
        Some(fault) => Err(format!(
            "{fault} {} {} shifts are written; run this again with the same --data when the cause is mended: it continues where it stopped, and nothing is doubled.",
            fault.hint(),
            report.processed
        )
        .into()),
    }
}
