//! Coverage, page by page. Rules: the contract, "Coverage".

use std::collections::HashSet;

use staffing::DateRange;
use staffing::coverage::CoverageRecord;

use crate::call::{Call, Permission, Repeat};
use crate::client::contract_fault;
use crate::wire::{self, CoveragePage, GroupBy};
use crate::{Client, CxoneError};

const READ: &str = "read coverage";

impl Client {
    /// All coverage records of `range`. `interval_minutes` (15, 30 or 60) counts
    /// only for [`GroupBy::TimeBlock`], and only where the server offers it.
    ///
    /// # Errors
    /// [`CxoneError`]; among them [`CxoneError::ContractFault`] where pages
    /// repeat or do not end, and where hours are negative, NaN or infinite.
    pub async fn coverage(
        &self,
        range: DateRange,
        group_by: GroupBy,
        interval_minutes: Option<u32>,
    ) -> Result<Vec<CoverageRecord>, CxoneError> {
        let page_size = self.transport.settings.page_size.clamp(1, 1000);
        let mut pages = Pages::default();
        let mut token: Option<String> = None;
        loop {
            let mut call = self.coverage_call(range, group_by, page_size)?;
            if let Some(minutes) = interval_minutes.filter(|_| group_by == GroupBy::TimeBlock) {
                add(&mut call, "intervalMinutes", &minutes.to_string());
            }
            if let Some(token) = &token {
                add(&mut call, "nextPageToken", token);
            }
            let page: CoveragePage = self.call(&call).await?;
            token = pages
                .take(page)
                .map_err(|what| contract_fault(READ, &what))?;
            if token.is_none() {
                return Ok(pages.records);
            }
        }
    }

    /// The lightest read there is: does this connection answer at all?
    pub(crate) async fn read_a_little(&self, range: DateRange) -> Result<(), CxoneError> {
        let call = self.coverage_call(range, GroupBy::Skill, 1)?;
        let call = call.repeated(Repeat::IfAsked);
        let _: CoveragePage = self.call(&call).await?;
        Ok(())
    }

    fn coverage_call(
        &self,
        range: DateRange,
        group_by: GroupBy,
        page_size: u16,
    ) -> Result<Call, CxoneError> {
        let mut url = self.api_url(&["schedule", "coverage"])?;
        let range = wire::DateRange::from(range);
        url.query_pairs_mut()
            .append_pair("dateFrom", &range.start.to_string())
            .append_pair("dateTo", &range.end.to_string())
            .append_pair("groupBy", group_by.as_str())
            .append_pair("pageSize", &page_size.to_string());
        Ok(Call::get(READ, url, Permission::ReadSchedule))
    }
}

fn add(call: &mut Call, name: &str, value: &str) {
    call.url.query_pairs_mut().append_pair(name, value);
}

/// What was read so far; sees to it that the reading ends.
#[derive(Default)]
struct Pages {
    records: Vec<CoverageRecord>,
    seen: HashSet<String>,
}

impl Pages {
    /// Adds a page and returns the token of the next. The fault ends a sentence.
    fn take(&mut self, page: CoveragePage) -> Result<Option<String>, String> {
        let CoveragePage {
            items,
            next_page_token,
            total_count,
        } = page;
        let next = next_page_token.filter(|token| !token.is_empty());
        let empty = items.is_empty();
        for item in items {
            let record = CoverageRecord::try_from(item).map_err(|fault| fault.to_string())?;
            record.check().map_err(|fault| fault.to_string())?;
            self.records.push(record);
        }
        let read = self.records.len();
        if read > total_count {
            return Err(format!(
                "it announced {total_count} records and goes on after them"
            ));
        }
        let Some(token) = next else {
            if read < total_count {
                tracing::warn!(read, total_count, "fewer coverage records than announced");
            }
            return Ok(None);
        };
        if empty {
            return Err("an empty page promises another one".to_owned());
        }
        if !self.seen.insert(token.clone()) {
            return Err("it repeats a page instead of going on".to_owned());
        }
        Ok(Some(token))
    }
}
