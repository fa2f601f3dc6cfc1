use crate::{Costs, Goal, Priority, StaffingProblem};

/// Rules and costs of a problem, counted in intervals.
#[derive(Clone, Debug)]
pub(crate) struct Horizon {
    pub(crate) intervals: i64,
    /// Hours of an interval.
    pub(crate) hours: f64,
    pub(crate) hour: i64,
    pub(crate) day: i64,
    /// Steps between allowed starts and ends.
    pub(crate) grid: i64,
    pub(crate) longest_stretch: i64,
    /// Longest stretch without a break.
    pub(crate) unbroken: i64,
    /// 0 where no break is asked for.
    pub(crate) pause: i64,
    pub(crate) rest: i64,
    pub(crate) shortest_extra: i64,
    pub(crate) longest_extra: i64,
    pub(crate) days_in_seven: usize,
    /// Per skill, what an hour of its shortfall weighs.
    pub(crate) weights: Vec<f64>,
    /// Per skill, whether overtime is forbidden for it.
    pub(crate) no_overtime: Vec<bool>,
    /// Per skill, most overtime of an agent, in hours.
    pub(crate) overtime_limit: Vec<f64>,
    pub(crate) overtime_cost: f64,
    pub(crate) costs: Costs,
}

impl Horizon {
    pub(crate) fn of(problem: &StaffingProblem) -> Self {
        let minutes = i64::from(problem.interval_minutes);
        let rules = &problem.rules;
        let grid = (30 / minutes).max(1);
        let longest_stretch = at_most(rules.max_consecutive_hours, minutes);
        let only_minimize = problem.goals == [Goal::MinimizeOvertime];
        Self {
            intervals: i64::try_from(problem.intervals).unwrap_or(i64::MAX),
            hours: f64::from(problem.interval_minutes) / 60.0,
            hour: 60 / minutes,
            day: 24 * 60 / minutes,
            grid,
            longest_stretch,
            unbroken: 6 * 60 / minutes,
            pause: (i64::from(rules.min_break_minutes) + minutes - 1) / minutes,
            rest: at_least(rules.min_rest_hours, minutes).max(1),
            shortest_extra: up_to_grid(at_least(rules.min_extra_shift_hours, minutes).max(1), grid),
            longest_extra: at_most(rules.max_extra_shift_hours, minutes).min(longest_stretch)
                / grid
                * grid,
            days_in_seven: rules.max_days_in_seven as usize,
            weights: weights(problem),
            no_overtime: problem
                .skills
                .iter()
                .map(|skill| only_minimize || !skill.allow_overtime)
                .collect(),
            overtime_limit: problem
                .skills
                .iter()
                .map(|skill| skill.max_overtime_hours_per_agent.unwrap_or(f64::INFINITY))
                .collect(),
            overtime_cost: if problem.goals.first() == Some(&Goal::MinimizeOvertime) {
                problem.costs.overtime_first
            } else {
                problem.costs.overtime
            },
            costs: problem.costs.clone(),
        }
    }

    /// What an hour costs more when it is overtime; negative where it costs less.
    pub(crate) fn overtime_surcharge(&self) -> f64 {
        self.overtime_cost - self.costs.regular
    }

    pub(crate) fn day_of(&self, interval: i64) -> i64 {
        interval.div_euclid(self.day)
    }

    pub(crate) fn week_of_day(day: i64) -> i64 {
        day.div_euclid(7)
    }

    /// Length of `intervals` in hours.
    pub(crate) fn in_hours(&self, intervals: i64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "spans are short")]
        let intervals = intervals as f64;
        intervals * self.hours
    }
}

/// Per skill, what an hour of its shortfall weighs.
fn weights(problem: &StaffingProblem) -> Vec<f64> {
    let costs = &problem.costs;
    let weight = |priority| match priority {
        Some(Priority::High) => costs.high,
        Some(Priority::Medium) => costs.medium,
        None => costs.untargeted,
    };
    problem
        .skills
        .iter()
        .map(|skill| weight(skill.priority))
        .collect()
}

/// Whole intervals within `hours`.
fn at_most(hours: f64, minutes: i64) -> i64 {
    count((hours * 60.0 + 1e-6).div_euclid(minutes_as_float(minutes)))
}

/// Whole intervals that reach `hours`.
fn at_least(hours: f64, minutes: i64) -> i64 {
    count(((hours * 60.0 - 1e-6) / minutes_as_float(minutes)).ceil())
}

fn up_to_grid(intervals: i64, grid: i64) -> i64 {
    (intervals + grid - 1) / grid * grid
}

#[expect(clippy::cast_precision_loss, reason = "15, 30 or 60")]
fn minutes_as_float(minutes: i64) -> f64 {
    minutes as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "validated to at most a thousand hours"
)]
fn count(intervals: f64) -> i64 {
    intervals as i64
}
