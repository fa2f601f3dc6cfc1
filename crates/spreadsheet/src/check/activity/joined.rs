//! What became of rows of activities, for whoever reads the file.

/// What became of the rows of a file that says what is done in their time.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    /// Index of a shift, and a further line of it.
    pub(crate) also: Vec<(usize, u32)>,
    /// The first row that is on the day after the one that it names.
    pub(crate) after_midnight: Option<u32>,
}

impl Joined {
    /// What is to be told of it, in sentences.
    pub(crate) fn notes(&self) -> Vec<String> {
        let joined = match self.also.len() {
            0 => None,
            1 => {
                Some("1 row is a part of a shift on another row: it was joined with it.".to_owned())
            }
            rows => Some(format!(
                "{rows} rows are activities or breaks of shifts on other rows: they were joined with them."
            )),
        };
        let moved = self.after_midnight.map(|line| {
            format!(
                "Rows after midnight that go on with the row above are on the day after their date, the first on line {line}."
            )
        });
        joined.into_iter().chain(moved).collect()
    }
}
