//! What a program reads: one JSON object, in the words of the API contract.

use std::io::{self, Write};

use chrono::SecondsFormat;
use serde_json::{Value, json};
use staffing::{DateRange, rounded_hours, rounded_ratio};
use workflow::optimization::RunOutcome;

use crate::findings::{Findings, OptimizedRun};

/// Prints `{"coverage", "gaps", "job", "recommendations"}`. Without gaps there
/// is no job and nothing recommended: both are null.
pub(crate) fn print(findings: &Findings) -> io::Result<()> {
    let coverage: Vec<Value> = findings.coverage.records.iter().map(record).collect();
    let gaps: Vec<Value> = findings.gaps.iter().map(gap).collect();
    let all = json!({
        "coverage": coverage,
        "gaps": gaps,
        "job": findings.run.as_ref().map(job),
        "recommendations": findings.recommendations().map(recommendations),
    });
    writeln!(io::stdout().lock(), "{all:#}")
}

fn record(record: &staffing::coverage::CoverageRecord) -> Value {
    json!({
        "skillId": record.skill,
        "requiredHours": rounded_hours(record.required_hours),
        "availableHours": rounded_hours(record.available_hours),
        "coveredHours": record.covered_hours.map(rounded_hours),
        "coverageRatio": record.ratio().map(rounded_ratio),
        "dateRange": range(record.time),
    })
}

fn gap(gap: &staffing::Gap) -> Value {
    json!({
        "skillId": gap.skill,
        "coverageRatio": rounded_ratio(gap.ratio),
        "deficitHours": rounded_hours(gap.deficit_hours),
        "priority": gap.priority,
    })
}

fn job(run: &OptimizedRun) -> Value {
    let status = match run.report.outcome {
        RunOutcome::Completed => "COMPLETED",
        RunOutcome::Cancelled => "CANCELLED",
        RunOutcome::Failed => "FAILED",
        RunOutcome::StillRunning => "RUNNING",
        RunOutcome::Unknown => "UNKNOWN",
        RunOutcome::GivenUp => "GIVEN_UP",
    };
    json!({ "jobId": run.job, "status": status })
}

fn recommendations(proposed: &staffing::Recommendations) -> Value {
    let agents: Vec<Value> = proposed
        .agents
        .iter()
        .map(|agent| {
            let shifts: Vec<Value> = agent.shifts.iter().map(shift).collect();
            json!({
                "agentId": agent.agent,
                "complianceScore": agent.compliance_score,
                "recommendedShifts": shifts,
            })
        })
        .collect();
    json!({
        "assignmentRecommendations": agents,
        "projectedCoverageImprovement": proposed.projected_improvement,
        "estimatedOvertimeHours": proposed.overtime_hours,
        "gapToBound": proposed.gap_to_bound,
    })
}

fn shift(shift: &staffing::RecommendedShift) -> Value {
    let time = range(shift.time);
    json!({
        "skillId": shift.skill,
        "startTime": time["start"],
        "endTime": time["end"],
        "coverageImpact": shift.coverage_impact,
        "overtimeFlag": shift.overtime,
    })
}

fn range(time: DateRange) -> Value {
    let text = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    json!({ "start": text(time.start), "end": text(time.end) })
}
