import { expect, test } from "vitest";
import { curvePoints } from "./curve";

test.each([
  ["nothing to draw", [], ""],
  ["one value is no line", [3], ""],
  ["low is below, high above", [0, 10], "2.0,18.0 98.0,2.0"],
  ["equal values lie flat", [5, 5], "2.0,18.0 98.0,18.0"],
])("%s", (_name, values, expected) => {
  expect(curvePoints(values, 100, 20)).toBe(expected);
});
