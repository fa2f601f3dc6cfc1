//! The shifts of a reading, and what stopped its rows, in few words.

use spreadsheet::{ProblemCode, ReadShift, Reading};

/// "agent 06:00-14:00 +breaks" of each shift.
pub(crate) fn words(reading: &Reading) -> Vec<String> {
    let word = |read: ReadShift| {
        let (agent, time) = (read.shift.agent, read.shift.time);
        let breaks = read.shift.breaks.iter().map(|pause| {
            let (offset, length) = (pause.offset_seconds / 60, pause.duration_seconds / 60);
            format!(" +{offset}/{length}")
        });
        let breaks: String = breaks.collect();
        let (start, end) = (time.start.format("%H:%M"), time.end.format("%H:%M"));
        format!("{agent} {start}-{end}{breaks}")
    };
    reading.shifts.iter().map(word).collect()
}

/// Line and code of each problem.
pub(crate) fn stopped(reading: &Reading) -> Vec<(usize, ProblemCode)> {
    let problems = reading.problems.iter();
    problems
        .map(|problem| (problem.line, problem.code))
        .collect()
}
