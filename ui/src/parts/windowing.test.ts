import { describe, expect, test } from "vitest";
import { Stage, visibleColumns, visibleSlice } from "./windowing";

test.each([
  ["at the top", 10_000, 0, { first: 0, end: 28 }],
  ["in the middle", 10_000, 3600, { first: 92, end: 128 }],
  ["at the end", 100, 2880, { first: 72, end: 100 }],
  ["fewer rows than fit", 3, 0, { first: 0, end: 3 }],
  ["no rows", 0, 0, { first: 0, end: 0 }],
  ["scrolled past a list that became shorter", 5, 9000, { first: 4, end: 5 }],
])("%s", (_name, total, scrollTop, expected) => {
  expect(visibleSlice(total, 36, scrollTop, 720)).toEqual(expected);
});

describe("a list taller than a web view lays out", () => {
  const stage = new Stage(1_000_000, 36, 720);

  test("is drawn shorter", () => expect(stage.drawn).toBe(12_000_000));
  test("begins and ends where it should", () => {
    expect(stage.top(0)).toBe(0);
    expect(stage.top(stage.drawn - 720)).toBeCloseTo(1_000_000 * 36 - 720);
  });
  test("every row can be scrolled to", () => {
    for (const index of [0, 1, 499_999, 999_980])
      expect(stage.top(stage.scrollTop(index * 36))).toBeCloseTo(index * 36);
  });
});

test("a list of usual length is drawn as it is", () => {
  const stage = new Stage(100_000, 36, 720);
  expect([stage.drawn, stage.top(1234), stage.scrollTop(1234)]).toEqual([3_600_000, 1234, 1234]);
});

test.each([
  ["at the left", 0, 300, { first: 0, end: 5 }],
  ["in the middle", 500, 300, { first: 4, end: 10 }],
  ["at the right", 800, 300, { first: 7, end: 10 }],
])("columns %s", (_name, scrollLeft, width, expected) => {
  const lefts = Array.from({ length: 11 }, (_, i) => i * 100);
  expect(visibleColumns(lefts, scrollLeft, width)).toEqual(expected);
});
