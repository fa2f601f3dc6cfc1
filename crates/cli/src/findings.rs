use staffing::{Gap, Recommendations};
use workflow::coverage::Coverage;
use workflow::optimization::RunReport;

/// What a whole job found out.
pub(crate) struct Findings {
    pub(crate) coverage: Coverage,
    pub(crate) gaps: Vec<Gap>,
    /// None where coverage is met.
    pub(crate) run: Option<OptimizedRun>,
}

/// A run, with the name that the server gave it.
pub(crate) struct OptimizedRun {
    pub(crate) job: String,
    pub(crate) report: RunReport,
}

impl Findings {
    /// What is proposed, if there was anything to optimize.
    pub(crate) fn recommendations(&self) -> Option<&Recommendations> {
        self.run.as_ref()?.report.recommendations.as_ref()
    }
}
