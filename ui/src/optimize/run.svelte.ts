import type { Backend, RunForm, RunFormView, RunOutcome, RunProgress, RunStateView, RunView } from "../ipc";
import { Task } from "../task.svelte";

/** The rules of the next run, the run that is going on, and how the last one ended. */
export class RunState {
  view = $state.raw<RunFormView | null>(null);
  form = $state<RunForm | null>(null);
  progress = $state.raw<RunProgress | null>(null);
  /** Hours filled by the best answer so far, one value for each that differed. */
  curve = $state.raw<number[]>([]);
  result = $state.raw<RunView | null>(null);
  /** Runs whose outcome is open and that nobody waits for, newest first. */
  unfinished = $state.raw<RunView[]>([]);
  /** The program waits for a run that this window did not start or lost sight of, because it was loaded anew. */
  elsewhere = $state(false);
  /** Such a run has ended. */
  endedElsewhere = $state(false);
  /** What was asked last was whether the server has a run at all. */
  looking = $state(false);
  cancelling = $state(false);
  /** When the run was last heard of, on the clock of `performance.now()`. */
  progressAt = 0;
  readonly loading = new Task();
  readonly running = new Task();
  readonly cancelTask = new Task();
  readonly standing = new Task();
  readonly givingUp = new Task();
  /** Runs whose outcome is open and that the planner left; they are offered again at the next visit. */
  #left = $state.raw<string[]>([]);

  constructor(
    private readonly backend: Backend,
    /** Gaps need coverage: reads it where it was not, and answers whether it stands. */
    private readonly coverage: () => Promise<boolean>,
    private readonly onCompleted: () => Promise<void>,
  ) {}

  /** What to show of runs: how the last one here ended, and those whose outcome is open. */
  get outcomes(): RunView[] {
    if (this.running.busy || this.elsewhere) return [];
    const { result } = this;
    const open = this.unfinished.filter(
      ({ runId }) => runId !== result?.runId && !this.#left.includes(runId),
    );
    return result === null ? open : [result, ...open];
  }

  /** The first of them. */
  get shown(): RunView | null {
    return this.outcomes[0] ?? null;
  }

  /** Whether a run may be going on at the server that nobody here waits for. */
  get open(): RunOutcome | null {
    const { result, unfinished } = this;
    return (isOpen(result) ? result : unfinished[0])?.outcome ?? null;
  }

  async load(): Promise<void> {
    await this.loading.run(
      async () => ((await this.coverage()) ? await this.backend.runForm() : null),
      (view) => this.#take(view),
    );
  }

  /** A connection is open: one of its runs may be under way. What runs on at its server is taken up again. */
  async restore(): Promise<void> {
    await this.#look();
    const running = this.unfinished.find((run) => run.outcome === "stillRunning");
    if (running !== undefined) void this.follow(running);
  }

  /** The planner comes to this step. */
  visit(): void {
    this.#left = [];
  }

  /** Looks again and again while somebody else waits for a run; answers with what stops that. */
  watch(everyMilliseconds: number): (() => void) | undefined {
    if (!this.elsewhere || this.running.busy) return undefined;
    const looking = setInterval(() => {
      if (!this.standing.busy) void this.#look();
    }, everyMilliseconds);
    return () => clearInterval(looking);
  }

  start = (form: RunForm) => this.#follow((progress) => this.backend.startRun(form, progress));
  follow = (run: RunView) => this.#follow((progress) => this.backend.followRun(run.runId, progress), run);

  async cancel(): Promise<void> {
    this.cancelling = true;
    const asked = await this.cancelTask.run(
      () => this.backend.cancelRun(),
      () => {},
    );
    if (!asked) this.cancelling = false;
  }

  /** Waits no longer; the run goes on at the server. */
  async stopWaiting(): Promise<void> {
    await this.cancelTask.run(
      () => this.backend.leaveRun(),
      () => {},
    );
  }

  /** A run whose outcome is open goes on without being waited for. */
  leave({ runId }: RunView): void {
    if (this.result?.runId === runId) this.result = null;
    this.#left = [...this.#left, runId];
  }

  /** Asks no more what became of a run whose outcome is open. */
  async giveUp({ runId }: RunView): Promise<void> {
    await this.givingUp.run(
      () => this.backend.giveUpRun(runId),
      async () => {
        if (this.result?.runId === runId) this.result = null;
        await this.#look();
        await this.onCompleted();
      },
    );
  }

  /** The gaps may have changed: what will be targeted must be asked for anew. */
  forget(): void {
    this.view = null;
    if (!this.running.busy) this.result = null;
    this.loading.dismiss();
  }

  /** Another connection is open: what was said of runs at the one before does not hold here. */
  moved(): void {
    this.running.dismiss();
    this.standing.dismiss();
    this.givingUp.dismiss();
    this.result = null;
    this.unfinished = [];
    this.looking = false;
    this.endedElsewhere = false;
  }

  async #follow(
    run: (onProgress: (progress: RunProgress) => void) => Promise<RunView>,
    followed: RunView | null = null,
  ): Promise<void> {
    this.progress = null;
    this.progressAt = performance.now();
    this.curve = [];
    this.result = null;
    this.unfinished = this.unfinished.filter(({ runId }) => runId !== followed?.runId);
    this.looking = followed?.outcome === "unknown";
    this.#left = [];
    this.endedElsewhere = false;
    this.cancelling = false;
    const ended = await this.running.run(
      () => run((progress) => this.#note(progress)),
      async (result) => {
        this.result = result;
        await this.#look();
        if (result.recommendedShifts > 0) await this.onCompleted();
      },
    );
    this.cancelling = false;
    // A run that was sent may go on without an answer here; if so it is offered again.
    if (!ended) await this.#look();
  }

  async #look(): Promise<void> {
    await this.standing.run(
      () => this.backend.runState(),
      (state) => this.#stands(state),
    );
  }

  async #stands({ running, unfinished }: RunStateView): Promise<void> {
    const over = this.elsewhere && !running;
    this.elsewhere = running && !this.running.busy;
    this.unfinished = unfinished;
    if (!over) return;
    this.cancelling = false;
    this.endedElsewhere = unfinished.length === 0;
    await this.onCompleted();
  }

  #take(view: RunFormView | null): void {
    if (view === null) return;
    // What the planner set stays; only the skills follow other gaps.
    if (this.form === null) this.form = view.form;
    else if (this.view === null) this.form = { ...this.form, skills: view.form.skills };
    this.view = view;
  }

  #note(progress: RunProgress): void {
    this.progressAt = performance.now();
    this.progress = progress;
    const filled = progress.best?.coveredHours;
    if (filled !== undefined && filled !== this.curve.at(-1)) this.curve = [...this.curve, filled];
  }
}

function isOpen(run: RunView | null): boolean {
  return run?.outcome === "stillRunning" || run?.outcome === "unknown";
}
