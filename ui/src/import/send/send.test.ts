import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { sample } from "../../standin/data";
import { openWindow, text } from "../../testing/window";

test("the dry run tells new, unchanged, in conflict and refused, and lists the conflicts", async () => {
  const { click, user } = await openWindow({ connection: sample, refused: 3 });
  await click("sample-roster");

  await click("check-import");

  const checked = text(await screen.findByTestId("check-result"));
  expect(checked).toContain("277 new20 unchanged3 in conflict0 refused");
  expect(text(screen.getByTestId("check-range"))).toBe(
    "60 agents, Mon 30 Nov to Sun 6 Dec 2026. 297 published: agents will see them.",
  );
  await user.click(screen.getByRole("button", { name: "Line 25" }));
  await waitFor(() => expect(document.activeElement?.getAttribute("data-testid")).toMatch(/^cell-25-/));
});

test("shifts that stand with another status can be replaced, also where nothing overlaps", async () => {
  const { click, standIn } = await openWindow({ connection: sample, kept: 1 });
  await click("sample-roster");

  await click("check-import");

  const checked = text(await screen.findByTestId("check-result"));
  expect(checked).toContain("takes all 300 shifts, but 1 shift would stay as it stands.");
  expect(checked).toContain("1 shift stands already with other breaks, status or proficiency");
  expect(text(screen.getByTestId("check-range"))).toContain("300 published in the file.");
  await click("conflicts-replace");
  expect(text(screen.getByTestId("check-range"))).toContain("300 published: agents will see them.");
  await click("send-import");
  expect(text(await screen.findByTestId("import-result"))).toContain("All 300 shifts imported.");
  expect(standIn.calls.findLast(({ command }) => command === "sendImport")?.args).toEqual([true, false]);
});

test("an import says what stayed as it stood, and replaces it when asked", async () => {
  const { click, standIn } = await openWindow({ connection: sample, kept: 2 });
  await click("sample-roster");

  await click("send-import");

  const result = text(await screen.findByTestId("import-result"));
  expect(result).toContain("300 shifts imported, but 2 shifts stayed as they stood.");
  expect(result).toContain("2, with other breaks, status or proficiency");
  await click("replace-standing");
  await waitFor(() =>
    expect(text(screen.getByTestId("import-result"))).toContain("All 300 shifts imported."),
  );
  expect(screen.queryByTestId("replace-standing")).toBeNull();
  expect(standIn.calls.findLast(({ command }) => command === "sendImport")?.args).toEqual([true, false]);
});

test("what the server refuses is marked at its cell, and its line leads there", async () => {
  const { click, user } = await openWindow({ connection: sample, refused: 3 });
  await click("sample-roster");
  await click("send-import");
  await screen.findByTestId("import-result");

  await user.click(screen.getByRole("button", { name: "Line 18" }));

  await waitFor(() => expect(document.activeElement?.getAttribute("aria-invalid")).toBe("true"));
  expect(document.activeElement?.getAttribute("data-testid")).toMatch(/^cell-18-[1-9]/);
  expect(text(screen.getByTestId("row-note"))).toContain("CXone says: Overlaps the shift");
  expect(screen.getByTestId("row-18").classList).toContain("error");
});

test("an import ends with a receipt", async () => {
  const { click } = await openWindow({ connection: sample });
  await click("sample-roster");

  await click("send-import");

  const receipt = text(await screen.findByTestId("receipt"));
  expect(receipt).toContain("Imported 300Of them new 300Published 300Not accepted 0Agents 60");
  expect(receipt).toContain("File sample-roster.csv Its hash 9f2c4e1ab07d");
});

test("rows that failed are mended and sent alone", async () => {
  const { click, standIn, session } = await openWindow({ connection: sample, refused: 3 });
  await click("sample-roster");
  await click("send-import");
  expect(text(await screen.findByTestId("send-failed"))).toBe("Mend, then send the 3 failed rows alone");

  standIn.options.refused = 0;
  await session.file.change({ kind: "edit", line: 18, column: 4, text: "", alike: false });
  await click("send-failed");

  await waitFor(() => expect(text(screen.getByTestId("import-result"))).toContain("All 3 shifts imported."));
  expect(standIn.calls.filter(({ command }) => command === "sendImport").map(({ args }) => args)).toEqual([
    [false, false],
    [false, true],
  ]);
  expect(screen.queryByTestId("send-failed")).toBeNull();
});

test("after a change what the server said of the file no longer holds, nor what was to be replaced", async () => {
  const { click, session, standIn } = await openWindow({ connection: sample, refused: 3 });
  await click("sample-roster");
  await click("check-import");
  await click("conflicts-replace");

  await session.file.change({ kind: "skip", lines: [2], skip: true });

  await waitFor(() => expect(screen.queryByTestId("check-result")).toBeNull());
  await click("send-import");
  await screen.findByTestId("import-result");
  expect(standIn.calls.findLast(({ command }) => command === "sendImport")?.args[0]).toBe(false);
});

test("a file that changed on disk is not sent before the planner says which holds", async () => {
  const { click, standIn } = await openWindow({ connection: sample });
  await click("sample-roster");
  await screen.findByTestId("row-2");

  standIn.options.disk = "changed";
  await click("send-import");

  expect(text(await screen.findByTestId("disk-notice"))).toContain("was changed since it was read here");
  expect(standIn.called("sendImport")).toBe(0);
  await click("keep-read");
  await click("send-import");
  await screen.findByTestId("import-result");
});

test("coming back to the window shows that the file changed, and it is read again", async () => {
  const { click, standIn } = await openWindow({ connection: sample });
  await click("sample-roster");
  await screen.findByTestId("row-2");
  expect(screen.queryByTestId("disk-notice")).toBeNull();

  standIn.options.disk = "changed";
  window.dispatchEvent(new Event("focus"));
  await screen.findByTestId("disk-notice");
  standIn.options.disk = "same";
  await click("reread");

  await waitFor(() => expect(screen.queryByTestId("disk-notice")).toBeNull());
  expect(standIn.called("rereadImport")).toBe(1);
  expect(screen.queryByTestId("dropped")).toBeNull();
});

test("what reading the file again dropped is said", async () => {
  const { click, user, session } = await openWindow({ connection: sample });
  await click("sample-roster");
  await screen.findByTestId("row-2");
  await session.file.change({ kind: "edit", line: 2, column: 0, text: "AGENT-9", alike: false });

  await session.file.reread();

  const dropped = await screen.findByTestId("dropped");
  expect(text(dropped)).toContain("What you typed into 1 cells is gone.");
  await user.click(within(dropped).getByRole("button", { name: "Close this message" }));
  expect(screen.queryByTestId("dropped")).toBeNull();
});

test("a file that Excel has locked is said, and can be imported as it was read", async () => {
  const { click, standIn } = await openWindow({ connection: sample, disk: "locked" });
  await click("sample-roster");
  await click("check-import");

  await screen.findByTestId("check-result");
  expect(text(screen.getByTestId("disk-notice"))).toContain("open in another program");
  await click("send-import");
  await screen.findByTestId("import-result");
  expect(standIn.called("sendImport")).toBe(1);
});

test("a vanished file is said", async () => {
  const { click } = await openWindow({ connection: sample, disk: "vanished" });
  await click("sample-roster");
  await click("check-import");
  expect(text(await screen.findByTestId("disk-notice"))).toContain("not there any more");
});
