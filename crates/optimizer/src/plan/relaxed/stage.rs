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
    /// The most that a plan can stand at.
    pub(super) most: State,
    /// Units left in the weeks of the place.
    pub(super) left: [usize; 2],
    /// Of those, for skills without overtime.
    pub(super) left_without: [usize; 2],
    /// Whether nothing can have been worked in an earlier week.
    pub(super) is_first_week: bool,
    /// Whether the place is a day without a shift.
    pub(super) is_free: bool,
    /// Whether the place spans two weeks.
    pub(super) spans: bool,
    /// Whether the next place begins a new week.
    pub(super) ends_week: bool,
}

/// Units of overtime, of hours within the contract, the pattern of days, and units for
/// skills without overtime this week.
pub(super) type State = (usize, usize, usize, usize);

impl Stage {
    /// States that differ in hours alone lie side by side.
    pub(super) fn at(&self, (overtime, used, pattern, without): State) -> usize {
        let row = overtime * (self.most.2 + 1) + pattern;
        let row = row * (self.most.3 + 1) + without.min(self.most.3);
        self.first + row * (self.most.1 + 1) + used
    }

    /// Least hours that a plan with so much overtime has used.
    pub(super) fn least_used(&self, overtime: usize) -> usize {
        if self.is_first_week && overtime > 0 {
            self.left[0]
        } else {
            0
        }
    }
}

/// How what can be earned later is found for a state after a place.
#[derive(Clone, Copy)]
pub(super) struct Later {
    /// Where the next states begin.
    pub(super) first: usize,
    /// From one state to the next, by overtime, hours, pattern and hours without
    /// overtime. Hours do not matter where a new week begins, and at the very end
    /// nothing does.
    steps: [usize; 4],
    most_without: usize,
}

impl Later {
    /// After `stage`; `end` is where the worth of nothing stands.
    pub(super) fn of(stage: &Stage, next: Option<&Stage>, end: usize) -> Self {
        let Some(next) = next else {
            return Self {
                first: end,
                steps: [0; 4],
                most_without: 0,
            };
        };
        let (_, used, patterns, without) = next.most;
        let by_pattern = (without + 1) * (used + 1);
        let by_overtime = (patterns + 1) * by_pattern;
        Self {
            first: next.first,
            steps: if stage.ends_week {
                [by_overtime, 0, by_pattern, 0]
            } else {
                [by_overtime, 1, by_pattern, used + 1]
            },
            most_without: without,
        }
    }

    pub(super) fn at(&self, (overtime, used, pattern, without): State) -> usize {
        let [by_overtime, by_used, by_pattern, by_without] = self.steps;
        let without = without.min(self.most_without) * by_without;
        self.first + overtime * by_overtime + used * by_used + pattern * by_pattern + without
    }

    /// Whether hours do not matter any more.
    pub(super) fn is_anew(&self) -> bool {
        self.steps[1] == 0
    }
}
