import { screen, waitFor, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { expect, test } from "vitest";
import { FAULTS, own, sample, tenant } from "../standin/data";
import { heldPace, openWindow, text } from "../testing/window";

test("a dropped file opens in Import from any step", async () => {
  const { standIn, click } = await openWindow({ connection: sample });
  await click("rail-settings");

  standIn.drag.over(["Documents/shifts-week-49.csv"]);
  expect(text(await screen.findByTestId("drop-overlay"))).toContain("Let go to open shifts-week-49.csv");
  standIn.drag.drop(["Documents/shifts-week-49.csv"]);

  expect((await screen.findByTestId("import-file-name")).textContent).toBe("shifts-week-49.csv");
  expect(text(screen.getByTestId("import-counts"))).toContain("300 shifts");
  expect(text(screen.getByTestId("import-problems"))).toBe("Nothing is wrong with this file.");
  expect(screen.queryByTestId("drop-overlay")).toBeNull();
  screen.getByText("60 agents, Mon 30 Nov to Sun 6 Dec 2026. 300 published: agents will see them.");
});

test("files that leave the window again change nothing", async () => {
  const { standIn } = await openWindow({ connection: sample });

  standIn.drag.over(["/a.csv"]);
  await screen.findByTestId("drop-overlay");
  standIn.drag.leave();

  await waitFor(() => expect(screen.queryByTestId("drop-overlay")).toBeNull());
  expect(standIn.called("openFile")).toBe(0);
});

test("a file dropped before connecting is kept, and opens after", async () => {
  const { standIn, click } = await openWindow();

  standIn.drag.drop(["Documents/shifts-week-49.csv"]);
  expect(text(await screen.findByTestId("waiting-file"))).toContain("shifts-week-49.csv is kept.");
  expect(standIn.called("openFile")).toBe(0);

  await click("connect-sample");
  expect((await screen.findByTestId("import-file-name")).textContent).toBe("shifts-week-49.csv");
});

test("problems stand at their line, with what to do, and the cells are marked", async () => {
  const { standIn } = await openWindow({ connection: sample });

  standIn.drag.drop(["/faulty.csv"]);

  const problems = text(await screen.findByTestId("import-problems"));
  expect(problems).toContain("3 rows need you, 4 warnings");
  const listed = text(await screen.findByTestId("problem-4-1"));
  expect(listed).toContain("Error Line 4 · Start 31 November does not exist. Did you mean 1 December?");
  const cell = screen.getByTestId("cell-4-1");
  expect(text(cell)).toBe("2026-11-31 06:00 Error: 31 November does not exist.");
  expect(cell.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByTestId("rail-import").dataset.mark).toBe("attention");
  expect(screen.getByTestId("send-import").textContent).toContain("Import 297 shifts");
});

test("a file that cannot be read is said, and what was open stays", async () => {
  const { standIn, click } = await openWindow({ connection: sample });
  await click("sample-roster");
  await screen.findByTestId("import-rows");

  standIn.options.failing = { openFile: FAULTS.noSheet };
  standIn.drag.drop(["/roster.png"]);

  expect(text(await screen.findByTestId("notice"))).toContain("roster.png is no spreadsheet.");
  expect(screen.getByTestId("import-file-name").textContent).toBe("sample-roster.csv");
});

test("another zone reads the same file again", async () => {
  const { click, standIn, chooseZone } = await openWindow({ connection: sample });
  await click("sample-roster");

  await chooseZone("read-zone", "new york");

  await waitFor(() => expect(text(screen.getByTestId("read-zone"))).toContain("America/New_York"));
  expect(standIn.calls.find((call) => call.command === "changeImport")?.args).toEqual([
    { kind: "zone", zone: "America/New_York" },
  ]);
});

test("check, then import: the server takes all, and coverage is next", async () => {
  const { click } = await openWindow({ connection: sample });
  await click("sample-roster");

  await click("check-import");
  expect(text(await screen.findByTestId("check-result"))).toContain("The server takes all 300 shifts.");
  await click("send-import");

  expect(text(await screen.findByTestId("import-result"))).toContain("All 300 shifts imported.");
  expect(screen.getByTestId("rail-import").dataset.mark).toBe("done");
  await click("to-coverage");
  await screen.findByTestId("coverage-table");
});

test("conflicts: what stands is kept unless the planner says replace", async () => {
  const { click, standIn } = await openWindow({ connection: sample, refused: 3 });
  await click("sample-roster");

  await click("check-import");
  const checked = text(await screen.findByTestId("check-result"));
  expect(checked).toContain("The server takes 297 of 300 shifts.");
  expect(checked).toContain("Line 18 AGENT-1004 Overlaps the shift");
  await click("conflicts-replace");
  await click("send-import");

  await screen.findByTestId("import-result");
  expect(standIn.calls.find((call) => call.command === "sendImport")?.args).toEqual([true, false]);
});

test("shifts that are not accepted stand at their line", async () => {
  const { click } = await openWindow({ connection: sample, refused: 2 });
  await click("sample-roster");

  await click("send-import");

  const result = text(await screen.findByTestId("import-result"));
  expect(result).toContain("298 shifts imported, 2 not accepted.");
  expect(result).toContain("Line 25 AGENT-1005");
  expect(screen.getByTestId("rail-import").dataset.mark).toBe("attention");
});

test("progress counts shifts, tells of a pause, and goes on at other steps", async () => {
  const held = heldPace();
  const { click } = await openWindow({ connection: sample, pace: held.pace, pauseSeconds: 12 });
  await click("sample-roster");
  await click("send-import");

  const bar = await screen.findByTestId("import-progress");
  held.step();
  await waitFor(() => expect(bar.getAttribute("aria-valuenow")).toBe("25"));
  expect(bar.getAttribute("aria-valuetext")).toBe("25 of 300 shifts · batch 1 of 12");
  held.step();
  held.step();
  await screen.findByText("The server asked for a pause: 12 s");

  await click("rail-history");
  expect(screen.getByTestId("rail-import").dataset.mark).toBe("working");
  held.release();
  await waitFor(() => expect(screen.getByTestId("rail-import").dataset.mark).toBe("done"));
});

test("a cancelled import says what it leaves behind", async () => {
  const held = heldPace();
  const { click } = await openWindow({ connection: sample, pace: held.pace });
  await click("sample-roster");
  await click("send-import");
  held.step();
  await waitFor(() => expect(screen.getByTestId("import-progress").getAttribute("aria-valuenow")).toBe("25"));

  await click("cancel-import");
  held.release();

  const result = text(await screen.findByTestId("import-result"));
  expect(result).toContain("shifts imported and stay;");
  expect(result).toContain("were not sent.");
});

test("while an import is under way a dropped file is not taken, and it is said", async () => {
  const held = heldPace();
  const { click, standIn } = await openWindow({ connection: sample, pace: held.pace });
  await click("sample-roster");
  await click("send-import");
  await screen.findByTestId("import-progress");

  standIn.drag.over(["/other.csv"]);
  expect(text(await screen.findByTestId("drop-overlay"))).toContain("An import is under way");
  standIn.drag.drop(["/other.csv"]);
  await tick();
  expect(standIn.called("openFile")).toBe(0);
  held.release();
  await screen.findByTestId("import-result");
});

test("an import that stops on the way says what stands, and goes on from there", async () => {
  const { click, standIn } = await openWindow({ connection: sample, refused: 2, stops: FAULTS.broken });
  await click("sample-roster");

  await click("send-import");

  const result = await screen.findByTestId("import-result");
  expect(text(result)).toContain("The import stopped.");
  expect(text(result)).toContain("broke off. Check the network.");
  expect(
    within(result)
      .getByText(/connection reset/)
      .closest("details")?.open,
  ).toBe(false);
  expect(text(result)).toContain(
    "48 of 300 shifts are written, 2 were not accepted. Whether the 25 after them are is not known; 225 were not sent.",
  );
  expect(text(result)).toContain("Continue when the cause is mended, now or after the next start.");
  expect(text(result)).toContain("Line 25 AGENT-1005");
  expect(screen.getByTestId("rail-import").dataset.mark).toBe("attention");
  expect(text(screen.getByTestId("rail-import"))).toContain("Stopped, 48 imported");
  expect(screen.getByTestId("to-coverage").className).not.toContain("primary");
  expect(screen.queryByTestId("notice")).toBeNull();

  standIn.options.stops = null;
  standIn.options.refused = 0;
  await click("continue-import");

  await waitFor(() =>
    expect(text(screen.getByTestId("import-result"))).toContain("All 298 shifts imported."),
  );
  expect(screen.queryByTestId("continue-import")).toBeNull();
  expect(standIn.called("sendImport")).toBe(1);
  expect(standIn.called("resumeImport")).toBe(1);
});

test("an import that cannot begin is said, and can be tried again", async () => {
  const { click, standIn } = await openWindow({ connection: sample, failing: { sendImport: FAULTS.down } });
  await click("sample-roster");

  await click("send-import");
  await screen.findByTestId("notice");
  standIn.options.failing = {};
  await click("send-import");

  await screen.findByTestId("import-result");
  expect(screen.queryByTestId("notice")).toBeNull();
});

test("a check that breaks off speaks of nothing written", async () => {
  const { click } = await openWindow({ connection: sample, failing: { checkImport: FAULTS.broken } });
  await click("sample-roster");

  await click("check-import");

  expect(text(await screen.findByTestId("notice"))).not.toMatch(/written|imported/);
  expect(screen.queryByTestId("import-result")).toBeNull();
  expect((screen.getByTestId("send-import") as HTMLButtonElement).disabled).toBe(false);
});

test("a dropped file is kept while another connection is being opened", async () => {
  const { click, standIn, session } = await openWindow({ connection: sample });
  await click("sample-roster");
  const opened = heldPace();
  const openOwnData = standIn.openOwnData;
  standIn.openOwnData = async () => {
    await opened.pace();
    return openOwnData();
  };
  const moving = session.connection.openOwnData();

  for (const testid of ["choose-file", "close-file", "check-import", "send-import", "read-zone"])
    await waitFor(() => expect((screen.getByTestId(testid) as HTMLButtonElement).disabled).toBe(true));
  standIn.drag.drop(["Documents/own.csv"]);
  expect(text(await screen.findByTestId("waiting-file"))).toContain("own.csv is kept.");
  opened.release();
  await moving;

  expect((await screen.findByTestId("import-file-name")).textContent).toBe("own.csv");
  expect((screen.getByTestId("send-import") as HTMLButtonElement).disabled).toBe(false);
});

test("requirements are loaded on this computer", async () => {
  const { click, standIn } = await openWindow({ connection: own });
  standIn.drag.drop(["/required-agents-week-49.csv"]);

  await click("load-requirements");

  expect(text(await screen.findByTestId("import-result"))).toContain(
    "Requirements loaded: 4,032 intervals for 6 skills.",
  );
});

test("a tenant has its own requirements", async () => {
  const { standIn } = await openWindow({ connection: tenant(null) });
  standIn.drag.drop(["/required-agents-week-49.csv"]);

  await screen.findByText(/a CXone tenant has its own requirements/);
  expect((screen.getByTestId("load-requirements") as HTMLButtonElement).disabled).toBe(true);
  expect(screen.queryByTestId("sample-roster")).toBeNull();
});
