import { expect, test } from "vitest";
import { drawnTheme } from "./theme";

test.each([
  ["system", false, "light"],
  ["system", true, "dark"],
  ["light", true, "light"],
  ["dark", false, "dark"],
] as const)("%s on a desktop that is dark: %s", (chosen, systemIsDark, expected) => {
  expect(drawnTheme(chosen, systemIsDark)).toBe(expected);
});
