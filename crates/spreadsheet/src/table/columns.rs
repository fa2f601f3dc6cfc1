use serde::{Deserialize, Serialize};

use crate::table::field::FIELDS;
use crate::Row;
use crate::wording::shortened;
use crate::{Field, SpreadsheetError};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// One shift a row.
    Shifts,
    /// One skill and interval a row.
    Requirements,
}

/// A column of the file, and what it was understood as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// As the file has it.
    pub header: String,
    /// What is read from it; nothing is where it is not known.
    pub field: Option<Field>,
}

/// All columns, and where each field is.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    pub(crate) kind: FileKind,
    pub(crate) all: Vec<Column>,
    places: [Option<usize>; FIELDS.len()],
}

impl FileKind {
    /// What is read from a file of this kind.
    fn fields(self) -> &'static [Field] {
        match self {
            // All but the last.
            Self::Shifts => FIELDS
                .split_last()
                .map_or(&[], |(_, shift_fields)| shift_fields),
            Self::Requirements => &[
                Field::Skills,
                Field::Date,
                Field::Start,
                Field::StartTime,
                Field::RequiredAgents,
            ],
        }
    }
}

impl Columns {
    /// Tells columns by their headers, and the kind of file by its columns.
    pub(crate) fn recognise(headers: &[&str], kind: Option<FileKind>) -> Self {
        let plain: Vec<String> = headers.iter().map(|header| plain(header)).collect();
        let mut places = FIELDS.map(|field| {
            let mut synonyms = field.synonyms().iter();
            synonyms.find_map(|synonym| plain.iter().position(|header| header == synonym))
        });
        let kind = kind.unwrap_or(match places {
            [.., Some(_)] => FileKind::Requirements,
            [.., None] => FileKind::Shifts,
        });
        for (place, field) in places.iter_mut().zip(FIELDS) {
            if !kind.fields().contains(&field) {
                *place = None;
            }
        }
        let column = |(index, header): (usize, &&str)| Column {
            header: header.trim().to_owned(),
            field: FIELDS
                .into_iter()
                .zip(places)
                .find_map(|(field, place)| (place == Some(index)).then_some(field)),
        };
        let all = headers.iter().enumerate().map(column).collect();
        Self { kind, all, places }
    }

    /// How many columns are known.
    pub(crate) fn recognised(&self) -> usize {
        self.places.iter().flatten().count()
    }

    /// Fails where a column is lacking without which nothing can be read.
    pub(crate) fn check(&self, file: &str) -> Result<(), SpreadsheetError> {
        let missing: Vec<Field> = self
            .needed()
            .iter()
            .filter(|fields| fields.iter().all(|&field| self.place(field).is_none()))
            .filter_map(|fields| fields.first().copied())
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let headers = self.all.iter().filter(|column| !column.header.is_empty());
        Err(SpreadsheetError::MissingColumns {
            file: file.to_owned(),
            missing,
            found: headers
                .take(30)
                .map(|column| shortened(&column.header))
                .collect(),
        })
    }

    /// Where a field is.
    pub(crate) fn place(&self, field: Field) -> Option<usize> {
        self.places.get(field as usize).copied().flatten()
    }

    /// A field's cell without space around it; empty where there is none.
    pub(crate) fn cell<'r>(&self, row: Row<'r>, field: Field) -> &'r str {
        let cell = self.place(field).and_then(|place| row.cell(place));
        cell.map(str::trim).unwrap_or_default()
    }

    /// Whether rows cannot be read without this column.
    pub(crate) fn is_needed(&self, column: usize) -> bool {
        let mut fields = self.needed().iter().flat_map(|fields| fields.iter());
        fields.any(|&field| self.place(field) == Some(column))
    }

    /// What must be there: of each group, one.
    fn needed(&self) -> &'static [&'static [Field]] {
        match self.kind {
            FileKind::Shifts => &[
                &[Field::Agent],
                &[Field::Start, Field::StartTime],
                &[Field::End, Field::EndTime],
                &[Field::Skills],
            ],
            FileKind::Requirements => &[
                &[Field::Skills],
                &[Field::Start, Field::StartTime],
                &[Field::RequiredAgents],
            ],
        }
    }
}

/// A header as synonyms have it.
fn plain(header: &str) -> String {
    header
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_where_its_number_says() {
        for (index, field) in FIELDS.into_iter().enumerate() {
            assert_eq!(field as usize, index, "{field} is out of place in FIELDS");
        }
    }

    #[test]
    fn every_synonym_is_known_and_belongs_to_one_field() {
        for field in FIELDS {
            for synonym in field.synonyms() {
                let kind = match field {
                    Field::RequiredAgents => FileKind::Requirements,
                    _ => FileKind::Shifts,
                };
                let columns = Columns::recognise(&["Notes", synonym], Some(kind));

                assert_eq!(columns.place(field), Some(1), "{synonym} means {field}");
                assert_eq!(columns.recognised(), 1, "{synonym} means nothing else");
            }
        }
    }

    #[test]
    fn the_clearer_of_two_headers_is_taken() {
        let columns = Columns::recognise(&["Agent", "AGENT-ID", "Skill"], None);

        assert_eq!(columns.place(Field::Agent), Some(1), "an id is no name");
        assert_eq!(columns.all[0].field, None);
    }
}
