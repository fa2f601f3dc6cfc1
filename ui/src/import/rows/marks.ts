// How the state of a cell or a row is marked: an icon and a word, never colour alone.
import type { CellView, RowState, Wrong } from "../../ipc";
import type { IconName } from "../../parts/icons";

export const STATES: Record<Exclude<RowState, "ok">, { icon: IconName; word: string }> = {
  error: { icon: "error", word: "Has errors, line" },
  warning: { icon: "warning", word: "Warning, line" },
  skipped: { icon: "stop", word: "Skipped, line" },
  leftOut: { icon: "dash", word: "Left out, line" },
};

export function markOf(problem: Wrong): IconName {
  return problem.severity;
}

/** What is wrong, without the line before it. */
export function messageOf({ message }: Pick<Wrong, "message">): string {
  return message.replace(/^Line [\d,]+: /, "");
}

/** Whole text of a cell and what there is to say about it, for the pointer. */
export function titleOf(cell: CellView): string {
  const parts = [cell.text];
  if (cell.problem !== null) parts.push(messageOf(cell.problem));
  if (cell.problem?.suggestion != null) parts.push(cell.problem.suggestion);
  if (cell.original !== null) parts.push(`The file says “${cell.original}”.`);
  return parts.join("\n");
}

/** The same for those who hear the cell. */
export function spoken(cell: CellView): string {
  const parts: string[] = [];
  if (cell.problem !== null)
    parts.push(`${cell.problem.severity === "error" ? "Error" : "Warning"}: ${messageOf(cell.problem)}`);
  if (cell.original !== null) parts.push(`Changed; the file says “${cell.original}”.`);
  return parts.join(" ");
}
