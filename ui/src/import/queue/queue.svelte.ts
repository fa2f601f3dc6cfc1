import { fileName } from "../../format";

/** waiting: not opened yet; skipped: was open, or could have been, and was not imported. */
export type QueueState = "waiting" | "open" | "imported" | "skipped" | "failed";

export type QueuedFile = { id: number; path: string; name: string; state: QueueState; note: string | null };

/** Files that are taken one after the other. None leaves the list before all of them are done with. */
export class FileQueue {
  items = $state.raw<QueuedFile[]>([]);
  #made = 0;

  /** The first that waits. */
  get next(): QueuedFile | null {
    return this.items.find((item) => item.state === "waiting") ?? null;
  }

  get waiting(): number {
    return this.items.filter((item) => item.state === "waiting").length;
  }

  /** One file alone needs no list. */
  get shown(): boolean {
    return this.items.length > 1;
  }

  /** Adds files; a list that is done with, or of one file alone, makes room for the new one unless `after` it. */
  add(paths: string[], after: boolean): void {
    const unsolved = this.shown && this.items.some(({ state }) => state !== "imported");
    const kept = after || unsolved ? this.items : [];
    const fresh = paths.map((path): QueuedFile => {
      this.#made += 1;
      return { id: this.#made, path, name: fileName(path), state: "waiting", note: null };
    });
    this.items = [...kept, ...fresh];
  }

  /** This file is open now; the one before it, if nothing was imported from it, is skipped. */
  opened(id: number | null): void {
    this.items = this.items.map((item) => {
      if (item.id === id) return { ...item, state: "open", note: null };
      return item.state === "open" ? { ...item, state: "skipped" } : item;
    });
  }

  /** `reason` null: the planner stopped the reading. */
  notOpened(id: number, reason: string | null): void {
    this.#set(id, reason === null ? "skipped" : "failed", reason);
  }

  /** The open file was imported. */
  imported(): void {
    const open = this.items.find(({ state }) => state === "open");
    if (open !== undefined) this.#set(open.id, "imported", null);
  }

  /** Takes a file that waits, or that was done with, off the list. */
  remove(id: number): void {
    this.items = this.items.filter((item) => item.id !== id || item.state === "open");
  }

  forget(): void {
    this.items = [];
  }

  #set(id: number, state: QueueState, note: string | null): void {
    this.items = this.items.map((item) => (item.id === id ? { ...item, state, note } : item));
  }
}
