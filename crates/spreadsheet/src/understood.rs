use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use workbook::Format;

use crate::{DateOrder, Field, Layout};

/// How a file was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Understood {
    /// What the file is.
    pub format: Format,
    /// "UTF-8", "Windows-1252", …; `None` for workbooks.
    pub encoding: Option<String>,
    /// What stands between cells of a text file.
    pub delimiter: Option<char>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Line of the header, counted from 1.
    pub header_line: usize,
    /// How the table is laid out.
    pub layout: Layout,
    /// How dates were read that leave their order open, where there are any.
    pub date_order: Option<DateOrder>,
    /// What times are local to, unless they say their offset.
    pub zone: Tz,
    /// What else a planner should know, in sentences.
    pub notes: Vec<String>,
}

/// A column of the file, and what it was understood as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// As the file has it.
    pub header: String,
    /// What is read from it; nothing is where it is not known.
    pub field: Option<Field>,
    /// The day whose shifts it holds, in a grid.
    pub day: Option<NaiveDate>,
    /// Whether its header is an agent and its cells are that agent's days.
    pub is_agent: bool,
    /// How sure the field or day is.
    pub confidence: Confidence,
}

/// How sure it is what a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Confidence {
    /// Only its cells tell.
    Guess,
    /// Its header is near to one that is known.
    Likely,
    /// Its header is known.
    Sure,
    /// The planner said so.
    Chosen,
}

impl Column {
    /// Whether its cells are days of agents, as those of a grid are.
    #[must_use]
    pub fn holds_days_cells(&self) -> bool {
        self.day.is_some() || self.is_agent
    }

    /// The header under which the column is understood in a file of its own: a
    /// day whose header leaves the year open is written out.
    #[must_use]
    pub fn lasting_header(&self) -> String {
        let is_year = |run: &[u8]| run.iter().all(u8::is_ascii_digit);
        let has_year = self.header.as_bytes().windows(4).any(is_year);
        match self.day {
            Some(day) if !has_year => day.to_string(),
            _ => self.header.clone(),
        }
    }
}

impl Understood {
    /// The same as short parts of one line: "CSV", "comma", "header on line 1", …
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let mut words = vec![
            match self.format {
                Format::Csv => "CSV",
                Format::Xlsx => "Excel workbook",
                Format::Xls => "Excel 97 workbook",
                Format::Ods => "OpenDocument spreadsheet",
            }
            .to_owned(),
        ];
        words.extend(self.delimiter.map(|delimiter| match delimiter {
            ',' => "comma".to_owned(),
            ';' => "semicolon".to_owned(),
            '\t' => "tab".to_owned(),
            '|' => "bar".to_owned(),
            other => format!("\"{other}\""),
        }));
        words.extend(self.encoding.clone());
        words.extend(
            self.sheet
                .as_ref()
                .map(|sheet| format!("sheet \"{sheet}\"")),
        );
        words.push(format!("header on line {}", self.header_line));
        match self.layout {
            Layout::List => {}
            Layout::Grid => words.push("one day a column".to_owned()),
            Layout::AgentColumns => words.push("one agent a column".to_owned()),
        }
        words.extend(self.date_order.map(|order| match order {
            DateOrder::DayFirst => "dates day first".to_owned(),
            DateOrder::MonthFirst => "dates month first".to_owned(),
            DateOrder::YearFirst => "dates year first".to_owned(),
        }));
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_days_header_outlasts_its_title() {
        let header = |header: &str, day: Option<&str>| {
            let column = Column {
                header: header.to_owned(),
                field: None,
                day: day.and_then(|day| day.parse().ok()),
                is_agent: false,
                confidence: Confidence::Sure,
            };
            column.lasting_header()
        };

        assert_eq!(header("Mon 30", Some("2026-11-30")), "2026-11-30");
        assert_eq!(header("30 Nov 2026", Some("2026-11-30")), "30 Nov 2026");
        assert_eq!(header("Team", None), "Team");
    }
}
