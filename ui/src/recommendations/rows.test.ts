import { expect, test } from "vitest";
import type { AgentView } from "../ipc";
import { lines } from "./rows";

const shift = {
  skillId: "SKILL-EN-BILLING",
  start: "",
  end: "",
  hours: 4,
  coverageImpact: 4,
  overtime: false,
};
const agent = (agentId: string, coverageImpact: number, shifts: number): AgentView => ({
  agentId,
  coverageImpact,
  complianceScore: 1,
  hours: shifts * 4,
  shifts: Array.from({ length: shifts }, () => shift),
});
const AGENTS = [agent("B", 4, 1), agent("C", 9, 2), agent("A", 4, 1)];

function check(closed: string[], expected: string[]) {
  const shown = lines(AGENTS, new Set(closed)).map((line) =>
    line.kind === "agent" ? line.agent.agentId : "shift",
  );
  expect(shown).toEqual(expected);
}

test("largest impact first, then by name, each with its shifts beneath", () => {
  check([], ["C", "shift", "shift", "A", "shift", "B", "shift"]);
});

test("a closed agent hides its shifts", () => check(["C", "B"], ["C", "A", "shift", "B"]));
