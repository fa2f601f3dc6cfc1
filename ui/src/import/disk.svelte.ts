import type { Backend, FileState } from "../ipc";

/** What became of the open file on disk since it was read. */
export class Disk {
  /** `null` as long as it is as it was, or the planner goes on with what was read. */
  state = $state.raw<FileState | null>(null);
  #accepted: FileState["kind"] | null = null;

  constructor(private readonly backend: Backend) {}

  /** What was read is no longer what the file says, and the planner has not said yet what holds. */
  get differs(): boolean {
    return this.state?.kind === "changed" || this.state?.kind === "vanished";
  }

  async look(): Promise<void> {
    // A file that cannot be looked at is told of when it is read; nothing hangs on this answer alone.
    const state = await this.backend.importFileState().catch(() => null);
    if (state === null) return;
    const asRead = state.kind === "same" || state.kind === "none";
    this.state = asRead || state.kind === this.#accepted ? null : state;
  }

  /** The planner goes on with what was read. */
  accept(): void {
    this.#accepted = this.state?.kind ?? null;
    this.state = null;
  }

  forget(): void {
    this.state = null;
    this.#accepted = null;
  }
}
