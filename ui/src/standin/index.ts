// Stands in for the shell where there is none: in a plain browser during development, and in tests. Never shipped.
import type {
  Backend,
  CheckResultView,
  ConnectedView,
  ConnectionView,
  CoverageView,
  FileDrop,
  HistoryView,
  ImportProgress,
  ImportResultView,
  ImportView,
  RecommendationsView,
  RunForm,
  RunFormView,
  RunOutcome,
  RunProgress,
  RunView,
  SettingsView,
  TenantForm,
} from "../ipc";
import { coverageOf, nothingRequired } from "./coverage";
import { FAULTS, own, PAST, sample, steps, tenant } from "./data";
import { faulty, requirements, roster, SKILLS } from "./files";
import { formFor, improve, type Job, sendInBatches } from "./jobs";
import { type Command, DEFAULTS, type StandInOptions } from "./options";
import { recommended } from "./recommended";

const WEEK = { from: "2026-11-30", to: "2026-12-06" };

export class StandIn implements Backend {
  readonly options: StandInOptions;
  /** Every command that was called, with its arguments. */
  readonly calls: { command: Command; args: unknown[] }[] = [];
  settings: SettingsView;
  #connection: ConnectionView | null;
  #saved: ConnectionView[];
  #file: ImportView | null = null;
  #cancelled = false;
  #coverage: CoverageView | null = null;
  #recommendations: RecommendationsView | null = null;
  #past: HistoryView;
  #drop: FileDrop | null = null;

  constructor(options: Partial<StandInOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
    const { connection, saved, theme, history } = this.options;
    this.#connection = connection;
    this.#saved = saved.length > 0 || connection === null ? saved : [connection];
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
      connections: this.#saved,
      connected: this.#connection === null ? null : connectedTo(this.#connection),
      lastFault: this.options.lastFault,
      zones: Intl.supportedValuesOf("timeZone"),
      settings: this.settings,
    }));
  openSample = () => this.#answer("openSample", [], () => this.#connect(sample));
  openOwnData = () => this.#answer("openOwnData", [], () => this.#connect(own));
  connectTenant = (form: TenantForm) =>
    this.#answer("connectTenant", [form], () => this.#connect(tenant(form)));
  openConnection = (id: string) =>
    this.#answer("openConnection", [id], () => this.#connect(this.#saved.find((c) => c.id === id) ?? sample));
  forgetConnection = (id: string) =>
    this.#answer("forgetConnection", [id], () => {
      this.#saved = this.#saved.filter((c) => c.id !== id);
      return this.#saved;
    });

  chooseFile = () => this.#answer("chooseFile", [], () => this.#open("Documents/shifts-week-49.csv"));
  openFile = (path: string) => this.#answer("openFile", [path], () => this.#open(path));
  openSampleRoster = () =>
    this.#answer("openSampleRoster", [], () => this.#open("Documents/sample-roster.csv"));
  openImport = () => this.#answer("openImport", [], () => this.#file);
  setImportZone = (zone: string) =>
    this.#answer("setImportZone", [zone], () => {
      this.#file = { ...this.#opened(), zone };
      return this.#file;
    });
  closeImport = () =>
    this.#answer("closeImport", [], () => {
      this.#file = null;
      return null;
    });
  checkImport = () => this.#answer("checkImport", [], () => this.#check(false));
  cancelImport = () => this.#answer("cancelImport", [], () => this.#cancel());
  loadRequirements = () =>
    this.#answer("loadRequirements", [], () => ({ intervals: this.#opened().recordCount, skills: 6 }));

  coverage = (from: string | null, to: string | null) =>
    this.#answer("coverage", [from, to], () =>
      this.#cover(from ?? WEEK.from, to ?? WEEK.to, this.#coverage?.threshold ?? this.settings.threshold),
    );
  coverageAt = (threshold: number) =>
    this.#answer("coverageAt", [threshold], () => {
      const { from, to } = this.#coverage ?? WEEK;
      return this.#cover(from, to, threshold);
    });

  runForm = () => this.#answer("runForm", [], () => this.#form());
  startRun = (form: RunForm, onProgress: (progress: RunProgress) => void) =>
    this.#run("startRun", form, this.options.outcome, onProgress);
  followRun = (onProgress: (progress: RunProgress) => void) =>
    this.#run("followRun", null, "completed", onProgress);
  cancelRun = () => this.#answer("cancelRun", [], () => this.#cancel());

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

  async sendImport(
    replace: boolean,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportResultView> {
    const file = await this.#answer("sendImport", [replace], () => this.#opened());
    const result = await sendInBatches(file.recordCount, () => this.#check(replace), this.#job(), onProgress);
    const { processed, failed, cancelled } = result;
    const stopped = result.fault !== null;
    const record = { ...this.#record(), fileName: file.fileName, processed, failed, cancelled, stopped };
    this.#past = { ...this.#past, imports: [record, ...this.#past.imports] };
    return result;
  }

  async #run(
    command: Command,
    form: RunForm | null,
    outcome: RunOutcome,
    onProgress: (progress: RunProgress) => void,
  ): Promise<RunView> {
    await this.#answer(command, [form], () => null);
    await improve(this.#job(), onProgress);
    const ended: RunOutcome = this.#cancelled ? "cancelled" : outcome;
    const kept = ended === "completed" || ended === "cancelled";
    const runId = `opt-7f21c${this.#past.runs.length}`;
    if (kept) this.#recommendations = recommended(runId, this.options.agents, form?.skills ?? [...SKILLS]);
    const recommendedShifts = kept ? (this.#recommendations?.shiftCount ?? 0) : 0;
    const record = { ...this.#record(), id: runId, outcome: ended, recommendedShifts };
    this.#past = { ...this.#past, runs: [record, ...this.#past.runs] };
    const message = ended === "failed" ? "The server had no memory left for this run." : null;
    const view = { runId, outcome: ended, message, recommendedShifts };
    this.options.unfinished = ended === "stillRunning" || ended === "unknown" ? view : null;
    return view;
  }

  async #answer<T>(command: Command, args: unknown[], make: () => T): Promise<T> {
    this.calls.push({ command, args });
    await new Promise((resolve) => setTimeout(resolve, this.options.delay));
    const fault = this.options.failing[command];
    if (fault !== undefined) throw fault;
    return make();
  }

  #job(): Job {
    this.#cancelled = false;
    const { pace, pauseSeconds, stops } = this.options;
    return { pace, pauseSeconds, stops, cancelled: () => this.#cancelled };
  }

  #cancel(): null {
    this.#cancelled = true;
    return null;
  }

  #record() {
    const id = `r${this.#past.imports.length + this.#past.runs.length}`;
    return { id, at: "2026-11-27T15:42:00Z", connection: this.#connection?.name ?? "" };
  }

  #connect(connection: ConnectionView): ConnectedView {
    this.#connection = connection;
    this.#saved = [connection, ...this.#saved.filter((c) => c.id !== connection.id)];
    this.#file = null;
    this.#coverage = null;
    this.#recommendations = null;
    return connectedTo(connection);
  }

  #open(path: string): ImportView {
    const name = path.split("/").at(-1) ?? path;
    const make = name.includes("required") ? requirements : name.includes("faulty") ? faulty : roster;
    this.#file = make(name, path, this.settings.zone);
    return this.#file;
  }

  #opened(): ImportView {
    if (this.#file === null) throw FAULTS.noFile;
    return this.#file;
  }

  #form(): RunFormView {
    if (this.#coverage === null) throw FAULTS.noCoverage;
    const { running, unfinished } = this.options;
    return { ...formFor(this.#coverage), running, unfinished: running ? null : unfinished };
  }

  #check(replace: boolean): CheckResultView {
    const failed = replace ? 0 : this.options.refused;
    const failures = Array.from({ length: failed }, (_, i) => ({
      line: 18 + i * 7,
      agentId: `AGENT-${1004 + i}`,
      message: "Overlaps the shift Tue 1 Dec 06:00–14:00 that the agent already has.",
    }));
    return { processed: this.#opened().recordCount - failed, failed, failures };
  }

  #cover(from: string, to: string, threshold: number): CoverageView {
    const make = this.options.requirement ? coverageOf : nothingRequired;
    this.#coverage = make(from, to, this.settings.zone, threshold);
    return this.#coverage;
  }
}

function connectedTo(connection: ConnectionView): ConnectedView {
  return { connection, steps: steps(connection) };
}
