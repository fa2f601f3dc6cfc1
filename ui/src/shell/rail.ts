// Which mark each step carries in the rail, from what the session knows.

import { count, counted } from "../format";

export type Step =
  | "connect"
  | "import"
  | "coverage"
  | "optimize"
  | "recommendations"
  | "history"
  | "settings";

/** waiting: cannot be opened yet; open: can be; working: something runs there now. */
export type Mark = "done" | "open" | "waiting" | "working" | "attention";

export type RailItem = { step: Step; label: string; mark: Mark; count: number; note: string };

/** What the rail needs to know, and no more. */
export type RailFacts = {
  connection: string | null;
  failedChecks: number;
  waitingFile: boolean;
  file: string | null;
  stoppedRows: number;
  sending: boolean;
  imported: number | null;
  importFailures: number;
  /** On the way, by a fault. */
  importStopped: boolean;
  gaps: number | null;
  running: boolean;
  /** open: the outcome is still to come. */
  runEnded: "well" | "badly" | "open" | null;
  shifts: number | null;
  exported: boolean;
  faults: Partial<Record<Step, boolean>>;
};

export function rail(facts: RailFacts): RailItem[] {
  return [connect(facts), file(facts), coverage(facts), optimize(facts), recommendations(facts)];
}

function connect(f: RailFacts): RailItem {
  const item = { step: "connect" as const, label: "Connect", count: 0 };
  if (f.faults.connect) return { ...item, mark: "attention", note: "Did not work" };
  if (f.connection === null)
    return {
      ...item,
      mark: f.waitingFile ? "attention" : "open",
      note: f.waitingFile ? "A file is waiting" : "Choose where to work",
    };
  if (f.failedChecks > 0) return { ...item, mark: "attention", count: f.failedChecks, note: f.connection };
  return { ...item, mark: "done", note: f.connection };
}

function file(f: RailFacts): RailItem {
  const item = { step: "import" as const, label: "Import", count: 0 };
  if (f.connection === null) return { ...item, mark: "waiting", note: "" };
  if (f.sending) return { ...item, mark: "working", note: "Importing…" };
  if (f.faults.import) return { ...item, mark: "attention", note: "Did not work" };
  if (f.imported !== null) {
    const failed = f.importFailures > 0 || f.importStopped;
    return {
      ...item,
      mark: failed ? "attention" : "done",
      count: f.importFailures,
      note: f.importStopped ? `Stopped, ${count(f.imported)} imported` : `${count(f.imported)} imported`,
    };
  }
  if (f.file === null) return { ...item, mark: "open", note: "No file yet" };
  return { ...item, mark: f.stoppedRows > 0 ? "attention" : "open", count: f.stoppedRows, note: f.file };
}

function coverage(f: RailFacts): RailItem {
  const item = { step: "coverage" as const, label: "Coverage", count: 0 };
  if (f.connection === null) return { ...item, mark: "waiting", note: "" };
  if (f.faults.coverage) return { ...item, mark: "attention", note: "Did not work" };
  if (f.gaps === null) return { ...item, mark: "open", note: "" };
  if (f.gaps === 0) return { ...item, mark: "done", note: "Met" };
  return { ...item, mark: "attention", count: f.gaps, note: counted(f.gaps, "gap") };
}

function optimize(f: RailFacts): RailItem {
  const item = { step: "optimize" as const, label: "Optimize", count: 0 };
  if (f.connection === null) return { ...item, mark: "waiting", note: "" };
  if (f.running) return { ...item, mark: "working", note: "Running…" };
  if (f.faults.optimize || f.runEnded === "badly")
    return { ...item, mark: "attention", note: "Did not work" };
  if (f.runEnded === "open") return { ...item, mark: "attention", note: "Outcome still open" };
  return { ...item, mark: f.runEnded === "well" ? "done" : "open", note: "" };
}

function recommendations(f: RailFacts): RailItem {
  const item = { step: "recommendations" as const, label: "Recommendations", count: 0 };
  if (f.connection === null) return { ...item, mark: "waiting", note: "" };
  if (f.faults.recommendations) return { ...item, mark: "attention", note: "Did not work" };
  if (f.shifts === null) return { ...item, mark: "open", note: "" };
  return {
    ...item,
    mark: f.exported ? "done" : "open",
    note: f.exported ? "Exported" : counted(f.shifts, "shift"),
  };
}
