// The sentences of the optimize step.
import { atMost, counted, hours, localDaySpan } from "../format";
import type { BestSoFar, Goal, RunForm, RunFormView, RunOutcome, RunView } from "../ipc";

export const GOALS: { goal: Goal; label: string; first: string }[] = [
  {
    goal: "MAXIMIZE_SKILL_COVERAGE",
    label: "Cover as much of the requirement as possible",
    first: "Most coverage",
  },
  { goal: "MINIMIZE_OVERTIME", label: "Use as little overtime as possible", first: "Least overtime" },
];

/** Goals with one ticked or unticked; their order says which comes first, and a newly ticked one comes last. */
export function toggled(goals: Goal[], goal: Goal): Goal[] {
  return goals.includes(goal) ? goals.filter((g) => g !== goal) : [...goals, goal];
}

export function withFirst(goals: Goal[], first: Goal): Goal[] {
  return [first, ...goals.filter((g) => g !== first)];
}

/** Why this run cannot start, in words; `null` = it can. */
export function formFault(form: RunForm): string | null {
  if (form.skills.length === 0) return "Tick at least one gap.";
  if (form.goals.length === 0) return "Tick at least one goal.";
  if (form.allowOvertime && !within(form.maxOvertimeHours, 0, 40))
    return "Overtime per agent must be between 0 and 40 hours.";
  if (!within(form.maxConsecutiveHours, 1, 24)) return "The longest stretch must be between 1 and 24 hours.";
  if (!within(form.minBreakMinutes, 0, 240)) return "The shortest break must be between 0 and 240 minutes.";
  return null;
}

/** "4 of 4 gaps · 63.50 h short · Mon 30 Nov to Sun 6 Dec 2026". */
export function targeted(view: RunFormView, skills: string[]): string {
  const chosen = view.gaps.filter((gap) => skills.includes(gap.skillId));
  const short = chosen.reduce((sum, gap) => sum + gap.deficitHours, 0);
  const of = `${chosen.length} of ${counted(view.gaps.length, "gap")}`;
  return `${of} · ${hours(short)} short · ${localDaySpan(view.from, view.to)}`;
}

/** The best answer so far as three numbers. */
export function bestFacts(best: BestSoFar): { label: string; value: string }[] {
  return [
    { label: "Hours filled", value: hours(best.coveredHours) },
    { label: "Overtime", value: hours(best.overtimeHours) },
    { label: "From the best possible", value: atMost(best.gapToBound) },
  ];
}

type Ending = { tone: "good" | "info" | "warn" | "bad"; message: string; hint: string };

/** How a run ended, and what to do now. */
export function ending(run: RunView): Ending {
  const found = counted(run.recommendedShifts, "recommended shift");
  switch (run.outcome) {
    case "completed":
      return run.recommendedShifts > 0
        ? {
            tone: "good",
            message: `Finished: ${found}.`,
            hint: run.message ?? "Look at them before you hand them on.",
          }
        : {
            tone: "warn",
            message: "Finished, without any recommendation.",
            hint:
              run.message ??
              "No agent may work more under these rules. Allow overtime or a longer stretch, and run again.",
          };
    case "cancelled":
      return {
        tone: "info",
        message:
          run.recommendedShifts > 0
            ? `Cancelled. The best answer so far is kept: ${found}.`
            : "Cancelled. There was no answer yet.",
        hint: run.message ?? "",
      };
    case "stillRunning":
      return {
        tone: "info",
        message: "Still running on the server.",
        hint:
          run.message ??
          "Nothing has failed: it only takes longer than is waited here. Keep waiting, or check later; it is taken up again here, also after closing Shiftwright.",
      };
    case "unknown":
      return {
        tone: "warn",
        message: run.message ?? "The answer was lost on the way, so it is not known whether the run began.",
        hint: "It is never sent again by itself. Look on the server first, now or later. Run again only if it is not there: two runs at once get in each other's way.",
      };
    case "givenUp":
      return { tone: "info", message: "Given up: it is not asked for any more.", hint: "" };
    case "failed":
      return {
        tone: "bad",
        message: run.message ?? "The server could not finish the run.",
        hint: "Change the rules and run again. If it fails once more, tell your CXone administrator.",
      };
  }
}

/** What a planner should know who runs again while a run from before may be going on; `null`: none may. */
export function anotherRun(open: RunOutcome | null): string | null {
  if (open === "unknown")
    return "It is not known whether the run before began. If it did, the server works on two, or refuses the second until the first has ended. Look on the server first if you can.";
  if (open === "stillRunning")
    return "The run before is still going on at the server. A second one waits for it, or takes as long again. What the first one finds is shown only if you wait for it.";
  return null;
}

function within(value: number | null, low: number, high: number): boolean {
  return value !== null && Number.isFinite(value) && value >= low && value <= high;
}
