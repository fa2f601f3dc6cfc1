import { expect, test } from "vitest";
import { rangeFault, shifted } from "./range";

test.each([
  ["2026-11-30", "2026-12-06", null],
  ["2026-11-30", "2026-11-30", null],
  ["2026-11-01", "2027-01-01", null],
  ["2026-11-01", "2027-01-02", "At most 62 days"],
  ["2026-12-06", "2026-11-30", "before the first"],
  ["2026-11-31", "2026-12-06", "year-month-day"],
  ["", "2026-12-06", "year-month-day"],
  ["30.11.2026", "2026-12-06", "year-month-day"],
])("%s to %s", (from, to, expected) => {
  const fault = rangeFault(from, to);
  if (expected === null) expect(fault).toBeNull();
  else expect(fault).toContain(expected);
});

test("a range moves by its own length", () => {
  expect(shifted("2026-11-30", "2026-12-06", 1)).toEqual({ from: "2026-12-07", to: "2026-12-13" });
  expect(shifted("2026-11-30", "2026-12-06", -1)).toEqual({ from: "2026-11-23", to: "2026-11-29" });
});
