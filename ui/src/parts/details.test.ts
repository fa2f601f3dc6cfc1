import { screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { FAULTS, sample } from "../standin/data";
import { openWindow } from "../testing/window";

test("what the server said can be copied from any error", async () => {
  const { click, user } = await openWindow({ connection: sample, failing: { coverage: FAULTS.down } });
  await click("rail-coverage");
  await user.click(await screen.findByText("Details"));
  const write = vi.spyOn(navigator.clipboard, "writeText");

  await click("copy-details");

  await screen.findByText("Copied");
  expect(write).toHaveBeenCalledWith(FAULTS.down.details);
});

test("where the clipboard is closed the planner is told how else to copy", async () => {
  const { click, user } = await openWindow({ connection: sample, failing: { coverage: FAULTS.down } });
  await click("rail-coverage");
  await user.click(await screen.findByText("Details"));
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));
  document.execCommand = () => false;

  await click("copy-details");

  await screen.findByText("Select the text and press Ctrl+C");
});
