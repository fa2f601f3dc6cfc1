import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { OpenImportView } from "../ipc";
import { sample } from "../standin/data";
import { openWindow, text } from "../testing/window";

const HERE: OpenImportView = {
  id: "i7",
  at: "2026-11-27T15:42:00Z",
  connection: "Sample contact centre",
  isHere: true,
  fileName: "shifts-week-49.csv",
  shifts: 6000,
  answered: 2000,
  processed: 1980,
};

test("an interrupted import is offered, and goes on without its file", async () => {
  const { click, standIn } = await openWindow({ connection: sample, interrupted: [HERE] });
  expect(text(await screen.findByTestId("unfinished"))).toContain(
    "The import of shifts-week-49.csv was interrupted: 1,980 of 6,000 shifts are written.",
  );

  await click("continue-import");

  await waitFor(() =>
    expect(text(screen.getByTestId("import-result"))).toContain("All 5,980 shifts imported."),
  );
  expect(standIn.called("resumeImport")).toBe(1);
  expect(standIn.called("openFile")).toBe(0);
  expect(screen.queryByTestId("unfinished")).toBeNull();
});

test("what is left of an interrupted import is given up only when that is confirmed", async () => {
  const { click, standIn } = await openWindow({ connection: sample, interrupted: [HERE] });

  await click("leave-import");
  expect(text(screen.getByTestId("unfinished"))).toContain("The 4,000 that were not sent are given up.");
  expect(standIn.called("leaveImport")).toBe(0);
  await click("leave-import-surely");

  await waitFor(() => expect(screen.queryByTestId("unfinished")).toBeNull());
  expect(standIn.called("leaveImport")).toBe(1);
});

test("an import of another connection says which one continues it", async () => {
  await openWindow({
    connection: sample,
    interrupted: [{ ...HERE, connection: "Support EU", isHere: false }],
  });

  expect(text(await screen.findByTestId("unfinished"))).toContain(
    "It goes to Support EU. Open that connection to continue it.",
  );
  expect(screen.queryByTestId("continue-import")).toBeNull();
});
