use crate::check::asked::Asked;
use crate::shifts::Packs;
use crate::{LeftOut, Problem};

/// What was found in some rows, before it is known which shifts of an agent meet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub(crate) packs: Packs,
    pub(crate) problems: Vec<Problem>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) asked: Asked,
    /// Shifts whose breaks are given by their length only.
    pub(crate) breaks_placed: usize,
}

impl Found {
    /// Adds what stands further down in the file.
    pub(crate) fn append(&mut self, later: Self) {
        self.packs.append(later.packs);
        self.problems.extend(later.problems);
        self.left_out.extend(later.left_out);
        self.asked.append(&later.asked);
        self.breaks_placed += later.breaks_placed;
    }
}
