// The sentences of the import step.
import { count, counted, daySpan } from "../format";
import type { ImportProgress, ImportResultView, ImportView, ProblemView } from "../ipc";

/** "60 agents, Mon 30 Nov to Sun 6 Dec 2026. 300 published: agents will see them." */
export function whatIsSent(view: ImportView): string {
  const days =
    view.start !== null && view.end !== null ? `, ${daySpan(view.start, view.end, view.zone)}` : "";
  const published =
    view.publishedCount > 0
      ? ` ${count(view.publishedCount)} published: agents will see them.`
      : view.recordCount > 0
        ? " All drafts: agents will not see them."
        : "";
  return `${counted(view.agentCount, "agent")}${days}.${published}`;
}

/** "3 lines are left out, 2 warnings"; `null` where nothing is wrong. */
export function whatIsWrong(view: ImportView): string | null {
  const warnings = view.problems.filter((problem) => problem.severity === "warning").length;
  const parts: string[] = [];
  if (view.stoppedRows > 0) parts.push(`${counted(view.stoppedRows, "line")} left out`);
  if (warnings > 0) parts.push(counted(warnings, "warning"));
  if (parts.length === 0 && view.problemCount > 0) parts.push(counted(view.problemCount, "problem"));
  return parts.length === 0 ? null : parts.join(", ");
}

/** "1,980 of 6,000 shifts · batch 4 of 12". */
export function howFar(progress: ImportProgress): string {
  return `${count(progress.done)} of ${counted(progress.total, "shift")} · batch ${progress.batch} of ${progress.batches}`;
}

/** Seconds that are left at the pace so far; `null` as long as there is no pace. */
export function secondsLeft(progress: ImportProgress, elapsedSeconds: number): number | null {
  if (progress.done <= 0 || elapsedSeconds < 1 || progress.done >= progress.total) return null;
  return Math.ceil((elapsedSeconds / progress.done) * (progress.total - progress.done));
}

/** How an import ended, in one sentence. */
export function howItEnded(result: ImportResultView): string {
  const imported = `${counted(result.processed, "shift")} imported`;
  if (result.fault !== null) return "The import stopped.";
  if (result.cancelled && result.unsure > 0) return `Cancelled. ${whatStands(result)}`;
  if (result.cancelled) return `Cancelled. ${imported} and stay; ${were(result.notSent)} not sent.`;
  if (result.failed > 0) return `${imported}, ${count(result.failed)} not accepted.`;
  return result.processed === 1 ? "1 shift imported." : `All ${imported}.`;
}

/** What a stopped import leaves: "500 of 700 shifts are written. Whether the 150 after them are is not known; 50 were not sent." */
export function whatStands({ processed, failed, unsure, notSent }: ImportResultView): string {
  const all = counted(processed + failed + unsure + notSent, "shift");
  const rest = notSent === 0 ? "." : `; ${were(notSent)} not sent.`;
  if (processed + failed === 0)
    return unsure === 0
      ? `Nothing is written${rest}`
      : `Whether the first ${count(unsure)} of ${all} ${unsure === 1 ? "is" : "are"} written is not known${rest}`;
  const refused = failed === 0 ? "" : `, ${were(failed)} not accepted`;
  const written = `${count(processed)} of ${all} ${processed === 1 ? "is" : "are"} written${refused}`;
  if (unsure === 0) return `${written}${rest}`;
  const next = unsure === 1 ? "one after them is written" : `${count(unsure)} after them are`;
  return `${written}. Whether the ${next} is not known${rest}`;
}

/** Which cells a problem marks: line → columns. */
export function markedCells(problems: ProblemView[]): Map<number, Set<string>> {
  const marks = new Map<number, Set<string>>();
  for (const { line, column } of problems) {
    if (column === null) continue;
    const columns = marks.get(line) ?? new Set<string>();
    marks.set(line, columns.add(column));
  }
  return marks;
}

function were(shifts: number): string {
  return `${count(shifts)} ${shifts === 1 ? "was" : "were"}`;
}
