import { screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { sample } from "../standin/data";
import { openWindow, text } from "../testing/window";

test("a page that cannot be drawn says so, and the others still open", async () => {
  const { standIn, click } = await openWindow({ connection: sample });
  const found = { from: "no day", to: "no day", agents: [], unmet: [], excluded: [] };
  vi.spyOn(standIn, "recommendations").mockResolvedValue(found as never);

  await click("rail-optimize");
  await click("run");
  await click("to-recommendations");

  const notice = await screen.findByTestId("notice");
  expect(text(notice)).toContain("could not be drawn");
  await click("rail-settings");
  await screen.findByTestId("save-settings");
});
