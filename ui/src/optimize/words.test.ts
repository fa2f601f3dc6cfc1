import { describe, expect, test } from "vitest";
import type { RunForm, RunOutcome } from "../ipc";
import { coverageOf } from "../standin/coverage";
import { openRun } from "../standin/data";
import { formFor } from "../standin/jobs";
import { bestFacts, ending, formFault, targeted, toggled, withFirst } from "./words";

const VIEW = formFor(coverageOf("2026-11-30", "2026-12-06", "Europe/London", 0.85));

describe("what keeps a run from starting", () => {
  test.each<[Partial<RunForm>, string | null]>([
    [{}, null],
    [{ skills: [] }, "Tick at least one gap."],
    [{ goals: [] }, "Tick at least one goal."],
    [{ maxOvertimeHours: 41 }, "Overtime per agent must be between 0 and 40 hours."],
    [{ maxOvertimeHours: 41, allowOvertime: false }, null],
    [{ maxConsecutiveHours: 0 }, "The longest stretch must be between 1 and 24 hours."],
    [{ minBreakMinutes: null as unknown as number }, "The shortest break must be between 0 and 240 minutes."],
  ])("%j", (change, expected) => expect(formFault({ ...VIEW.form, ...change })).toBe(expected));
});

test("goals keep the order of their ticks, and one can be put first", () => {
  expect(toggled(["MINIMIZE_OVERTIME"], "MAXIMIZE_SKILL_COVERAGE")).toEqual([
    "MINIMIZE_OVERTIME",
    "MAXIMIZE_SKILL_COVERAGE",
  ]);
  expect(toggled(["MINIMIZE_OVERTIME", "MAXIMIZE_SKILL_COVERAGE"], "MINIMIZE_OVERTIME")).toEqual([
    "MAXIMIZE_SKILL_COVERAGE",
  ]);
  expect(withFirst(["MINIMIZE_OVERTIME", "MAXIMIZE_SKILL_COVERAGE"], "MAXIMIZE_SKILL_COVERAGE")).toEqual([
    "MAXIMIZE_SKILL_COVERAGE",
    "MINIMIZE_OVERTIME",
  ]);
});

test("what is targeted counts only ticked gaps", () => {
  expect(targeted(VIEW, ["SKILL-FR-SALES"])).toBe(
    "1 of 3 gaps · 17.75 h short · Mon 30 Nov to Sun 6 Dec 2026",
  );
});

test("the best answer so far is three numbers", () => {
  const facts = bestFacts({ coveredHours: 120.5, overtimeHours: 8, gapToBound: 0.012 });
  expect(facts.map((fact) => fact.value)).toEqual(["120.50 h", "8.00 h", "at most 1.2 %"]);
});

describe("how a run ended", () => {
  test.each<[RunOutcome, number, string, string]>([
    ["completed", 57, "good", "Finished: 57 recommended shifts."],
    ["completed", 0, "warn", "Finished, without any recommendation."],
    ["cancelled", 12, "info", "Cancelled. The best answer so far is kept: 12 recommended shifts."],
    ["cancelled", 0, "info", "Cancelled. There was no answer yet."],
    ["stillRunning", 0, "info", "Still running on the server."],
    ["unknown", 0, "warn", "The answer was lost on the way, so it is not known whether the run began."],
    ["givenUp", 0, "info", "Given up: it is not asked for any more."],
    ["failed", 0, "bad", "The server could not finish the run."],
  ])("%s with %d shifts", (outcome, recommendedShifts, tone, message) => {
    const end = ending({ ...openRun(outcome), recommendedShifts });
    expect(end).toMatchObject({ tone, message });
  });

  test("whatever the server says, an unknown run is to be looked for first", () => {
    const message = "It is not known whether the optimization run was started.";
    const end = ending({ ...openRun("unknown"), message });
    expect(end.message).toBe(message);
    expect(end.hint).toContain("Look on the server first");
  });

  test("the server's own words are shown", () => {
    const end = ending({ ...openRun("failed"), message: "No memory left." });
    expect(end.message).toBe("No memory left.");
  });
});
