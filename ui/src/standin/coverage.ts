import type { CoverageRow, CoverageView } from "../ipc";

const RANGE = { start: "2026-11-30T00:00:00Z", end: "2026-12-06T23:59:59Z" };

/** skill, required, available, covered hours */
const WEEK: [string, number, number, number][] = [
  ["SKILL-EN-BILLING", 412, 388.5, 371.25],
  ["SKILL-EN-TECH-SUPPORT", 268, 163.5, 161],
  ["SKILL-EN-RESERVATIONS", 205.5, 214, 189.75],
  ["SKILL-DE-BILLING", 143.25, 150.5, 142.5],
  ["SKILL-FR-SALES", 96, 78.25, 75.5],
  ["SKILL-ES-SUPPORT", 88.5, 60.75, 60.25],
];

export function coverageOf(from: string, to: string, zone: string, threshold: number): CoverageView {
  const rows = WEEK.map(([skillId, required, available, covered]) =>
    row(skillId, required, available, covered, threshold),
  );
  const gaps = rows.filter((r) => r.priority !== null);
  return {
    from,
    to,
    zone,
    threshold,
    rows,
    gapCount: gaps.length,
    shortHours: gaps.reduce((sum, gap) => sum + gap.deficitHours, 0),
  };
}

export function nothingRequired(from: string, to: string, zone: string, threshold: number): CoverageView {
  const rows = WEEK.map(([skillId, , available]) => row(skillId, 0, available, 0, threshold));
  return { from, to, zone, threshold, rows, gapCount: 0, shortHours: 0 };
}

function row(
  skillId: string,
  required: number,
  available: number,
  covered: number,
  threshold: number,
): CoverageRow {
  const exact = required > 0 ? available / required : null;
  const gap = exact !== null && exact < threshold;
  return {
    skillId,
    ...RANGE,
    requiredHours: required,
    availableHours: available,
    coveredHours: covered,
    ratio: exact === null ? null : Math.round(exact * 1000) / 1000,
    deficitHours: Math.round((required - available) * 100) / 100,
    priority: gap ? (exact < 0.7 ? "HIGH" : "MEDIUM") : null,
    hidden: !gap && exact !== null && required - covered > 5,
  };
}
