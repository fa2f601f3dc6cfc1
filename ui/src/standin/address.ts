import type { ConnectionView, Fault, FileState, RunOutcome, SettingsView } from "../ipc";
import { FAULTS, openRun, own, sample, tenant } from "./data";
import { StandIn } from "./index";
import type { Command, StandInOptions } from "./options";

/** A stand-in set up from the address: `?connected=sample&outcome=failed&fail=coverage,sendImport&delay=80`. */
export function standInFromAddress(address: URL): StandIn {
  const asked = address.searchParams;
  const connections: Record<string, ConnectionView> = { sample, own, tenant: tenant(null) };
  const failing: Partial<Record<Command, Fault>> = {};
  for (const command of asked.get("fail")?.split(",") ?? []) failing[command as Command] = FAULTS.down;
  const delay = Number(asked.get("delay") ?? 60);
  const lost: ConnectionView = { ...tenant(null, "missing"), id: "lost", name: "Sales US" };
  const made = new StandIn({
    delay,
    pace: () => new Promise((resolve) => setTimeout(resolve, delay * 2)),
    connection: connections[asked.get("connected") ?? ""] ?? null,
    saved: asked.has("saved") ? [sample, tenant(null), lost] : [],
    last: asked.has("last") ? tenant(null) : null,
    finds: (asked.get("finds") as StandInOptions["finds"] | null) ?? "everything",
    checkPace: () => new Promise((resolve) => setTimeout(resolve, delay * 4)),
    failing,
    disk: (asked.get("disk") as FileState["kind"] | null) ?? "same",
    remembered: asked.has("remembered")
      ? { state: "changed", differences: ["The column “Team” is new.", "The column “Notes” is missing."] }
      : null,
    chosen: (asked.get("files") ?? "shifts-week-49.csv").split(","),
    refused: Number(asked.get("refused") ?? 0),
    outcome: (asked.get("outcome") as RunOutcome | null) ?? "completed",
    stops: asked.has("stops") ? FAULTS.broken : null,
    running: asked.has("running"),
    unfinished: asked.getAll("unfinished").map((outcome) => openRun(outcome as RunOutcome)),
    requirement: !asked.has("norequirement"),
    agents: Number(asked.get("agents") ?? 24),
    history: asked.has("history"),
    pauseSeconds: asked.has("pause") ? 12 : null,
    askedSeconds: asked.has("cut") ? 3 * 3600 : null,
    theme: (asked.get("theme") as SettingsView["theme"] | null) ?? "system",
  });
  listenForBrowserFiles(made);
  Object.assign(window, { standIn: made });
  return made;
}

/** A browser tells only the names of dropped files, and those only when they are let go. */
function listenForBrowserFiles(standIn: StandIn): void {
  window.addEventListener("dragenter", (event) => {
    if (event.relatedTarget === null) standIn.drag.over([]);
  });
  window.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) standIn.drag.leave();
  });
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => {
    event.preventDefault();
    standIn.drag.drop([...(event.dataTransfer?.files ?? [])].map((file) => file.name));
  });
}
