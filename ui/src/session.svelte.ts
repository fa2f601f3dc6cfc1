import { getContext, setContext } from "svelte";
import { ConnectionState } from "./connect/connection.svelte";
import { CoverageState } from "./coverage/coverage.svelte";
import { HistoryState } from "./history/history.svelte";
import { ImportState } from "./import/import.svelte";
import type { Backend, CheckedView, ConnectionView, SettingsView } from "./ipc";
import { RunState } from "./optimize/run.svelte";
import { RecommendationsState } from "./recommendations/recommendations.svelte";
import type { Step } from "./shell/rail";
import { Task } from "./task.svelte";
import { drawnTheme } from "./theme";

/**
 * What the window knows: the connection, the file, coverage, the run and its recommendations. It outlives the steps, so
 * work goes on and faults stay where they happened while the planner looks at another step.
 */
export class Session {
  step = $state<Step>("connect");
  /** False until the shell has told what it remembers. */
  started = $state(false);
  zones = $state.raw<string[]>([]);
  systemIsDark = $state(false);
  settings = $state.raw<SettingsView>({
    theme: "system",
    zone: "UTC",
    threshold: 0.85,
    pollSeconds: 5,
    deadlineSeconds: 300,
  });
  readonly starting = new Task();
  readonly saving = new Task();
  readonly connection: ConnectionState;
  readonly file: ImportState;
  readonly coverage: CoverageState;
  readonly run: RunState;
  readonly recommendations: RecommendationsState;
  readonly history: HistoryState;

  constructor(
    readonly backend: Backend,
    /** Milliseconds between two looks at a run that another window waits for. */
    readonly lookEvery = 3000,
  ) {
    this.connection = new ConnectionState(backend, (connected) => this.#connected(connected));
    this.file = new ImportState(backend, () => this.#stored());
    this.coverage = new CoverageState(backend, () => this.run.forget());
    this.run = new RunState(
      backend,
      () => this.coverage.needed(),
      () => this.#proposed(),
    );
    this.recommendations = new RecommendationsState(backend);
    this.history = new HistoryState(backend);
  }

  /** The zone in which times are shown. */
  get zone(): string {
    return this.settings.zone;
  }

  get drawnTheme(): "light" | "dark" {
    return drawnTheme(this.settings.theme, this.systemIsDark);
  }

  /** Work that a change of connection would tear apart. */
  get atWork(): boolean {
    return this.file.sending.busy || this.run.running.busy || this.run.elsewhere;
  }

  /** Another connection is being opened: nothing starts on the one that is about to go. */
  get moving(): boolean {
    return this.connection.opening.busy;
  }

  get fileLocked(): boolean {
    return this.file.locked || this.moving;
  }

  async start(): Promise<void> {
    await this.starting.run(
      () => this.backend.start(),
      async (view) => {
        this.zones = view.zones;
        this.settings = view.settings;
        await this.connection.restore(view);
        if (view.connected === null) return this.#reopen(view.last);
        this.step = "import";
        await Promise.all([
          this.file.restore(),
          this.file.unfinished.look(),
          this.recommendations.load(),
          this.run.restore(),
        ]);
      },
    );
    this.started = true;
  }

  go(step: Step): void {
    this.step = step;
  }

  /** What is let go over the window opens in Import, one file after the other; as long as no connection stands it is kept. */
  dropped(paths: string[]): void {
    if (paths.length === 0 || this.file.locked) return;
    if (this.connection.connected === null || this.moving) {
      this.file.waitingPaths = paths;
      this.step = "connect";
      return;
    }
    this.file.waitingPaths = [];
    this.step = "import";
    void this.file.take(paths);
  }

  saveSettings(settings: SettingsView): Promise<boolean> {
    const before = this.settings;
    return this.saving.run(
      () => this.backend.saveSettings(settings),
      (saved) => {
        this.settings = saved;
        // Days are local to the shown zone and gaps depend on the threshold, so what was read before no longer holds.
        if (saved.zone !== before.zone || saved.threshold !== before.threshold) this.coverage.outdated();
      },
    );
  }

  /** What is on this computer opens at once; a tenant may take its time, and the window shows how far it is. */
  async #reopen(last: ConnectionView | null): Promise<void> {
    // Its secret would make the keychain ask for a password before anybody wanted anything.
    if (last === null || last.tenant?.secret === "locked") return;
    this.started = last.kind === "tenant";
    const opened = await this.connection.openSaved(last);
    if (opened && this.step === "connect") this.step = "import";
  }

  async #connected(connected: CheckedView): Promise<void> {
    this.file.forget();
    this.file.queue.forget();
    void this.file.unfinished.look();
    this.coverage.forget();
    this.run.moved();
    this.recommendations.forget();
    this.history.forget();
    const waiting = this.file.waitingPaths;
    if (waiting.length > 0 && connected.report.steps.every((step) => step.state !== "failed")) {
      this.file.waitingPaths = [];
      this.step = "import";
      await this.file.take(waiting);
    }
    await Promise.all([this.recommendations.load(), this.run.restore()]);
  }

  /** A run ended: there may be recommendations, and there is another line in the history. */
  async #proposed(): Promise<void> {
    await Promise.all([this.history.refresh(), this.recommendations.load()]);
  }

  #stored(): void {
    this.coverage.forget();
    void this.history.refresh();
  }
}

const KEY = Symbol("session");

export function provideSession(session: Session): void {
  setContext(KEY, session);
}

export function useSession(): Session {
  return getContext<Session>(KEY);
}
