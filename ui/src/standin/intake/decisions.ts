import type {
  CodeMeaning,
  DateOrderName,
  DefaultsView,
  FieldName,
  FileKind,
  FirstToLast,
  ImportChange,
  LayoutName,
} from "../../ipc";

/** What was decided of a file. Never changed, only replaced: undoing is going back to an earlier one. */
export type Decisions = {
  zone: string;
  kind: FileKind | null;
  layout: LayoutName | null;
  headerLine: number | null;
  columns: ReadonlyMap<number, FieldName | null>;
  dateOrder: DateOrderName | null;
  codes: ReadonlyMap<string, CodeMeaning>;
  skillNames: ReadonlyMap<string, string>;
  defaults: DefaultsView;
  period: FirstToLast | null;
  /** Text by `line:column`. */
  edits: ReadonlyMap<string, string>;
  skipped: ReadonlySet<number>;
  forgotten: boolean;
};

export function undecided(zone: string): Decisions {
  return {
    zone,
    kind: null,
    layout: null,
    headerLine: null,
    columns: new Map(),
    dateOrder: null,
    codes: new Map(),
    skillNames: new Map(),
    defaults: { skill: null, status: null, proficiency: null },
    period: null,
    edits: new Map(),
    skipped: new Set(),
    forgotten: false,
  };
}

/** What the change is called when it can be undone. */
export function nameOf(change: ImportChange): string {
  switch (change.kind) {
    case "edit":
      return change.alike ? "Edit all alike" : `Edit line ${change.line}`;
    case "skip":
      return `${change.skip ? "Skip" : "Take"} ${change.lines.length === 1 ? "1 row" : `${change.lines.length} rows`}`;
    case "skipAll":
      return "Skip rows with a problem";
    case "zone":
      return `Times in ${change.zone}`;
    case "skillName":
      return `“${change.name}” is ${change.skill}`;
    default:
      return "Other reading";
  }
}

/** Decisions that need no look at the rows. */
export function decide(before: Decisions, change: ImportChange): Decisions {
  switch (change.kind) {
    case "zone":
      return { ...before, zone: change.zone };
    case "fileKind":
      return { ...before, kind: change.value };
    case "layout":
      return { ...before, layout: change.value };
    case "headerLine":
      return { ...before, headerLine: change.line };
    case "column":
      return { ...before, columns: new Map(before.columns).set(change.column, change.field) };
    case "dateOrder":
      return { ...before, dateOrder: change.value };
    case "codes":
      return {
        ...before,
        codes: new Map([...before.codes, ...change.codes.map((c) => [c.code, c.meaning] as const)]),
      };
    case "skillName":
      return { ...before, skillNames: new Map(before.skillNames).set(change.name, change.skill) };
    case "defaults":
      return { ...before, defaults: change };
    case "period":
      return { ...before, period: change.period };
    case "skip": {
      const skipped = new Set(before.skipped);
      for (const line of change.lines) {
        if (change.skip) skipped.add(line);
        else skipped.delete(line);
      }
      return { ...before, skipped };
    }
    case "forgetMapping":
      return { ...before, columns: new Map(), forgotten: true };
    default:
      return before;
  }
}
