import type { Backend, ConnectedView, ConnectionView, Fault, StartView, TenantForm } from "../ipc";
import { Fault as FaultError } from "../ipc";
import { Task } from "../task.svelte";

/** Where the work goes, and the connections that are saved. */
export class ConnectionState {
  saved = $state.raw<ConnectionView[]>([]);
  connected = $state.raw<ConnectedView | null>(null);
  /** Why the connection used last could not be opened at start. */
  startFault = $state.raw<Fault | null>(null);
  readonly opening = new Task();
  readonly #onConnected: (connected: ConnectedView) => Promise<void>;

  constructor(
    private readonly backend: Backend,
    onConnected: (connected: ConnectedView) => Promise<void>,
  ) {
    this.#onConnected = onConnected;
  }

  get current(): ConnectionView | null {
    return this.connected?.connection ?? null;
  }

  restore(view: StartView): void {
    this.saved = view.connections;
    this.connected = view.connected;
    this.startFault = view.lastFault === null ? null : new FaultError(view.lastFault);
  }

  openSample = () => this.#open(() => this.backend.openSample());
  openOwnData = () => this.#open(() => this.backend.openOwnData());
  openSaved = (id: string) => this.#open(() => this.backend.openConnection(id));
  openTenant = (form: TenantForm) => this.#open(() => this.backend.connectTenant(form));

  async forget(id: string): Promise<void> {
    await this.opening.run(
      () => this.backend.forgetConnection(id),
      (left) => {
        this.saved = left;
        if (this.current?.id === id) this.connected = null;
      },
    );
  }

  #open(open: () => Promise<ConnectedView>): Promise<boolean> {
    return this.opening.run(open, async (connected) => {
      this.connected = connected;
      this.startFault = null;
      this.saved = [connected.connection, ...this.saved.filter((c) => c.id !== connected.connection.id)];
      await this.#onConnected(connected);
    });
  }
}
