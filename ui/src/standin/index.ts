// Stands in for the shell where there is none: in a plain browser during development, and in tests. Never shipped.

import { fileName } from "../format";
import type {
  Backend,
  CheckedView,
  CheckUpdate,
  ConnectionView,
  CoverageView,
  FailureView,
  Fault,
  FileDrop,
  HistoryView,
  ImportChange,
  ImportProgress,
  ImportResultView,
  ImportView,
  OpenImportView,
  Opening,
  PauseView,
  RecommendationsView,
  RowFilter,
  RunForm,
  RunFormView,
  RunOutcome,
  RunProgress,
  RunView,
  SecretKind,
  SettingsView,
  TenantForm,
} from "../ipc";
import { Connections } from "./connections";
import { coverageOf, nothingRequired } from "./coverage";
import { FAULTS, own, PAST, sample } from "./data";
import { Intake } from "./intake";
import { checkOf, fileState, recordOf, refusals } from "./intake/answers";
import { SKILLS } from "./intake/table";
import { formFor, improve, type Job, sendInBatches } from "./jobs";
import { type Command, DEFAULTS, type StandInOptions } from "./options";
import { recommended } from "./recommended";

const WEEK = { from: "2026-11-30", to: "2026-12-06" };

export class StandIn implements Backend {
  readonly options: StandInOptions;
  /** Every command that was called, with its arguments. */
  readonly calls: { command: Command; args: unknown[] }[] = [];
  settings: SettingsView;
  readonly #connections: Connections;
  #file: Intake | null = null;
  #readingCancelled: ((fault: Fault) => void) | null = null;
  #cancelled = false;
  #left = false;
  #coverage: CoverageView | null = null;
  #recommendations: RecommendationsView | null = null;
  #past: HistoryView;
  #drop: FileDrop | null = null;

  constructor(options: Partial<StandInOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
    const { theme, history } = this.options;
    this.#connections = new Connections(this.options);
    this.#past = history ? PAST : { imports: [], runs: [] };
    this.settings = { theme, zone: "Europe/London", threshold: 0.85, pollSeconds: 5, deadlineSeconds: 300 };
    // A window that is loaded anew finds what the program has read.
    if (this.options.running) this.#cover(WEEK.from, WEEK.to, this.settings.threshold);
  }

  /** Lets the test or the browser drag files over the window. */
  get drag(): FileDrop {
    if (this.#drop === null) throw new Error("Nobody listens for files.");
    return this.#drop;
  }

  /** How often a command was called. */
  called(command: Command): number {
    return this.calls.filter((call) => call.command === command).length;
  }

  start = () =>
    this.#answer("start", [], () => ({
      connections: this.#connections.saved,
      connected: this.#connections.open === null ? null : this.#connections.checked(this.#connections.open),
      last: this.options.last,
      zones: Intl.supportedValuesOf("timeZone"),
      settings: this.settings,
    }));
  openSample = () => this.#answer("openSample", [], () => this.#connect(sample));
  openOwnData = () => this.#answer("openOwnData", [], () => this.#connect(own));
  openConnection = async (id: string, onUpdate: (update: CheckUpdate) => void) => {
    const known = await this.#answer("openConnection", [id], () => this.#connections.find(id));
    await this.#connections.check(onUpdate);
    return this.options.finds === "signInPage" && known.tenant !== null
      ? this.#connections.checked(known)
      : this.#connect(known);
  };
  checkConnection = async (id: string, onUpdate: (update: CheckUpdate) => void) => {
    const known = await this.#answer("checkConnection", [id], () => this.#connections.find(id));
    await this.#connections.check(onUpdate);
    return this.#connections.checked(known);
  };
  cancelCheck = () => this.#answer("cancelCheck", [], () => this.#connections.cancelCheck());
  watchPauses = (onPause: (pause: PauseView | null) => void) =>
    this.#answer("watchPauses", [], () => {
      this.#connections.listener = onPause;
      return null;
    });
  saveConnection = (form: TenantForm) =>
    this.#answer("saveConnection", [form], () => this.#connections.save(form));
  deleteSecret = (id: string, which: SecretKind) =>
    this.#answer("deleteSecret", [id, which], () => this.#connections.deleteSecret(id, which));
  forgetConnection = (id: string) =>
    this.#answer("forgetConnection", [id], () => this.#connections.forget(id));

  chooseFiles = () => this.#answer("chooseFiles", [], () => this.options.chosen);
  openFile = (path: string) => this.#reading("openFile", [path], () => this.#open(path));
  openSampleRoster = () => this.#reading("openSampleRoster", [], () => this.#open(""));
  openImport = () => this.#answer("openImport", [], () => this.#file?.view() ?? null);
  cancelOpen = () => this.#answer("cancelOpen", [], () => this.#stopReading());
  closeImport = () =>
    this.#answer("closeImport", [], () => {
      this.#file = null;
      return null;
    });
  changeImport = (change: ImportChange) =>
    this.#answer("changeImport", [change], () => this.#changed((file) => file.change(change)));
  undoImport = () => this.#answer("undoImport", [], () => this.#changed((file) => file.undo()));
  redoImport = () => this.#answer("redoImport", [], () => this.#changed((file) => file.redo()));
  reopenImport = (opening: Opening) =>
    this.#reading("reopenImport", [opening], () => this.#changed((file) => file.reopen(opening)));
  rereadImport = () => this.#reading("rereadImport", [], () => this.#changed((file) => file.reread()));
  importRows = (filter: RowFilter, from: number, count: number) =>
    this.#answer("importRows", [filter, from, count], () => this.#opened().rows(filter, from, count));
  importProblems = (code: string | null, from: number, count: number) =>
    this.#answer("importProblems", [code, from, count], () => this.#opened().problems(code, from, count));
  importFileState = () => this.#answer("importFileState", [], () => fileState(this.options.disk));
  saveProblemRows = () => this.#answer("saveProblemRows", [], () => "Documents/faulty-problems.csv");
  checkImport = (onProgress: (progress: ImportProgress) => void) =>
    this.#answer("checkImport", [], () => {
      const total = this.#opened().view().recordCount;
      onProgress({ done: total, total, batch: 1, batches: 1 });
      this.#opened().refused = this.#refusals();
      return checkOf(this.#opened().view(), this.#refusals(), this.options.kept);
    });
  cancelImport = () => this.#answer("cancelImport", [], () => this.#cancel());
  openImports = () => this.#answer("openImports", [], () => this.options.interrupted);
  resumeImport = async (id: string, onProgress: (progress: ImportProgress) => void) => {
    const begun = await this.#answer("resumeImport", [id], () => this.#interrupted(id));
    const rest = begun.shifts - begun.answered;
    const result = await sendInBatches(rest, () => [], this.#job(), onProgress);
    return { ...result, processed: begun.processed + result.processed, receipt: null };
  };
  leaveImport = (id: string) =>
    this.#answer("leaveImport", [id], () => {
      this.#interrupted(id);
      return null;
    });
  loadRequirements = () =>
    this.#answer("loadRequirements", [], () => ({
      intervals: this.#opened().view().recordCount,
      skills: 6,
    }));

  coverage = (from: string | null, to: string | null) =>
    this.#reading("coverage", [from, to], () =>
      this.#cover(from ?? WEEK.from, to ?? WEEK.to, this.#coverage?.threshold ?? this.settings.threshold),
    );
  cancelCoverage = () => this.#answer("cancelCoverage", [], () => this.#stopReading());
  coverageAt = (threshold: number) =>
    this.#answer("coverageAt", [threshold], () => {
      const { from, to } = this.#coverage ?? WEEK;
      return this.#cover(from, to, threshold);
    });

  runForm = () => this.#answer("runForm", [], () => this.#form());
  startRun = (form: RunForm, onProgress: (progress: RunProgress) => void) =>
    this.#run("startRun", form, this.options.outcome, onProgress);
  followRun = (run: string, onProgress: (progress: RunProgress) => void) =>
    this.#run("followRun", null, "completed", onProgress, run);
  runState = () =>
    this.#answer("runState", [], () => {
      const { running, unfinished } = this.options;
      return { running, unfinished: running ? [] : unfinished };
    });
  giveUpRun = (run: string) =>
    this.#answer("giveUpRun", [run], () => {
      this.options.unfinished = this.options.unfinished.filter(({ runId }) => runId !== run);
      return null;
    });
  cancelRun = () => this.#answer("cancelRun", [], () => this.#cancel());
  leaveRun = () =>
    this.#answer("leaveRun", [], () => {
      this.#left = true;
      return null;
    });

  recommendations = () => this.#answer("recommendations", [], () => this.#recommendations);
  exportRecommendations = () =>
    this.#answer("exportRecommendations", [], () => ({
      path: "Documents/recommendations.csv",
      rows: this.#recommendations?.shiftCount ?? 0,
    }));
  history = () => this.#answer("history", [], () => this.#past);
  saveSettings = (settings: SettingsView) =>
    this.#answer("saveSettings", [settings], () => {
      this.settings = settings;
      return settings;
    });

  onFileDrop = async (listener: FileDrop) => {
    this.#drop = listener;
    return () => {
      this.#drop = null;
    };
  };

  onFocus = async (listener: () => void) => {
    window.addEventListener("focus", listener);
    return () => window.removeEventListener("focus", listener);
  };

  async sendImport(
    replace: boolean,
    onlyFailed: boolean,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportResultView> {
    const file = await this.#answer("sendImport", [replace, onlyFailed], () => this.#opened());
    const total = onlyFailed ? file.refused.length : file.view().recordCount;
    const refused = () => (replace ? [] : this.#refusals());
    const result = await sendInBatches(total, refused, this.#job(), onProgress);
    file.refused = result.failures;
    const kept = replace ? 0 : this.options.kept;
    const record = { ...this.#record(), ...recordOf(file.fileName, result, replace, onlyFailed, kept) };
    this.#past = { ...this.#past, imports: [record, ...this.#past.imports] };
    if (result.canGoOn) {
      const { id, processed, failed } = result;
      const begun = { ...this.#record(), id, processed, answered: processed + failed, shifts: total };
      this.options.interrupted = [{ ...begun, fileName: file.fileName, isHere: true }];
    }
    return { ...result, receipt: record.receipt };
  }

  async #run(
    command: Command,
    form: RunForm | null,
    outcome: RunOutcome,
    onProgress: (progress: RunProgress) => void,
    runId = `opt-7f21c${this.#past.runs.length}`,
  ): Promise<RunView> {
    await this.#answer(command, [form ?? runId], () => null);
    await improve(this.#job(), onProgress);
    const ended: RunOutcome = this.#cancelled ? "cancelled" : this.#left ? "stillRunning" : outcome;
    const kept = ended === "completed" || ended === "cancelled";
    if (kept) this.#recommendations = recommended(runId, this.options.agents, form?.skills ?? [...SKILLS]);
    const recommendedShifts = kept ? (this.#recommendations?.shiftCount ?? 0) : 0;
    const record = { ...this.#record(), id: runId, outcome: ended, recommendedShifts };
    this.#past = { ...this.#past, runs: [record, ...this.#past.runs] };
    const message = ended === "failed" ? "The server had no memory left for this run." : null;
    const details =
      ended === "unknown" ? "Tried: start the optimization\nStatus: 504\nRequest id: r-77" : null;
    const view = { runId, at: record.at, outcome: ended, message, details, recommendedShifts };
    const others = this.options.unfinished.filter((other) => other.runId !== runId);
    const open = ended === "stillRunning" || ended === "unknown";
    this.options.unfinished = open ? [view, ...others] : others;
    return view;
  }

  async #answer<T>(command: Command, args: unknown[], make: () => T): Promise<T> {
    this.calls.push({ command, args });
    await new Promise((resolve) => setTimeout(resolve, this.options.delay));
    const fault = this.options.failing[command];
    if (fault !== undefined) throw fault;
    return make();
  }

  /** Takes an interrupted import from the list. */
  #interrupted(id: string): OpenImportView {
    const found = this.options.interrupted.find((each) => each.id === id);
    if (found === undefined) throw FAULTS.noFile;
    this.options.interrupted = this.options.interrupted.filter((each) => each.id !== id);
    return found;
  }

  #job(): Job {
    this.#cancelled = false;
    this.#left = false;
    const { pace, stops } = this.options;
    const pause = () => this.#connections.tellPause();
    return { pace, pause, stops, cancelled: () => this.#cancelled, left: () => this.#left };
  }

  #cancel(): null {
    this.#cancelled = true;
    return null;
  }

  #record() {
    const id = `r${this.#past.imports.length + this.#past.runs.length}`;
    return { id, at: "2026-11-27T15:42:00Z", connection: this.#connections.open?.name ?? "" };
  }

  #connect(connection: ConnectionView): CheckedView {
    this.#file = null;
    this.#coverage = null;
    this.#recommendations = null;
    return this.#connections.take(connection);
  }

  #open(path: string): ImportView {
    const name = path === "" ? "sample-roster.csv" : fileName(path);
    this.#file = new Intake(name, path, this.settings.zone, this.options.remembered);
    return this.#file.view();
  }

  #opened(): Intake {
    if (this.#file === null) throw FAULTS.noFile;
    return this.#file;
  }

  #changed(change: (file: Intake) => void): ImportView {
    change(this.#opened());
    return this.#opened().view();
  }

  #stopReading(): null {
    this.#readingCancelled?.(FAULTS.cancelled);
    return null;
  }

  /** Reading can take its time, and be stopped. */
  async #reading<T>(command: Command, args: unknown[], make: () => T): Promise<T> {
    const cancelled = new Promise<never>((_, reject) => {
      this.#readingCancelled = reject;
    });
    const read = this.#answer(command, args, () => null).then(this.options.readingPace);
    await Promise.race([read, cancelled]);
    return make();
  }

  #refusals(): FailureView[] {
    return refusals(this.options.refused);
  }

  #form(): RunFormView {
    if (this.#coverage === null) throw FAULTS.noCoverage;
    return formFor(this.#coverage);
  }

  #cover(from: string, to: string, threshold: number): CoverageView {
    const make = this.options.requirement ? coverageOf : nothingRequired;
    this.#coverage = make(from, to, this.settings.zone, threshold);
    return this.#coverage;
  }
}
