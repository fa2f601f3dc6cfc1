import type { ConnectionView } from "../ipc";

/** What the bar on top says about where the work goes. */
export function whereWorkGoes(connection: ConnectionView | null): { where: string; name: string } {
  if (connection === null) return { where: "", name: "Not connected" };
  return { where: connection.kind === "tenant" ? "NICE CXone" : "This computer", name: connection.name };
}
