import { describe, expect, test } from "vitest";
import {
  atMost,
  count,
  counted,
  dateTime,
  day,
  daySpan,
  elapsed,
  fileName,
  hours,
  localDaySpan,
  percent,
  points,
  skillName,
  time,
  timeSpan,
  wholePercent,
  zoneOffset,
} from "./format";

function check<A>(name: string, of: (value: A) => string, table: [A, string][]) {
  describe(name, () => {
    test.each(table)("%j", (value, expected) => expect(of(value)).toBe(expected));
  });
}

check("count", count, [
  [0, "0"],
  [6000, "6,000"],
  [-3, "−3"],
]);
check("counted", (n: number) => counted(n, "shift"), [
  [1, "1 shift"],
  [0, "0 shifts"],
  [1980, "1,980 shifts"],
]);
check("hours", hours, [
  [63.5, "63.50 h"],
  [0.1 + 0.2, "0.30 h"],
  [-8.5, "−8.50 h"],
  [-0, "0.00 h"],
  [1234.005, "1,234.01 h"],
  [null, "–"],
]);
check("a bound from above", atMost, [
  [0, "at most 0.0 %"],
  [0.0004, "at most 0.1 %"],
  [0.012, "at most 1.2 %"],
  [0.01201, "at most 1.3 %"],
  [null, "at most –"],
]);

check("percent", percent, [
  [0.614, "61.4 %"],
  [0.85, "85.0 %"],
  [1.041, "104.1 %"],
  [null, "–"],
]);
check("wholePercent", wholePercent, [
  [0.85, "85 %"],
  [0.57, "57 %"],
]);
check("points", points, [
  [0.23, "+23.0 percentage points"],
  [0, "0.0 percentage points"],
  [-0.015, "−1.5 percentage points"],
]);
check("elapsed", elapsed, [
  [0, "0:00"],
  [222.9, "3:42"],
  [5000, "1:23:20"],
]);
check("skillName", skillName, [
  ["SKILL-EN-TECH-SUPPORT", "EN Tech Support"],
  ["SKILL-DE-BILLING", "DE Billing"],
  ["Front desk", "Front desk"],
]);
check("fileName", fileName, [
  ["Documents/week 49.csv", "week 49.csv"],
  ["C:\\Rosters\\week49.csv", "week49.csv"],
]);

describe("times in a zone", () => {
  const noon = "2026-11-30T12:00:00Z";
  test.each([
    ["Europe/London", "Mon 30 Nov", "12:00"],
    ["Asia/Tokyo", "Mon 30 Nov", "21:00"],
    ["Pacific/Auckland", "Tue 1 Dec", "01:00"],
    ["America/New_York", "Mon 30 Nov", "07:00"],
  ])("%s", (zone, expectedDay, expectedTime) => {
    expect(day(noon, zone)).toBe(expectedDay);
    expect(time(noon, zone)).toBe(expectedTime);
  });

  test("midnight is 00:00, not 24:00", () => {
    expect(dateTime("2026-09-01T00:00:00Z", "UTC")).toBe("Tue 1 Sep 2026 00:00");
  });

  test.each([
    ["2026-11-30T06:00:00Z", "2026-11-30T14:00:00Z", "06:00–14:00"],
    ["2026-11-30T22:00:00Z", "2026-12-01T06:00:00Z", "22:00–06:00 +1 day"],
    // The clocks go back in between: seven hours by the wall are eight hours of work.
    ["2026-10-24T22:00:00Z", "2026-10-25T06:00:00Z", "23:00–06:00 +1 day"],
  ])("span %s to %s", (start, end, expected) => {
    expect(timeSpan(start, end, "Europe/London")).toBe(expected);
  });

  test.each([
    ["2026-11-30T06:00:00Z", "2026-12-06T22:00:00Z", "Mon 30 Nov to Sun 6 Dec 2026"],
    ["2026-11-30T00:00:00Z", "2026-12-07T00:00:00Z", "Mon 30 Nov to Sun 6 Dec 2026"],
    ["2026-11-30T06:00:00Z", "2026-11-30T14:00:00Z", "Mon 30 Nov 2026"],
    ["2026-12-28T06:00:00Z", "2027-01-03T14:00:00Z", "Mon 28 Dec 2026 to Sun 3 Jan 2027"],
  ])("days %s to %s", (start, end, expected) => {
    expect(daySpan(start, end, "Europe/London")).toBe(expected);
  });

  test("local days do not move with a zone", () => {
    expect(localDaySpan("2026-11-30", "2026-12-06")).toBe("Mon 30 Nov to Sun 6 Dec 2026");
  });

  test.each([
    ["Europe/London", "UTC+0"],
    ["Asia/Kolkata", "UTC+5:30"],
    ["America/New_York", "UTC-5"],
    ["Not/AZone", ""],
  ])("offset of %s", (zone, expected) => {
    expect(zoneOffset(zone, new Date("2026-11-30T12:00:00Z"))).toBe(expected);
  });
});
