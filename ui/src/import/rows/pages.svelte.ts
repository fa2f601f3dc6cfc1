import type { RowFilter, RowPage, RowView } from "../../ipc";

/** Rows of a page: a screenful and a half, so that one answer fills the screen. */
export const PAGE = 60;
/** Pages that are kept; beyond that the ones farthest from the screen go. */
const KEPT = 40;

type Ask = (filter: RowFilter, from: number, count: number) => Promise<RowPage>;
/** Puts rows in the place of others, when and how it suits those who show them. */
type Replacing = (replace: () => void) => Promise<void>;

/**
 * The rows of the open file, fetched by page as they come on screen. While rows are scrolled past, only what is on screen
 * last is fetched. After a change the old rows stay until their new ones are there, so that nothing flickers.
 */
export class RowPages {
  total = $state(0);
  /** Cells of the longest row that came so far: a row may have more than the header. */
  widest = $state(0);
  /** Counts what came in, for those who show it. */
  #version = $state(0);
  #pages = new Map<number, RowView[]>();
  /** Pages that were fetched since the last change. */
  #fresh = new Set<number>();
  #filter: RowFilter = { kind: "all" };
  #generation = 0;
  #wanted = { first: 0, end: 0 };
  #fetching: Promise<void> | null = null;

  constructor(
    private readonly ask: Ask,
    private readonly replacing: Replacing = async (replace) => replace(),
  ) {}

  row(index: number): RowView | undefined {
    void this.#version;
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Index of the row with this line, where it is among those that came since the last change. */
  indexOf(line: number): number | undefined {
    for (const page of this.#fresh) {
      const index = (this.#pages.get(page) ?? []).findIndex((row) => row.line === line);
      if (index >= 0) return page * PAGE + index;
    }
    return undefined;
  }

  /** How many of these lines are in rows that are here. */
  held(lines: ReadonlySet<number>): number {
    void this.#version;
    const rows = [...this.#pages.values()].flat().filter(({ line }) => lines.has(line));
    return new Set(rows.map(({ line }) => line)).size;
  }

  /** These rows are on screen. */
  want(first: number, end: number): void {
    this.#wanted = { first, end };
    void this.#fetch();
  }

  /** The row, fetched if it is not there; `undefined` where there is none. */
  async load(index: number): Promise<RowView | undefined> {
    if (index < 0) return undefined;
    const page = Math.floor(index / PAGE);
    if (!this.#fresh.has(page)) await this.#fetchPage(page);
    return this.#pages.get(page)?.[index % PAGE];
  }

  /** Index of the row with this line, or of the first after it: lines rise. */
  async find(line: number): Promise<number> {
    await this.load(0);
    let low = 0;
    let high = this.total;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = await this.load(middle);
      if (row === undefined) return low;
      if (row.line < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Shows another text in a cell until the row comes anew. */
  patch(index: number, column: number, text: string): void {
    const page = this.#pages.get(Math.floor(index / PAGE));
    const row = page?.[index % PAGE];
    if (page === undefined || row === undefined) return;
    const cells = row.cells.map((cell, i) =>
      i === column
        ? { ...cell, text, original: cell.original ?? cell.text, read: null, problem: null }
        : cell,
    );
    page[index % PAGE] = { ...row, cells };
    this.#version += 1;
  }

  /** Everything may have changed; what is on screen is fetched anew. */
  outdated(): void {
    this.#generation += 1;
    this.#fresh.clear();
    void this.#fetch();
  }

  filterBy(filter: RowFilter): void {
    this.#filter = filter;
    this.#pages.clear();
    this.#version += 1;
    this.outdated();
  }

  /** Another file is open. Answers once its first rows are there, or cannot be had. */
  open(): Promise<void> {
    this.forget();
    this.#wanted = { first: 0, end: 1 };
    return this.#fetch();
  }

  forget(): void {
    this.#filter = { kind: "all" };
    this.total = 0;
    this.widest = 0;
    this.#pages.clear();
    this.#fresh.clear();
    this.#wanted = { first: 0, end: 0 };
    this.#generation += 1;
    this.#version += 1;
  }

  /** Fetches what is wanted, page by page, until all of it is there; one at a time, so that the newest wish comes next. */
  #fetch(): Promise<void> {
    this.#fetching ??= this.#fetchWanted().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  async #fetchWanted(): Promise<void> {
    for (let page = this.#missing(); page !== null; page = this.#missing())
      if (!(await this.#fetchPage(page))) return;
  }

  #missing(): number | null {
    const { first, end } = this.#wanted;
    for (let page = Math.floor(first / PAGE); page * PAGE < end; page += 1)
      if (!this.#fresh.has(page)) return page;
    return null;
  }

  /** Answers whether it came. What was asked before a change is not taken, and asked again. */
  async #fetchPage(page: number): Promise<boolean> {
    const generation = this.#generation;
    let answer: RowPage;
    try {
      answer = await this.ask(this.#filter, page * PAGE, PAGE);
    } catch {
      // The file was closed meanwhile; every other fault shows where the change is asked for.
      return false;
    }
    await this.replacing(() => {
      if (generation === this.#generation) this.#take(page, answer);
    });
    return true;
  }

  #take(page: number, answer: RowPage): void {
    this.total = answer.total;
    this.widest = Math.max(this.widest, ...answer.rows.map((row) => row.cells.length));
    this.#pages.set(page, answer.rows);
    this.#fresh.add(page);
    this.#dropFarPages(page);
    this.#version += 1;
  }

  #dropFarPages(near: number): void {
    if (this.#pages.size <= KEPT) return;
    const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - near) - Math.abs(a - near));
    for (const page of far.slice(0, this.#pages.size - KEPT)) {
      this.#pages.delete(page);
      this.#fresh.delete(page);
    }
  }
}
