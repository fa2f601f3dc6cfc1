//! The problem, as problem files hold it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize};

/// Who works when, who is needed when, and what extra work is allowed.
///
/// Time is a row of intervals counted from `start`, UTC. All spans are `from`
/// (included) to `to` (excluded) in intervals; those of shifts and availability
/// may reach beyond the range on both sides.
///
/// **Days and weeks** are 24 hours and 7 days long, counted from `start`. Work
/// belongs to the day, and so to the week, in which its shift starts, also
/// when it ends after midnight; an extension belongs to the day of the shift
/// that it joins. Shifts outside the range cover nothing here, but they count
/// for rest, days in seven and the hours of their week: hand in the shifts of
/// whole weeks, and of six days before and after, to have those exact.
///
/// When read, unknown members are ignored, and lists, rules and costs that are null have their
/// defaults.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StaffingProblem {
    /// Length of an interval: 15, 30 or 60 minutes; 5 or 1 where shifts or breaks lie
    /// across the borders of quarter hours, so that no rule is judged on rounded times.
    pub interval_minutes: u32,
    /// Where the first interval begins.
    pub start: DateTime<Utc>,
    /// How many intervals there are; at most 62 days.
    pub intervals: usize,
    /// The skills; others name them by their position here.
    pub skills: Vec<Skill>,
    /// Required agents: one row per skill, one number per interval, 0 to
    /// 10⁹, fractions allowed.
    pub required: Vec<Vec<f64>>,
    /// Who can work.
    pub agents: Vec<Agent>,
    /// What every plan keeps to.
    #[serde(default, deserialize_with = "or_default")]
    pub rules: Rules,
    /// What matters; see [`Goal`].
    #[serde(default = "both_goals")]
    pub goals: Vec<Goal>,
    /// What the objective is made of.
    #[serde(default, deserialize_with = "or_default")]
    pub costs: Costs,
}

/// What an agent can handle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Skill {
    /// Its name outside.
    pub id: String,
    /// How much its gap matters; none where it is not a target.
    #[serde(default)]
    pub priority: Option<Priority>,
    /// Whether work recommended for it may be overtime. Within an agent's week
    /// work for skills that forbid it uses up the contracted hours first.
    #[serde(default)]
    pub allow_overtime: bool,
    /// Most overtime of an agent over the whole range, in hours, as soon as
    /// one of the agent's segments is for this skill; none sets no limit.
    #[serde(default)]
    pub max_overtime_hours_per_agent: Option<f64>,
}

/// How much the gap of a targeted skill matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Priority {
    /// Below 70 % covered.
    High,
    /// Below the threshold, but not as far.
    Medium,
}

/// A person who can work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Agent {
    /// Their name outside.
    pub id: String,
    /// Positions of their skills; in an interval they serve one of these.
    pub skills: Vec<usize>,
    /// Hours of work a week, breaks left out; more is overtime.
    #[serde(default = "full_time")]
    pub contracted_hours: f64,
    /// Whether they are in the preferred pool; whoever builds the problem
    /// decides that (`preferredAgentPool`). Others cost more per hour.
    #[serde(default = "yes")]
    pub preferred: bool,
    /// When recommended work may lie; empty means at any time. Shifts that
    /// stand are not held against it.
    #[serde(default, deserialize_with = "or_default")]
    pub availability: Vec<(i64, i64)>,
    /// Shifts that stand; no two may overlap.
    #[serde(default, deserialize_with = "or_default")]
    pub shifts: Vec<Shift>,
}

/// A shift that stands. Plans only add work: none is moved or cut, published
/// or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shift {
    /// First interval.
    pub from: i64,
    /// Interval after the last.
    pub to: i64,
    /// Whether agents see it.
    #[serde(default)]
    pub published: bool,
    /// Unworked time inside the shift.
    #[serde(default, deserialize_with = "or_default")]
    pub breaks: Vec<(i64, i64)>,
}

/// The rules, all hard. A rule that the given shifts break by themselves is
/// held against no plan that leaves that place alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Rules {
    /// Longest joined work (shift and its extensions, breaks included).
    pub max_consecutive_hours: f64,
    /// Joined work that spans more than 6 h holds one break at least this long;
    /// an extra shift gets one of just that length, rounded up to intervals,
    /// outside its first and last hour. 0 asks for none.
    pub min_break_minutes: u32,
    /// Least time between the end of a day's work and the start of the next.
    pub min_rest_hours: f64,
    /// Whether published shifts may not be moved or cut. Nothing is, either way.
    pub respect_published_shifts: bool,
    /// Shortest extra shift, start to end.
    pub min_extra_shift_hours: f64,
    /// Longest extra shift, start to end, its break included.
    pub max_extra_shift_hours: f64,
    /// Most days of work in any seven days in a row.
    pub max_days_in_seven: u32,
}

/// What matters. The first in the list matters most: overtime costs
/// [`Costs::overtime_first`] where `MINIMIZE_OVERTIME` leads, else
/// [`Costs::overtime`]. Where it stands alone, overtime is used nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Goal {
    /// Fill the shortfall.
    MaximizeSkillCoverage,
    /// Do it with little overtime.
    MinimizeOvertime,
}

/// The weights and costs of the objective, in hours of shortfall. None is
/// negative or above 1000.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Costs {
    /// An hour of shortfall of a `HIGH` target.
    pub high: f64,
    /// An hour of shortfall of a `MEDIUM` target.
    pub medium: f64,
    /// An hour of shortfall of a skill that is no target.
    pub untargeted: f64,
    /// An hour of overtime.
    pub overtime: f64,
    /// An hour of overtime where `MINIMIZE_OVERTIME` is the first goal.
    pub overtime_first: f64,
    /// An extra hour that is not overtime.
    pub regular: f64,
    /// A segment.
    pub segment: f64,
    /// On top, an extra hour of an agent outside the preferred pool.
    pub outside_pool: f64,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            max_consecutive_hours: 10.0,
            min_break_minutes: 30,
            min_rest_hours: 11.0,
            respect_published_shifts: true,
            min_extra_shift_hours: 2.0,
            max_extra_shift_hours: 8.0,
            max_days_in_seven: 6,
        }
    }
}

impl Default for Costs {
    fn default() -> Self {
        Self {
            high: 1.5,
            medium: 1.0,
            untargeted: 0.25,
            overtime: 0.25,
            overtime_first: 0.6,
            regular: 0.05,
            segment: 0.02,
            outside_pool: 0.10,
        }
    }
}

/// Some writers say null where there is nothing.
fn or_default<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

fn both_goals() -> Vec<Goal> {
    vec![Goal::MaximizeSkillCoverage, Goal::MinimizeOvertime]
}

fn full_time() -> f64 {
    40.0
}

fn yes() -> bool {
    true
}
