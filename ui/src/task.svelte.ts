import { asFault, type Fault } from "./ipc";

/**
 * One thing that the planner can start and wait for. The fault stays until the next attempt or until it is dismissed, so that
 * moving to another step does not lose it.
 */
export class Task {
  busy = $state(false);
  fault = $state<Fault | null>(null);

  /**
   * Asks, and hands the answer to `use` while the task is still busy: nobody sees it idle without its answer.
   * Answers whether it worked; what the planner cancelled did not, and is no fault.
   */
  async run<T>(ask: () => Promise<T>, use: (answer: T) => void | Promise<void>): Promise<boolean> {
    this.busy = true;
    this.fault = null;
    try {
      await use(await ask());
      return true;
    } catch (thrown) {
      const fault = asFault(thrown);
      if (fault.code !== "cancelled") this.fault = fault;
      return false;
    } finally {
      this.busy = false;
    }
  }

  dismiss(): void {
    this.fault = null;
  }
}
