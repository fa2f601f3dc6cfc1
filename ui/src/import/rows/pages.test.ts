import { tick } from "svelte";
import { expect, test, vi } from "vitest";
import type { RowFilter, RowPage, RowView } from "../../ipc";
import { PAGE, RowPages } from "./pages.svelte";

function row(line: number, text = `row ${line}`): RowView {
  const cell = { text, original: null, read: null, problem: null };
  return { line, state: "ok", reason: null, cells: [cell], problem: null };
}

/** Rows with the lines 2, 4, 6, … as the shell hands them out. */
function source(total: number, text?: () => string) {
  const asked: number[] = [];
  const ask = async (_filter: RowFilter, from: number, count: number): Promise<RowPage> => {
    asked.push(from);
    const length = Math.max(0, Math.min(count, total - from));
    return { total, rows: Array.from({ length }, (_, i) => row((from + i + 1) * 2, text?.())) };
  };
  return { asked, ask };
}

async function settled() {
  for (let i = 0; i < 20; i += 1) await tick();
}

test("only pages on screen are fetched, each once", async () => {
  const { asked, ask } = source(100_000);
  const pages = new RowPages(ask);

  pages.want(0, 20);
  await settled();
  pages.want(10, 30);
  await settled();

  expect(asked).toEqual([0]);
  expect(pages.total).toBe(100_000);
  expect(pages.row(29)?.line).toBe(60);
  expect(pages.row(PAGE)).toBeUndefined();
});

test("what is scrolled past while a page is on its way is not fetched", async () => {
  const { asked, ask } = source(100_000);
  const pages = new RowPages(ask);

  for (let first = 0; first < 60_000; first += 600) pages.want(first, first + 20);
  await settled();

  expect(asked).toEqual([0, 59_400]);
});

test("after a change the old row stays until the new one is there", async () => {
  let said = "before";
  const { ask } = source(10, () => said);
  const pages = new RowPages(ask);
  pages.want(0, 10);
  await settled();

  said = "after";
  pages.outdated();
  expect(pages.row(3)?.cells[0]?.text).toBe("before");
  await settled();

  expect(pages.row(3)?.cells[0]?.text).toBe("after");
});

test("an answer from before a change is not taken", async () => {
  const answers: ((page: RowPage) => void)[] = [];
  const pages = new RowPages(() => new Promise((resolve) => answers.push(resolve)));
  pages.want(0, 1);
  pages.outdated();

  answers[0]?.({ total: 1, rows: [row(2, "old")] });
  await settled();
  expect(pages.row(0)).toBeUndefined();
  answers[1]?.({ total: 1, rows: [row(2, "new")] });
  await settled();

  expect(pages.row(0)?.cells[0]?.text).toBe("new");
});

test.each([
  ["a line that is there", 60_000, 29_999],
  ["a line between two rows", 60_001, 30_000],
  ["a line before all", 1, 0],
  ["a line after all", 1_000_000, 100_000],
])("%s is found with few questions", async (_name, line, index) => {
  const { asked, ask } = source(100_000);
  const pages = new RowPages(ask);

  expect(await pages.find(line)).toBe(index);
  expect(asked.length).toBeLessThan(20);
});

test("pages far from the screen are let go", async () => {
  const { asked, ask } = source(100_000);
  const pages = new RowPages(ask);
  for (let page = 0; page < 60; page += 1) await pages.load(page * PAGE);
  expect(pages.row(0)).toBeUndefined();

  await pages.load(0);

  expect(pages.row(0)?.line).toBe(2);
  expect(asked.filter((from) => from === 0)).toHaveLength(2);
});

test("a fault ends the fetching until rows are wanted again", async () => {
  const ask = vi
    .fn()
    .mockRejectedValueOnce(new Error("closed"))
    .mockResolvedValue({ total: 1, rows: [row(2)] });
  const pages = new RowPages(ask);

  pages.want(0, 1);
  await settled();
  expect(ask).toHaveBeenCalledTimes(1);
  pages.want(0, 1);
  await settled();

  expect(pages.row(0)?.line).toBe(2);
});
