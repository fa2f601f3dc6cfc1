//! `GET …/schedule/coverage`

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::QueryRejection;
use cxone::wire::{CoveragePage, GroupBy};

use super::auth::Caller;
use super::errors::ApiError;
use super::fields::read_instant;
use super::{Served, blocking};
use crate::coverage;
use crate::time::{DAY, Minute, end_minute_of, minute_of};

/// By the contract.
const MOST_DAYS: Minute = 62;

/// Of one answer, over all pages: what 200 skills need for 62 days in quarter hours, and more.
const MOST_RECORDS: usize = 2_000_000;

/// What is asked for; the page aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub from: Minute,
    pub to: Minute,
    pub group_by: GroupBy,
    pub page_size: usize,
    pub interval: Minute,
}

/// One page of coverage records.
pub async fn coverage(
    State(served): State<Arc<Served>>,
    caller: Caller,
    parameters: Result<axum::extract::Query<Vec<(String, String)>>, QueryRejection>,
) -> Result<Json<CoveragePage>, ApiError> {
    caller.must_have("wfm:schedule:read")?;
    let parameters = Parameters::of(parameters)?;
    let query = query(&parameters)?;
    // An empty token is none, as readers of the contract take it too.
    let token = parameters
        .one("nextPageToken")?
        .filter(|token| !token.is_empty());
    let page = match token {
        Some(token) => served.pages.next(&query, token).ok_or_else(|| {
            ApiError::parameter_breaks(
                "nextPageToken",
                "FOREIGN_PAGE_TOKEN",
                "this token does not belong to this query, or the read it belongs to is long past. Read again from the first page.",
            )
        })?,
        None => {
            blocking(move || {
                let schedule = served.store.schedule((query.from, query.to), 0)?;
                if query.records(schedule.skills.len()) > MOST_RECORDS {
                    return Err(ApiError::parameter_breaks(
                        "dateTo",
                        "RANGE_TOO_LONG",
                        "makes too many records. Ask for fewer days at a time, or for longer intervals.",
                    ));
                }
                let records = coverage::records(&schedule, (query.from, query.to), query.group_by, query.interval);
                Ok(served.pages.first(&query, records))
            })
            .await?
        }
    };
    Ok(Json(page))
}

impl Query {
    /// How many records the answer has at most.
    fn records(&self, skills: usize) -> usize {
        let intervals = match self.group_by {
            GroupBy::Skill | GroupBy::Queue => 1,
            GroupBy::TimeBlock => (self.to - self.from + self.interval - 1) / self.interval,
        };
        let intervals = usize::try_from(intervals).unwrap_or(usize::MAX);
        skills.saturating_mul(intervals)
    }
}

/// What stands behind the question mark.
struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn of(
        read: Result<axum::extract::Query<Vec<(String, String)>>, QueryRejection>,
    ) -> Result<Self, ApiError> {
        read.map(|axum::extract::Query(pairs)| Self(pairs))
            .map_err(|_| ApiError::parameter("query", "cannot be read."))
    }

    /// A parameter that may be there once.
    fn one(&self, name: &str) -> Result<Option<&str>, ApiError> {
        let mut values = self.0.iter().filter(|(key, _)| key == name);
        let value = values.next().map(|(_, value)| value.as_str());
        match values.next() {
            None => Ok(value),
            Some(_) => Err(ApiError::parameter(name, "is there twice.")),
        }
    }
}

fn query(parameters: &Parameters) -> Result<Query, ApiError> {
    let from = minute_of(instant(parameters, "dateFrom")?);
    let to = end_minute_of(instant(parameters, "dateTo")?);
    if to <= from {
        return Err(ApiError::parameter_breaks(
            "dateTo",
            "END_NOT_AFTER_START",
            "must be at least a minute after dateFrom.",
        ));
    }
    if to - from > MOST_DAYS * DAY {
        return Err(ApiError::parameter_breaks(
            "dateTo",
            "RANGE_TOO_LONG",
            format!("must be at most {MOST_DAYS} days after dateFrom."),
        ));
    }
    let group_by = match parameters.one("groupBy")? {
        None | Some("skill") => GroupBy::Skill,
        Some("queue") => GroupBy::Queue,
        Some("timeBlock") => GroupBy::TimeBlock,
        Some(_) => {
            return Err(ApiError::parameter(
                "groupBy",
                "must be skill, queue or timeBlock.",
            ));
        }
    };
    let page_size = number(parameters, "pageSize", 100)?;
    if !(1..=1000).contains(&page_size) {
        return Err(ApiError::parameter("pageSize", "must be 1 to 1000."));
    }
    let interval = number(parameters, "intervalMinutes", 15)?;
    if ![15, 30, 60].contains(&interval) {
        return Err(ApiError::parameter(
            "intervalMinutes",
            "must be 15, 30 or 60.",
        ));
    }
    Ok(Query {
        from,
        to,
        group_by,
        page_size: usize::from(page_size),
        interval: interval.into(),
    })
}

fn instant(
    parameters: &Parameters,
    name: &'static str,
) -> Result<chrono::DateTime<chrono::Utc>, ApiError> {
    let text = parameters
        .one(name)?
        .ok_or_else(|| ApiError::parameter(name, "is missing."))?;
    // A + that was not escaped arrives as a space: 06:00:00 02:00.
    let instant = read_instant(text).or_else(|| {
        let (time, offset) = text.rsplit_once(' ')?;
        read_instant(&format!("{time}+{offset}"))
    });
    instant.ok_or_else(|| {
        ApiError::parameter(
            name,
            "must be a date and time such as 2026-11-30T00:00:00Z.",
        )
    })
}

fn number(parameters: &Parameters, name: &str, default: u16) -> Result<u16, ApiError> {
    let Some(text) = parameters.one(name)? else {
        return Ok(default);
    };
    text.parse()
        .map_err(|_| ApiError::parameter(name, "must be a whole number."))
}
