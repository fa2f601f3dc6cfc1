import { secretStillFits } from "../connect/tenant";
import type {
  CheckedView,
  CheckUpdate,
  ConnectionView,
  Fault,
  PauseView,
  SavedView,
  SecretKind,
  TenantForm,
} from "../ipc";
import { FAULTS, own, reportOf, sample, steps, tenant } from "./data";
import type { StandInOptions } from "./options";

/** The stand-in's saved connections, and the one that is open. */
export class Connections {
  open: ConnectionView | null;
  saved: ConnectionView[];
  /** Who hears of pauses. */
  listener: ((pause: PauseView | null) => void) | null = null;
  #cancelled: ((fault: Fault) => void) | null = null;

  constructor(private readonly options: StandInOptions) {
    const { connection, saved, last } = options;
    this.open = connection;
    const known = [connection, last].filter((each) => each !== null);
    this.saved = saved.length > 0 ? saved : known;
  }

  find(id: string): ConnectionView {
    const known = this.saved.find((each) => each.id === id);
    return known ?? (id === "own" ? own : sample);
  }

  checked(connection: ConnectionView): CheckedView {
    const isOpen = this.open?.id === connection.id;
    const finds = connection.tenant === null ? "everything" : this.options.finds;
    return { connection, isOpen, report: reportOf(connection, steps(finds)) };
  }

  /** Tells each step of a check at its pace, unless it is cancelled. */
  async check(onUpdate: (update: CheckUpdate) => void): Promise<void> {
    const cancelled = new Promise<never>((_, reject) => {
      this.#cancelled = reject;
    });
    const pause = this.pause();
    if (pause !== null) onUpdate({ kind: "pause", pause });
    for (const step of steps(this.options.finds)) {
      await Promise.race([this.options.checkPace(), cancelled]);
      onUpdate({ kind: "step", step });
    }
  }

  cancelCheck(): null {
    this.#cancelled?.(FAULTS.cancelled);
    return null;
  }

  /** The server asks for its pause now, if it asks for one. */
  tellPause(): void {
    const pause = this.pause();
    if (pause !== null) this.listener?.(pause);
  }

  take(connection: ConnectionView): CheckedView {
    this.open = connection;
    this.saved = [connection, ...this.saved.filter((each) => each.id !== connection.id)];
    return this.checked(connection);
  }

  save(form: TenantForm): SavedView {
    const before = this.saved.find((each) => each.id === form.id) ?? null;
    const kept = secretStillFits(form, before) ? (before?.tenant?.secret ?? "missing") : "missing";
    return this.#changed(tenant(form, form.secret ? "keychain" : kept));
  }

  deleteSecret(id: string, which: SecretKind): SavedView {
    const known = this.find(id);
    if (known.tenant === null) return this.#changed(known);
    const { proxy } = known.tenant;
    const left =
      which === "client"
        ? { ...known.tenant, secret: "missing" as const }
        : { ...known.tenant, proxy: { ...proxy, password: "missing" as const } };
    return this.#changed({ ...known, tenant: left });
  }

  forget(id: string): ConnectionView[] {
    this.saved = this.saved.filter((each) => each.id !== id);
    return this.saved;
  }

  private pause(): PauseView | null {
    const { pauseSeconds: seconds, askedSeconds } = this.options;
    return seconds === null ? null : { seconds, askedSeconds };
  }

  /** An open connection that leads elsewhere now is closed. */
  #changed(connection: ConnectionView): SavedView {
    const known = this.saved.some((each) => each.id === connection.id);
    this.saved = known
      ? this.saved.map((each) => (each.id === connection.id ? connection : each))
      : [...this.saved, connection];
    const wasOpen = this.open?.id === connection.id;
    const same = JSON.stringify(this.open?.tenant) === JSON.stringify(connection.tenant);
    if (wasOpen) this.open = same ? connection : null;
    return { connection, isOpen: wasOpen && same };
  }
}
