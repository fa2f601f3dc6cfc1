import type { Backend, ExportView, RecommendationsView } from "../ipc";
import { Task } from "../task.svelte";

/** The recommendations of the last run. */
export class RecommendationsState {
  view = $state.raw<RecommendationsView | null>(null);
  exported = $state.raw<ExportView | null>(null);
  readonly loading = new Task();
  readonly exporting = new Task();

  constructor(private readonly backend: Backend) {}

  async load(): Promise<void> {
    await this.loading.run(
      () => this.backend.recommendations(),
      (view) => {
        if (view?.runId !== this.view?.runId) this.exported = null;
        this.view = view;
      },
    );
  }

  async export(): Promise<void> {
    await this.exporting.run(
      () => this.backend.exportRecommendations(),
      (exported) => {
        if (exported !== null) this.exported = exported;
      },
    );
  }

  forget(): void {
    this.view = null;
    this.exported = null;
    this.loading.dismiss();
    this.exporting.dismiss();
  }
}
