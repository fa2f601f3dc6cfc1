//! What a person reads: results on standard output, what happens on the way on
//! standard error.

use std::io::{self, Write};

use chrono_tz::Tz;
use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};
use spreadsheet::Reading;
use staffing::{Priority, Recommendations, Threshold, rounded_hours};
use workflow::coverage::{Coverage, is_hidden_gap};
use workflow::import::{ImportProgress, ImportReport};
use workflow::optimization::RunProgress;

use crate::findings::Findings;

/// Says every problem of the file, and tells how many rows are left out.
pub(crate) fn problems(reading: &Reading) -> usize {
    for problem in &reading.problems {
        eprintln!("{problem}");
    }
    let stopped = reading.stopped_rows();
    if stopped > 0 {
        eprintln!("{stopped} rows are left out because of that.");
    }
    stopped
}

pub(crate) fn import_progress(progress: &ImportProgress) {
    if let Some(pause) = progress.pause {
        eprintln!("The server asked for a pause: {:.0} s", pause.as_secs_f64());
    }
    eprintln!(
        "Importing: {} of {} batches · {} of {} shifts",
        progress.batch, progress.batches, progress.done, progress.total
    );
}

pub(crate) fn imported(name: &str, report: &ImportReport) {
    for failure in &report.failures {
        eprintln!(
            "Line {}: {}: {}",
            failure.line, failure.agent, failure.message
        );
    }
    eprintln!(
        "Imported {name}: {} shifts are on the server, {} were not taken.",
        report.processed, report.failed
    );
    let kept = report.told_apart.map_or(0, |told| told.kept);
    if kept > 0 {
        eprintln!(
            "{kept} of them stood already with other breaks, status or proficiency, and stayed as they were."
        );
    }
}

pub(crate) fn coverage(coverage: &Coverage, threshold: Threshold) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let days = coverage.days;
    writeln!(
        out,
        "Coverage {} to {} ({}), threshold {:.0} %",
        days.first,
        days.last,
        days.zone,
        threshold.get() * 100.0
    )?;
    let mut table = table(
        &[
            "Skill",
            "Required h",
            "Available h",
            "Covered h",
            "Ratio",
            "Deficit h",
            "Gap",
        ],
        1,
    );
    for record in &coverage.records {
        let ratio = record.ratio();
        let gap = match ratio.filter(|&ratio| ratio < threshold.get()) {
            Some(ratio) => priority(Priority::of_ratio(ratio)),
            None if is_hidden_gap(record, threshold) => "at times",
            None => "–",
        };
        table.add_row([
            record
                .skill
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            hours(record.required_hours),
            hours(record.available_hours),
            record.covered_hours.map_or_else(|| "–".to_owned(), hours),
            ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{:.1} %", ratio * 100.0)),
            hours(record.deficit_hours()),
            gap.to_owned(),
        ]);
    }
    writeln!(out, "{table}\n")
}

pub(crate) fn run_progress(progress: &RunProgress) {
    let share = progress
        .share
        .map_or_else(String::new, |share| format!(" {:3.0} %", share * 100.0));
    let best = progress.best.map_or_else(String::new, |best| {
        format!(
            " · {:.1} h filled · {:.1} h overtime · at most {:.1} % from the best possible",
            best.covered_hours,
            best.overtime_hours,
            best.gap_to_bound * 100.0
        )
    });
    eprintln!("Optimizing: {}{share}{best}", progress.status.as_str());
}

pub(crate) fn recommendations(findings: &Findings, zone: Tz) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let Some(proposed) = findings.recommendations() else {
        return writeln!(out, "Coverage is met: nothing to optimize.");
    };
    writeln!(out, "Recommendations (times in {zone})")?;
    let mut table = table(
        &[
            "Agent",
            "Skill",
            "Start",
            "End",
            "Hours",
            "Impact h",
            "Overtime",
            "Compliance",
        ],
        4,
    );
    for agent in &proposed.agents {
        for shift in &agent.shifts {
            let local = |at: chrono::DateTime<chrono::Utc>| {
                at.with_timezone(&zone).format("%a %d %b %H:%M").to_string()
            };
            table.add_row([
                agent.agent.to_string(),
                shift.skill.to_string(),
                local(shift.time.start),
                local(shift.time.end),
                hours(shift.worked_hours()),
                hours(shift.coverage_impact),
                if shift.overtime { "yes" } else { "no" }.to_owned(),
                format!("{:.2}", agent.compliance_score),
            ]);
        }
    }
    writeln!(out, "{table}\n\n{}", summary(proposed))
}

fn summary(proposed: &Recommendations) -> String {
    let bound = proposed.gap_to_bound.map_or_else(String::new, |gap| {
        format!(" · at most {:.1} % from the best possible", gap * 100.0)
    });
    format!(
        "{} shifts for {} agents · coverage {:+.1} percentage points · {} h overtime{bound}",
        proposed.shift_count(),
        proposed.agents.len(),
        proposed.projected_improvement * 100.0,
        hours(proposed.overtime_hours),
    )
}

/// A table whose columns from `first_number` on are aligned to the right.
fn table(headers: &[&str], first_number: usize) -> Table {
    let line = LineStyle::none().fill('─').junction('─');
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().header_separator(line))
        .set_header(headers);
    for column in table.column_iter_mut().skip(first_number) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn hours(hours: f64) -> String {
    format!("{:.2}", rounded_hours(hours))
}

fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::High => "HIGH",
        Priority::Medium => "MEDIUM",
    }
}
