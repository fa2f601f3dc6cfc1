import { expect, test } from "vitest";
import { cutText, heard, pauseText, secondsLeft } from "./pause";

test.each([
  [12, "The server asked for a pause: 12 s"],
  [60, "The server asked for a pause: 1 min 0 s"],
  [585, "The server asked for a pause: 9 min 45 s"],
])("%i s are counted down", (seconds, expected) => {
  expect(pauseText(seconds)).toBe(expected);
});

test.each([
  [900, "15 minutes"],
  [3 * 3600, "3 hours"],
  [2 * 24 * 3600, "2 days"],
  [1e19, "more than a year"],
])("a pause that was cut from %d s says so", (asked, expected) => {
  expect(cutText(asked)).toContain(`It asked for ${expected}. `);
});

test("a pause ends by the window's own clock", () => {
  const pause = heard({ seconds: 12, askedSeconds: null });
  const begun = (pause?.until ?? 0) - 12_000;
  expect([0, 500, 11_999, 12_000, 99_000].map((after) => secondsLeft(pause, begun + after))).toEqual([
    12, 12, 1, 0, 0,
  ]);
  expect(secondsLeft(heard(null), begun)).toBe(0);
});
