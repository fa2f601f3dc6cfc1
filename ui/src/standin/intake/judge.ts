import type { CellView, FieldName, LayoutName, RowState, RowView, Severity, Wrong } from "../../ipc";
import type { Decisions } from "./decisions";
import { SKILLS } from "./table";

export const TITLES: Record<string, string> = {
  MISSING_VALUE: "Missing value",
  UNREADABLE_TIME: "Unreadable date or time",
  END_NOT_AFTER_START: "End before start",
  BREAK_OUTSIDE_SHIFT: "Break outside the shift",
  UNKNOWN_SKILL: "Unknown skill",
  UNKNOWN_CODE: "Unknown code",
  OUTSIDE_PERIOD: "Outside the chosen days",
  FORMULA_LIKE_TEXT: "Text like a formula",
};

/** What the columns of a table mean just now. */
export type Meaning = { field: FieldName | null; day: string | null };

export type Judged = { view: RowView; shifts: number; agent: string | null };

/** Judges one row of shifts as the program does, roughly: enough to see every part of the window at work. */
export function judge(
  line: number,
  cells: CellView[],
  columns: Meaning[],
  layout: LayoutName,
  decisions: Decisions,
): Judged {
  const at = (field: FieldName) => cells[columns.findIndex((column) => column.field === field)];
  const agent = at("agent");
  if (agent !== undefined && agent.text.trim() === "")
    agent.problem = wrong("MISSING_VALUE", "error", "There is no agent here.", "Type the agent's id.");
  else if (agent?.text.startsWith("="))
    agent.problem = wrong(
      "FORMULA_LIKE_TEXT",
      "warning",
      "This starts like a formula. It is taken as text.",
      null,
      agent.text.slice(1),
    );
  judgeSkills(at("skills"), decisions);
  let shifts = 0;
  if (layout === "grid")
    cells.forEach((cell, i) => {
      if (columns[i]?.day != null && judgeGridCell(cell, decisions)) shifts += 1;
    });
  else shifts = judgeTimes(at("start"), at("end"), at("breaks"), decisions) ? 1 : 0;
  const status = at("status");
  if (status !== undefined && status.text !== "") status.read = status.text.toUpperCase();
  const state = worst(cells);
  return {
    view: { line, state, reason: null, cells, problem: null },
    shifts: state === "error" && layout === "list" ? 0 : shifts,
    agent: agent?.text ?? null,
  };
}

export function wrong(
  code: string,
  severity: Severity,
  message: string,
  suggestion: string | null,
  fix: string | null = null,
): Wrong {
  return { code, severity, message, suggestion, fix, alike: 1 };
}

function worst(cells: CellView[]): RowState {
  if (cells.some((cell) => cell.problem?.severity === "error")) return "error";
  return cells.some((cell) => cell.problem !== null) ? "warning" : "ok";
}

function judgeSkills(cell: CellView | undefined, decisions: Decisions): void {
  if (cell === undefined) return;
  const names = cell.text.split(/[;,|/]/).map((name) => name.trim());
  const ids = names.map((name) => decisions.skillNames.get(name) ?? name);
  const unknown = ids.find((id) => id !== "" && !(SKILLS as readonly string[]).includes(id));
  if (unknown === undefined) {
    cell.read = ids.join(", ");
    return;
  }
  const near = nearSkills(unknown)[0] ?? null;
  cell.problem = wrong(
    "UNKNOWN_SKILL",
    "warning",
    `There is no skill “${unknown}” here.`,
    near === null ? null : `Did you mean ${near}?`,
    near === null ? null : cell.text.replace(unknown, near),
  );
}

/** Known skills that share most letters with a name. */
export function nearSkills(name: string): string[] {
  const letters = plain(name);
  return SKILLS.filter((skill) => {
    const own = plain(skill);
    return (
      own.endsWith(letters) ||
      (Math.abs(own.length - letters.length) <= 2 && own.slice(0, 8) === letters.slice(0, 8))
    );
  });
}

function plain(name: string): string {
  return name
    .toUpperCase()
    .replace(/^SKILL/, "")
    .replace(/[^A-Z]/g, "")
    .replace(/(.)\1/g, "$1");
}

function judgeGridCell(cell: CellView, decisions: Decisions): boolean {
  const text = cell.text.trim();
  if (text === "" || /^(off|al|-)$/i.test(text)) {
    cell.read = "day off";
    return false;
  }
  const times = /^(\d{2}):?(\d{2})-(\d{2}):?(\d{2})$/.exec(text);
  if (times !== null) {
    cell.read = `${times[1]}:${times[2]} to ${times[3]}:${times[4]}`;
    return true;
  }
  const meaning = decisions.codes.get(text);
  if (meaning === undefined) {
    cell.problem = wrong(
      "UNKNOWN_CODE",
      "error",
      `“${text}” is no time and no known code.`,
      "Say above what it means.",
    );
    return false;
  }
  cell.read = meaning.kind === "dayOff" ? "day off" : `${meaning.start} to ${meaning.end}`;
  return meaning.kind === "shift";
}

/** Reads start, end and break of a row; answers whether they make a shift. */
function judgeTimes(
  start: CellView | undefined,
  end: CellView | undefined,
  pause: CellView | undefined,
  decisions: Decisions,
): boolean {
  const from = readTime(start, decisions);
  const to = readTime(end, decisions);
  if (from === null || to === null || start === undefined || end === undefined) return false;
  if (to <= from) {
    const next = new Date(Date.parse(`${end.text.slice(0, 10)}T00:00:00Z`) + 86_400_000).toISOString();
    const fix = `${next.slice(0, 10)}${end.text.slice(10)}`;
    const message = "The shift ends before it starts.";
    end.problem = wrong("END_NOT_AFTER_START", "error", message, "Does it end on the next day?", fix);
    return false;
  }
  const { period } = decisions;
  if (period !== null && (from.slice(0, 10) < period.first || from.slice(0, 10) > period.last)) {
    start.problem = wrong("OUTSIDE_PERIOD", "error", "This day is not among the chosen days.", null);
    return false;
  }
  if (pause !== undefined && pause.text !== "") {
    const [begins = "", ends = ""] = pause.text.split("-");
    const inside = begins >= from.slice(11) && ends <= to.slice(11);
    if (inside || to.slice(0, 10) !== from.slice(0, 10)) pause.read = "30 min";
    else {
      pause.problem = wrong(
        "BREAK_OUTSIDE_SHIFT",
        "error",
        `The break ${pause.text} lies outside the shift.`,
        null,
      );
      return false;
    }
  }
  return true;
}

/** Local time as `2026-11-30 06:00`, with the cell marked on the way. */
function readTime(cell: CellView | undefined, decisions: Decisions): string | null {
  if (cell === undefined) return null;
  const iso = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2})$/.exec(cell.text);
  const slashed = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2})$/.exec(cell.text);
  let found: string[];
  if (iso !== null) found = iso.slice(1);
  else if (slashed !== null) {
    const [, a = "", b = "", year = "", hour = "", minute = ""] = slashed;
    found = decisions.dateOrder === "monthFirst" ? [year, a, b, hour, minute] : [year, b, a, hour, minute];
  } else {
    const message = cell.text === "" ? "There is no time here." : "This is no date with a time.";
    cell.problem = wrong(cell.text === "" ? "MISSING_VALUE" : "UNREADABLE_TIME", "error", message, null);
    return null;
  }
  const [year = "", month = "", day = "", hour = "", minute = ""] = found;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(day) > days) {
    const name = MONTHS[Number(month) - 1] ?? "";
    const next = MONTHS[Number(month) % 12] ?? "";
    const fix = `${year}-${String((Number(month) % 12) + 1).padStart(2, "0")}-01 ${hour}:${minute}`;
    const message = `${Number(day)} ${name} does not exist.`;
    cell.problem = wrong("UNREADABLE_TIME", "error", message, `Did you mean 1 ${next}?`, fix);
    return null;
  }
  cell.read = `${Number(day)} ${(MONTHS[Number(month) - 1] ?? "").slice(0, 3)} ${year}, ${hour}:${minute}`;
  return `${year}-${month}-${day} ${hour}:${minute}`;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
