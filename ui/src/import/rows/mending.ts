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

/** Skips the selected rows; where all of them are skipped already, takes them again. */
export async function toggleSkip(file: ImportState): Promise<void> {
  const lines = await file.rows.selectedLines();
  if (lines.length === 0) return;
  const { first, last } = file.rows.selection;
  let skipped = 0;
  for (let index = first; index <= last; index += 1)
    if (file.rows.row(index)?.state === "skipped") skipped += 1;
  await file.change({ kind: "skip", lines, skip: skipped < lines.length });
}
