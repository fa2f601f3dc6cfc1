// The only file that touches the shell: everything else speaks to a `Backend`, so that the window's content also runs in
// a plain browser and in tests.
import { Channel, isTauri } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { getCurrentWindow } from "@tauri-apps/api/window";
import type * as view from "./bindings";
import { commands } from "./bindings";

export type * from "./bindings";

/** What went wrong, in the planner's words; `hint` says what to do now. */
export class Fault extends Error {
  readonly code: view.ErrorCode;
  readonly hint: string | null;
  readonly details: string | null;

  constructor(error: view.ErrorView) {
    super(error.message);
    this.name = "Fault";
    this.code = error.code;
    this.hint = error.hint;
    this.details = error.details;
  }
}

/** Files dragged over the window from outside it. */
export interface FileDrop {
  /** Files are over the window; their paths. */
  over(paths: string[]): void;
  /** The files left the window again without being let go. */
  leave(): void;
  drop(paths: string[]): void;
}

/** What the window asks of the shell. Every promise rejects with a `Fault`. Instants are UTC, days local to the shown zone. */
export interface Backend {
  start(): Promise<view.StartView>;
  openSample(): Promise<view.CheckedView>;
  openOwnData(): Promise<view.CheckedView>;
  /** Opens a saved connection, or answers why it cannot be. */
  openConnection(id: string, onUpdate: (update: view.CheckUpdate) => void): Promise<view.CheckedView>;
  /** Checks a saved connection without opening it. */
  checkConnection(id: string, onUpdate: (update: view.CheckUpdate) => void): Promise<view.CheckedView>;
  /** Stops a check, also of a connection that is being opened; what was asked for rejects with `cancelled`. */
  cancelCheck(): Promise<null>;
  /** From now on tells each pause that the open connection's server asks for, and its end. */
  watchPauses(onPause: (pause: view.PauseView | null) => void): Promise<null>;
  /** Saves a tenant and asks no server. */
  saveConnection(form: view.TenantForm): Promise<view.SavedView>;
  deleteSecret(id: string, which: view.SecretKind): Promise<view.SavedView>;
  forgetConnection(id: string): Promise<view.ConnectionView[]>;
  /** Paths of the files that the planner chose; none where the dialog was closed. */
  chooseFiles(): Promise<string[]>;
  openFile(path: string): Promise<view.ImportView>;
  openSampleRoster(): Promise<view.ImportView>;
  openImport(): Promise<view.ImportView | null>;
  /** Stops the reading of a file; what was asked for it rejects with `cancelled`. */
  cancelOpen(): Promise<null>;
  closeImport(): Promise<null>;
  changeImport(change: view.ImportChange): Promise<view.ImportView>;
  undoImport(): Promise<view.ImportView>;
  redoImport(): Promise<view.ImportView>;
  /** Reads the file again as another sheet, in another encoding or with another delimiter. */
  reopenImport(opening: view.Opening): Promise<view.ImportView>;
  /** Reads the file again as it is on disk now; what was changed by hand is gone. */
  rereadImport(): Promise<view.ImportView>;
  importRows(filter: view.RowFilter, from: number, count: number): Promise<view.RowPage>;
  /** `null`: problems of every kind. */
  importProblems(code: string | null, from: number, count: number): Promise<view.ProblemPage>;
  importFileState(): Promise<view.FileState>;
  /** Where the rows were written; `null`: the planner closed the dialog. */
  saveProblemRows(): Promise<string | null>;
  checkImport(onProgress: (progress: view.ImportProgress) => void): Promise<view.CheckResultView>;
  sendImport(
    replaceConflicts: boolean,
    onlyFailed: boolean,
    onProgress: (progress: view.ImportProgress) => void,
  ): Promise<view.ImportResultView>;
  cancelImport(): Promise<null>;
  /** Imports that have begun and not ended, and are not under way. */
  openImports(): Promise<view.OpenImportView[]>;
  /** Sends what was not sent of such an import; its file is not needed. */
  resumeImport(
    id: string,
    onProgress: (progress: view.ImportProgress) => void,
  ): Promise<view.ImportResultView>;
  /** Gives up what was not sent of such an import. */
  leaveImport(id: string): Promise<null>;
  loadRequirements(): Promise<view.LoadedRequirements>;
  coverage(from: string | null, to: string | null): Promise<view.CoverageView>;
  /** Stops the reading of coverage; what was asked for it rejects with `cancelled`. */
  cancelCoverage(): Promise<null>;
  coverageAt(threshold: number): Promise<view.CoverageView>;
  runForm(): Promise<view.RunFormView>;
  /** Whether a run is waited for, and which can be taken up again. */
  runState(): Promise<view.RunStateView>;
  startRun(form: view.RunForm, onProgress: (progress: view.RunProgress) => void): Promise<view.RunView>;
  followRun(run: string, onProgress: (progress: view.RunProgress) => void): Promise<view.RunView>;
  cancelRun(): Promise<null>;
  /** Stops waiting for the run, which goes on at the server. */
  leaveRun(): Promise<null>;
  /** Asks no more what became of a run whose end is not known. */
  giveUpRun(run: string): Promise<null>;
  recommendations(): Promise<view.RecommendationsView | null>;
  /** `null`: the planner closed the dialog. */
  exportRecommendations(): Promise<view.ExportView | null>;
  history(): Promise<view.HistoryView>;
  saveSettings(settings: view.SettingsView): Promise<view.SettingsView>;
  /** Answers with a function that stops listening. */
  onFileDrop(listener: FileDrop): Promise<() => void>;
  /** The planner came back to this window from another. Answers with a function that stops listening. */
  onFocus(listener: () => void): Promise<() => void>;
}

/** Whether this page runs inside the desktop program. */
export const inShell: () => boolean = isTauri;

export const shell: Backend = {
  start: () => unwrap(commands.start()),
  openSample: () => unwrap(commands.openSample()),
  openOwnData: () => unwrap(commands.openOwnData()),
  openConnection: (id, onUpdate) => unwrap(commands.openConnection(id, channel(onUpdate))),
  checkConnection: (id, onUpdate) => unwrap(commands.checkConnection(id, channel(onUpdate))),
  cancelCheck: () => unwrap(commands.cancelCheck()),
  watchPauses: (onPause) => unwrap(commands.watchPauses(channel(onPause))),
  saveConnection: (form) => unwrap(commands.saveConnection(form)),
  deleteSecret: (id, which) => unwrap(commands.deleteSecret(id, which)),
  forgetConnection: (id) => unwrap(commands.forgetConnection(id)),
  chooseFiles: () => unwrap(commands.chooseFiles()),
  openFile: (path) => unwrap(commands.openFile(path)),
  openSampleRoster: () => unwrap(commands.openSampleRoster()),
  openImport: () => unwrap(commands.openImport()),
  cancelOpen: () => unwrap(commands.cancelOpen()),
  closeImport: () => unwrap(commands.closeImport()),
  changeImport: (change) => unwrap(commands.changeImport(change)),
  undoImport: () => unwrap(commands.undoImport()),
  redoImport: () => unwrap(commands.redoImport()),
  reopenImport: (opening) => unwrap(commands.reopenImport(opening)),
  rereadImport: () => unwrap(commands.rereadImport()),
  importRows: (filter, from, count) => unwrap(commands.importRows(filter, from, count)),
  importProblems: (code, from, count) => unwrap(commands.importProblems(code, from, count)),
  importFileState: () => unwrap(commands.importFileState()),
  saveProblemRows: () => unwrap(commands.saveProblemRows()),
  checkImport: (onProgress) => unwrap(commands.checkImport(channel(onProgress))),
  sendImport: (replaceConflicts, onlyFailed, onProgress) =>
    unwrap(commands.sendImport(replaceConflicts, onlyFailed, channel(onProgress))),
  cancelImport: () => unwrap(commands.cancelImport()),
  openImports: () => unwrap(commands.openImports()),
  resumeImport: (id, onProgress) => unwrap(commands.resumeImport(id, channel(onProgress))),
  leaveImport: (id) => unwrap(commands.leaveImport(id)),
  loadRequirements: () => unwrap(commands.loadRequirements()),
  coverage: (from, to) => unwrap(commands.coverage(from, to)),
  cancelCoverage: () => unwrap(commands.cancelCoverage()),
  coverageAt: (threshold) => unwrap(commands.coverageAt(threshold)),
  runForm: () => unwrap(commands.runForm()),
  runState: () => unwrap(commands.runState()),
  startRun: (form, onProgress) => unwrap(commands.startRun(form, channel(onProgress))),
  followRun: (run, onProgress) => unwrap(commands.followRun(run, channel(onProgress))),
  cancelRun: () => unwrap(commands.cancelRun()),
  leaveRun: () => unwrap(commands.leaveRun()),
  giveUpRun: (run) => unwrap(commands.giveUpRun(run)),
  recommendations: () => unwrap(commands.recommendations()),
  exportRecommendations: () => unwrap(commands.exportRecommendations()),
  history: () => unwrap(commands.history()),
  saveSettings: (settings) => unwrap(commands.saveSettings(settings)),
  onFileDrop: (listener) =>
    getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === "enter") listener.over(payload.paths);
      else if (payload.type === "leave") listener.leave();
      else if (payload.type === "drop") listener.drop(payload.paths);
    }),
  onFocus: (listener) =>
    getCurrentWindow().onFocusChanged(({ payload: focused }) => {
      if (focused) listener();
    }),
};

/** Turns whatever was thrown into a `Fault` that can be shown. */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  return new Fault({
    code: "fault",
    message: "The window and the program behind it did not understand each other.",
    hint: "Close Shiftwright and open it again. If it happens once more, send us the details below.",
    details: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown),
  });
}

type Answer<T> = { status: "ok"; data: T } | { status: "error"; error: view.ErrorView };

async function unwrap<T>(answer: Promise<Answer<T>>): Promise<T> {
  const result = await answer.catch((thrown: unknown) => {
    throw asFault(thrown);
  });
  if (result.status === "error") throw new Fault(result.error);
  return result.data;
}

function channel<T>(onMessage: (message: T) => void): Channel<T> {
  const made = new Channel<T>();
  made.onmessage = onMessage;
  return made;
}
