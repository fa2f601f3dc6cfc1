//! Where a plan can stand before a place.

/// A choice: units worked, those of them without overtime, and worth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Length {
    pub(super) units: usize,
    pub(super) without: usize,
    pub(super) value: f64,
}

/// Before a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stage {
    /// Where its states begin in the table.
    pub(super) first: usize,
    /// The first day of its week.
    pub(super) week: i64,
    /// The most that a plan can stand at.
    pub(super) most: State,
    /// Units left in the weeks of the place.
    pub(super) left: [usize; 2],
    /// Of those, for skills without overtime.
    pub(super) left_without: [usize; 2],
    /// Whether nothing can have been worked in an earlier week.
    pub(super) is_first_week: bool,
    /// Extra shifts that the week of the place allows; none where that is no limit.
    pub(super) extra_shifts: Option<usize>,
    /// Whether the place is a day without a shift.
    pub(super) is_free: bool,
    /// Whether the place spans two weeks.
    pub(super) spans: bool,
    /// Whether the next place begins a new week.
    pub(super) ends_week: bool,
}

/// Units of overtime, of hours within the contract, extra shifts this week, and units for
/// skills without overtime this week.
pub(super) type State = (usize, usize, usize, usize);

/// How what can be earned later is found for a state after a place.
#[derive(Clone, Copy)]
pub(super) struct Later {
    first: usize,
    /// From one state to the next, by overtime, hours, extra shifts and hours without
    /// overtime. All but the first do not matter where a new week begins, and at
    /// the very end nothing does.
    steps: [usize; 4],
    most_extra: usize,
    most_without: usize,
    is_end: bool,
}

impl Later {
    pub(super) fn of(stage: &Stage, next: Option<&Stage>) -> Self {
        let Some(next) = next else {
            return Self {
                first: 0,
                steps: [0; 4],
                most_extra: 0,
                most_without: 0,
                is_end: true,
            };
        };
        let (_, used, extra, without) = next.most;
        let used_step = (extra + 1) * (without + 1);
        let overtime_step = (used + 1) * used_step;
        Self {
            first: next.first,
            steps: if stage.ends_week {
                [overtime_step, 0, 0, 0]
            } else {
                [overtime_step, used_step, without + 1, 1]
            },
            most_extra: extra,
            most_without: without,
            is_end: false,
        }
    }

    pub(super) fn worth<const WITHOUT: bool>(
        &self,
        table: &[f64],
        (overtime, used, extra, without): State,
    ) -> f64 {
        if self.is_end {
            return 0.0;
        }
        let [by_overtime, by_used, by_extra, by_without] = self.steps;
        let extra = extra.min(self.most_extra) * by_extra;
        let without = if WITHOUT {
            without.min(self.most_without) * by_without
        } else {
            0
        };
        table[self.first + overtime * by_overtime + used * by_used + extra + without]
    }
}

impl Stage {
    pub(super) fn at(&self, (overtime, used, extra, without): State) -> usize {
        let extra = extra.min(self.most.2);
        let without = without.min(self.most.3);
        let row = (overtime * (self.most.1 + 1) + used) * (self.most.2 + 1) + extra;
        self.first + row * (self.most.3 + 1) + without
    }
}
