import { expect, test } from "vitest";
import { dropPromise } from "./drop";

const READY = { connected: true, sending: false, locked: false, behind: false };

function check(paths: string[], state: Partial<typeof READY>, taken: boolean, ...words: string[]) {
  const promise = dropPromise(paths, { ...READY, ...state });
  expect(promise.taken).toBe(taken);
  const said = [promise.title, ...promise.notes].join(" ");
  for (const word of words) expect(said).toContain(word);
}

test("a file is opened", () =>
  check(["/a/week.csv"], {}, true, "Let go to open week.csv", "Nothing is sent yet"));
test("several are taken one after the other", () =>
  check(["/a/1.csv", "/a/2.csv"], {}, true, "open 2 files", "one after the other"));
test("another kind of file is tried", () =>
  check(["/a/week.pdf"], {}, true, "week.pdf does not look like a spreadsheet"));
test("odd ones among several are counted", () =>
  check(["/a/1.pdf", "/a/2.png", "/a/3.csv"], {}, true, "2 of them do not look like spreadsheets"));
test.each([
  "/a/week.CSV",
  "/a/week.txt",
  "/a/week.tsv",
  "/a/week.xlsx",
  "/a/week.XLS",
  "/a/week.ods",
  "/a/week.xlsm",
])("%s looks right", (path) => check([path], {}, true, "Nothing is sent yet"));
test("while another is worked on it comes after that", () =>
  check(["/a/week.csv"], { behind: true }, true, "Let go to add week.csv", "comes after it"));
test("without a connection it is kept", () =>
  check(["/a/week.csv"], { connected: false }, true, "keep week.csv", "not connected"));
test("not during an import", () =>
  check(["/a/week.csv"], { sending: true, locked: true }, false, "An import is under way"));
test("not while another file is read", () => check(["/a/week.csv"], { locked: true }, false, "Another file"));
