import type { AgentView, RecommendedShiftView } from "../ipc";

/** One line of the list: an agent, or one of the agent's shifts beneath. */
export type Line =
  | { kind: "agent"; agent: AgentView; open: boolean }
  | { kind: "shift"; shift: RecommendedShiftView };

/** The lines to show, the agents with the largest impact first. */
export function lines(agents: AgentView[], closed: ReadonlySet<string>): Line[] {
  const all: Line[] = [];
  for (const agent of [...agents].sort(byImpact)) {
    const open = !closed.has(agent.agentId);
    all.push({ kind: "agent", agent, open });
    if (open) for (const shift of agent.shifts) all.push({ kind: "shift", shift });
  }
  return all;
}

function byImpact(a: AgentView, b: AgentView): number {
  return b.coverageImpact - a.coverageImpact || a.agentId.localeCompare(b.agentId);
}
