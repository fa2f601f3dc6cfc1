//! Where a plan can stand before a place.

/// A choice: units worked, those of them without overtime, worth, and how many starts of
/// the next place it forbids.
#[derive(Clone, Copy, Debug)]
pub(super) struct Length {
    pub(super) units: usize,
    pub(super) without: usize,
    pub(super) value: f64,
    pub(super) forbids: usize,
}

/// Before a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stage {
    /// Where its states begin in the table.
    pub(super) first: usize,
    /// The most that a plan can stand at.
    pub(super) most: State,
    /// Of the weeks of the place.
    pub(super) weeks: [Room; 2],
    /// Whether overtime can only have come by using up the hours of this week.
    pub(super) is_full_first: bool,
    /// Whether the place is a day without a shift.
    pub(super) is_free: bool,
    /// Whether the place spans two weeks.
    pub(super) spans: bool,
    /// Whether the next place begins a new week.
    pub(super) ends_week: bool,
}

/// What a week has room for, in units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) left: usize,
    /// Whether skills without overtime have no more room than that: they do where
    /// locked work gives way to them.
    pub(super) is_tight: bool,
}

/// Units of overtime, of hours within the contract, and the pattern of days.
pub(super) type State = (usize, usize, usize);

impl Stage {
    /// The states in which so many starts are forbidden.
    pub(super) fn forbidding(self, starts: usize) -> Self {
        Self {
            first: self.first + starts * self.size(),
            ..self
        }
    }

    /// How many states there are, for each number of forbidden starts.
    pub(super) fn size(&self) -> usize {
        let (overtime, used, pattern) = self.most;
        (overtime + 1) * (used + 1) * (pattern + 1)
    }

    /// States that differ in hours within the contract alone lie side by side.
    pub(super) fn at(&self, (overtime, used, pattern): State) -> usize {
        let row = overtime * (self.most.2 + 1) + pattern;
        self.first + row * (self.most.1 + 1) + used
    }

    /// Least hours that a plan with so much overtime has used.
    pub(super) fn least_used(&self, overtime: usize) -> usize {
        if self.is_full_first && overtime > 0 {
            self.weeks[0].left
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
    /// From one state to the next, by overtime, hours and pattern. Hours do not matter
    /// where a new week begins, and at the very end nothing does.
    steps: [usize; 3],
}

impl Later {
    /// After `stage`; `end` is where the worth of nothing stands.
    pub(super) fn of(stage: &Stage, next: Option<Stage>, end: usize) -> Self {
        let Some(next) = next else {
            return Self {
                first: end,
                steps: [0; 3],
            };
        };
        let by_pattern = next.most.1 + 1;
        let by_overtime = (next.most.2 + 1) * by_pattern;
        Self {
            first: next.first,
            steps: [by_overtime, usize::from(!stage.ends_week), by_pattern],
        }
    }

    pub(super) fn at(&self, (overtime, used, pattern): State) -> usize {
        let [by_overtime, by_used, by_pattern] = self.steps;
        self.first + overtime * by_overtime + used * by_used + pattern * by_pattern
    }

    /// Whether hours do not matter any more.
    pub(super) fn is_anew(&self) -> bool {
        self.steps[1] == 0
    }
}
