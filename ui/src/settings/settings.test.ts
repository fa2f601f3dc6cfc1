import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { FAULTS, sample } from "../standin/data";
import { openWindow, text } from "../testing/window";

test("settings are saved and hold at once", async () => {
  const { click, user, standIn } = await openWindow({ connection: sample });
  await click("rail-settings");

  await click("theme-dark");
  await user.clear(screen.getByLabelText("Threshold"));
  await user.type(screen.getByLabelText("Threshold"), "90");
  await click("save-settings");

  await screen.findByText("Saved.");
  expect(standIn.settings).toEqual({
    theme: "dark",
    zone: "Europe/London",
    threshold: 0.9,
    pollSeconds: 5,
    deadlineSeconds: 300,
  });
  expect(document.documentElement.dataset.theme).toBe("dark");
});

test("what cannot be is said, and not saved", async () => {
  const { click, user } = await openWindow({ connection: sample });
  await click("rail-settings");

  await user.clear(screen.getByLabelText("Ask the server every"));

  screen.getByText("Ask the server every 1 to 60 seconds.");
  expect((screen.getByTestId("save-settings") as HTMLButtonElement).disabled).toBe(true);
});

test("a fault is said, and the old settings hold", async () => {
  const { click } = await openWindow({ connection: sample, failing: { saveSettings: FAULTS.fullDisk } });
  await click("rail-settings");

  await click("theme-dark");
  await click("save-settings");

  expect(text(await screen.findByTestId("notice"))).toContain("The disk is full.");
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe("light"));
});

test("the zone on top changes the zone here", async () => {
  const { click, chooseZone } = await openWindow({ connection: sample });
  await click("rail-settings");

  await chooseZone("zone", "tokyo");

  await waitFor(() => expect(text(screen.getByTestId("settings-zone"))).toContain("Asia/Tokyo"));
});
