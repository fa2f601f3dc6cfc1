use std::path::Path;

use spreadsheet::{Column, Severity, write_rows};

use super::Intake;
use crate::WorkError;
use crate::import::Failure;

/// The header of the column that says why; such a column is not read when the
/// file is dropped again.
pub(super) const REASON: &str = "Problem";

impl Intake {
    /// Writes the rows that are stopped by an error as a CSV of the planner's
    /// own columns, edits included, with the reasons in a last one. It can be
    /// mended in a spreadsheet program and dropped again. Answers how many.
    ///
    /// # Errors
    /// When the file cannot be written there.
    pub fn write_problem_rows(&self, path: &Path) -> Result<usize, WorkError> {
        let stopped = self.index.lines.iter().map(|&line| line as usize);
        let rows = stopped.filter_map(|line| {
            let errors: Vec<String> = self
                .problems_of(line)
                .filter(|problem| problem.severity == Severity::Error)
                .map(|problem| match &problem.suggestion {
                    Some(suggestion) => format!("{} {suggestion}", problem.message),
                    None => problem.message.clone(),
                })
                .collect();
            let row = self.texts(line)?;
            (!errors.is_empty()).then(|| (row, errors.join(" ")))
        });
        self.write(path, rows)
    }

    /// The same of the rows that a server did not take.
    ///
    /// # Errors
    /// When the file cannot be written there.
    pub fn write_failed_rows(&self, path: &Path, failures: &[Failure]) -> Result<usize, WorkError> {
        let zone = self.reading.understood.zone;
        let rows = failures.chunk_by(|one, next| one.line == next.line);
        let rows = rows.filter_map(|of_line| {
            let row = self.texts(of_line.first()?.line)?;
            let reasons: Vec<String> = of_line.iter().map(|each| each.words(zone)).collect();
            Some((row, reasons.join(" ")))
        });
        self.write(path, rows)
    }

    fn write(
        &self,
        path: &Path,
        rows: impl Iterator<Item = (Vec<String>, String)>,
    ) -> Result<usize, WorkError> {
        let columns = self.reading.columns.as_slice();
        // The reasons of a file that was written here before are out of date.
        let (columns, has_reasons) = match columns.split_last() {
            Some((last, own)) if last.header == REASON => (own, true),
            _ => (columns, false),
        };
        let width = columns.len();
        let headers = columns.iter().map(Column::lasting_header);
        let header: Vec<String> = headers.chain([REASON.to_owned()]).collect();
        let rows = rows.map(|(mut cells, reason)| {
            // A ragged row's further cells come after the reason, so that none is lost.
            let mut further = cells.split_off(cells.len().min(width));
            if has_reasons && !further.is_empty() {
                further.remove(0);
            }
            cells.resize(width, String::new());
            cells.push(reason);
            cells.extend(further);
            cells
        });
        let delimiter = self.file.book.delimiter.unwrap_or(',');
        let rows = std::iter::once(header).chain(rows);
        // The header is no row.
        let written = write_rows(path, delimiter, rows)?;
        Ok(written.saturating_sub(1))
    }

    fn texts(&self, line: usize) -> Option<Vec<String>> {
        let row = self.file.book.rows.get(self.row_at(line)?)?;
        let width = row.len().max(self.reading.columns.len());
        let texts = (0..width).map(|column| {
            // Without the row above it, a row has to name its agent itself.
            let above = self.reading.named_above.get(&(line, column));
            let text = above.map(String::as_str);
            let text = text.or_else(|| self.cell_text(line, column));
            text.unwrap_or_default().to_owned()
        });
        Some(texts.collect())
    }

    fn problems_of(&self, line: usize) -> impl Iterator<Item = &spreadsheet::Problem> {
        let wrongs = self.index.problems_of(line, &self.reading).iter();
        wrongs.filter_map(|&index| self.reading.problems.get(index as usize))
    }
}
