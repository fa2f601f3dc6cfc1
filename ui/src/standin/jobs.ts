import type {
  CoverageView,
  ErrorView,
  FailureView,
  ImportProgress,
  ImportResultView,
  RunForm,
  RunFormView,
  RunProgress,
} from "../ipc";

/** Long work of the stand-in: how often it reports, when it pauses, and what stops it. */
export type Job = {
  pace: () => Promise<void>;
  cancelled: () => boolean;
  /** Nobody waits for it any more. */
  left: () => boolean;
  /** The server asks for its pause now, if it asks for one. */
  pause: () => void;
  stops: ErrorView | null;
};

const BATCHES = 12;

/** Counts through `total` shifts in twelve batches; `refused` says what the server does not take. */
export async function sendInBatches(
  total: number,
  refused: () => FailureView[],
  job: Job,
  onProgress: (progress: ImportProgress) => void,
): Promise<Omit<ImportResultView, "receipt">> {
  const size = Math.ceil(total / BATCHES);
  let done = 0;
  let batch = 0;
  let fault: ErrorView | null = null;
  while (done < total && !job.cancelled() && fault === null) {
    await job.pace();
    if (batch === 2 && job.stops !== null) {
      fault = job.stops;
      continue;
    }
    batch += 1;
    done = Math.min(total, batch * size);
    if (batch === 3) job.pause();
    onProgress({ done, total, batch, batches: BATCHES });
  }
  const failures = refused();
  const failed = failures.length;
  const unsure = fault === null ? 0 : Math.min(size, total - done);
  return {
    id: "i9",
    canGoOn: fault !== null,
    processed: done - failed,
    failed,
    failures,
    batches: batch,
    cancelled: job.cancelled(),
    fault,
    unsure,
    notSent: total - done - unsure,
    seconds: 1.4,
  };
}

/** Twenty answers, each better than the one before. */
export async function improve(job: Job, onProgress: (progress: RunProgress) => void): Promise<void> {
  job.pause();
  for (let i = 0; i <= 20 && !job.cancelled() && !job.left(); i += 1) {
    await job.pace();
    const best = {
      coveredHours: 168 * (1 - 0.75 ** i),
      overtimeHours: 4 + i * 0.7,
      gapToBound: 0.012 + 0.4 * 0.8 ** i,
    };
    onProgress({
      status: i === 0 ? "QUEUED" : "RUNNING",
      progress: i === 0 ? null : i / 20,
      best: i === 0 ? null : best,
      elapsedSeconds: i,
    });
  }
}

/** The contract's defaults for the gaps of a range. */
export function formFor(coverage: CoverageView): RunFormView {
  const gaps = coverage.rows.flatMap(({ skillId, ratio, deficitHours, priority }) =>
    priority === null || ratio === null ? [] : [{ skillId, ratio, deficitHours, priority }],
  );
  const form: RunForm = {
    skills: gaps.map((gap) => gap.skillId),
    goals: ["MINIMIZE_OVERTIME", "MAXIMIZE_SKILL_COVERAGE"],
    allowOvertime: true,
    maxOvertimeHours: 4,
    maxConsecutiveHours: 10,
    minBreakMinutes: 30,
    respectPublished: true,
    pool: "AVAILABLE",
  };
  return { from: coverage.from, to: coverage.to, gaps, form };
}
