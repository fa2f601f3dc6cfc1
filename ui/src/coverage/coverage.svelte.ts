import type { Backend, CoverageView } from "../ipc";
import { Task } from "../task.svelte";

/** Coverage of the range that was read last, at the threshold chosen last. */
export class CoverageState {
  view = $state.raw<CoverageView | null>(null);
  readonly loading = new Task();
  readonly judging = new Task();
  /** The planner stopped the reading that was asked for last. */
  #stopped = $state(false);
  #wanted: number | null = null;
  /** The reading that is going on, or the last one. */
  #reading: Promise<unknown> = Promise.resolve();
  #range: { from: string; to: string } | null = null;

  constructor(
    private readonly backend: Backend,
    /** What depends on the gaps is told that they may be others now. */
    private readonly onChanged: () => void,
  ) {}

  /** There is nothing to show, because the planner wanted it so. */
  get notRead(): boolean {
    return this.#stopped && this.view === null && !this.loading.busy;
  }

  /** Local days; without them the range chosen last, else what the shell proposes. */
  async load(
    from: string | null = this.#range?.from ?? null,
    to: string | null = this.#range?.to ?? null,
  ): Promise<void> {
    this.#stopped = false;
    this.#reading = this.loading.run(
      () => this.backend.coverage(from, to),
      (view) => {
        if (from !== null && to !== null) this.#range = { from, to };
        this.#show(view);
      },
    );
    await this.#reading;
  }

  /** Stops the reading; what was read before stays. */
  async cancel(): Promise<void> {
    this.#stopped = true;
    await this.backend.cancelCoverage().catch(() => null);
  }

  /** Sees to it that coverage was read, and answers whether it was. Rejects with the fault that kept it from that. */
  async needed(): Promise<boolean> {
    if (this.view === null) await (this.loading.busy ? this.#reading : this.load());
    if (this.view === null && this.loading.fault !== null) throw this.loading.fault;
    return this.view !== null;
  }

  /** Judges the same records at another threshold: one question at a time, and only the last value waits for its turn. */
  async judge(threshold: number): Promise<void> {
    this.#wanted = threshold;
    if (this.judging.busy) return;
    while (this.#wanted !== null) {
      const next: number = this.#wanted;
      this.#wanted = null;
      await this.judging.run(
        () => this.backend.coverageAt(next),
        (view) => this.#show(view),
      );
    }
  }

  /** The range goes too: the next one is proposed anew. */
  forget(): void {
    this.#range = null;
    this.outdated();
  }

  /** What was read no longer holds, the range still does. */
  outdated(): void {
    this.view = null;
    this.#stopped = false;
    this.loading.dismiss();
    this.judging.dismiss();
    this.onChanged();
  }

  #show(view: CoverageView): void {
    const first = this.view === null;
    this.view = view;
    // Nothing was built on what was not there: a run that ended before is still to be seen.
    if (!first) this.onChanged();
  }
}
