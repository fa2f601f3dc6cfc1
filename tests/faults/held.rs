//! What a workspace's store holds, read from its file: nothing stands in between.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, Row};

/// A stored shift. Times are minutes since 1970-01-01T00:00Z.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeldShift {
    pub agent: String,
    pub start: i64,
    pub finish: i64,
    pub published: bool,
    /// JSON [[from, to], …] in minutes after the start.
    pub breaks: String,
    /// In the order of their names, with a comma between them.
    pub skills: String,
}

/// All shifts of the workspace in `folder`, sorted.
pub fn shifts(folder: &Path) -> Vec<HeldShift> {
    let mut shifts = all(
        folder,
        "SELECT agents.name, shifts.start, shifts.finish, published, breaks,
             (SELECT group_concat(name, ',') FROM (SELECT skills.name FROM shift_skills
                  JOIN skills ON skills.id = skill WHERE shift = shifts.id ORDER BY 1))
         FROM shifts JOIN agents ON agents.id = shifts.agent",
        |row| {
            Ok(HeldShift {
                agent: row.get(0)?,
                start: row.get(1)?,
                finish: row.get(2)?,
                published: row.get(3)?,
                breaks: row.get(4)?,
                skills: row.get(5)?,
            })
        },
    );
    shifts.sort();
    shifts
}

/// The ids of all its optimization runs, oldest first.
pub fn runs(folder: &Path) -> Vec<String> {
    all(folder, "SELECT id FROM jobs ORDER BY number", |row| {
        row.get(0)
    })
}

fn all<T>(folder: &Path, query: &str, of: fn(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
    let file = folder.join("workspace.sqlite");
    let database = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut query = database.prepare(query).unwrap();
    let rows = query.query_map([], of).unwrap();
    rows.map(Result::unwrap).collect()
}
