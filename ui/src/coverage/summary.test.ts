import { expect, test } from "vitest";
import type { CoverageRow, CoverageView } from "../ipc";
import { coverageOf, nothingRequired } from "../standin/coverage";
import { anyRequirement, hiddenNote, rangesDiffer, sorted, summary } from "./summary";

const WEEK = coverageOf("2026-11-30", "2026-12-06", "Europe/London", 0.85);

test("gaps: how many skills, how short, and the lowest", () => {
  expect(summary(WEEK)).toBe("3 of 6 skills below 85 % · 150.00 h short · lowest: EN Tech Support 61 %");
});

test("no gap: coverage is met", () => {
  const met = coverageOf("2026-11-30", "2026-12-06", "Europe/London", 0.5);
  expect(summary(met)).toBe("Coverage is met: all 6 skills are at 50 % or above");
});

test("several records of one skill are one skill", () => {
  const row = WEEK.rows[1] as CoverageRow;
  const days: CoverageView = {
    ...WEEK,
    rows: [row, { ...row, start: "2026-12-01T00:00:00Z" }],
    shortHours: 209,
  };
  expect(summary(days)).toBe("1 of 1 skill below 85 % · 209.00 h short · lowest: EN Tech Support 61 %");
  expect(rangesDiffer(days.rows)).toBe(true);
  expect(rangesDiffer(WEEK.rows)).toBe(false);
});

test("hidden gaps are named", () => {
  expect(hiddenNote(WEEK)).toBe(
    "EN Billing and EN Reservations: enough hours in sum, but too few agents at times.",
  );
  expect(hiddenNote({ ...WEEK, rows: [] })).toBe("");
});

test("the lowest ratio comes first, what is not required last", () => {
  const none = { ...(WEEK.rows[0] as CoverageRow), skillId: "SKILL-NONE", ratio: null };
  expect(sorted([none, ...WEEK.rows]).map((row) => row.skillId)).toEqual([
    "SKILL-EN-TECH-SUPPORT",
    "SKILL-ES-SUPPORT",
    "SKILL-FR-SALES",
    "SKILL-EN-BILLING",
    "SKILL-EN-RESERVATIONS",
    "SKILL-DE-BILLING",
    "SKILL-NONE",
  ]);
});

test("whether anything is required", () => {
  expect(anyRequirement(WEEK)).toBe(true);
  expect(anyRequirement(nothingRequired("2026-11-30", "2026-12-06", "UTC", 0.85))).toBe(false);
});
