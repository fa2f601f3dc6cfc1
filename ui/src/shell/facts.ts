import { anyRequirement } from "../coverage/summary";
import type { RunOutcome } from "../ipc";
import type { Session } from "../session.svelte";
import type { RailFacts } from "./rail";

const RUN_ENDS: Record<RunOutcome, "well" | "badly" | "open"> = {
  completed: "well",
  cancelled: "well",
  failed: "badly",
  stillRunning: "open",
  unknown: "open",
  givenUp: "well",
};

/** The facts of the session that the rail shows. */
export function railFacts(session: Session): RailFacts {
  const { connection, file, coverage, run, recommendations } = session;
  const ended = run.shown?.outcome;
  return {
    connection: connection.current?.name ?? null,
    failedChecks: connection.connected?.report.steps.filter((step) => step.state === "failed").length ?? 0,
    waitingFile: file.waitingPaths.length > 0,
    file: file.view?.fileName ?? null,
    stoppedRows: file.view?.stoppedRows ?? 0,
    sending: file.sending.busy,
    imported: file.changedSince ? null : (file.result?.processed ?? null),
    importFailures: file.result?.failed ?? 0,
    importStopped: file.stopped,
    gaps: coverage.view !== null && anyRequirement(coverage.view) ? coverage.view.gapCount : null,
    running: run.running.busy || run.elsewhere,
    runEnded: ended === undefined ? null : RUN_ENDS[ended],
    shifts: recommendations.view?.shiftCount ?? null,
    exported: recommendations.exported !== null,
    faults: {
      connect: connection.failed,
      import:
        (file.opening.fault ?? file.changing.fault ?? file.checking.fault ?? file.sending.fault) !== null,
      coverage: (coverage.loading.fault ?? coverage.judging.fault) !== null,
      optimize: (run.loading.fault ?? run.running.fault ?? run.standing.fault) !== null,
      recommendations: (recommendations.loading.fault ?? recommendations.exporting.fault) !== null,
    },
  };
}
