import { fileName } from "../format";

/** What the window says while files are over it: what happens when they are let go, and what is not taken. */
export type DropPromise = { taken: boolean; title: string; notes: string[] };

const TABLE_FILE = /\.(csv|txt|tsv)$/i;

export function dropPromise(
  paths: string[],
  state: { connected: boolean; sending: boolean; locked: boolean },
): DropPromise {
  if (state.sending)
    return {
      taken: false,
      title: "An import is under way",
      notes: ["This file is not taken now. Wait until the import is finished, or cancel it first."],
    };
  if (state.locked)
    return {
      taken: false,
      title: "One moment",
      notes: ["Another file is being read or checked. This one is not taken now."],
    };
  const name = paths[0] === undefined ? "the file" : fileName(paths[0]);
  const notes: string[] = [];
  if (!state.connected)
    notes.push("You are not connected yet. The file is kept and opens as soon as you are.");
  if (paths.length > 1) notes.push(`Only the first of ${paths.length} files is taken.`);
  if (paths[0] !== undefined && !TABLE_FILE.test(name))
    notes.push("It does not look like a CSV file. Shiftwright tries to read it anyway.");
  if (notes.length === 0) notes.push("Nothing is sent yet: you see first what is in it.");
  return { taken: true, title: state.connected ? `Let go to open ${name}` : `Let go to keep ${name}`, notes };
}
