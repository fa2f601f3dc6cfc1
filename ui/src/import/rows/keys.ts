// What a key does in the grid.
import type { Place } from "./rows.svelte";

export type Action =
  | { do: "move"; to: Place; extend: boolean }
  /** `text` null: what the cell says now is edited. */
  | { do: "edit"; text: string | null }
  | { do: "empty" }
  | { do: "skip" }
  | { do: "menu" };

export type Bounds = { rows: number; columns: number /** Rows on screen. */; page: number };
type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

export function actionOf(event: Key, at: Place, bounds: Bounds): Action | null {
  const command = event.ctrlKey || event.metaKey;
  const to = target(event.key, command, at, bounds);
  if (to !== null) {
    if (event.altKey) return null;
    return { do: "move", to: inside(to, bounds), extend: event.shiftKey && to.row !== at.row };
  }
  if (event.key === "Delete" || event.key === "Backspace") {
    if (at.row < 0) return null;
    return { do: command || at.column < 0 ? "skip" : "empty" };
  }
  if (event.key === "Enter" || event.key === "F2")
    return at.row < 0 || at.column < 0 ? { do: "menu" } : { do: "edit", text: null };
  if (command || event.altKey || at.row < 0 || at.column < 0) return null;
  return [...event.key].length === 1 ? { do: "edit", text: event.key } : null;
}

function target(key: string, command: boolean, { row, column }: Place, bounds: Bounds): Place | null {
  switch (key) {
    case "ArrowUp":
      return { row: command ? 0 : row - 1, column };
    case "ArrowDown":
      return { row: command ? bounds.rows - 1 : row + 1, column };
    case "ArrowLeft":
      return { row, column: command ? -1 : column - 1 };
    case "ArrowRight":
      return { row, column: command ? bounds.columns - 1 : column + 1 };
    case "PageUp":
      return { row: Math.max(0, row - bounds.page), column };
    case "PageDown":
      return { row: row + bounds.page, column };
    case "Home":
      return command ? { row: 0, column: 0 } : { row, column: 0 };
    case "End":
      return command
        ? { row: bounds.rows - 1, column: bounds.columns - 1 }
        : { row, column: bounds.columns - 1 };
    default:
      return null;
  }
}

function inside({ row, column }: Place, bounds: Bounds): Place {
  return {
    row: Math.max(-1, Math.min(row, bounds.rows - 1)),
    column: Math.max(-1, Math.min(column, bounds.columns - 1)),
  };
}
