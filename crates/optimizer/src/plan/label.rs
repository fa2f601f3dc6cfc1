/// No recommended end that still matters.
pub(super) const NEVER: i64 = i64::MIN;
/// The contracted hours of the week are used up.
pub(super) const FULL: i64 = i64::MAX;
/// The label to begin with.
pub(super) const ROOT: usize = 0;

/// Where a plan stands after some places: all that later choices depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub(super) value: f64,
    /// Hours of overtime over the range, locked work included.
    pub(super) overtime: f64,
    /// Intervals worked this week within contracted hours, or [`FULL`].
    pub(super) used: i64,
    /// Those of them for skills that forbid overtime.
    pub(super) without: i64,
    /// End of the last recommended work, and the place it belongs to.
    pub(super) end: i64,
    pub(super) end_place: usize,
    /// Of the days with extra shifts; see [`Calendar`](crate::staff::calendar::Calendar).
    pub(super) pattern: u8,
    pub(super) parent: u32,
    pub(super) entry: u32,
}

impl Label {
    pub(super) fn root(overtime: f64) -> Self {
        Self {
            value: 0.0,
            overtime,
            used: 0,
            without: 0,
            end: NEVER,
            end_place: 0,
            pattern: 0,
            parent: 0,
            entry: u32::MAX,
        }
    }

    fn goes_on_like(&self, other: &Self) -> bool {
        self.used == other.used
            && self.end == other.end
            && (self.overtime - other.overtime).abs() < 1e-9
            && self.without == other.without
            && self.pattern == other.pattern
            && self.end_place == other.end_place
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "any bits will do"
    )]
    fn hash(&self) -> usize {
        const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
        let overtime = (self.overtime * 1e4).round() as u64;
        let mut hash = (self.used as u64).wrapping_mul(31).wrapping_add(overtime);
        hash = hash.wrapping_mul(MIX) ^ (self.end as u64).wrapping_add((self.without as u64) << 17);
        hash = hash.wrapping_mul(MIX) ^ u64::from(self.pattern);
        (hash.wrapping_mul(MIX) >> 40) as usize
    }
}

/// Finds labels that can go on the same way.
#[derive(Default)]
pub(super) struct Table {
    /// Position of a label and the round it was entered in.
    slots: Vec<(u32, u32)>,
    round: u32,
    entered: usize,
}

impl Table {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        if self.slots.is_empty() || self.round == u32::MAX {
            let size = self.slots.len().max(256);
            self.slots.clear();
            self.slots.resize(size, (0, 0));
            self.round = 0;
        }
        self.round += 1;
        self.entered = 0;
    }

    /// Adds `label` to `labels`, or puts it in the place of a worse one that
    /// is among those from `begin` on.
    pub(super) fn keep(&mut self, labels: &mut Vec<Label>, label: Label, begin: usize) {
        if self.entered * 2 >= self.slots.len() {
            self.grow(labels, begin);
        }
        let mask = self.slots.len() - 1;
        let mut at = label.hash() & mask;
        while self.slots[at].1 == self.round {
            let known = &mut labels[self.slots[at].0 as usize];
            if known.goes_on_like(&label) {
                if label.value > known.value {
                    *known = label;
                }
                return;
            }
            at = (at + 1) & mask;
        }
        self.slots[at] = (labels.len() as u32, self.round);
        self.entered += 1;
        labels.push(label);
    }

    fn grow(&mut self, labels: &[Label], begin: usize) {
        let size = self.slots.len() * 4;
        self.slots.clear();
        self.slots.resize(size, (0, 0));
        for (position, label) in labels.iter().enumerate().skip(begin) {
            let mut at = label.hash() & (size - 1);
            while self.slots[at].1 == self.round {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = (position as u32, self.round);
        }
    }
}
