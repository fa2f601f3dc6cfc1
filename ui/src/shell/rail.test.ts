import { expect, test } from "vitest";
import { type RailFacts, rail, type Step } from "./rail";

const FRESH: RailFacts = {
  connection: null,
  failedChecks: 0,
  waitingFile: false,
  file: null,
  stoppedRows: 0,
  sending: false,
  imported: null,
  importFailures: 0,
  importStopped: false,
  gaps: null,
  running: false,
  runEnded: null,
  shifts: null,
  exported: false,
  faults: {},
};
const AT_WORK = { ...FRESH, connection: "Sample" };

function check(facts: RailFacts, step: Step, mark: string, count = 0) {
  const item = rail(facts).find((found) => found.step === step);
  expect(item?.mark).toBe(mark);
  expect(item?.count).toBe(count);
}

test("before there is a connection only Connect can be opened", () => {
  expect(rail(FRESH).map((item) => item.mark)).toEqual(["open", "waiting", "waiting", "waiting", "waiting"]);
});

test("with a connection every step can be opened", () => {
  expect(rail(AT_WORK).map((item) => item.mark)).toEqual(["done", "open", "open", "open", "open"]);
});

test.each<[string, Partial<RailFacts>, Step, string, number]>([
  ["a failed check", { failedChecks: 2 }, "connect", "attention", 2],
  ["a connection that could not be opened", { faults: { connect: true } }, "connect", "attention", 0],
  ["lines that are left out", { file: "a.csv", stoppedRows: 3 }, "import", "attention", 3],
  ["a file without faults", { file: "a.csv" }, "import", "open", 0],
  ["an import going on", { file: "a.csv", stoppedRows: 3, sending: true }, "import", "working", 0],
  ["an import that took everything", { imported: 300 }, "import", "done", 0],
  ["shifts that were not accepted", { imported: 298, importFailures: 2 }, "import", "attention", 2],
  ["an import that stopped on the way", { imported: 50, importStopped: true }, "import", "attention", 0],
  ["gaps", { gaps: 4 }, "coverage", "attention", 4],
  ["coverage that is met", { gaps: 0 }, "coverage", "done", 0],
  ["a run going on", { running: true }, "optimize", "working", 0],
  ["a run that ended well", { runEnded: "well" }, "optimize", "done", 0],
  ["a run that failed", { runEnded: "badly" }, "optimize", "attention", 0],
  ["a run whose outcome is open", { runEnded: "open" }, "optimize", "attention", 0],
  ["recommendations to look at", { shifts: 57 }, "recommendations", "open", 0],
  ["exported recommendations", { shifts: 57, exported: true }, "recommendations", "done", 0],
])("%s", (_name, facts, step, mark, count) => check({ ...AT_WORK, ...facts }, step, mark, count));

test("a file that waits for a connection is said at Connect", () => {
  check({ ...FRESH, waitingFile: true }, "connect", "attention");
});
