use std::collections::{BTreeMap, BTreeSet};

use spreadsheet::{Choices, understand};
use workbook::Book;

use super::Intake;
use crate::WorkError;
use crate::wording::counted;

impl Intake {
    /// The choices that still hold for another content of the file, and what
    /// does not any more, in sentences.
    pub(super) fn choices_for(&self, book: &Book) -> Result<(Choices, Vec<String>), WorkError> {
        let header_line = self.choices.header_line.filter(|&line| {
            let text = |book: &Book| {
                let row = book.rows.get(super::index::row_at(&book.rows, line)?)?;
                Some(row.cells().map(str::to_owned).collect::<Vec<_>>())
            };
            text(book) == text(&self.file.book)
        });
        let mut choices = Choices {
            edits: BTreeMap::new(),
            skipped: BTreeSet::new(),
            columns: BTreeMap::new(),
            header_line,
            ..Choices::clone(&self.choices)
        };
        let mut dropped = Vec::new();
        if self.choices.header_line != header_line {
            dropped
                .push("The header is looked for anew, because its line is another now.".to_owned());
        }
        dropped.extend(self.carry_columns(book, &mut choices)?);
        let (edits, skipped) = (self.choices.edits.len(), self.choices.skipped.len());
        let lost = [
            (edits, counted(edits, "edited cell", "edited cells")),
            (skipped, counted(skipped, "skipped row", "skipped rows")),
        ];
        let lost: Vec<String> = lost
            .into_iter()
            .filter_map(|(count, words)| (count > 0).then_some(words))
            .collect();
        if !lost.is_empty() {
            let verb = match edits + skipped {
                1 => "was",
                _ => "were",
            };
            dropped.push(format!(
                "{} {verb} dropped, because they belong to the lines of the file as it was read before.",
                lost.join(" and ")
            ));
        }
        Ok((choices, dropped))
    }

    /// Columns that were chosen stay chosen where the same header is still there.
    fn carry_columns(&self, book: &Book, choices: &mut Choices) -> Result<Vec<String>, WorkError> {
        if self.choices.columns.is_empty() {
            return Ok(Vec::new());
        }
        let reading = understand(book, choices)?;
        let mut lost = Vec::new();
        for (&index, &field) in &self.choices.columns {
            let Some(before) = self.reading.columns.get(index) else {
                continue;
            };
            let same = |column: &spreadsheet::Column| column.header == before.header;
            // In its old place where headers occur twice.
            let at_place = reading.columns.get(index).is_some_and(same);
            match at_place
                .then_some(index)
                .or_else(|| reading.columns.iter().position(same))
            {
                Some(now) => {
                    choices.columns.insert(now, field);
                }
                None => lost.push(format!(
                    "The column \"{}\" is not there any more.",
                    before.header
                )),
            }
        }
        Ok(lost)
    }
}
