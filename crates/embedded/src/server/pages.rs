//! Coverage, page by page.
//!
//! The first page computes all records and keeps them, so that later pages
//! show the same schedule even where an import came between. A page token is
//! random and only ever looked up: one that was not handed out is foreign.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use cxone::wire::{CoveragePage, CoverageRecord};

use super::auth::random_token;
use super::coverage::Query;
use crate::coverage::Records;

/// Reads of several pages that are going on.
#[derive(Default)]
pub struct Pages {
    reads: Mutex<VecDeque<Arc<Read>>>,
}

/// All records of one query, and the tokens of its later pages.
struct Read {
    query: Query,
    records: Records,
    /// Of the second page, the third and so on.
    tokens: Vec<String>,
}

/// Records kept at most, over all reads; the latest read is always kept.
const MOST_RECORDS: usize = 600_000;

/// Reads kept at most.
const MOST_READS: usize = 32;

impl Pages {
    /// The first page.
    pub fn first(&self, query: &Query, records: Records) -> CoveragePage {
        let later = records.len().saturating_sub(1) / query.page_size;
        let read = Arc::new(Read {
            query: query.clone(),
            records,
            tokens: (0..later).map(|_| random_token()).collect(),
        });
        let page = read.page(0);
        if later > 0 {
            self.keep(read);
        }
        page
    }

    /// The page that a token was handed out for, if it was for this query.
    pub fn next(&self, query: &Query, token: &str) -> Option<CoveragePage> {
        let reads = self.reads.lock().unwrap_or_else(PoisonError::into_inner);
        let (read, number) = reads.iter().find_map(|read| {
            let number = read.tokens.iter().position(|known| known == token)?;
            Some((Arc::clone(read), number + 1))
        })?;
        drop(reads);
        (read.query == *query).then(|| read.page(number))
    }

    fn keep(&self, read: Arc<Read>) {
        let mut reads = self.reads.lock().unwrap_or_else(PoisonError::into_inner);
        reads.push_back(read);
        let mut kept: usize = reads.iter().map(|read| read.records.len()).sum();
        while reads.len() > MOST_READS || (kept > MOST_RECORDS && reads.len() > 1) {
            kept -= reads.pop_front().map_or(0, |oldest| oldest.records.len());
        }
    }
}

impl Read {
    fn page(&self, number: usize) -> CoveragePage {
        let from = number * self.query.page_size;
        let to = (from + self.query.page_size).min(self.records.len());
        let items: Vec<CoverageRecord> = (from..to).map(|at| self.records.wire(at)).collect();
        CoveragePage {
            items,
            next_page_token: self.tokens.get(number).cloned(),
            total_count: self.records.len(),
        }
    }
}
