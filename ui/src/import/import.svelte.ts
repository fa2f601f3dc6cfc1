import type {
  Backend,
  CheckResultView,
  ImportChange,
  ImportProgress,
  ImportResultView,
  ImportView,
  LoadedRequirements,
  Opening,
} from "../ipc";
import { Task } from "../task.svelte";
import { Disk } from "./disk.svelte";
import { Problems } from "./problems/list.svelte";
import { FileQueue, type QueuedFile } from "./queue/queue.svelte";
import { ColumnsOpen } from "./read/columns.svelte";
import { Rows } from "./rows/rows.svelte";
import { Unfinished } from "./unfinished.svelte";

const AS_TOLD: Opening = { sheet: null, encoding: null, delimiter: null };

/** The file that is open and how far it has come. */
export class ImportState {
  view = $state.raw<ImportView | null>(null);
  checked = $state.raw<CheckResultView | null>(null);
  progress = $state.raw<ImportProgress | null>(null);
  result = $state.raw<ImportResultView | null>(null);
  loaded = $state.raw<LoadedRequirements | null>(null);
  replaceConflicts = $state(false);
  cancelling = $state(false);
  /** The dialog in which a file is chosen is open. */
  choosing = $state(false);
  /** Something was changed after the file was imported. */
  changedSince = $state(false);
  /** Where the rows with problems were saved. */
  savedTo = $state.raw<string | null>(null);
  /** What reading the file again dropped, as far as the planner has read it. */
  dropped = $state("");
  /** What the planner wants to do that would lose what was mended by hand, until that is confirmed. */
  leaving = $state.raw<(() => void) | null>(null);
  /** When sending began and when it was last heard of, on the clock of `performance.now()`. */
  startedAt = 0;
  progressAt = 0;
  /** Files that were dropped before there was a connection. */
  waitingPaths = $state.raw<string[]>([]);
  readonly opening = new Task();
  readonly changing = new Task();
  readonly checking = new Task();
  readonly sending = new Task();
  readonly cancelTask = new Task();
  readonly saving = new Task();
  readonly disk: Disk;
  readonly rows: Rows;
  readonly problems: Problems;
  readonly queue = new FileQueue();
  readonly unfinished: Unfinished;
  readonly columnsOpen = new ColumnsOpen();
  /** How the planner chose to have the file read. */
  #opening: Opening = AS_TOLD;
  /** Changes are made one after the other, in the order in which they were asked for. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly backend: Backend,
    private readonly onStored: () => void,
  ) {
    this.disk = new Disk(backend);
    this.rows = new Rows(backend);
    this.problems = new Problems(backend);
    this.unfinished = new Unfinished(backend);
  }

  /** Nothing may change the file while it is read, checked or sent. */
  get locked(): boolean {
    return this.opening.busy || this.checking.busy || this.sending.busy;
  }

  /** The import ended on the way, by a fault. */
  get stopped(): boolean {
    return this.result !== null && this.result.fault !== null;
  }

  /** The file was imported, or loaded, as it stands. */
  get finished(): boolean {
    return (this.result !== null || this.loaded !== null) && !this.changedSince;
  }

  /** Leaving the file now would lose what was mended by hand. */
  get hasMends(): boolean {
    return this.view !== null && this.view.undo !== null && !this.finished;
  }

  /** Files wait behind this one, so another file comes after it and does not take its place. */
  get keepsItsPlace(): boolean {
    return this.view !== null && !this.finished && (this.hasMends || this.queue.next !== null);
  }

  /** Does it at once, or after the planner confirmed that mends may be lost. */
  leave(action: () => void): void {
    if (this.hasMends) this.leaving = action;
    else action();
  }

  async choose(): Promise<void> {
    let chosen: string[] = [];
    this.choosing = true;
    await this.opening.run(
      () => this.backend.chooseFiles(),
      (paths) => {
        chosen = paths;
      },
    );
    this.choosing = false;
    if (chosen.length > 0) await this.take(chosen);
  }

  /** Files to be imported one after the other; the first opens now unless one is being worked on. */
  async take(paths: string[]): Promise<void> {
    const after = this.keepsItsPlace;
    this.queue.add(paths, after);
    if (!after) await this.openNext();
  }

  /** Opens the first file that waits; one that cannot be read says so in the list, and the one after it is tried. */
  async openNext(): Promise<void> {
    for (let item = this.queue.next; item !== null; item = this.queue.next)
      if ((await this.openQueued(item)) || this.opening.fault === null) return;
  }

  async openQueued(item: QueuedFile): Promise<boolean> {
    const opened = await this.#show(() => this.backend.openFile(item.path));
    if (opened) this.queue.opened(item.id);
    else this.queue.notOpened(item.id, this.opening.fault?.message ?? null);
    return opened;
  }

  openSampleRoster = async (): Promise<void> => {
    if (await this.#show(() => this.backend.openSampleRoster())) this.queue.opened(null);
  };

  restore = () => this.#show(() => this.backend.openImport());

  /** Other sheet, encoding or delimiter: read anew, at the same place of the grid. What was not chosen is told anew. */
  reopen(change: Partial<Opening>): Promise<boolean> {
    return this.#inTurn(() =>
      this.opening.run(
        () => this.backend.reopenImport({ ...this.#opening, ...change }),
        (view) => {
          const otherSheet = view.read.sheet !== this.view?.read.sheet;
          this.#opening = { ...this.#opening, ...change };
          this.#changed(view);
          if (otherSheet) void this.rows.open();
        },
      ),
    );
  }

  async reread(): Promise<void> {
    await this.opening.run(
      () => this.backend.rereadImport(),
      (view) => {
        this.#forgetAnswers();
        this.#changed(view);
      },
    );
  }

  async cancelOpening(): Promise<void> {
    await this.backend.cancelOpen().catch(() => null);
  }

  async close(): Promise<void> {
    await this.opening.run(
      () => this.backend.closeImport(),
      () => {
        this.queue.opened(null);
        this.forget();
      },
    );
  }

  change(change: ImportChange): Promise<boolean> {
    return this.#change(() => this.backend.changeImport(change));
  }

  undo = () => this.#change(() => this.backend.undoImport());
  redo = () => this.#change(() => this.backend.redoImport());

  /** Looks whether the file on disk is still what was read. */
  async lookAtDisk(): Promise<void> {
    if (this.view !== null && !this.opening.busy) await this.disk.look();
  }

  async check(): Promise<void> {
    this.checked = null;
    this.progress = null;
    if (await this.#otherOnDisk()) return;
    this.startedAt = performance.now();
    await this.checking.run(
      () => this.backend.checkImport((progress) => this.#progressed(progress)),
      (checked) => {
        this.checked = checked;
        this.rows.outdated();
      },
    );
    this.cancelling = false;
  }

  /** `onlyFailed`: the rows that the last import of this file did not bring in. */
  async send(onlyFailed = false, replace = this.replaceConflicts): Promise<void> {
    this.progress = null;
    this.cancelling = false;
    if (await this.#otherOnDisk()) return;
    this.result = null;
    this.startedAt = performance.now();
    await this.sending.run(
      () => this.backend.sendImport(replace, onlyFailed, (p) => this.#progressed(p)),
      async (result) => {
        await this.#marked();
        this.result = result;
        this.changedSince = false;
        if (result.fault === null && !result.cancelled) this.queue.imported();
      },
    );
    this.#sent();
  }

  /** Sends the file once more; what stood in its way gives way. */
  replaceStanding(): Promise<void> {
    return this.send(false, true);
  }

  /** Goes on with an import that was interrupted. */
  async resume(id: string): Promise<void> {
    this.progress = null;
    this.cancelling = false;
    this.result = null;
    this.startedAt = performance.now();
    await this.sending.run(
      () => this.backend.resumeImport(id, (progress) => this.#progressed(progress)),
      async (result) => {
        await this.#marked();
        this.result = result;
      },
    );
    this.#sent();
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
    if (await this.#otherOnDisk()) return;
    await this.sending.run(
      () => this.backend.loadRequirements(),
      (loaded) => {
        this.loaded = loaded;
        this.changedSince = false;
        this.queue.imported();
        this.onStored();
      },
    );
  }

  async saveProblemRows(): Promise<void> {
    this.savedTo = null;
    await this.saving.run(
      () => this.backend.saveProblemRows(),
      (path) => {
        this.savedTo = path;
      },
    );
  }

  forget(): void {
    this.view = null;
    this.rows.forget();
    this.problems.forget();
    this.#forgetAnswers();
  }

  /** Which rows and cells the server refused is told by the file. */
  async #marked(): Promise<void> {
    const view = await this.backend.openImport().catch(() => null);
    this.view = view ?? this.view;
    this.rows.outdated();
  }

  #sent(): void {
    this.cancelling = false;
    void this.unfinished.look();
    // Part of a failed import may have arrived, so what was read from the server before is old either way.
    this.onStored();
  }

  #progressed(progress: ImportProgress): void {
    this.progressAt = performance.now();
    this.progress = progress;
  }

  /** Before anything is sent. */
  async #otherOnDisk(): Promise<boolean> {
    await this.disk.look();
    return this.disk.differs;
  }

  #show(read: () => Promise<ImportView | null>): Promise<boolean> {
    return this.opening.run(read, async (view) => {
      if (view === null) return;
      // A file comes up with its first rows: the page is drawn once, not twice.
      await this.rows.open();
      this.view = view;
      this.#opening = AS_TOLD;
      this.#forgetAnswers();
      this.problems.forget();
    });
  }

  #change(ask: () => Promise<ImportView>): Promise<boolean> {
    return this.#inTurn(() => this.changing.run(ask, (view) => this.#changed(view)));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work, work);
    this.#turn = next;
    return next;
  }

  /** What the server said of the file as it was no longer holds. */
  #changed(view: ImportView): void {
    this.view = view;
    this.checked = null;
    this.replaceConflicts = false;
    this.savedTo = null;
    this.changedSince = this.result !== null || this.loaded !== null;
    this.rows.offer = null;
    this.rows.outdated();
  }

  #forgetAnswers(): void {
    this.checked = null;
    this.progress = null;
    this.result = null;
    this.loaded = null;
    this.replaceConflicts = false;
    this.changedSince = false;
    this.disk.forget();
    this.savedTo = null;
    this.leaving = null;
    this.columnsOpen.shown = false;
    this.changing.dismiss();
    this.checking.dismiss();
    this.sending.dismiss();
    this.saving.dismiss();
  }
}
