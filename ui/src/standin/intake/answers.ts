import type {
  CheckResultView,
  FailureView,
  FileState,
  ImportResultView,
  ImportView,
  RowView,
} from "../../ipc";

/** Shifts that overlap what the server has. */
export function refusals(length: number): FailureView[] {
  return Array.from({ length }, (_, i) => ({
    line: 18 + i * 7,
    agentId: `AGENT-${1004 + i}`,
    message: "Overlaps the shift Tue 1 Dec 06:00–14:00 that the agent already has.",
  }));
}

/** A row with what the server said of its skills. */
export function refusedAt(row: RowView, refused: FailureView[]): RowView {
  const said = refused.find(({ line }) => line === row.line);
  const column = row.cells.length - 1;
  const cell = row.cells[column];
  if (said === undefined || cell === undefined) return row;
  const problem = {
    code: "REFUSED_BY_SERVER",
    severity: "error" as const,
    message: `CXone says: ${said.message}`,
    suggestion: null,
    fix: null,
    alike: 0,
  };
  return { ...row, state: "error", cells: row.cells.with(column, { ...cell, problem }) };
}

export function checkOf(file: ImportView, conflictRows: FailureView[], kept: number): CheckResultView {
  const conflicts = conflictRows.length;
  const taken = file.recordCount - conflicts;
  return {
    newCount: taken - 20,
    unchanged: 20,
    conflicts,
    refused: 0,
    taken,
    updated: 0,
    kept,
    notChecked: 0,
    agents: file.agentCount,
    firstDay: file.start === null ? null : "2026-11-30",
    lastDay: file.end === null ? null : "2026-12-06",
    published: taken,
    conflictRows,
    refusedRows: [],
  };
}

export function recordOf(
  fileName: string,
  result: Omit<ImportResultView, "receipt">,
  replaced: boolean,
  onlySomeRows: boolean,
  kept: number,
) {
  const { processed, failed, cancelled, fault, batches, seconds } = result;
  const receipt = {
    id: "receipt-1",
    at: "2026-11-27T15:42:00Z",
    by: "planner",
    connection: "Sample contact centre",
    fileName,
    hash: "9f2c4e1ab07d5583c1e0f6d2a4b8971e",
    firstDay: "2026-11-30",
    lastDay: "2026-12-06",
    agents: 60,
    processed,
    newCount: processed - kept,
    kept,
    failed,
    conflicts: failed,
    published: processed,
    batches,
    seconds,
    replaced,
    onlySomeRows,
  };
  const stopped = fault !== null;
  return { fileName, processed, failed, cancelled, stopped, isOpen: stopped, receipt };
}

const SAID: Record<FileState["kind"], string> = {
  same: "",
  none: "",
  changed: "The file was changed since it was read here. Read it again to see what stands in it now.",
  vanished: "The file is not there any more. It may have been moved, renamed or deleted.",
  locked: "The file is open in another program. What is changed there is seen here only once it is saved.",
};

export function fileState(kind: FileState["kind"]): FileState {
  return { kind, message: SAID[kind] };
}
