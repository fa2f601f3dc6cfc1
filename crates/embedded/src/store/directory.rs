//! Agents and skills that the workspace knows before any shift names them.

use rusqlite::{Transaction, params};
use staffing::Proficiency;

use super::import::{Table, ensure, proficiency_text};
use crate::EmbeddedError;
use crate::time::Minute;

/// A skill of the directory.
#[derive(Clone, Debug)]
pub struct DirectorySkill {
    pub name: String,
    /// Where its contacts wait.
    pub queue: String,
    /// Agents needed for each quarter hour of a local week from Monday 00:00: 672 of them.
    pub weekly_requirement: Vec<f64>,
}

/// An agent of the directory.
#[derive(Clone, Debug)]
pub struct DirectoryAgent {
    pub name: String,
    pub skills: Vec<(String, Proficiency)>,
    /// A week.
    pub contracted_hours: f64,
    /// Would like to work more than is planned.
    pub willing: bool,
    /// Local minutes of a week, from and to; `None` for always.
    pub availability: Option<Vec<(Minute, Minute)>>,
}

/// Writes the directory; what is there under the same names is replaced.
pub fn write_directory(
    transaction: &Transaction<'_>,
    skills: &[DirectorySkill],
    agents: &[DirectoryAgent],
) -> Result<(), EmbeddedError> {
    for skill in skills {
        let id = ensure(transaction, Table::Skills, &skill.name)?;
        transaction
            .prepare_cached("UPDATE skills SET queue = ?2 WHERE id = ?1")?
            .execute(params![id, skill.queue])?;
        for (quarter, agents) in skill.weekly_requirement.iter().enumerate() {
            transaction
                .prepare_cached(
                    "INSERT OR REPLACE INTO weekly_requirements (skill, quarter, agents) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![id, quarter, agents])?;
        }
    }
    for agent in agents {
        let id = ensure(transaction, Table::Agents, &agent.name)?;
        let availability = agent.availability.as_ref().map(serde_json::to_string);
        let availability = availability.transpose().map_err(super::damaged)?;
        transaction
            .prepare_cached(
                "UPDATE agents SET contracted_hours = ?2, willing = ?3, availability = ?4 WHERE id = ?1",
            )?
            .execute(params![id, agent.contracted_hours, agent.willing, availability])?;
        for (skill, proficiency) in &agent.skills {
            let skill = ensure(transaction, Table::Skills, skill)?;
            transaction
                .prepare_cached(
                    "INSERT OR REPLACE INTO agent_skills (agent, skill, proficiency) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![id, skill, proficiency_text(*proficiency)])?;
        }
    }
    Ok(())
}
