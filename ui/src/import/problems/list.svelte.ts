import type { Backend, ProblemView } from "../../ipc";

const MORE = 50;

/** The list of problems beside the rows, as far as it was asked for. */
export class Problems {
  shown = $state(true);
  items = $state.raw<ProblemView[]>([]);
  #code: string | null = null;
  #asked = 0;

  constructor(private readonly backend: Backend) {}

  /** Problems of one kind, or of all. What was listed of the same kind stays listed, as it is now. */
  async read(code: string | null): Promise<void> {
    const count = code === this.#code ? Math.max(MORE, this.items.length) : MORE;
    this.#code = code;
    await this.#fetch(0, count);
  }

  async more(): Promise<void> {
    await this.#fetch(this.items.length, MORE);
  }

  forget(): void {
    this.#asked += 1;
    this.items = [];
    this.#code = null;
  }

  async #fetch(from: number, count: number): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    // A list that does not come is asked for again with the next change; the change itself tells what is wrong.
    const page = await this.backend.importProblems(this.#code, from, count).catch(() => null);
    if (page === null || asked !== this.#asked) return;
    this.items = from === 0 ? page.problems : [...this.items, ...page.problems];
  }
}
