import {
  type CheckReport,
  type CheckState,
  type CheckStep,
  type ConnectionView,
  Fault,
  type HistoryView,
  type RunOutcome,
  type RunView,
  type SecretPlace,
  type TenantForm,
} from "../ipc";

export const sample: ConnectionView = {
  id: "sample",
  name: "Sample contact centre",
  kind: "sample",
  tenant: null,
};

export const own: ConnectionView = { ...sample, id: "own", name: "My own data", kind: "own" };

/** A run from before, as it is while nobody knows what it found. */
export function openRun(outcome: RunOutcome, runId = `opt-${outcome}`): RunView {
  const at = "2026-11-26T16:02:00Z";
  return { runId, at, outcome, message: null, details: null, recommendedShifts: 0 };
}

/** A tenant as it is saved, from a form or as one was typed once. */
export function tenant(form: TenantForm | null, secret: SecretPlace = "keychain"): ConnectionView {
  const { kind, host, port, user } = form?.proxy ?? {
    kind: "system" as const,
    host: "",
    port: null,
    user: "",
  };
  return {
    id: form?.id ?? "tenant-1",
    name: form?.name ?? "Support EU",
    kind: "tenant",
    tenant: {
      region: form?.region ?? "eu",
      address: form?.region === "custom" ? form.baseUrl : "https://platform.eu.niceincontact.com",
      tokenPath: form?.tokenPath ?? "/oauth/token",
      apiPrefix: form?.apiPrefix ?? "/api/v1/wfm",
      clientId: form?.clientId ?? "shiftwright-planning",
      secret,
      proxy: { kind, host, port, user, password: user === "" ? "none" : "keychain" },
    },
  };
}

const LABELS = [
  "Server is found by its name",
  "Connection stands and is secure",
  "Client id and secret are accepted",
  "Permission to read coverage (wfm:schedule:read)",
  "Permission to import shifts (wfm:schedule:write)",
  "Permission to follow optimization runs (wfm:optimization:read)",
  "Permission to run optimizations (wfm:optimization:write)",
  "Coverage can be read",
  "WFM Optimization is licensed",
];
const NOTHING = { message: null, hint: null, mender: null, details: null };

/** What a check finds: everything, no licence, or a sign-in page of the network instead of CXone. */
export function steps(found: "everything" | "noLicence" | "signInPage"): CheckStep[] {
  const ok = LABELS.map((label): CheckStep => ({ label, state: "ok", ...NOTHING }));
  const replaced = (at: number, step: Partial<CheckStep>, rest: CheckState) =>
    ok.map((each, i): CheckStep => {
      if (i === at) return { ...each, state: "failed", ...step };
      return i > at ? { ...each, state: rest } : each;
    });
  if (found === "noLicence")
    return replaced(
      8,
      {
        message: "WFM Optimization is not licensed for this CXone tenant.",
        hint: "Ask your CXone administrator about a licence, or optimize on this computer instead.",
        mender: "Your CXone administrator",
        details:
          "Tried: read the optimization run\nStatus: 403\nServer says: Not licensed\nRequest id: r-81f3",
      },
      "notChecked",
    );
  if (found === "signInPage")
    return replaced(
      2,
      {
        message: "A web page answered instead of CXone.",
        hint: "A proxy or a login page may be in between: open any web site, sign in there if asked, and try again.",
        mender: "You",
        details: "Tried: sign in\nStatus: 200\nServer says: Guest Wi-Fi: please sign in",
      },
      "notChecked",
    );
  return ok;
}

export function reportOf(connection: ConnectionView, lines: CheckStep[]): CheckReport {
  const host = connection.tenant?.address.replace("https://", "") ?? "127.0.0.1:41873";
  return {
    host,
    checkedAt: "2026-11-27T15:42:00Z",
    steps: lines,
    copyText: `Connection to ${host} checked\n${lines.map((line) => `[${line.state}] ${line.label}`).join("\n")}`,
  };
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
  nameTaken: fault("There is another connection called Support EU. Give this one another name.", null),
  inUse: fault(
    "An import to Support EU has not ended. Open the connection and continue the import, or give it up, before you remove it.",
    null,
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
        kept: 0,
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
