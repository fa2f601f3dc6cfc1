import { expect, test } from "vitest";
import { visibleSlice } from "./windowing";

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
