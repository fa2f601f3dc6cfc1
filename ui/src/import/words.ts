// The sentences of the import step.
import { count, counted, daySpan, localDaySpan } from "../format";
import type { CheckResultView, ImportProgress, ImportResultView, ImportView } from "../ipc";

/** "60 agents, Mon 30 Nov to Sun 6 Dec 2026. 300 published: agents will see them." */
export function whatIsSent(view: ImportView, someStay = false): string {
  const days =
    view.start !== null && view.end !== null ? `, ${daySpan(view.start, view.end, view.zone)}` : "";
  return `${counted(view.agentCount, "agent")}${days}.${whoSees(view.publishedCount, view.recordCount, someStay)}`;
}

/** "3 rows need you, 2 warnings"; `null` where nothing is wrong. */
export function whatIsWrong(view: ImportView): string | null {
  const warnings = view.problemKinds
    .filter(({ severity }) => severity === "warning")
    .reduce((sum, kind) => sum + kind.count, 0);
  const parts: string[] = [];
  if (view.stoppedRows > 0)
    parts.push(`${counted(view.stoppedRows, "row")} ${view.stoppedRows === 1 ? "needs" : "need"} you`);
  if (warnings > 0) parts.push(counted(warnings, "warning"));
  return parts.length === 0 ? null : parts.join(", ");
}

/** Questions without whose answer nothing can be sent. */
const NEEDED: readonly string[] = ["dateOrder", "firstDay", "defaultSkill"];

/** Whether the planner has to answer something before the file can be checked or sent. */
export function waitsForAnswer(view: ImportView): boolean {
  return view.questions.some(({ kind }) => NEEDED.includes(kind));
}

/** What the file holds, counted: "297 shifts". */
export function records(view: ImportView): string {
  return counted(view.recordCount, view.kind === "shifts" ? "shift" : "interval");
}

/** What the server says of the file before anything is written, in one sentence. */
export function whatServerSays(checked: CheckResultView): string {
  const { conflicts, refused, taken, notChecked, kept } = checked;
  const out = conflicts + refused;
  const all = counted(taken + out + notChecked, "shift");
  const some = out === 0 ? "all" : taken === 0 ? "none of" : `${count(taken)} of`;
  if (notChecked === 0) return `The server takes ${some} ${all}${butKeeps(kept)}.`;
  const them = out === 0 ? "all of them" : `${some} them`;
  return `Cancelled. ${count(taken + out)} of ${all} were checked; the server takes ${them}.`;
}

/** Which stored shifts the planner may keep or replace. */
export function whatStandsInTheWay(conflicts: number, kept: number): string {
  const overlaps = "Where a shift overlaps one that the agent already has";
  if (kept === 0) return overlaps;
  const stands = `${counted(kept, "shift")} ${kept === 1 ? "stands" : "stand"} already with other breaks, status or proficiency`;
  return conflicts === 0 ? stands : `${overlaps}, and where ${stands}`;
}

/** "60 agents, Mon 30 Nov to Sun 6 Dec 2026. 297 published: agents will see them." */
export function whatWouldStand(checked: CheckResultView, someStay = false): string {
  const { agents, firstDay, lastDay, published, taken } = checked;
  const days = firstDay !== null && lastDay !== null ? `, ${localDaySpan(firstDay, lastDay)}` : "";
  return `${counted(agents, "agent")}${days}.${whoSees(published, taken, someStay)}`;
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
  if (result.failed > 0)
    return `${imported}, ${count(result.failed)} not accepted${butKept(keptOf(result))}.`;
  const kept = keptOf(result);
  if (kept > 0) return `${imported}${butKept(kept)}.`;
  return result.processed === 1 ? "1 shift imported." : `All ${imported}.`;
}

/** Shifts that stood already and are still not as the file says. */
export function keptOf({ receipt }: ImportResultView): number {
  return receipt?.kept ?? 0;
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

function butKeeps(kept: number | null): string {
  return kept
    ? `, but ${counted(kept, "shift")} would stay as ${kept === 1 ? "it stands" : "they stand"}`
    : "";
}

function butKept(kept: number): string {
  return kept > 0 ? `, but ${counted(kept, "shift")} stayed as ${kept === 1 ? "it" : "they"} stood` : "";
}

/** Of shifts that stay as they stand only the server knows whether agents see them. */
function whoSees(published: number, all: number, someStay: boolean): string {
  if (someStay) return ` ${count(published)} published in the file.`;
  if (published > 0) return ` ${count(published)} published: agents will see them.`;
  return all > 0 ? " All drafts: agents will not see them." : "";
}

function were(shifts: number): string {
  return `${count(shifts)} ${shifts === 1 ? "was" : "were"}`;
}
