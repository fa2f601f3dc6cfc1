import type { Backend, RowFilter, RowView } from "../../ipc";
import { RowPages } from "./pages.svelte";

/** A cell of the grid. Row −1 is the header, column −1 the line number. */
export type Place = { row: number; column: number };

/** Whether the grid takes the focus, moves it if it has it, or leaves it where it is. */
type Focus = "take" | "keep" | "leave";

export type Editing = Place & {
  line: number;
  text: string /** All cells of the column that say the same. */;
  alike: boolean;
};

/** After a mend: other cells say what this one said. */
export type AlikeOffer = { line: number; column: number; was: string; now: string; others: number };

/** What the grid shows, and where in it the planner is. It outlives the step, like the file. */
export class Rows {
  filter = $state.raw<RowFilter>({ kind: "all" });
  active = $state.raw<Place>({ row: 0, column: 0 });
  /** The other end of a selection of rows. */
  #anchor = $state<number | null>(null);
  /** The lines that were selected when rows began to come and go: what comes up between them is not selected. */
  #kept = $state.raw<ReadonlySet<number> | null>(null);
  #editing = $state.raw<Editing | null>(null);
  /** They wait until no cell is edited. */
  #patient: (() => void)[] = [];
  offer = $state.raw<AlikeOffer | null>(null);
  /** Counts how often the grid was asked to bring the active cell on screen, and what becomes of the focus. */
  summons = $state.raw<{ count: number; focus: Focus }>({ count: 0, focus: "leave" });
  readonly pages: RowPages;

  constructor(backend: Backend) {
    this.pages = new RowPages(
      (filter, from, count) => backend.importRows(filter, from, count),
      (replace) => this.#keepPlace(replace),
    );
  }

  get editing(): Editing | null {
    return this.#editing;
  }

  set editing(editing: Editing | null) {
    this.#editing = editing;
    if (editing === null) for (const goOn of this.#patient.splice(0)) goOn();
  }

  get total(): number {
    return this.pages.total;
  }

  row(index: number): RowView | undefined {
    return this.pages.row(index);
  }

  get activeRow(): RowView | undefined {
    return this.pages.row(this.active.row);
  }

  get hasSelection(): boolean {
    return this.#anchor !== null;
  }

  /** How many rows are selected; the active one alone is one. */
  get selectedCount(): number {
    if (this.#keptHere !== null) return this.pages.held(this.#keptHere);
    const { first, last } = this.#range;
    return last - first + 1;
  }

  isSelected(index: number): boolean {
    if (this.#keptHere !== null) return this.#keptHere.has(this.row(index)?.line ?? -1);
    const { first, last } = this.#range;
    return this.#anchor !== null && index >= first && index <= last;
  }

  goTo(place: Place, extend = false): void {
    this.#selectFrom(extend ? (this.#anchor ?? this.active.row) : null);
    this.active = place;
    this.#summon("take");
  }

  /** The active cell takes the focus again. */
  refocus(): void {
    this.#summon("take");
  }

  /** Another filter; the planner stays at the line where it was, if it is shown. */
  async show(filter: RowFilter, at?: { line: number; column: number }, focus = true): Promise<void> {
    const line = at?.line ?? this.activeRow?.line;
    this.editing = null;
    this.#selectFrom(null);
    this.filter = filter;
    this.pages.filterBy(filter);
    const found = line === undefined ? 0 : await this.pages.find(line);
    const row = Math.max(0, Math.min(found, this.total - 1));
    this.active = { row, column: at?.column ?? this.active.column };
    this.#summon(focus ? "take" : "leave");
  }

  /** Goes to a line in whatever is shown; shows all rows where it is not among them. */
  async goToLine(line: number, column: number): Promise<void> {
    const found = await this.pages.find(line);
    if (this.pages.row(found)?.line === line) this.goTo({ row: found, column });
    else await this.show({ kind: "all" }, { line, column });
  }

  /** Goes to what is marked in a line. */
  async goToMark(line: number): Promise<void> {
    await this.goToLine(line, 0);
    const { row } = this.active;
    const marked = this.pages.row(row)?.cells.findIndex((cell) => cell.problem !== null) ?? -1;
    if (marked > 0) this.goTo({ row, column: marked });
  }

  edit(place: Place, text: string, alike = false): void {
    const row = this.pages.row(place.row);
    if (row === undefined || place.column < 0) return;
    this.#selectFrom(null);
    this.active = place;
    this.editing = { ...place, line: row.line, text, alike };
  }

  /** The selected rows as they are now, those that are shown. */
  async selectedRows(): Promise<RowView[]> {
    const kept = this.#keptHere;
    const { first, last } = this.#range;
    const found: RowView[] = [];
    if (kept === null)
      for (let index = first; index <= last; index += 1) {
        const row = await this.pages.load(index);
        if (row !== undefined) found.push(row);
      }
    else
      for (const line of kept) {
        const row = await this.pages.load(await this.pages.find(line));
        if (row?.line === line) found.push(row);
      }
    return found;
  }

  /** Rows may come and go. */
  outdated(): void {
    this.#keepSelection();
    this.pages.outdated();
  }

  /** Another file is open. Answers once its first rows are there, or cannot be had. */
  open(): Promise<void> {
    this.forget();
    return this.pages.open();
  }

  forget(): void {
    this.filter = { kind: "all" };
    this.active = { row: 0, column: 0 };
    this.#selectFrom(null);
    this.editing = null;
    this.offer = null;
    this.pages.forget();
  }

  /**
   * Where only some rows are shown, others may come up in the place of theirs. They do not under a cell that is edited, and
   * the planner stays at her line, so that what she does next is not done to another.
   */
  async #keepPlace(replace: () => void): Promise<void> {
    if (this.filter.kind === "all") return replace();
    if (this.editing !== null) await new Promise<void>((goOn) => this.#patient.push(goOn));
    const line = this.activeRow?.line;
    const other = this.#anchor === null ? undefined : this.row(this.#anchor)?.line;
    replace();
    const row = this.#nowAt(line, this.active.row);
    if (this.#anchor !== null) this.#anchor = this.#nowAt(other, this.#anchor) ?? row ?? this.active.row;
    if (row === undefined || row === this.active.row) return;
    this.active = { ...this.active, row };
    this.#summon("keep");
  }

  /** Where a line is that was in the row `before`, if that is known. */
  #nowAt(line: number | undefined, before: number): number | undefined {
    if (line === undefined || this.row(before)?.line === line) return before;
    return this.pages.indexOf(line);
  }

  get #range(): { first: number; last: number } {
    const other = this.#anchor ?? this.active.row;
    return { first: Math.min(other, this.active.row), last: Math.max(other, this.active.row) };
  }

  /** Where the active row is none of them any more, it alone is meant. */
  get #keptHere(): ReadonlySet<number> | null {
    const line = this.activeRow?.line;
    return line !== undefined && this.#kept?.has(line) ? this.#kept : null;
  }

  #selectFrom(anchor: number | null): void {
    this.#anchor = anchor;
    this.#kept = null;
  }

  #keepSelection(): void {
    if (this.#anchor === null || this.#kept !== null) return;
    const { first, last } = this.#range;
    const lines = new Set<number>();
    for (let index = first; index <= last; index += 1) {
      const row = this.row(index);
      if (row !== undefined) lines.add(row.line);
    }
    if (lines.size === last - first + 1) this.#kept = lines;
    // Among all rows each keeps its place. Elsewhere nobody knows which rows those far away were.
    else if (this.filter.kind !== "all") this.#selectFrom(null);
  }

  #summon(focus: Focus): void {
    this.summons = { count: this.summons.count + 1, focus };
  }
}
