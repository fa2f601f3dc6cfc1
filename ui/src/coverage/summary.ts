import { hours, skillName, wholePercent } from "../format";
import type { CoverageRow, CoverageView } from "../ipc";

/** "4 of 6 skills below 85 % · 63.50 h short · lowest: EN Tech Support 61 %". */
export function summary(view: CoverageView): string {
  const required = view.rows.filter((row) => row.requiredHours > 0);
  const skills = new Set(required.map((row) => row.skillId));
  const below = new Set(required.filter((row) => row.priority !== null).map((row) => row.skillId));
  const all = skills.size === 1 ? "1 skill" : `${skills.size} skills`;
  if (below.size === 0)
    return `Coverage is met: ${skills.size === 1 ? "the skill is" : `all ${all} are`} at ${wholePercent(view.threshold)} or above`;
  const lowest = lowestRow(required);
  const parts = [
    `${below.size} of ${all} below ${wholePercent(view.threshold)}`,
    `${hours(view.shortHours)} short`,
  ];
  if (lowest?.ratio != null) parts.push(`lowest: ${skillName(lowest.skillId)} ${wholePercent(lowest.ratio)}`);
  return parts.join(" · ");
}

/** Skills that are met in sum and yet understaffed at times; "" where there are none. */
export function hiddenNote(view: CoverageView): string {
  const names = [...new Set(view.rows.filter((row) => row.hidden).map((row) => skillName(row.skillId)))];
  if (names.length === 0) return "";
  const last = names.at(-1) ?? "";
  const list = names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
  return `${list}: enough hours in sum, but too few agents at times.`;
}

/** Whether the server knows of any requirement in this range. */
export function anyRequirement(view: CoverageView): boolean {
  return view.rows.some((row) => row.requiredHours > 0);
}

/** Gaps first, the lowest ratio on top; what is not required comes last. */
export function sorted(rows: CoverageRow[]): CoverageRow[] {
  return [...rows].sort(
    (a, b) => (a.ratio ?? Infinity) - (b.ratio ?? Infinity) || a.skillId.localeCompare(b.skillId),
  );
}

/** Whether the records cover different ranges, so that each must say its own. */
export function rangesDiffer(rows: CoverageRow[]): boolean {
  return rows.some((row) => row.start !== rows[0]?.start || row.end !== rows[0]?.end);
}

function lowestRow(rows: CoverageRow[]): CoverageRow | undefined {
  return sorted(rows)[0];
}
