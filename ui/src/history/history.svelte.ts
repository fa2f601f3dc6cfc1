import type { Backend, HistoryView } from "../ipc";
import { Task } from "../task.svelte";

/** Imports and runs of the past. */
export class HistoryState {
  view = $state.raw<HistoryView | null>(null);
  readonly loading = new Task();

  constructor(private readonly backend: Backend) {}

  async load(): Promise<void> {
    await this.loading.run(
      () => this.backend.history(),
      (view) => {
        this.view = view;
      },
    );
  }

  /** Reads again what a page may be showing. */
  async refresh(): Promise<void> {
    if (this.view !== null) await this.load();
  }

  forget(): void {
    this.view = null;
  }
}
