import { expect, test } from "vitest";
import { matchingZones } from "./zones";

const ZONES = ["Africa/Cairo", "America/New_York", "Europe/London", "Europe/Berlin"];

test.each([
  ["new york", ["America/New_York"]],
  ["EUROPE", ["Europe/London", "Europe/Berlin"]],
  ["america/new_y", ["America/New_York"]],
  ["atlantis", []],
])("typed %s", (typed, expected) => {
  expect(matchingZones(ZONES, typed, "Europe/London")).toEqual(expected);
});

test("the chosen zone comes first, and the list is cut", () => {
  expect(matchingZones(ZONES, "", "Europe/London", 2)).toEqual(["Europe/London", "Africa/Cairo"]);
});
