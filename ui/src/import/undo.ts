/** Whether a key press asks for undo or redo of the whole file, and not of a field that is being typed in. */
export function undoKey(event: KeyboardEvent): "undo" | "redo" | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return null;
  if (event.target instanceof HTMLInputElement && !["radio", "checkbox"].includes(event.target.type))
    return null;
  if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : null;
}
