import type { Backend, OpenImportView } from "../ipc";
import { Task } from "../task.svelte";

/** Imports that were interrupted and can go on. */
export class Unfinished {
  all = $state.raw<OpenImportView[]>([]);
  readonly leaving = new Task();

  constructor(private readonly backend: Backend) {}

  /** What cannot be asked now is asked with the next start, connection or import. */
  async look(): Promise<void> {
    this.all = await this.backend.openImports().catch(() => []);
  }

  async leave(id: string): Promise<void> {
    await this.leaving.run(
      () => this.backend.leaveImport(id),
      () => this.look(),
    );
  }
}
