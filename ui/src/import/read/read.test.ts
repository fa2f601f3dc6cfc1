import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { sample } from "../../standin/data";
import type { StandInOptions } from "../../standin/options";
import { openWindow, text } from "../../testing/window";

async function openFile(name: string, options: Partial<StandInOptions> = {}) {
  const opened = await openWindow({ connection: sample, ...options });
  opened.standIn.drag.drop([name]);
  await screen.findByTestId("how-read");
  const asked = (command: string) =>
    opened.standIn.calls.filter((call) => call.command === command).map(({ args }) => args[0]);
  return { ...opened, asked };
}

/** What the line says, without the words for those who do not see it. */
function said(testid: string): string {
  return text(screen.getByTestId(testid).querySelector(".said") as Element);
}

test("one line says how the file was read", async () => {
  await openFile("/slashes.csv");
  expect(
    ["read-format", "read-header", "read-kind", "read-layout", "read-columns", "read-date-order"].map(said),
  ).toEqual([
    "Text, semicolon, Windows-1252",
    "header on line 1",
    "shifts",
    "one a row",
    "6 of 7 columns recognised",
    "dates day first",
  ]);
  expect(text(screen.getByTestId("read-zone"))).toBe("times in Europe/London");
});

test("another encoding or delimiter reads the file at once, and the choice stays open", async () => {
  const { click, user, asked } = await openFile("/slashes.csv");

  await click("read-format");
  expect(text(screen.getByTestId("format-preview"))).toContain(text(screen.getByTestId("cell-2-0")));
  await click("encoding-Shift_JIS");
  await waitFor(() => expect(said("read-format")).toBe("Text, semicolon, Shift_JIS"));
  await user.click(screen.getByLabelText("tab"));

  await waitFor(() => expect(said("read-format")).toBe("Text, tab, Shift_JIS"));
  expect(asked("reopenImport")).toEqual([
    { sheet: null, encoding: "Shift_JIS", delimiter: null },
    { sheet: null, encoding: "Shift_JIS", delimiter: "\t" },
  ]);
});

test("sheets are chosen by name, hidden ones last", async () => {
  const { click, asked } = await openFile("/grid.xlsx");

  await click("read-sheet");
  const sheets = document.querySelectorAll<HTMLInputElement>('input[name="sheet"]');
  const names = [...sheets].map((radio) => radio.value);
  expect(names).toEqual(["Week 49", "Week 50", "Lists"]);
  await click("sheet-Week 50");

  await waitFor(() => expect(said("read-sheet")).toBe("sheet Week 50"));
  expect(asked("reopenImport")).toEqual([{ sheet: "Week 50", encoding: null, delimiter: null }]);
});

test("a column shows its cells and how sure its meaning is, and is read as something else", async () => {
  const { click, user, asked } = await openFile("/slashes.csv");

  await click("read-columns");
  const table = await screen.findByTestId("columns-table");
  expect(text(within(table).getByText("Breaks", { selector: "th" }).closest("tr") as Element)).toContain(
    "by a similar header",
  );
  await user.selectOptions(screen.getByTestId("column-6"), "Notes");
  await waitFor(() => expect(said("read-columns")).toBe("7 columns recognised"));
  await user.selectOptions(screen.getByTestId("column-4"), "not used");

  await waitFor(() => expect(said("read-columns")).toBe("6 of 7 columns recognised"));
  expect(asked("changeImport")).toEqual([
    { kind: "column", column: 6, field: "notes" },
    { kind: "column", column: 4, field: null },
  ]);
});

test("a column without which nothing can be read is asked for", async () => {
  const { click, user } = await openFile("/week.csv");
  await click("read-columns");
  await user.selectOptions(screen.getByTestId("column-2"), "not used");

  expect(text(await screen.findByTestId("missing-columns"))).toContain("No column was recognised as “End”.");
});

test("a click on a column's header opens its meaning", async () => {
  const { click } = await openFile("/slashes.csv");
  await click("header-2");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("column-2")));
});

test("a remembered mapping is said, and can be put aside", async () => {
  const { click, asked } = await openFile("/week.csv", { remembered: { state: "applied" } });
  await click("read-columns");
  expect(text(await screen.findByTestId("remembered"))).toContain("as you chose for a file like this before");

  await click("forget-mapping");

  await waitFor(() => expect(screen.queryByTestId("remembered")).toBeNull());
  expect(asked("changeImport")).toEqual([{ kind: "forgetMapping" }]);
});

test("a layout that changed is pointed out, with what is different", async () => {
  await openFile("/week.csv", {
    remembered: { state: "changed", differences: ["The column “Team” is new."] },
  });
  expect(text(screen.getByTestId("remembered"))).toContain(
    "Not the layout you imported before. The column “Team” is new.",
  );
});

test("what the file holds and how it is laid out can be corrected", async () => {
  const { click, asked } = await openFile("/week.csv");

  await click("read-layout");
  await click("layout-grid");
  await waitFor(() => expect(said("read-layout")).toBe("one day a column"));
  await click("read-kind");
  await click("kind-requirements");

  await waitFor(() =>
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Load requirements"),
  );
  expect(asked("changeImport")).toEqual([
    { kind: "layout", value: "grid" },
    { kind: "fileKind", value: "requirements" },
  ]);
});

test("only some days are taken, and the others are errors", async () => {
  const { click, user } = await openFile("/week.csv");

  await click("read-period");
  const first = await screen.findByTestId("period-first");
  await user.clear(first);
  await user.type(first, "2026-12-04");
  await click("period-set");

  await waitFor(() => expect(said("read-period")).toBe("only Fri 4 Dec to Sun 6 Dec 2026"));
  await screen.findByTestId("problem-kind-OUTSIDE_PERIOD");
});

test("defaults hold where the file says nothing", async () => {
  const { click, user } = await openFile("/week.csv");

  await click("read-defaults");
  await user.selectOptions(await screen.findByTestId("default-skill"), "EN Billing");
  await user.selectOptions(screen.getByLabelText("Status"), "published");

  await waitFor(() => expect(said("read-defaults")).toBe("default EN Billing, published"));
});

test("rows that are left out are listed with the reason", async () => {
  const { click } = await openFile("/grid.xlsx");
  await click("left-out");
  expect(text(await screen.findByTestId("left-out-list"))).toContain(
    "Line 1 Roster week 49 Above the header.",
  );
});

test("another header line is chosen from the lines around it", async () => {
  const { click, user, asked } = await openFile("/grid.xlsx");
  await screen.findByTestId("row-5");
  await click("read-header");
  await user.click(await screen.findByLabelText(/Line 2 as of 12 November/));
  await waitFor(() => expect(asked("changeImport")).toEqual([{ kind: "headerLine", line: 2 }]));
});
