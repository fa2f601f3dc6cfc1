//! The step "Coverage".

use std::sync::Arc;

use chrono::NaiveDate;
use staffing::DateRange;
use tauri::State;
use workflow::WorkError;
use workflow::coverage::{Coverage, LocalDays};

use super::Answer;
use crate::desk::Desk;
use crate::fault::{ErrorCode, ErrorView};
use crate::view::coverage::CoverageView;

/// Fetches the coverage of some local days; without days, those of the last
/// import, else the next 7.
#[tauri::command]
#[specta::specta]
pub async fn coverage(
    desk: State<'_, Desk>,
    from: Option<String>,
    to: Option<String>,
) -> Answer<CoverageView> {
    let connections = desk.open().connections;
    let cancel = desk.begin_reading(|open| &mut open.covering);
    let session = desk.session()?;
    let zone = desk.zone();
    let days = match (from, to) {
        (Some(from), Some(to)) => LocalDays {
            first: day(&from)?,
            last: day(&to)?,
            zone,
        },
        _ => {
            let imported = last_imported(&desk)?.map(|range| LocalDays::touching(range, zone));
            imported.unwrap_or_else(|| LocalDays::next_seven(desk.clock.now(), zone))
        }
    };
    let coverage = tokio::select! {
        coverage = Coverage::fetch(&session.client, days) => Arc::new(coverage?),
        () = cancel.cancelled() => return Err(WorkError::Cancelled.into()),
    };
    {
        let mut open = desk.open();
        if open.connections != connections {
            return Err(ErrorView::of(
                ErrorCode::Cancelled,
                "The connection was changed meanwhile.",
            ));
        }
        open.coverage = Some(Arc::clone(&coverage));
    }
    Ok(CoverageView::of(&coverage, desk.threshold())?)
}

/// Stops the reading of coverage, also while it waits for a pause of the server.
/// What was read before stays.
#[tauri::command]
#[specta::specta]
pub async fn cancel_coverage(desk: State<'_, Desk>) -> Answer<()> {
    if let Some(cancel) = &desk.open().covering {
        cancel.cancel();
    }
    Ok(())
}

/// Judges the fetched coverage by another threshold, and remembers it.
#[tauri::command]
#[specta::specta]
pub async fn coverage_at(desk: State<'_, Desk>, threshold: f64) -> Answer<CoverageView> {
    let mut settings = desk.preferences.settings();
    settings.threshold = threshold;
    desk.preferences.save_settings(&settings)?;
    let coverage = desk.coverage()?;
    Ok(CoverageView::of(&coverage, desk.threshold())?)
}

/// The time of the last import through the open connection, also of an earlier start.
fn last_imported(desk: &Desk) -> Answer<Option<DateRange>> {
    let connection = desk.session()?.connection;
    Ok(desk.store.last_imported(&connection.id)?)
}

fn day(text: &str) -> Answer<NaiveDate> {
    text.parse().map_err(|_| {
        ErrorView::fault(format!(
            "\"{text}\" is not a day. Choose one from the calendar."
        ))
    })
}
