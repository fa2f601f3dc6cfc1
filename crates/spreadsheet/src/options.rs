use chrono_tz::Tz;
use staffing::SkillId;

use crate::{DateOrder, FileKind};

/// How a file is to be read.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The zone of times that carry no offset of their own.
    pub zone: Tz,
    /// What the file holds; told from its headers where this is `None`.
    pub kind: Option<FileKind>,
    /// Whether 03/12/2026 is 3 December or 12 March; told from the whole
    /// column where this is `None`.
    pub date_order: Option<DateOrder>,
    /// The skills there are. A skill is judged unknown only where this is given.
    pub known_skills: Option<Vec<SkillId>>,
    /// Larger files are refused; at most 1 GiB, 200 MB unless set.
    pub max_bytes: u64,
}

impl ReadOptions {
    /// Tells everything from the file, with times local to `zone`.
    #[must_use]
    pub fn new(zone: Tz) -> Self {
        Self {
            zone,
            kind: None,
            date_order: None,
            known_skills: None,
            max_bytes: 200_000_000,
        }
    }
}
