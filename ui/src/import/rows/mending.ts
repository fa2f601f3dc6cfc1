// Changing cells and rows of the open file by hand.
import type { CellView } from "../../ipc";
import type { ImportState } from "../import.svelte";

type At = { line: number; column: number };

/** Puts another text into a cell; where others say what it said, and were wrong in the same way, they are offered next. */
export async function mend(
  file: ImportState,
  at: At,
  cell: Pick<CellView, "text" | "problem">,
  text: string,
  alike = false,
): Promise<boolean> {
  if (text === cell.text) return true;
  if (!(await file.change({ kind: "edit", ...at, text, alike }))) return false;
  const others = (cell.problem?.alike ?? 1) - 1;
  if (!alike && others > 0) file.rows.offer = { ...at, was: cell.text, now: text, others };
  return true;
}

/** Takes up the offer: the mend of one cell becomes the mend of all alike, and one step to undo. */
export async function mendAlike(file: ImportState): Promise<void> {
  const { offer } = file.rows;
  if (offer === null) return;
  const { line, column, now: text } = offer;
  if (await file.undo()) await file.change({ kind: "edit", line, column, text, alike: true });
}

/** What the file says stands there again. */
export function putBack(file: ImportState, at: At, cell: CellView): Promise<boolean> {
  return cell.original === null
    ? Promise.resolve(true)
    : file.change({ kind: "edit", ...at, text: cell.original, alike: false });
}

/** Skips the selected rows; where the active one is skipped already, takes them again. */
export async function toggleSkip(file: ImportState): Promise<void> {
  const skip = file.rows.activeRow?.state !== "skipped";
  const lines = (await file.rows.selectedRows()).map(({ line }) => line);
  if (lines.length > 0) await file.change({ kind: "skip", lines, skip });
}
