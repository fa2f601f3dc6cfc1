import type { ColumnView, ImportView, ProblemView, RowView } from "../ipc";
import { seeded } from "./random";

export const SKILLS = [
  "SKILL-EN-BILLING",
  "SKILL-EN-TECH-SUPPORT",
  "SKILL-EN-RESERVATIONS",
  "SKILL-DE-BILLING",
  "SKILL-FR-SALES",
  "SKILL-ES-SUPPORT",
] as const;

const COLUMNS: ColumnView[] = [
  { header: "Agent ID", field: "Agent id" },
  { header: "Start", field: "Start" },
  { header: "End", field: "End" },
  { header: "Skills", field: "Skills" },
  { header: "Breaks", field: "Breaks" },
  { header: "Status", field: "Status" },
];

/** A roster of 300 shifts for week 49 of 2026, as it stands in the file. */
export function roster(fileName: string, path: string, zone: string): ImportView {
  return shiftFile(fileName, path, zone, rosterRows(300), []);
}

/** The same with what planners get wrong. */
export function faulty(fileName: string, path: string, zone: string): ImportView {
  const rows = rosterRows(300);
  const problems: ProblemView[] = [
    {
      line: 4,
      column: "Start",
      severity: "error",
      message: "31 November does not exist.",
      suggestion: "Did you mean 1 December?",
    },
    {
      line: 7,
      column: "Skills",
      severity: "warning",
      message: "No agent of this workspace has the skill “SKILL-EN-BILING”.",
      suggestion: "Did you mean SKILL-EN-BILLING?",
    },
    {
      line: 9,
      column: "End",
      severity: "error",
      message: "The shift ends before it starts.",
      suggestion: "A night shift needs the next day's date in End.",
    },
    {
      line: 12,
      column: "Breaks",
      severity: "error",
      message: "The break 15:00–15:30 lies outside the shift.",
      suggestion: null,
    },
    {
      line: 15,
      column: null,
      severity: "warning",
      message: "The same shift stands on line 14 too; it is taken once.",
      suggestion: null,
    },
  ];
  const cell = (line: number, column: number, text: string) => {
    const row = rows[line - 2];
    if (row !== undefined) row.cells[column] = text;
  };
  cell(4, 1, "2026-11-31 06:00");
  cell(7, 3, "SKILL-EN-BILING");
  cell(9, 2, "2026-12-01 06:00");
  cell(12, 4, "15:00-15:30");
  for (const { line, severity } of problems) {
    const row = rows[line - 2];
    if (row !== undefined) row.problem = severity;
  }
  return shiftFile(fileName, path, zone, rows, problems);
}

export function requirements(fileName: string, path: string, zone: string): ImportView {
  const rows = Array.from({ length: 100 }, (_, i): RowView => {
    const minutes = Math.floor(i / 6) * 15;
    const at = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
    return {
      line: i + 2,
      cells: [SKILLS[i % 6] ?? "", `2026-11-30 ${at}`, (0.6 + (i % 7) * 0.11).toFixed(2)],
      problem: null,
    };
  });
  return {
    ...shiftFile(fileName, path, zone, rows, []),
    kind: "requirements",
    notes: ["Each interval is 15 minutes long, as the starts in the file say."],
    columns: [
      { header: "Skill", field: "Skill" },
      { header: "Interval start", field: "Interval start" },
      { header: "Required agents", field: "Required agents" },
    ],
    rowCount: 4032,
    recordCount: 4032,
    agentCount: 0,
    publishedCount: 0,
  };
}

function shiftFile(
  fileName: string,
  path: string,
  zone: string,
  rows: RowView[],
  problems: ProblemView[],
): ImportView {
  const stopped = rows.filter((row) => row.problem === "error").length;
  return {
    kind: "shifts",
    fileName,
    path,
    format: "CSV, comma, UTF-8, header on line 1",
    notes: [],
    columns: COLUMNS,
    zone,
    rows: rows.slice(0, 100),
    rowCount: rows.length,
    recordCount: rows.length - stopped,
    stoppedRows: stopped,
    agentCount: 60,
    skillCount: 6,
    publishedCount: rows.length - stopped,
    start: "2026-11-30T06:00:00Z",
    end: "2026-12-06T22:00:00Z",
    problems,
    problemCount: problems.length,
  };
}

function rosterRows(count: number): RowView[] {
  const random = seeded(49);
  const patterns = [
    ["06:00", "14:00", "10:00-10:30"],
    ["09:00", "17:00", "13:00-13:30"],
    ["14:00", "22:00", "18:00-18:30"],
  ] as const;
  const days = [
    "2026-11-30",
    "2026-12-01",
    "2026-12-02",
    "2026-12-03",
    "2026-12-04",
    "2026-12-05",
    "2026-12-06",
  ];
  return Array.from({ length: count }, (_, i): RowView => {
    const [start, end, pause] = patterns[Math.floor(random() * 3)] ?? patterns[0];
    const day = days[(i % 5) + (i % 3 === 0 ? 1 : 0)] ?? days[0];
    const agent = `AGENT-${1001 + Math.floor(i / 5)}`;
    const first = SKILLS[Math.floor(i / 5) % 6] ?? SKILLS[0];
    const skills = random() < 0.4 ? `${first}; ${SKILLS[(Math.floor(i / 5) + 2) % 6]}` : first;
    return {
      line: i + 2,
      cells: [agent, `${day} ${start}`, `${day} ${end}`, skills, pause, "Published"],
      problem: null,
    };
  });
}
