//! Steps, one after the other: each timed, none hidden by another's failure.

use std::fmt::Write;
use std::process::ExitCode;
use std::time::Instant;

use crate::fault::Fault;

/// How a step ended that met no fault.
pub enum Outcome {
    /// All was checked, and is well.
    Done,
    /// It could not be checked here, and why: neither passed nor failed.
    LeftOut(&'static str),
}

/// What became of the steps so far.
#[derive(Default)]
pub struct Report {
    steps: Vec<Step>,
}

struct Step {
    name: &'static str,
    seconds: f64,
    end: End,
}

enum End {
    Passed,
    Failed(Fault),
    LeftOut(&'static str),
    /// Not begun, because the named step did not pass.
    Prevented(&'static str),
}

impl Report {
    /// Does one step, unless one of the steps that it `needs` did not pass.
    pub fn step(
        &mut self,
        name: &'static str,
        needs: &[&'static str],
        work: impl FnOnce() -> Result<(), Fault>,
    ) {
        self.step_if_possible(name, needs, || work().map(|()| Outcome::Done));
    }

    /// As [`Report::step`], for what may have to be left out where it is run.
    pub fn step_if_possible(
        &mut self,
        name: &'static str,
        needs: &[&'static str],
        work: impl FnOnce() -> Result<Outcome, Fault>,
    ) {
        println!("\n== {name}");
        let begun = Instant::now();
        let end = if let Some(missing) = needs.iter().find(|needed| !self.has_passed(needed)) {
            println!("Not run: it needs \"{missing}\", which did not pass.");
            End::Prevented(missing)
        } else {
            match work() {
                Ok(Outcome::Done) => End::Passed,
                Ok(Outcome::LeftOut(why)) => {
                    println!("Left out: {why}.");
                    End::LeftOut(why)
                }
                Err(fault) => {
                    println!("{fault}");
                    End::Failed(fault)
                }
            }
        };
        self.steps.push(Step {
            name,
            seconds: begun.elapsed().as_secs_f64(),
            end,
        });
    }

    /// Prints the table of all steps and, as the very last line, how many
    /// passed and failed; a step that could not be begun has failed, and one
    /// that was left out has done neither.
    pub fn finish(&self) -> ExitCode {
        println!("{}", self.table());
        if self.failed() == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn table(&self) -> String {
        let width = self
            .steps
            .iter()
            .map(|step| step.name.len())
            .max()
            .unwrap_or(0);
        let mut table = String::from("\n== Summary\n");
        for step in &self.steps {
            let (end, why) = match &step.end {
                End::Passed => ("passed", String::new()),
                End::Failed(fault) => ("FAILED", format!("  {}", fault.reason)),
                End::LeftOut(why) => ("LEFT OUT", format!("  {why}")),
                End::Prevented(missing) => ("NOT RUN", format!("  needs \"{missing}\"")),
            };
            let line = format!("{:width$}  {end:8}  {:7.1} s{why}", step.name, step.seconds);
            let _ = writeln!(table, "{}", line.trim_end());
        }
        let total: f64 = self.steps.iter().map(|step| step.seconds).sum();
        let _ = writeln!(table, "{:width$}  {:8}  {total:7.1} s", "All", "");
        let _ = write!(
            table,
            "\n{} passed, {} failed",
            self.count(|end| matches!(end, End::Passed)),
            self.failed()
        );
        table
    }

    fn failed(&self) -> usize {
        self.count(|end| matches!(end, End::Failed(_) | End::Prevented(_)))
    }

    fn count(&self, is_counted: impl Fn(&End) -> bool) -> usize {
        let ends = self.steps.iter().map(|step| &step.end);
        ends.filter(|end| is_counted(end)).count()
    }

    fn has_passed(&self, name: &str) -> bool {
        self.steps
            .iter()
            .any(|step| step.name == name && matches!(step.end, End::Passed))
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Report};
    use crate::fault::Fault;

    #[test]
    fn a_failed_step_prevents_those_that_need_it_and_no_others() {
        let mut report = Report::default();
        let mut begun = Vec::new();
        report.step("packages", &[], || {
            Err(Fault::new("No network.", "Plug it in."))
        });
        report.step("build", &["packages"], || {
            begun.push("build");
            Ok(())
        });
        report.step("window", &["build"], || {
            begun.push("window");
            Ok(())
        });
        report.step("formatting", &[], || {
            begun.push("formatting");
            Ok(())
        });

        report.step_if_possible("advisories", &[], || Ok(Outcome::LeftOut("no network")));

        let table = report.table();

        assert_eq!(begun, ["formatting"]);
        assert!(table.contains("No network."), "{table}");
        assert!(table.contains("needs \"packages\""), "{table}");
        assert!(table.contains("LEFT OUT"), "{table}");
        assert_eq!(table.lines().last(), Some("1 passed, 3 failed"));
    }
}
