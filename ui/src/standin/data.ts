import { type CheckStep, type ConnectionView, Fault, type HistoryView, type TenantForm } from "../ipc";

export const sample: ConnectionView = {
  id: "sample",
  name: "Sample contact centre",
  kind: "sample",
  address: "http://127.0.0.1:41873",
  clientId: null,
  secret: "none",
};

export const own: ConnectionView = { ...sample, id: "own", name: "My own data", kind: "own" };

export function tenant(form: TenantForm | null): ConnectionView {
  return {
    id: form?.id ?? "tenant-1",
    name: form?.name ?? "Support EU",
    kind: "tenant",
    address: "https://platform.eu.niceincontact.com",
    clientId: form?.clientId ?? "shiftwright-planning",
    secret: "keychain",
  };
}

export function steps(connection: ConnectionView): CheckStep[] {
  const checks: CheckStep[] = [
    "Signed in",
    "May read schedules",
    "May import shifts",
    "May read optimizations",
    "May run optimizations",
  ].map((label) => ({ label, state: "ok", message: null }));
  if (connection.kind === "tenant")
    checks.push({
      label: "WFM Optimization is licensed",
      state: "notChecked",
      message: "CXone tells only when a run is started.",
    });
  return checks;
}

const fault = (message: string, hint: string | null, details: string | null = null) =>
  new Fault({ code: "fault", message, hint, details });

export const FAULTS = {
  down: fault(
    "The server at platform.eu.niceincontact.com did not answer.",
    "Check the network, then try again. Nothing was changed.",
    "GET /api/v1/wfm/schedule/coverage: connection refused (os error 111)",
  ),
  broken: fault(
    "The connection to platform.eu.niceincontact.com broke off.",
    "Check the network.",
    "POST /api/v1/wfm/schedule/shifts: connection reset (os error 104)",
  ),
  noCoverage: fault("Coverage is not loaded yet. Open the step Coverage first.", null),
  notStarted: fault("The server has no such optimization run, so it was not started. Run it again.", null),
  cannotList: fault(
    "This server cannot list its optimization runs. Look in CXone whether it runs there; if it does not, run it again.",
    null,
  ),
  cancelled: new Fault({ code: "cancelled", message: "Cancelled.", hint: null, details: null }),
  secret: fault(
    "CXone did not accept the secret.",
    "Ask your CXone administrator for a new one, or paste it again.",
    "401 invalid_client",
  ),
  noFile: fault("No file is open.", "Drop a file on the window first."),
  fullDisk: fault(
    "The disk is full.",
    "Make room on it, or save the file somewhere else. Nothing was written.",
  ),
  noSheet: fault(
    "roster.png is no spreadsheet.",
    "Shiftwright reads CSV, TSV, Excel (.xlsx, .xlsm, .xls) and OpenDocument (.ods) files.",
  ),
};

export const PAST: HistoryView = {
  imports: [
    {
      id: "i1",
      at: "2026-11-26T16:02:00Z",
      connection: "Sample contact centre",
      fileName: "shifts-week-49.csv",
      processed: 300,
      failed: 0,
      cancelled: false,
      stopped: false,
      isOpen: false,
      receipt: {
        id: "i1",
        at: "2026-11-26T16:02:00Z",
        by: "e.novak",
        connection: "Sample contact centre",
        fileName: "shifts-week-49.csv",
        hash: "9f2c4e1ab07d5583c1e0f6d2a4b8971e",
        firstDay: "2026-11-30",
        lastDay: "2026-12-06",
        agents: 60,
        processed: 300,
        newCount: 300,
        failed: 0,
        conflicts: 0,
        published: 300,
        batches: 1,
        seconds: 0.8,
        replaced: false,
        onlySomeRows: false,
      },
    },
    {
      id: "i2",
      at: "2026-11-20T09:15:00Z",
      connection: "Support EU",
      fileName: "dienstplan-kw48.csv",
      processed: 117,
      failed: 3,
      cancelled: false,
      stopped: false,
      isOpen: false,
      receipt: null,
    },
  ],
  runs: [
    {
      id: "opt-3c08aa",
      at: "2026-11-26T16:10:00Z",
      connection: "Sample contact centre",
      outcome: "completed",
      recommendedShifts: 57,
    },
  ],
};
