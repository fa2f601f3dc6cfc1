import type { RunOutcome } from "../ipc";

/** How a run ended, as a word with its colour. */
export const OUTCOMES: Record<RunOutcome, { word: string; tone: "good" | "warn" | "bad" | "accent" }> = {
  completed: { word: "Complete", tone: "good" },
  cancelled: { word: "Cancelled", tone: "warn" },
  failed: { word: "Failed", tone: "bad" },
  stillRunning: { word: "Still running", tone: "accent" },
  givenUp: { word: "Given up", tone: "warn" },
  unknown: { word: "Not known", tone: "warn" },
};
