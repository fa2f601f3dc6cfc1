import type {
  CellView,
  ColumnView,
  FailureView,
  FieldName,
  ImportChange,
  ImportView,
  Opening,
  ProblemKind,
  ProblemPage,
  ProblemView,
  QuestionView,
  RowFilter,
  RowPage,
  RowView,
} from "../../ipc";
import { refusedAt } from "./answers";
import { type Decisions, decide, nameOf, undecided } from "./decisions";
import { type Judged, judge, TITLES } from "./judge";
import { questionsOf } from "./questions";
import { SKILLS, type Table, tableOf } from "./table";

type Step = { name: string; before: Decisions };

/** An open file of the stand-in: decisions, undo, and every row judged anew after each. */
export class Intake {
  #table: Table;
  #decisions: Decisions;
  #undo: Step[] = [];
  #redo: Step[] = [];
  #opening: Opening = { sheet: null, encoding: null, delimiter: null };
  #judged: Judged[] = [];
  #dropped: string[] = [];
  /** What the server said of the rows when they were sent or checked last. */
  refused: FailureView[] = [];

  constructor(
    readonly fileName: string,
    readonly path: string,
    zone: string,
    private readonly remembered: ImportView["remembered"] = null,
  ) {
    this.#table = tableOf(fileName);
    this.#decisions = undecided(zone);
    this.#read();
  }

  change(change: ImportChange): void {
    const before = this.#decisions;
    this.#undo = [...this.#undo, { name: nameOf(change), before }];
    this.#redo = [];
    this.#decisions = this.#decided(change);
    this.#read();
  }

  undo(): void {
    this.#move(this.#undo, this.#redo);
  }

  redo(): void {
    this.#move(this.#redo, this.#undo);
  }

  reopen(opening: Opening): void {
    this.#opening = opening;
    this.#read();
  }

  /** As it is on disk: what was mended by hand is gone. */
  reread(): void {
    const { edits } = this.#decisions;
    this.#dropped = edits.size === 0 ? [] : [`What you typed into ${edits.size} cells is gone.`];
    this.#decisions = { ...this.#decisions, edits: new Map(), skipped: new Set() };
    this.#undo = [];
    this.#redo = [];
    this.#read();
  }

  rows(filter: RowFilter, from: number, count: number): RowPage {
    const rows =
      filter.kind === "all" ? this.#judged : this.#judged.filter(({ view }) => passes(view, filter));
    const page = rows.slice(from, from + count).map(({ view }) => refusedAt(view, this.refused));
    return { total: rows.length, rows: page };
  }

  problems(code: string | null, from: number, count: number): ProblemPage {
    const problems = this.#problems().filter((problem) => code === null || problem.code === code);
    return { total: problems.length, problems: problems.slice(from, from + count) };
  }

  view(): ImportView {
    const table = this.#table;
    const count = (state: RowView["state"]) => this.#judged.filter(({ view }) => view.state === state).length;
    const shifts = this.#judged.reduce((sum, judged) => sum + judged.shifts, 0);
    const agents = new Set(this.#judged.filter((judged) => judged.shifts > 0).map((judged) => judged.agent));
    const leftOut = [...table.leftOut, ...this.#leftOutRows()];
    return {
      kind: this.#kind,
      fileName: this.fileName,
      path: this.path,
      size: table.rows.length * 90,
      read: {
        format: table.format,
        encoding: this.#opening.encoding ?? table.encoding,
        delimiter: this.#opening.delimiter ?? table.delimiter,
        sheets: table.sheets,
        sheet: this.#opening.sheet ?? table.sheets[0]?.name ?? null,
        headerLine: this.#decisions.headerLine ?? table.headerLine,
        layout: this.#layout,
        dateOrder: this.#decisions.dateOrder ?? (this.#layout === "list" ? "dayFirst" : null),
        notes: table.notes,
      },
      encodings:
        table.encoding === null ? [] : ["UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252", "Shift_JIS"],
      zone: this.#decisions.zone,
      columns: this.#columns(),
      missing: this.#missing(),
      dropped: this.#dropped,
      remembered: this.#decisions.forgotten ? null : this.remembered,
      skills: [...SKILLS],
      defaults: this.#decisions.defaults,
      period: this.#decisions.period,
      codes: [...this.#decisions.codes].map(([code, meaning]) => ({ code, meaning })),
      skillNames: [...this.#decisions.skillNames].map(([name, skill]) => ({ name, skill })),
      questions: this.#questions(),
      problemKinds: this.#problemKinds(),
      rowCount: this.#judged.length,
      recordCount: shifts,
      stoppedRows: count("error"),
      warningRows: count("warning"),
      skippedRows: count("skipped"),
      editedCells: this.#decisions.edits.size,
      leftOut: leftOut.slice(0, 200),
      leftOutCount: leftOut.length,
      agentCount: this.#kind === "shifts" ? agents.size : 0,
      skillCount: 6,
      publishedCount: this.#kind === "shifts" ? shifts : 0,
      start: shifts === 0 ? null : "2026-11-30T06:00:00Z",
      end: shifts === 0 ? null : "2026-12-06T22:00:00Z",
      undo: this.#undo.at(-1)?.name ?? null,
      redo: this.#redo.at(-1)?.name ?? null,
      failedLines: this.refused.length,
    };
  }

  get #kind() {
    return this.#decisions.kind ?? this.#table.kind;
  }

  get #layout() {
    return this.#decisions.layout ?? this.#table.layout;
  }

  #move(from: Step[], to: Step[]): void {
    const step = from.pop();
    if (step === undefined) return;
    to.push({ name: step.name, before: this.#decisions });
    this.#decisions = step.before;
    this.#read();
  }

  #decided(change: ImportChange): Decisions {
    const before = this.#decisions;
    if (change.kind === "skipAll") {
      const stopped = this.#problems().filter((problem) => problem.code === change.code);
      return { ...before, skipped: new Set([...before.skipped, ...stopped.map((problem) => problem.line)]) };
    }
    if (change.kind !== "edit") return decide(before, change);
    const { line, column, text, alike } = change;
    const was = this.#judged.find(({ view }) => view.line === line)?.view.cells[column]?.text;
    const edits = new Map(before.edits);
    for (const { view } of this.#judged) {
      const cell = view.cells[column];
      if (view.line !== line && !(alike && cell?.text === was)) continue;
      if (this.#raw(view.line, column) === text) edits.delete(`${view.line}:${column}`);
      else edits.set(`${view.line}:${column}`, text);
    }
    return { ...before, edits };
  }

  #raw(line: number, column: number): string {
    return this.#table.rows[line - this.#table.headerLine - 1]?.[column] ?? "";
  }

  #meaning() {
    return this.#table.columns.map(({ field, day }, i) => ({
      field: this.#decisions.columns.has(i) ? (this.#decisions.columns.get(i) ?? null) : field,
      day,
    }));
  }

  #columns(): ColumnView[] {
    return this.#table.columns.map(({ header, field, day }, i) => {
      const chosen = this.#decisions.columns.get(i);
      return {
        header,
        day,
        isAgent: false,
        field: chosen === undefined ? field : chosen,
        confidence: chosen !== undefined ? "chosen" : field === "breaks" ? "likely" : "sure",
        samples: this.#table.rows.slice(0, 3).map((row) => row[i] ?? ""),
      };
    });
  }

  /** Without these no shift can be read. */
  #missing(): FieldName[] {
    if (this.#kind === "requirements" || this.#layout === "grid") return [];
    const held = this.#meaning().map(({ field }) => field);
    return (["agent", "start", "end"] as const).filter((field) => !held.includes(field));
  }

  #read(): void {
    const columns = this.#meaning();
    const { edits, skipped } = this.#decisions;
    this.#judged = this.#table.rows.map((texts, i) => {
      const line = this.#table.headerLine + 1 + i;
      const cells = texts.map((raw, column): CellView => {
        const edit = edits.size === 0 ? undefined : edits.get(`${line}:${column}`);
        return { text: edit ?? raw, original: edit === undefined ? null : raw, read: null, problem: null };
      });
      const reason = this.#table.noShift.get(i) ?? null;
      if (reason !== null || skipped.has(line)) {
        const state = reason === null ? "skipped" : "leftOut";
        return { view: { line, state, reason, cells, problem: null }, shifts: 0, agent: null };
      }
      if (this.#kind === "requirements")
        return { view: { line, state: "ok", reason, cells, problem: null }, shifts: 1, agent: null };
      return judge(line, cells, columns, this.#layout, this.#decisions);
    });
    this.#countAlike();
  }

  #countAlike(): void {
    const counts = new Map<string, number>();
    const key = (column: number, { text, problem }: CellView) => `${column} ${problem?.code} ${text}`;
    const each = (use: (cell: CellView, column: number) => void) => {
      for (const { view } of this.#judged)
        if (view.state === "error" || view.state === "warning")
          view.cells.forEach((cell, column) => {
            if (cell.problem !== null) use(cell, column);
          });
    };
    each((cell, column) => counts.set(key(column, cell), (counts.get(key(column, cell)) ?? 0) + 1));
    each((cell, column) => {
      if (cell.problem !== null) cell.problem.alike = counts.get(key(column, cell)) ?? 1;
    });
  }

  #problems(): ProblemView[] {
    return this.#judged.flatMap(({ view }, row) =>
      view.state === "skipped"
        ? []
        : view.cells.flatMap((cell, column) =>
            cell.problem === null ? [] : [{ ...cell.problem, line: view.line, row, column }],
          ),
    );
  }

  #problemKinds(): ProblemKind[] {
    const kinds = new Map<string, ProblemKind & { lines: Set<number> }>();
    for (const { code, severity, line } of this.#problems()) {
      const kind = kinds.get(code) ?? {
        code,
        title: TITLES[code] ?? code,
        severity,
        count: 0,
        rows: 0,
        lines: new Set<number>(),
      };
      kind.count += 1;
      kind.rows = kind.lines.add(line).size;
      kinds.set(code, kind);
    }
    return [...kinds.values()]
      .map(({ lines: _, ...kind }) => kind)
      .sort((a, b) => Number(b.severity === "error") - Number(a.severity === "error") || b.count - a.count);
  }

  #questions(): QuestionView[] {
    const skilled = this.#meaning().some(({ field }) => field === "skills");
    const { dateOrder, defaults } = this.#decisions;
    return questionsOf(this.#judged, {
      dates: this.#layout === "list" && dateOrder === null,
      skill: this.#kind === "shifts" && !skilled && defaults.skill === null,
    });
  }

  #leftOutRows() {
    return this.#judged
      .filter(({ view }) => view.state === "leftOut" || view.state === "skipped")
      .map(({ view }) => ({
        line: view.line,
        text: view.cells.map((cell) => cell.text).join(" "),
        reason: view.reason ?? "You skipped this row.",
      }));
  }
}

function passes(view: RowView, filter: RowFilter): boolean {
  switch (filter.kind) {
    case "all":
      return true;
    case "problems":
      return view.state === "error" || view.state === "warning";
    case "code":
      return view.cells.some((cell) => cell.problem?.code === filter.code);
    case "edited":
      return view.cells.some((cell) => cell.original !== null);
    case "skipped":
      return view.state === "skipped";
  }
}
