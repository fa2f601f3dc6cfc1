import type { AgentView, RecommendationsView, UnmetView } from "../ipc";
import { seeded } from "./random";

/** Recommendations for so many agents, one to five shifts each. */
export function recommended(runId: string, agentCount: number, skills: string[]): RecommendationsView {
  const random = seeded(7);
  const agents = Array.from({ length: agentCount }, (_, i) => agent(`AGENT-${1001 + i * 2}`, skills, random));
  const shifts = agents.flatMap((a) => a.shifts);
  const sum = (values: number[]) => Math.round(values.reduce((a, b) => a + b, 0) * 100) / 100;
  return {
    runId,
    finishedAt: "2026-11-27T15:42:00Z",
    from: "2026-11-30",
    to: "2026-12-06",
    improvement: 0.23,
    overtimeHours: sum(shifts.filter((s) => s.overtime).map((s) => s.hours)),
    extraHours: sum(shifts.map((s) => s.hours)),
    shiftCount: shifts.length,
    gapToBound: 0.012,
    agents,
    unmet: unmet(skills),
    excluded: [
      { agentId: "AGENT-1066", reason: "Has no targeted skill." },
      {
        agentId: "AGENT-1071",
        reason: "Already works 40.00 h in this week, and overtime would break the rest between shifts.",
      },
      { agentId: "AGENT-1090", reason: "All free days are too close to published shifts." },
    ],
  };
}

function agent(agentId: string, skills: string[], random: () => number): AgentView {
  const shifts = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, i) => {
    const extra = random() < 0.6;
    const length = extra ? 8 : 1 + Math.floor(random() * 6) / 2;
    const start = Date.UTC(
      2026,
      10,
      30 + i + Math.floor(random() * 3),
      6 + Math.floor(random() * 12),
      random() < 0.5 ? 0 : 30,
    );
    const hours = extra ? 7.5 : length;
    return {
      skillId: skills[Math.floor(random() * skills.length)] ?? "SKILL-EN-BILLING",
      start: iso(start),
      end: iso(start + length * 3_600_000),
      hours,
      coverageImpact: Math.round(hours * (0.6 + random() * 0.4) * 100) / 100,
      overtime: !extra && random() < 0.7,
    };
  }).sort((a, b) => a.start.localeCompare(b.start));
  return {
    agentId,
    complianceScore: Math.round((0.88 + random() * 0.12) * 100) / 100,
    coverageImpact: shifts.reduce((sum, s) => sum + s.coverageImpact, 0),
    hours: shifts.reduce((sum, s) => sum + s.hours, 0),
    shifts,
  };
}

function unmet(skills: string[]): UnmetView[] {
  return Array.from({ length: 14 }, (_, i) => {
    const start = Date.UTC(2026, 11, 1 + Math.floor(i / 4), 10, (i % 4) * 15);
    return {
      skillId: skills[i % skills.length] ?? "SKILL-EN-BILLING",
      start: iso(start),
      end: iso(start + 900_000),
      agentsShort: 0.4 + (i % 4) * 0.35,
      reason:
        i % 3 === 0
          ? "Every agent with this skill already works then."
          : "Would need more than 4 h of overtime per agent.",
    };
  });
}

function iso(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}
