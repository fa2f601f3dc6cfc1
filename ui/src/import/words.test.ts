import { describe, expect, test } from "vitest";
import type { CheckResultView, ImportResultView, ImportView } from "../ipc";
import { FAULTS } from "../standin/data";
import { Intake } from "../standin/intake";
import {
  howFar,
  howItEnded,
  secondsLeft,
  whatIsSent,
  whatIsWrong,
  whatServerSays,
  whatStands,
} from "./words";

const FILE = new Intake("week.csv", "/week.csv", "Europe/London").view();

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

test("what is wrong is counted: rows that are stopped, and warnings", () => {
  expect(whatIsWrong(FILE)).toBeNull();
  expect(whatIsWrong(new Intake("faulty.csv", "/faulty.csv", "UTC").view())).toBe(
    "3 rows need you, 4 warnings",
  );
  expect(whatIsWrong({ ...FILE, stoppedRows: 1 })).toBe("1 row needs you");
});

describe("what the server says", () => {
  const ALL: CheckResultView = {
    newCount: 300,
    unchanged: 0,
    conflicts: 0,
    refused: 0,
    taken: 300,
    agents: 60,
    notChecked: 0,
    updated: 0,
    kept: 0,
    firstDay: null,
    lastDay: null,
    published: 0,
    conflictRows: [],
    refusedRows: [],
  };
  test.each<[Partial<CheckResultView>, string]>([
    [{}, "The server takes all 300 shifts."],
    [{ taken: 296, conflicts: 3, refused: 1 }, "The server takes 296 of 300 shifts."],
    [{ taken: 0, conflicts: 300 }, "The server takes none of 300 shifts."],
    [{ kept: 1 }, "The server takes all 300 shifts, but 1 shift would stay as it stands."],
    [
      { taken: 297, conflicts: 3, kept: 20 },
      "The server takes 297 of 300 shifts, but 20 shifts would stay as they stand.",
    ],
    [
      { taken: 100, notChecked: 200 },
      "Cancelled. 100 of 300 shifts were checked; the server takes all of them.",
    ],
    [
      { taken: 99, conflicts: 1, notChecked: 200 },
      "Cancelled. 100 of 300 shifts were checked; the server takes 99 of them.",
    ],
  ])("%j", (change, expected) => expect(whatServerSays({ ...ALL, ...change })).toBe(expected));
});

const ALL: ImportResultView = {
  id: "i9",
  canGoOn: false,
  processed: 300,
  failed: 0,
  failures: [],
  batches: 1,
  cancelled: false,
  fault: null,
  unsure: 0,
  notSent: 0,
  seconds: 1,
  receipt: null,
};

describe("what a stopped import leaves", () => {
  test.each<[number, number, number, number, string]>([
    [
      500,
      0,
      150,
      50,
      "500 of 700 shifts are written. Whether the 150 after them are is not known; 50 were not sent.",
    ],
    [
      498,
      2,
      200,
      0,
      "498 of 700 shifts are written, 2 were not accepted. Whether the 200 after them are is not known.",
    ],
    [
      1,
      0,
      1,
      1,
      "1 of 3 shifts is written. Whether the one after them is written is not known; 1 was not sent.",
    ],
    [500, 1, 0, 199, "500 of 700 shifts are written, 1 was not accepted; 199 were not sent."],
    [0, 0, 500, 200, "Whether the first 500 of 700 shifts are written is not known; 200 were not sent."],
    [0, 0, 0, 700, "Nothing is written; 700 were not sent."],
  ])("%d written, %d refused, %d unsure, %d not sent", (processed, failed, unsure, notSent, expected) =>
    expect(whatStands({ ...ALL, processed, failed, unsure, notSent })).toBe(expected),
  );
});

describe("how it ended", () => {
  test.each<[Partial<ImportResultView>, string]>([
    [{}, "All 300 shifts imported."],
    [{ processed: 1 }, "1 shift imported."],
    [{ processed: 297, failed: 3 }, "297 shifts imported, 3 not accepted."],
    [
      { processed: 100, cancelled: true, notSent: 200 },
      "Cancelled. 100 shifts imported and stay; 200 were not sent.",
    ],
    [
      { processed: 100, cancelled: true, unsure: 50, notSent: 150 },
      "Cancelled. 100 of 300 shifts are written. Whether the 50 after them are is not known; 150 were not sent.",
    ],
    [{ processed: 100, fault: FAULTS.broken, notSent: 200 }, "The import stopped."],
  ])("%j", (change, expected) => expect(howItEnded({ ...ALL, ...change })).toBe(expected));
});

describe("progress", () => {
  const progress = { done: 1980, total: 6000, batch: 4, batches: 12 };
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
