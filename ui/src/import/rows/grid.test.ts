import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { StandIn } from "../../standin";
import { sample } from "../../standin/data";
import { openWindow, text } from "../../testing/window";

async function openFile(name = "/faulty.csv") {
  const opened = await openWindow({ connection: sample });
  opened.standIn.drag.drop([name]);
  await screen.findByTestId("row-2", undefined, { timeout: 10_000 });
  return opened;
}

const cell = (line: number, column: number) => screen.getByTestId(`cell-${line}-${column}`);

/** What was asked for last of all changes. */
const lastChange = ({ calls }: StandIn) =>
  calls.findLast(({ command }) => command === "changeImport")?.args[0];

test("the grid tells its size, and each row and cell its place", async () => {
  await openFile();
  const grid = screen.getByRole("grid");

  expect(grid.getAttribute("aria-rowcount")).toBe("302");
  expect(grid.getAttribute("aria-colcount")).toBe("7");
  expect(screen.getByTestId("row-4").getAttribute("aria-rowindex")).toBe("4");
  expect(cell(4, 1).getAttribute("aria-colindex")).toBe("3");
  expect(within(screen.getByTestId("row-4")).getByRole("rowheader").textContent).toContain(
    "Has errors, line",
  );
  expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
});

test("beneath the planner's own text stands what it was understood as", async () => {
  await openFile();
  expect(text(cell(2, 1))).toBe("2026-12-01 09:00 1 Dec 2026, 09:00");
});

test("a double click edits, Enter commits and goes down, and the check is made anew", async () => {
  const { user } = await openFile();

  await user.dblClick(cell(4, 1));
  const editor = screen.getByTestId("cell-editor");
  await user.clear(editor);
  await user.type(editor, "2026-12-01 06:00{Enter}");

  await waitFor(() => expect(text(screen.getByTestId("import-problems"))).toContain("2 rows need you"));
  expect(document.activeElement).toBe(cell(5, 1));
  expect(text(cell(4, 1))).toContain("Changed; the file says “2026-11-31 06:00”.");
  expect(screen.getByTestId("send-import").textContent).toContain("298");
});

test("keys move, typing starts an edit, Escape leaves the cell as it was, Tab commits to the right", async () => {
  const { user, standIn } = await openFile();

  await user.click(cell(2, 0));
  await user.keyboard("{ArrowDown}{ArrowRight}");
  expect(document.activeElement).toBe(cell(3, 1));
  await user.keyboard("x");
  expect((screen.getByTestId("cell-editor") as HTMLInputElement).value).toBe("x");
  await user.keyboard("{Escape}");
  expect(screen.queryByTestId("cell-editor")).toBeNull();
  expect(document.activeElement).toBe(cell(3, 1));
  expect(standIn.called("changeImport")).toBe(0);

  await user.keyboard("{ArrowLeft}{F2}9{Tab}");
  expect(document.activeElement).toBe(cell(3, 1));
  await waitFor(() => expect(text(cell(3, 0))).toContain("AGENT-10019"));
});

test("an edit offers to change all alike, and both are one step to undo", async () => {
  const { user, click } = await openFile();

  await user.dblClick(cell(7, 3));
  const editor = screen.getByTestId("cell-editor");
  await user.clear(editor);
  await user.type(editor, "SKILL-EN-BILLING{Enter}");
  expect(text(await screen.findByTestId("apply-alike"))).toBe("Change all 2 to “SKILL-EN-BILLING”");
  await click("apply-alike");

  await waitFor(() => expect(screen.queryByTestId("problem-kind-UNKNOWN_SKILL")).toBeNull());
  expect(text(screen.getByTestId("undo"))).toBe("Undo: Edit all alike");
  await click("undo");
  await waitFor(() => expect(text(screen.getByTestId("problem-kind-UNKNOWN_SKILL"))).toContain("3"));
  expect(text(screen.getByTestId("redo"))).toBe("Redo: Edit all alike");
});

test("Ctrl+Z and Ctrl+Y undo and redo, but not while a cell is edited", async () => {
  const { user } = await openFile();
  await user.click(cell(4, 1));
  await user.keyboard("{Control>}{Delete}{/Control}");
  await waitFor(() => expect(screen.getByTestId("row-4").className).toContain("skipped"));

  await user.keyboard("{F2}{Control>}z{/Control}{Escape}");
  expect(screen.getByTestId("row-4").className).toContain("skipped");
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(screen.getByTestId("row-4").className).toContain("error"));
  await user.keyboard("{Control>}y{/Control}");
  await waitFor(() => expect(screen.getByTestId("row-4").className).toContain("skipped"));
});

test("selected rows are skipped together, and taken again", async () => {
  const { user, standIn } = await openFile();
  await user.click(cell(2, 0));
  await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
  expect(screen.getByTestId("row-3").getAttribute("aria-selected")).toBe("true");

  await user.keyboard("{Control>}{Delete}{/Control}");

  await waitFor(() =>
    expect(text(screen.getByTestId("filter-skipped").closest("label") as Element)).toBe("Skipped 3"),
  );
  expect(standIn.calls.find(({ command }) => command === "changeImport")?.args).toEqual([
    { kind: "skip", lines: [2, 3, 4], skip: true },
  ]);
  await user.keyboard("{Control>}{Delete}{/Control}");
  await waitFor(() => expect(screen.getByTestId("row-3").className).not.toContain("skipped"));
});

test("a kind of problem shows its rows and goes to the first", async () => {
  const { click } = await openFile();

  await click("problem-kind-UNKNOWN_SKILL");

  await waitFor(() => expect(document.activeElement).toBe(cell(7, 3)));
  expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("4");
  expect(screen.queryByTestId("row-4")).toBeNull();
  await click("filter-code");
  await screen.findByTestId("row-4");
});

test("one click mends what is clear, also all alike", async () => {
  const { user } = await openFile();

  await user.click(within(await screen.findByTestId("problem-7-3")).getByText("All 3 alike"));
  await waitFor(() => expect(screen.queryByTestId("problem-kind-UNKNOWN_SKILL")).toBeNull());
  await user.click(within(screen.getByTestId("problem-9-2")).getByText("Use “2026-12-02 06:00”"));

  await waitFor(() => expect(screen.queryByTestId("problem-kind-END_NOT_AFTER_START")).toBeNull());
  await waitFor(() => expect(text(cell(9, 2))).toContain("2026-12-02 06:00"));
});

test("a mend among problems brings up the next one in its place", async () => {
  const { user, click } = await openFile();
  await click("problem-kind-UNKNOWN_SKILL");
  await waitFor(() => expect(document.activeElement).toBe(cell(7, 3)));

  await user.keyboard("{F2}{Control>}a{/Control}");
  const editor = screen.getByTestId("cell-editor");
  await user.clear(editor);
  await user.type(editor, "SKILL-EN-BILLING{Enter}");

  await waitFor(() => expect(screen.queryByTestId("row-7")).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(cell(8, 3)));
});

describe("while a mend among problems is checked", () => {
  /** The mend of line 7 is begun; it is checked when the function that comes back is called. */
  async function mendLine7() {
    const opened = await openFile();
    const { user, click, standIn } = opened;
    await click("problem-kind-UNKNOWN_SKILL");
    await waitFor(() => expect(document.activeElement).toBe(cell(7, 3)));
    const { changeImport } = standIn;
    let check = () => {};
    const checked = new Promise<void>((resolve) => {
      check = resolve;
    });
    standIn.changeImport = async (...asked) => {
      await checked;
      return changeImport(...asked);
    };
    await user.keyboard("{F2}");
    await user.clear(screen.getByTestId("cell-editor"));
    await user.type(screen.getByTestId("cell-editor"), "SKILL-EN-BILLING{Enter}");
    return { ...opened, check };
  }

  test("who goes to another row stays at it when rows come up", async () => {
    const { user, check, session } = await mendLine7();

    await user.click(cell(8, 0));
    check();

    await waitFor(() => expect(screen.queryByTestId("row-7")).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(cell(8, 0)));
    expect(session.file.rows.activeRow?.line).toBe(8);
  });

  test.each([
    ["moves up", 8, 21, [8, 21]],
    ["loses a row", 7, 8, [8]],
  ])("what is selected stays selected when it %s", async (_what, from, to, left) => {
    const { user, check, standIn } = await mendLine7();
    await user.click(cell(from, 0));
    await user.keyboard("{Shift>}");
    await user.click(cell(to, 0));
    await user.keyboard("{/Shift}");

    check();

    await waitFor(() => expect(screen.queryByTestId("row-7")).toBeNull());
    for (const line of left)
      expect(screen.getByTestId(`row-${line}`).getAttribute("aria-selected")).toBe("true");
    await user.keyboard("{Control>}{Delete}{/Control}");
    await waitFor(() => expect(lastChange(standIn)).toEqual({ kind: "skip", lines: left, skip: true }));
  });

  test("no row comes up under a cell that is edited", async () => {
    const { user, check, standIn } = await mendLine7();

    await user.dblClick(cell(8, 0));
    await user.clear(screen.getByTestId("cell-editor"));
    await user.type(screen.getByTestId("cell-editor"), "AGENT-9");
    check();
    await waitFor(() => expect(text(screen.getByTestId("problem-kind-UNKNOWN_SKILL"))).toContain("2"));
    expect(text(screen.getByTestId("row-7"))).toContain("SKILL-EN-BILLING");
    await user.keyboard("9{Control>}{Enter}{/Control}");

    await waitFor(() => expect(screen.queryByTestId("row-7")).toBeNull());
    await waitFor(() => expect(text(cell(8, 0))).toContain("AGENT-99"));
    expect(lastChange(standIn)).toMatchObject({ kind: "edit", line: 8, column: 0, text: "AGENT-99" });
  });
});

test("a row that comes up between selected ones is not selected", async () => {
  const { user, click, standIn } = await openFile();
  await click("problem-kind-UNKNOWN_SKILL");
  await waitFor(() => expect(document.activeElement).toBe(cell(7, 3)));
  await user.click(cell(8, 3));
  await user.keyboard("{Control>}{Delete}{/Control}");
  await waitFor(() => expect(screen.queryByTestId("row-8")).toBeNull());
  await user.click(cell(7, 3));
  await user.keyboard("{Shift>}{ArrowDown}{/Shift}");

  await click("undo");

  await waitFor(() => expect(screen.getByTestId("row-8").getAttribute("aria-selected")).toBe("false"));
  expect(screen.getByTestId("row-7").getAttribute("aria-selected")).toBe("true");
  expect(screen.getByTestId("row-21").getAttribute("aria-selected")).toBe("true");
  expect(text(screen.getByTestId("skip-row"))).toBe("Skip 2 rows");
  await click("skip-row");
  await waitFor(() => expect(lastChange(standIn)).toEqual({ kind: "skip", lines: [7, 21], skip: true }));
});

test("all rows with one kind of error can be skipped", async () => {
  const { click } = await openFile();
  await click("problem-kind-BREAK_OUTSIDE_SHIFT");

  await click("skip-all");

  await waitFor(() => expect(screen.queryByTestId("problem-kind-BREAK_OUTSIDE_SHIFT")).toBeNull());
  expect(screen.getByTestId("send-import").textContent).toContain("297");
});

test("a row that is left out says why", async () => {
  const { session } = await openFile();
  await session.file.rows.goToLine(302, 0);
  expect(text(await screen.findByTestId("row-302"))).toContain("A total, not a shift.");
  expect(text(screen.getByTestId("row-note"))).toContain("Left out: A total, not a shift.");
});

test("a mended cell can be put back", async () => {
  const { user, click } = await openFile();
  await user.dblClick(cell(2, 0));
  await user.type(screen.getByTestId("cell-editor"), "5{Control>}{Enter}{/Control}");
  await waitFor(() => expect(text(screen.getByTestId("row-note"))).toContain("The file says “AGENT-1001”."));

  await click("put-back");

  await waitFor(() => expect(text(cell(2, 0))).toBe("AGENT-1001"));
});

test("cells beyond the header are shown, too", async () => {
  const { standIn, session } = await openFile("/week.csv");
  const { importRows } = standIn;
  const more = { text: "late note", original: null, read: null, problem: null };
  standIn.importRows = async (...asked) => {
    const page = await importRows(...asked);
    return {
      ...page,
      rows: page.rows.map((row) => (row.line === 3 ? { ...row, cells: [...row.cells, more] } : row)),
    };
  };

  await session.file.undo();

  await waitFor(() => expect(text(cell(3, 6))).toBe("late note"));
  expect(screen.getByRole("grid").getAttribute("aria-colcount")).toBe("8");
  expect(text(screen.getByRole("grid"))).toContain("Column 7 not in the header");
});

test("of 100,000 rows a screenful is drawn", async () => {
  await openFile("/huge.csv");
  expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("100001");
  expect(screen.getAllByRole("row").length).toBeLessThan(40);
});

test("the rows with problems are saved as a file", async () => {
  const { click } = await openFile();
  await click("save-problems");
  expect(text(await screen.findByTestId("saved-problems"))).toContain("are in Documents/faulty-problems.csv");
});
