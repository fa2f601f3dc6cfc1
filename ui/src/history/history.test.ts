import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { FAULTS, sample } from "../standin/data";
import { openWindow, text } from "../testing/window";

test("imports and runs are listed with their time in the shown zone", async () => {
  const { click } = await openWindow({ history: true });

  await click("rail-history");

  const imports = text(await screen.findByTestId("history-imports"));
  expect(imports).toContain("Thu 26 Nov 2026 16:02");
  expect(imports).toContain("shifts-week-49.csv");
  expect(text(screen.getByTestId("history-runs"))).toContain("57Complete");
});

test("an import shows its receipt", async () => {
  const { click } = await openWindow({ history: true });
  await click("rail-history");

  await click("receipt-of-i1");

  const receipt = text(await screen.findByTestId("receipt"));
  expect(receipt).toContain("By e.novak");
  expect(receipt).toContain("Its hash 9f2c4e1ab07d");
  await click("receipt-of-i1");
  expect(screen.queryByTestId("receipt")).toBeNull();
});

test("before anything was done it says so", async () => {
  const { click } = await openWindow({ connection: sample });

  await click("rail-history");

  await screen.findByText("Your imports and optimization runs will be listed here.");
});

test("a fault can be tried again", async () => {
  const { click, user, standIn } = await openWindow({ failing: { history: FAULTS.down } });
  await click("rail-history");
  await screen.findByTestId("notice");

  standIn.options.failing = {};
  await user.click(screen.getByRole("button", { name: "Try again" }));

  await screen.findByText("Nothing yet");
});
