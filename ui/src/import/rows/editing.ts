import type { CellView } from "../../ipc";
import type { ImportState } from "../import.svelte";
import type { Then } from "./CellEditor.svelte";
import { mend } from "./mending";

/** Ends the edit of a cell: the mend is made, and the planner goes on where a spreadsheet would. */
export async function commit(
  file: ImportState,
  cell: CellView,
  text: string,
  then: Then,
  alike: boolean,
): Promise<void> {
  const { rows } = file;
  const { editing } = rows;
  if (editing === null) return;
  const { row, column, line } = editing;
  rows.editing = null;
  const changed = text !== cell.text;
  if (changed) rows.pages.patch(row, column, text);
  const made = mend(file, { line, column }, cell, text, alike);
  if (then === "away") return;
  // Among rows with problems a mended row may go, and the next one comes up in its place.
  const mayGo = changed && rows.filter.kind !== "all";
  if (mayGo) {
    rows.goTo({ row, column });
    const here = rows.active;
    await made;
    const next = await rows.pages.load(row);
    // Meanwhile the planner may have gone elsewhere.
    if (rows.active !== here) return;
    if (next?.line !== line) {
      rows.goTo({ row: Math.min(row, Math.max(0, rows.total - 1)), column });
      return;
    }
  }
  const columns = file.view?.columns.length ?? 0;
  if (then === "down") rows.goTo({ row: Math.min(row + 1, rows.total - 1), column });
  else if (then === "up") rows.goTo({ row: Math.max(row - 1, 0), column });
  else if (then === "right") rows.goTo({ row, column: Math.min(column + 1, columns - 1) });
  else if (then === "left") rows.goTo({ row, column: Math.max(column - 1, 0) });
  else rows.goTo({ row, column });
}
