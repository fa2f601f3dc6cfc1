import type { QuestionView } from "../../ipc";
import { type Judged, nearSkills } from "./judge";

/** What the rows leave open; dates and the skill only where nobody said yet. */
export function questionsOf(judged: Judged[], open: { dates: boolean; skill: boolean }): QuestionView[] {
  const asked: QuestionView[] = [];
  const codes = new Map<string, number>();
  const names = new Map<string, number>();
  const dates = new Set<string>();
  for (const { view } of judged)
    for (const { text, problem } of view.cells) {
      if (problem?.code === "UNKNOWN_CODE") codes.set(text, (codes.get(text) ?? 0) + 1);
      if (problem?.code === "UNKNOWN_SKILL") names.set(text, (names.get(text) ?? 0) + 1);
      if (dates.size < 2 && /^\d\d\/\d\d\/\d{4}/.test(text)) dates.add(text);
    }
  const [first, second] = [...dates];
  if (open.dates && first !== undefined && second !== undefined)
    asked.push({
      kind: "dateOrder",
      examples: [
        { text: first, dayFirst: "Tue 1 Dec 2026", monthFirst: "Mon 12 Jan 2026" },
        { text: second, dayFirst: "Wed 2 Dec 2026", monthFirst: "Thu 12 Feb 2026" },
      ],
    });
  if (codes.size > 0)
    asked.push({
      kind: "codes",
      codes: [...codes].sort((a, b) => b[1] - a[1]).map(([code, count]) => ({ code, count })),
    });
  if (names.size > 0)
    asked.push({
      kind: "skills",
      names: [...names].map(([name, rows]) => ({ name, rows, near: nearSkills(name) })),
    });
  if (open.skill) asked.push({ kind: "defaultSkill" });
  return asked;
}
