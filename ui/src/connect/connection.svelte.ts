import type {
  Backend,
  CheckedView,
  CheckReport,
  CheckStep,
  CheckUpdate,
  ConnectionView,
  SavedView,
  SecretKind,
  StartView,
  TenantForm,
} from "../ipc";
import { heard, type Pause } from "../parts/pause";
import { Task } from "../task.svelte";

/** A check that is going on, or how it ended where it opened nothing. */
export type Check = {
  connection: ConnectionView;
  steps: CheckStep[];
  /** `null` as long as it goes on. */
  report: CheckReport | null;
  pause: Pause | null;
};

/** Where the work goes, and the connections that are saved. */
export class ConnectionState {
  saved = $state.raw<ConnectionView[]>([]);
  connected = $state.raw<CheckedView | null>(null);
  check = $state.raw<Check | null>(null);
  /** The pause that the open connection's server asked for. */
  pause = $state.raw<Pause | null>(null);
  /** The planner wants no more of the check that is going on. */
  cancelling = $state(false);
  /** Opening a connection, and all that changes which one is open. */
  readonly opening = new Task();
  readonly checking = new Task();
  readonly #onConnected: (connected: CheckedView) => Promise<void>;

  constructor(
    private readonly backend: Backend,
    onConnected: (connected: CheckedView) => Promise<void>,
  ) {
    this.#onConnected = onConnected;
  }

  get current(): ConnectionView | null {
    return this.connected?.connection ?? null;
  }

  /** The connection asked for last could not be opened. */
  get failed(): boolean {
    const broken = this.check?.report?.steps.some((step) => step.state === "failed") ?? false;
    return broken || this.opening.fault !== null;
  }

  /** The check that goes on of this connection. */
  goingOn(id: string): Check | null {
    const { check } = this;
    return check !== null && check.report === null && check.connection.id === id ? check : null;
  }

  async restore(view: StartView): Promise<void> {
    this.saved = view.connections;
    this.connected = view.connected;
    await this.backend.watchPauses((pause) => {
      this.pause = heard(pause);
    });
  }

  openSample = () => this.#open(() => this.backend.openSample());
  openOwnData = () => this.#open(() => this.backend.openOwnData());

  /** Opens a saved connection; each step of its check is shown as it ends. */
  openSaved(connection: ConnectionView): Promise<boolean> {
    this.#begin(connection);
    return this.#open(() => this.backend.openConnection(connection.id, (update) => this.#note(update)));
  }

  /** Checks a connection and leaves it open or closed as it is. */
  async look(connection: ConnectionView): Promise<void> {
    this.#begin(connection);
    const checked = await this.checking.run(
      () => this.backend.checkConnection(connection.id, (update) => this.#note(update)),
      (checked) => this.#took(checked),
    );
    if (!checked) this.check = null;
  }

  async cancelCheck(): Promise<void> {
    this.cancelling = true;
    await this.backend.cancelCheck();
  }

  /** The answer to a form: saved, and opened as well where that is wanted. */
  async save(form: TenantForm, open: boolean): Promise<boolean> {
    let saved: SavedView | null = null;
    const kept = await this.opening.run(
      () => this.backend.saveConnection(form),
      (view) => {
        saved = view;
        this.#changed(view);
      },
    );
    const view = saved as SavedView | null;
    if (kept && open && view !== null) void this.openSaved(view.connection);
    return kept;
  }

  deleteSecret(id: string, which: SecretKind): Promise<boolean> {
    return this.opening.run(
      () => this.backend.deleteSecret(id, which),
      (view) => this.#changed(view),
    );
  }

  async forget(id: string): Promise<void> {
    await this.opening.run(
      () => this.backend.forgetConnection(id),
      (left) => {
        this.saved = left;
        if (this.current?.id === id) this.connected = null;
        this.dismissCheck(id);
      },
    );
  }

  dismissCheck(id: string): void {
    if (this.check?.connection.id === id) this.check = null;
  }

  async #open(open: () => Promise<CheckedView>): Promise<boolean> {
    let opened = false;
    const answered = await this.opening.run(open, async (checked) => {
      this.#took(checked);
      opened = checked.isOpen;
      if (!opened) return;
      this.saved = [checked.connection, ...this.saved.filter((c) => c.id !== checked.connection.id)];
      await this.#onConnected(checked);
    });
    if (!answered) this.check = null;
    return opened;
  }

  #begin(connection: ConnectionView): void {
    this.cancelling = false;
    this.check = { connection, steps: [], report: null, pause: null };
  }

  #note(update: CheckUpdate): void {
    if (this.check === null) return;
    this.check =
      update.kind === "step"
        ? { ...this.check, steps: [...this.check.steps, update.step] }
        : { ...this.check, pause: heard(update.pause) };
  }

  #took({ connection, isOpen, report }: CheckedView): void {
    this.check = isOpen ? null : { connection, steps: report.steps, report, pause: null };
    if (isOpen) this.connected = { connection, isOpen, report };
  }

  #changed({ connection, isOpen }: SavedView): void {
    const known = this.saved.some((each) => each.id === connection.id);
    this.saved = known
      ? this.saved.map((each) => (each.id === connection.id ? connection : each))
      : [...this.saved, connection];
    this.dismissCheck(connection.id);
    if (this.connected?.connection.id !== connection.id) return;
    this.connected = isOpen ? { ...this.connected, connection } : null;
  }
}
