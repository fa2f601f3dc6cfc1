//! Everything that could be recommended, for other solvers and for tests.

use serde::Serialize;

use crate::pace::Pace;
use crate::staff::Staff;
use crate::staff::horizon::Horizon;
use crate::staff::places::{Place, PlaceKind};
use crate::validate::validate;
use crate::{ProblemError, SegmentKind, StaffingProblem};

/// What one agent could be given, and what ties it together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentCandidates {
    /// Position of the agent.
    pub agent: usize,
    /// What an hour that is no overtime costs.
    pub hourly: f64,
    /// The weeks of its places.
    pub weeks: Vec<WeekRoom>,
    /// Where work can be added, in order of time.
    pub places: Vec<CandidatePlace>,
    /// What can be added.
    pub candidates: Vec<Candidate>,
}

/// What a week has room for, in hours.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WeekRoom {
    /// Counted from the start of the range.
    pub number: i64,
    /// Contracted hours that the shifts leave.
    pub left: f64,
}

/// Shifts that touch each other, or a day without one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CandidatePlace {
    /// Whether a shift stands there: one piece may come before it and one after.
    pub joined: bool,
    /// Most intervals that both may have together.
    pub most: i64,
    /// The days that the first and the last piece belong to.
    pub days: (i64, i64),
    /// For a day without a shift: how many of the days from six before to six
    /// after have one, per window of seven that holds this day, the earliest first.
    pub worked_around: [u32; 7],
}

/// One segment, its break aside.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// Position among the agent's places.
    pub place: usize,
    /// Position of the skill.
    pub skill: usize,
    /// First interval.
    pub from: i64,
    /// Interval after the last.
    pub to: i64,
    /// Joined to a shift or on its own.
    pub kind: SegmentKind,
    /// The week it counts for.
    pub week: i64,
    /// First and last interval at which its break may begin, where it needs one.
    pub pauses: Option<(i64, i64)>,
}

/// The segments that keep all rules by themselves and bring more than they
/// cost while nothing else is planned. What one more agent brings only falls as
/// work is added, so the others are in no best plan.
///
/// # Errors
/// [`ProblemError`] where the problem is not one.
pub fn candidates(problem: &StaffingProblem) -> Result<Vec<AgentCandidates>, ProblemError> {
    validate(problem)?;
    let staff = Staff::of(problem, &[], &Pace::full()).ok_or(ProblemError::Stopped)?;
    let agents = 0..staff.rosters.len();
    Ok(agents.map(|agent| of_agent(&staff, agent)).collect())
}

fn of_agent(staff: &Staff, agent: usize) -> AgentCandidates {
    let roster = &staff.rosters[agent];
    let mut weeks: Vec<WeekRoom> = Vec::new();
    let mut candidates = Vec::new();
    for (position, place) in roster.places.iter().enumerate() {
        for number in [place.weeks.0, place.weeks.1] {
            if weeks.iter().all(|week| week.number != number) {
                let left = roster.week(number).left;
                weeks.push(WeekRoom { number, left });
            }
        }
        let sieve = Sieve {
            staff,
            agent,
            position,
        };
        sieve.of_place(place, &mut candidates);
    }
    AgentCandidates {
        agent,
        hourly: roster.hourly,
        weeks,
        places: roster.places.iter().map(described).collect(),
        candidates,
    }
}

fn described(place: &Place) -> CandidatePlace {
    let (joined, most, around) = match place.kind {
        PlaceKind::Joined { most, .. } => (true, most, 0),
        PlaceKind::Free { around, .. } => (false, 0, around & !(1 << 6)),
    };
    CandidatePlace {
        joined,
        most,
        days: place.days,
        worked_around: std::array::from_fn(|first| (around >> first & 0x7f).count_ones()),
    }
}

/// Lets through what is of use.
struct Sieve<'a> {
    staff: &'a Staff,
    agent: usize,
    position: usize,
}

impl Sieve<'_> {
    fn of_place(&self, place: &Place, found: &mut Vec<Candidate>) {
        match &place.kind {
            PlaceKind::Joined {
                from,
                to,
                starts,
                ends,
                ..
            } => {
                for &start in starts {
                    self.extension((start, *from), place.weeks.0, found);
                }
                for &end in ends {
                    self.extension((*to, end), place.weeks.1, found);
                }
            }
            PlaceKind::Free {
                windows, before, ..
            } => {
                for &window in windows {
                    self.extra_shifts(window, *before, place.weeks.0, found);
                }
            }
        }
    }

    fn extension(&self, (from, to): (i64, i64), week: i64, found: &mut Vec<Candidate>) {
        for &skill in &self.staff.rosters[self.agent].skills {
            let candidate = Candidate {
                place: self.position,
                skill,
                from,
                to,
                kind: SegmentKind::Extension,
                week,
                pauses: None,
            };
            self.keep(candidate, found);
        }
    }

    fn extra_shifts(&self, window: (i64, i64), before: i64, week: i64, found: &mut Vec<Candidate>) {
        let horizon = &self.staff.horizon;
        let mut from = window.0;
        while from < before {
            let mut length = horizon.shortest_extra;
            while length <= horizon.longest_extra && from + length <= window.1 {
                let pauses = pauses(horizon, from, length);
                let fits = pauses.is_none_or(|pauses| pauses.0 <= pauses.1);
                for &skill in &self.staff.rosters[self.agent].skills {
                    if fits {
                        let candidate = Candidate {
                            place: self.position,
                            skill,
                            from,
                            to: from + length,
                            kind: SegmentKind::ExtraShift,
                            week,
                            pauses,
                        };
                        self.keep(candidate, found);
                    }
                }
                length += horizon.grid;
            }
            from += horizon.grid;
        }
    }

    fn keep(&self, candidate: Candidate, found: &mut Vec<Candidate>) {
        let horizon = &self.staff.horizon;
        let roster = &self.staff.rosters[self.agent];
        let pause = candidate.pauses.map_or(0, |_| horizon.pause);
        let hours = horizon.in_hours(candidate.to - candidate.from - pause);
        let room = roster.week(candidate.week).left;
        let overtime = if horizon.no_overtime[candidate.skill] {
            0.0
        } else {
            horizon.overtime_limit[candidate.skill]
        };
        let lost = candidate.pauses.map_or(0.0, |(first, last)| {
            let lost = (first..=last).map(|at| self.brings(candidate.skill, at, at + pause));
            lost.fold(f64::INFINITY, f64::min)
        });
        let brings = self.brings(candidate.skill, candidate.from, candidate.to) - lost;
        let hourly = roster.hourly + horizon.overtime_surcharge().min(0.0);
        if hours <= room + overtime + 1e-9 && brings > horizon.costs.segment + hours * hourly {
            found.push(candidate);
        }
    }

    /// What one more agent brings while nothing is planned.
    fn brings(&self, skill: usize, from: i64, to: i64) -> f64 {
        let row = skill * self.staff.intervals();
        let gains = self.staff.flow.gains();
        let at = |t: i64| usize::try_from(t).unwrap_or(0);
        gains[row + at(from)..row + at(to)].iter().sum()
    }
}

/// Where the break of an extra shift may begin, if it needs one.
fn pauses(horizon: &Horizon, from: i64, length: i64) -> Option<(i64, i64)> {
    let needs = length > horizon.unbroken && horizon.pause > 0;
    let last = from + length - horizon.hour - horizon.pause;
    needs.then_some((from + horizon.hour, last))
}
