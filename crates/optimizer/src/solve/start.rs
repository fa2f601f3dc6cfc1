use crate::check::{Rule, agent_breaches, malformed};
use crate::staff::Staff;
use crate::staff::roster::{Piece, piece};
use crate::{ProblemError, Segment, StaffingProblem, StaffingSolution};

/// What a search begins with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// Segments that stay in every plan, because a planner accepted them.
    pub locked: Vec<Segment>,
    /// An earlier plan to begin with. Agents whose part of it is no longer
    /// possible begin with nothing.
    pub earlier: Vec<Segment>,
}

/// The first rule that locked segments break.
pub(super) fn validate(problem: &StaffingProblem, locked: &[Segment]) -> Result<(), ProblemError> {
    let solution = StaffingSolution {
        segments: locked.to_vec(),
        ..StaffingSolution::default()
    };
    let breach = malformed(problem, &solution).into_iter().next();
    let breach = breach.or_else(|| {
        let by_agent = by_agent(problem, locked.iter());
        let mut agents = by_agent.iter().enumerate();
        agents.find_map(|(agent, segments)| first_breach(problem, agent, segments))
    });
    match breach {
        Some(breach) => Err(ProblemError::Locked(breach.to_string())),
        None => Ok(()),
    }
}

/// The earlier plan, without locked segments and without what is not possible
/// beside them.
pub(super) fn plans(problem: &StaffingProblem, staff: &Staff, start: &Start) -> Vec<Vec<Piece>> {
    let mut plans = vec![Vec::new(); problem.agents.len()];
    let solution = StaffingSolution {
        segments: start.earlier.clone(),
        ..StaffingSolution::default()
    };
    if start.earlier.is_empty() || !malformed(problem, &solution).is_empty() {
        return plans;
    }
    let is_locked = |segment: &&Segment| {
        let same = |locked: &Segment| {
            locked.agent == segment.agent && locked.from < segment.to && segment.from < locked.to
        };
        start.locked.iter().any(same)
    };
    let fresh = start.earlier.iter().filter(|segment| !is_locked(segment));
    let earlier = by_agent(problem, fresh);
    let locked = by_agent(problem, start.locked.iter());
    for (agent, segments) in earlier.iter().enumerate() {
        let all: Vec<&Segment> = segments.iter().chain(&locked[agent]).copied().collect();
        if !segments.is_empty() && first_breach(problem, agent, &all).is_none() {
            let pieces = segments.iter();
            plans[agent] = pieces
                .map(|s| piece(&problem.agents[agent], s, &staff.horizon))
                .collect();
        }
    }
    plans
}

fn by_agent<'a>(
    problem: &StaffingProblem,
    segments: impl Iterator<Item = &'a Segment>,
) -> Vec<Vec<&'a Segment>> {
    let mut by_agent = vec![Vec::new(); problem.agents.len()];
    for segment in segments {
        by_agent[segment.agent].push(segment);
    }
    by_agent
}

/// Marks of overtime aside: they are set anew.
fn first_breach(
    problem: &StaffingProblem,
    agent: usize,
    segments: &[&Segment],
) -> Option<crate::RuleBreach> {
    if segments.is_empty() {
        return None;
    }
    let segments: Vec<(usize, &Segment)> = segments.iter().copied().enumerate().collect();
    let mut breaches = agent_breaches(problem, agent, &segments).into_iter();
    breaches.find(|breach| breach.rule != Rule::OvertimeFlag)
}
