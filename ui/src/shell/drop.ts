import { fileName } from "../format";

/** What the window says while files are over it: what happens when they are let go, and what is not taken. */
export type DropPromise = { taken: boolean; title: string; notes: string[] };

const TABLE_FILE = /\.(csv|txt|tsv|xlsx|xlsm|xls|ods)$/i;

/** `behind`: another file is being worked on, and what is dropped comes after it. */
export type DropState = { connected: boolean; sending: boolean; locked: boolean; behind: boolean };

export function dropPromise(paths: string[], state: DropState): DropPromise {
  const several = paths.length > 1;
  if (state.sending)
    return {
      taken: false,
      title: "An import is under way",
      notes: [
        `${several ? "These files are" : "This file is"} not taken now. Wait until the import is finished, or cancel it first.`,
      ],
    };
  if (state.locked)
    return {
      taken: false,
      title: "One moment",
      notes: [
        `Another file is being read or checked. ${several ? "These are" : "This one is"} not taken now.`,
      ],
    };
  const names = paths.map(fileName);
  const what = several ? `${paths.length} files` : (names[0] ?? "the file");
  const notes: string[] = [];
  if (!state.connected)
    notes.push(
      several
        ? "You are not connected yet. The files are kept and open as soon as you are."
        : "You are not connected yet. The file is kept and opens as soon as you are.",
    );
  else if (state.behind) notes.push("You are at work on another file. What you drop comes after it.");
  if (several) notes.push("They are taken one after the other.");
  const odd = names.filter((name) => !TABLE_FILE.test(name));
  if (odd.length > 0)
    notes.push(
      odd.length === 1
        ? `${odd[0]} does not look like a spreadsheet. Shiftwright tries to read it anyway.`
        : `${odd.length} of them do not look like spreadsheets. Shiftwright tries to read them anyway.`,
    );
  if (notes.length === 0) notes.push("Nothing is sent yet: you see first what is in it.");
  const verb = !state.connected ? "keep" : state.behind ? "add" : "open";
  return { taken: true, title: `Let go to ${verb} ${what}`, notes };
}
