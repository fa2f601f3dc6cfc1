import type {
  Backend,
  CheckResultView,
  ImportProgress,
  ImportResultView,
  ImportView,
  LoadedRequirements,
} from "../ipc";
import { Task } from "../task.svelte";

/** The file that is open and how far it has come. */
export class ImportState {
  view = $state.raw<ImportView | null>(null);
  checked = $state.raw<CheckResultView | null>(null);
  progress = $state.raw<ImportProgress | null>(null);
  result = $state.raw<ImportResultView | null>(null);
  loaded = $state.raw<LoadedRequirements | null>(null);
  replaceConflicts = $state(false);
  cancelling = $state(false);
  /** When sending began and when it was last heard of, on the clock of `performance.now()`. */
  startedAt = 0;
  progressAt = 0;
  /** A file that was dropped before there was a connection. */
  waitingPath = $state<string | null>(null);
  readonly opening = new Task();
  readonly checking = new Task();
  readonly sending = new Task();
  readonly cancelTask = new Task();

  constructor(
    private readonly backend: Backend,
    private readonly onStored: () => void,
  ) {}

  /** Nothing may change the file while it is checked or sent. */
  get locked(): boolean {
    return this.opening.busy || this.checking.busy || this.sending.busy;
  }

  /** The import ended on the way, by a fault: what is missing is sent by importing all of it again. */
  get stopped(): boolean {
    return this.result !== null && this.result.fault !== null;
  }

  open = (path: string) => this.#show(() => this.backend.openFile(path));
  choose = () => this.#show(() => this.backend.chooseFile());
  openSampleRoster = () => this.#show(() => this.backend.openSampleRoster());
  restore = () => this.#show(() => this.backend.openImport());
  setZone = (zone: string) => this.#show(() => this.backend.setImportZone(zone));

  async close(): Promise<void> {
    await this.opening.run(
      () => this.backend.closeImport(),
      () => this.forget(),
    );
  }

  async check(): Promise<void> {
    this.checked = null;
    await this.checking.run(
      () => this.backend.checkImport(),
      (checked) => {
        this.checked = checked;
      },
    );
  }

  async send(): Promise<void> {
    this.progress = null;
    this.result = null;
    this.cancelling = false;
    this.startedAt = performance.now();
    await this.sending.run(
      () =>
        this.backend.sendImport(this.replaceConflicts, (progress) => {
          this.progressAt = performance.now();
          this.progress = progress;
        }),
      (result) => {
        this.result = result;
      },
    );
    this.cancelling = false;
    // Part of a failed import may have arrived, so what was read from the server before is old either way.
    this.onStored();
  }

  async cancel(): Promise<void> {
    this.cancelling = true;
    const asked = await this.cancelTask.run(
      () => this.backend.cancelImport(),
      () => {},
    );
    if (!asked) this.cancelling = false;
  }

  async loadRequirements(): Promise<void> {
    await this.sending.run(
      () => this.backend.loadRequirements(),
      (loaded) => {
        this.loaded = loaded;
        this.onStored();
      },
    );
  }

  forget(): void {
    this.view = null;
    this.#forgetAnswers();
  }

  async #show(read: () => Promise<ImportView | null>): Promise<void> {
    await this.opening.run(read, (view) => {
      if (view === null) return;
      this.view = view;
      this.#forgetAnswers();
    });
  }

  #forgetAnswers(): void {
    this.checked = null;
    this.progress = null;
    this.result = null;
    this.loaded = null;
    this.replaceConflicts = false;
    this.checking.dismiss();
    this.sending.dismiss();
  }
}
