import { describe, expect, test } from "vitest";
import type { ImportResultView, ImportView } from "../ipc";
import { faulty, roster } from "../standin/files";
import { howFar, howItEnded, markedCells, secondsLeft, whatIsSent, whatIsWrong } from "./words";

const FILE = roster("week.csv", "/week.csv", "Europe/London");

describe("what is sent", () => {
  test.each<[Partial<ImportView>, string]>([
    [{}, "60 agents, Mon 30 Nov to Sun 6 Dec 2026. 300 published: agents will see them."],
    [{ publishedCount: 0 }, "60 agents, Mon 30 Nov to Sun 6 Dec 2026. All drafts: agents will not see them."],
    [
      { agentCount: 1, start: null, end: null, publishedCount: 1 },
      "1 agent. 1 published: agents will see them.",
    ],
  ])("%j", (change, expected) => expect(whatIsSent({ ...FILE, ...change })).toBe(expected));
});

test("what is wrong is counted by kind", () => {
  expect(whatIsWrong(FILE)).toBeNull();
  expect(whatIsWrong(faulty("f.csv", "/f.csv", "UTC"))).toBe("3 lines left out, 2 warnings");
});

describe("how it ended", () => {
  const all: ImportResultView = {
    processed: 300,
    failed: 0,
    failures: [],
    batches: 1,
    cancelled: false,
    notSent: 0,
    seconds: 1,
  };
  test.each<[Partial<ImportResultView>, string]>([
    [{}, "All 300 shifts imported."],
    [{ processed: 1 }, "1 shift imported."],
    [{ processed: 297, failed: 3 }, "297 shifts imported, 3 not accepted."],
    [
      { processed: 100, cancelled: true, notSent: 200 },
      "Cancelled. 100 shifts imported and stay; 200 were not sent.",
    ],
  ])("%j", (change, expected) => expect(howItEnded({ ...all, ...change })).toBe(expected));
});

describe("progress", () => {
  const progress = { done: 1980, total: 6000, batch: 4, batches: 12, pauseSeconds: null };
  test("in words", () => expect(howFar(progress)).toBe("1,980 of 6,000 shifts · batch 4 of 12"));
  test.each([
    ["at the pace so far", 1980, 10, 21],
    ["no pace yet", 0, 10, null],
    ["too early to say", 100, 0.4, null],
    ["finished", 6000, 10, null],
  ])("%s", (_name, done, seconds, expected) =>
    expect(secondsLeft({ ...progress, done }, seconds)).toBe(expected),
  );
});

test("cells are marked by line and column", () => {
  const marks = markedCells(faulty("f.csv", "/f.csv", "UTC").problems);
  expect(marks.get(4)).toEqual(new Set(["Start"]));
  expect(marks.has(15)).toBe(false);
});
