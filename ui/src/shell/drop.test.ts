import { expect, test } from "vitest";
import { dropPromise } from "./drop";

const READY = { connected: true, sending: false, locked: false };

function check(paths: string[], state: Partial<typeof READY>, taken: boolean, ...words: string[]) {
  const promise = dropPromise(paths, { ...READY, ...state });
  expect(promise.taken).toBe(taken);
  const said = [promise.title, ...promise.notes].join(" ");
  for (const word of words) expect(said).toContain(word);
}

test("a file is opened", () =>
  check(["/a/week.csv"], {}, true, "Let go to open week.csv", "Nothing is sent yet"));
test("only the first of several is taken", () =>
  check(["/a/1.csv", "/a/2.csv"], {}, true, "1.csv", "first of 2"));
test("another kind of file is tried", () => check(["/a/week.xlsx"], {}, true, "does not look like a CSV"));
test.each(["/a/week.CSV", "/a/week.txt", "/a/week.tsv"])("%s looks right", (path) =>
  check([path], {}, true, "Nothing is sent yet"),
);
test("without a connection it is kept", () =>
  check(["/a/week.csv"], { connected: false }, true, "keep week.csv", "not connected"));
test("not during an import", () =>
  check(["/a/week.csv"], { sending: true, locked: true }, false, "An import is under way"));
test("not while another file is read", () => check(["/a/week.csv"], { locked: true }, false, "Another file"));
