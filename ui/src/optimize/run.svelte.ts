import type { Backend, RunForm, RunFormView, RunProgress, RunView } from "../ipc";
import { Task } from "../task.svelte";

/** The rules of the next run, the run that is going on, and how the last one ended. */
export class RunState {
  view = $state.raw<RunFormView | null>(null);
  form = $state<RunForm | null>(null);
  progress = $state.raw<RunProgress | null>(null);
  /** Hours filled by the best answer so far, one value for each that differed. */
  curve = $state.raw<number[]>([]);
  result = $state.raw<RunView | null>(null);
  cancelling = $state(false);
  /** When the run was last heard of, on the clock of `performance.now()`. */
  progressAt = 0;
  readonly loading = new Task();
  readonly running = new Task();
  readonly cancelTask = new Task();

  constructor(
    private readonly backend: Backend,
    private readonly onCompleted: () => Promise<void>,
  ) {}

  async load(): Promise<void> {
    await this.loading.run(
      () => this.backend.runForm(),
      (view) => {
        this.view = view;
        // What the planner set stays; only the skills follow the gaps.
        this.form = this.form === null ? view.form : { ...this.form, skills: view.form.skills };
      },
    );
  }

  start = (form: RunForm) => this.#follow((progress) => this.backend.startRun(form, progress));
  follow = () => this.#follow((progress) => this.backend.followRun(progress));

  async cancel(): Promise<void> {
    this.cancelling = true;
    const asked = await this.cancelTask.run(
      () => this.backend.cancelRun(),
      () => {},
    );
    if (!asked) this.cancelling = false;
  }

  /** The run goes on without being waited for. */
  leave(): void {
    this.result = null;
    if (this.view !== null) this.view = { ...this.view, running: false };
  }

  /** The gaps changed: what will be targeted must be asked for anew. */
  forget(): void {
    this.view = null;
    if (!this.running.busy) this.result = null;
    this.loading.dismiss();
  }

  async #follow(run: (onProgress: (progress: RunProgress) => void) => Promise<RunView>): Promise<void> {
    this.progress = null;
    this.progressAt = performance.now();
    this.curve = [];
    this.result = null;
    this.cancelling = false;
    await this.running.run(
      () => run((progress) => this.#note(progress)),
      async (result) => {
        this.result = result;
        if (result.recommendedShifts > 0) await this.onCompleted();
      },
    );
    this.cancelling = false;
  }

  #note(progress: RunProgress): void {
    this.progressAt = performance.now();
    this.progress = progress;
    const filled = progress.best?.coveredHours;
    if (filled !== undefined && filled !== this.curve.at(-1)) this.curve = [...this.curve, filled];
  }
}
