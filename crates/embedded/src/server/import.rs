//! `POST …/schedule/shifts/import`

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use chrono::TimeDelta;
use cxone::wire::{Instant, RecordError, ShiftImportResult, ShiftWindow};
use serde_json::Value;
use staffing::Proficiency;
use uuid::Uuid;

use super::auth::Caller;
use super::errors::ApiError;
use super::fields::{Fields, Object};
use super::{Served, blocking, body};
use crate::store::{CheckedShift, ImportFault, ImportRules};
use crate::time::{Minute, instant_of, minute_of};

/// By the contract.
const MOST_SHIFTS: usize = 5_000;

/// Writes what fits and tells what does not.
pub async fn import(
    State(served): State<Arc<Served>>,
    caller: Caller,
    request: Request,
) -> Result<Json<ShiftImportResult>, ApiError> {
    caller.must_have("wfm:schedule:write")?;
    let body = body::json(request).await?;
    let result = blocking(move || {
        let (shifts, rules) = read(&body)?;
        let imported = served.store.import(&shifts, rules)?;
        Ok(ShiftImportResult {
            job_id: format!("wfm-import-{}", Uuid::new_v4()),
            processed_count: imported.processed,
            failed_count: imported.failed,
            status: if rules.validate_only {
                "VALIDATED".to_owned()
            } else {
                "COMPLETED".to_owned()
            },
            new_count: Some(imported.told_apart.new),
            updated_count: Some(imported.told_apart.updated),
            unchanged_count: Some(imported.told_apart.unchanged),
            kept_count: Some(imported.told_apart.kept),
            replaced_count: Some(imported.told_apart.replaced),
            errors: imported.faults.into_iter().map(record_error).collect(),
        })
    });
    result.await.map(Json)
}

/// The request, if its shape is right throughout.
fn read(body: &[u8]) -> Result<(Vec<CheckedShift>, ImportRules), ApiError> {
    let invalid = |message: &str, errors| ApiError::Invalid {
        code: "INVALID_SHIFT_FORMAT",
        message: message.to_owned(),
        errors,
    };
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| invalid(&format!("The body is not JSON: {error}."), Vec::new()))?;
    let mut fields = Fields::default();
    let mut shifts = Vec::new();
    let mut rules = ImportRules {
        overwrite: false,
        validate_only: false,
    };
    if let Some(request) = fields.object(&value, "body") {
        rules.overwrite = fields.flag(request, "overwriteConflicts", false);
        rules.validate_only = fields.flag(request, "validateOnly", false);
        let list = fields.needed(request, "shifts");
        let list = list
            .and_then(|list| fields.list(list, "shifts"))
            .unwrap_or_default();
        if list.len() > MOST_SHIFTS {
            return Err(ApiError::TooLarge {
                message: format!(
                    "The request holds {} shifts. Send at most {MOST_SHIFTS} at a time.",
                    list.len()
                ),
            });
        }
        for (index, record) in list.iter().enumerate() {
            fields.index = Some(index);
            fields.agent = agent_of(record);
            shifts.extend(shift(&mut fields, record, index));
        }
    }
    if fields.faults.is_empty() {
        Ok((shifts, rules))
    } else {
        Err(invalid(
            "The request is not as it must be, and nothing of it was written.",
            fields.faults,
        ))
    }
}

fn agent_of(record: &Value) -> Option<String> {
    record.get("agentId")?.as_str().map(str::to_owned)
}

/// One record; nothing where it has a fault.
fn shift(fields: &mut Fields, record: &Value, index: usize) -> Option<CheckedShift> {
    let record = fields.object(record, "shift")?;
    let agent = fields.needed(record, "agentId");
    let agent = agent.and_then(|value| fields.id(value, "agentId"));
    let start = fields.needed(record, "startDate");
    let start = start.and_then(|value| fields.instant(value, "startDate"));
    let end = fields.needed(record, "endDate");
    let end = end.and_then(|value| fields.instant(value, "endDate"));
    let skills = skills(fields, record);
    let status = fields.needed(record, "status");
    let status = status.and_then(|value| fields.word(value, "status", &["DRAFT", "PUBLISHED"]));
    let breaks = breaks(fields, record);
    if let Some(metadata) = record.get("metadata") {
        fields.object(metadata, "metadata");
    }
    let (start, end) = (start?, end?);
    let (from, to) = (minute_of(start), minute_of(end));
    if to <= from {
        fields.fault(
            "endDate",
            "END_NOT_AFTER_START",
            "The shift must end at least a minute after it starts.",
        );
        return None;
    }
    let mut windows = Vec::new();
    for (number, (offset, duration)) in breaks?.into_iter().enumerate() {
        let (pause_from, pause_to) = (offset, offset.saturating_add(duration));
        if pause_to > (end - start).num_seconds() {
            fields.fault(
                "breaks",
                "BREAK_OUTSIDE_SHIFT",
                format!("Break {} does not lie inside the shift.", number + 1),
            );
            continue;
        }
        let minute = |seconds| minute_of(start + TimeDelta::seconds(seconds)) - from;
        // A break of seconds within one minute vanishes when both ends are cut to the minute.
        if minute(pause_to) > minute(pause_from) {
            windows.push((minute(pause_from), minute(pause_to)));
        }
    }
    Some(CheckedShift {
        index,
        agent: agent?.to_owned(),
        start: from,
        finish: to,
        skills: skills?,
        breaks: windows,
        published: status? == "PUBLISHED",
    })
}

type Skills = Vec<(String, Option<Proficiency>)>;

fn skills(fields: &mut Fields, record: &Object) -> Option<Skills> {
    let list = fields.needed(record, "skills")?;
    let list = fields.list(list, "skills")?;
    if list.is_empty() {
        fields.fault("skills", "MISSING_FIELD", "The shift names no skill.");
        return None;
    }
    let mut skills = Skills::new();
    for item in list {
        let Some(item) = fields.object(item, "skills") else {
            continue;
        };
        let id = fields.needed(item, "skillId");
        let id = id.and_then(|id| fields.id(id, "skillId"));
        let level = item.get("proficiencyLevel").map(|level| {
            let levels = ["BEGINNER", "INTERMEDIATE", "ADVANCED", "EXPERT"];
            fields.word(level, "proficiencyLevel", &levels)
        });
        let (Some(id), None | Some(Some(_))) = (id, level) else {
            continue;
        };
        let level = level.flatten().and_then(proficiency);
        match skills.iter_mut().find(|(known, _)| known == id) {
            Some((_, known)) => *known = known.or(level),
            None => skills.push((id.to_owned(), level)),
        }
    }
    Some(skills)
}

fn proficiency(level: &str) -> Option<Proficiency> {
    match level {
        "BEGINNER" => Some(Proficiency::Beginner),
        "INTERMEDIATE" => Some(Proficiency::Intermediate),
        "ADVANCED" => Some(Proficiency::Advanced),
        "EXPERT" => Some(Proficiency::Expert),
        _ => None,
    }
}

/// Seconds after the start, and seconds long.
fn breaks(fields: &mut Fields, record: &Object) -> Option<Vec<(i64, i64)>> {
    let Some(list) = record.get("breaks") else {
        return Some(Vec::new());
    };
    let mut breaks = Vec::new();
    for item in fields.list(list, "breaks")? {
        let Some(item) = fields.object(item, "breaks") else {
            continue;
        };
        let mut seconds = |name: &str, least: f64| {
            let value = fields.needed(item, name)?;
            let seconds = fields.number(value, name, (least, f64::MAX), true)?;
            // Whole, and cut to what 64 bits hold: far outside any shift.
            Some(seconds as i64)
        };
        if let (Some(offset), Some(duration)) =
            (seconds("startTimeOffset", 0.0), seconds("duration", 1.0))
        {
            breaks.push((offset, duration));
        }
    }
    Some(breaks)
}

fn record_error(fault: ImportFault) -> RecordError {
    RecordError {
        index: Some(fault.index),
        agent_id: Some(fault.agent),
        field: Some(fault.field.to_owned()),
        code: fault.code.to_owned(),
        message: fault.message,
        conflicts_with: fault.conflicts_with.into_iter().map(window).collect(),
    }
}

fn window((start, finish): (Minute, Minute)) -> ShiftWindow {
    ShiftWindow {
        start_date: Instant(instant_of(start)),
        end_date: Instant(instant_of(finish)),
    }
}
