import { expect, test } from "vitest";
import { coverageOf } from "../standin/coverage";
import { chartHeight, chartOption, skillBars } from "./data";

const WEEK = coverageOf("2026-11-30", "2026-12-06", "Europe/London", 0.85);
const COLOURS = { required: "r", available: "a", short: "s", text: "t", muted: "m", line: "l", surface: "f" };

test("one bar for each skill, and surplus is not negative shortage", () => {
  const bars = skillBars(WEEK.rows);
  expect(bars).toHaveLength(6);
  expect(bars[1]).toEqual({ skill: "EN Tech Support", required: 268, available: 163.5, short: 104.5 });
  expect(bars[2]).toEqual({ skill: "EN Reservations", required: 205.5, available: 214, short: 0 });
});

test("records of one skill are added up", () => {
  const [bar] = skillBars(WEEK.rows.slice(0, 1).flatMap((row) => [row, row]));
  expect(bar).toEqual({ skill: "EN Billing", required: 824, available: 777, short: 47 });
});

test("what is short stands on top of what is available", () => {
  const { series } = chartOption(skillBars(WEEK.rows), COLOURS);
  expect(series.map(({ name, stack }) => [name, stack])).toEqual([
    ["Required", "required"],
    ["Available", "available"],
    ["Short", "available"],
  ]);
});

test("many skills lie one below the other, and the chart grows with them", () => {
  const bars = Array.from({ length: 30 }, (_, i) => ({
    skill: `S${i}`,
    required: 1,
    available: 1,
    short: 0,
  }));
  expect(chartOption(bars, COLOURS).yAxis.type).toBe("category");
  expect(chartOption(bars.slice(0, 6), COLOURS).yAxis.type).toBe("value");
  expect(chartHeight(30)).toBeGreaterThan(chartHeight(6));
});

test("a name from a file is text in the tooltip, never markup", () => {
  const { tooltip } = chartOption([{ skill: "<img src=x>", required: 2, available: 1, short: 1 }], COLOURS);
  const html = tooltip.formatter([{ dataIndex: 0 }]);
  expect(html).not.toContain("<img");
  expect(html).toContain("Short 1.00 h");
});
