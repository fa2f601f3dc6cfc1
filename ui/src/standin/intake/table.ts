import type { FieldName, FileKind, FormatName, LayoutName, SheetView } from "../../ipc";
import { seeded } from "../random";

export const SKILLS = [
  "SKILL-EN-BILLING",
  "SKILL-EN-TECH-SUPPORT",
  "SKILL-EN-RESERVATIONS",
  "SKILL-DE-BILLING",
  "SKILL-FR-SALES",
  "SKILL-ES-SUPPORT",
] as const;

/** A file of the stand-in, as it stands there. */
export type Table = {
  kind: FileKind;
  format: FormatName;
  encoding: string | null;
  delimiter: string | null;
  sheets: SheetView[];
  layout: LayoutName;
  headerLine: number;
  notes: string[];
  columns: { header: string; field: FieldName | null; day: string | null }[];
  rows: string[][];
  /** Lines above the header, and totals below: they are no shifts. */
  leftOut: { line: number; text: string; reason: string }[];
  /** Why a row below the header is no shift, by its index. */
  noShift: Map<number, string>;
};

type Maker = () => Table;

/** What a file holds is told from its name. */
const MAKERS: [RegExp, Maker][] = [
  [/required/, requirements],
  [/faulty/, faulty],
  [/grid/, grid],
  [/slashes/, slashes],
  [/100000|huge/, () => list(rosterRows(100_000))],
  [/million/, () => list(rosterRows(1_000_000))],
];

export function tableOf(fileName: string): Table {
  const made = MAKERS.find(([name]) => name.test(fileName))?.[1] ?? (() => list(rosterRows(300)));
  return made();
}

const DAYS = [
  "2026-11-30",
  "2026-12-01",
  "2026-12-02",
  "2026-12-03",
  "2026-12-04",
  "2026-12-05",
  "2026-12-06",
];

function list(rows: string[][]): Table {
  return {
    kind: "shifts",
    format: "csv",
    encoding: "UTF-8",
    delimiter: ",",
    sheets: [],
    layout: "list",
    headerLine: 1,
    notes: [],
    columns: [
      column("Agent ID", "agent"),
      column("Start", "start"),
      column("End", "end"),
      column("Skills", "skills"),
      column("Breaks", "breaks"),
      column("Status", "status"),
    ],
    rows,
    leftOut: [],
    noShift: new Map(),
  };
}

/** A roster with what planners get wrong. */
function faulty(): Table {
  const rows = rosterRows(300);
  const cell = (line: number, at: number, text: string) => {
    const row = rows[line - 2];
    if (row !== undefined) row[at] = text;
  };
  cell(4, 1, "2026-11-31 06:00");
  for (const line of [7, 8, 21]) cell(line, 3, "SKILL-EN-BILING");
  cell(9, 1, "2026-12-01 22:00");
  cell(9, 2, "2026-12-01 06:00");
  cell(9, 4, "");
  cell(12, 4, "23:00-23:30");
  cell(15, 0, "=AGENT-1003");
  rows.push(["Total", "", "", "", "", "300"]);
  return { ...list(rows), noShift: new Map([[300, "A total, not a shift."]]) };
}

/** Dates that fit both orders, and a column that is not used. */
function slashes(): Table {
  const rows = rosterRows(40).map((row, i) => {
    const [agent = "", start = "", end = "", ...rest] = row;
    const day = `0${1 + (i % 6)}/12/2026`;
    return [
      agent,
      `${day} ${start.slice(11)}`,
      `${day} ${end.slice(11)}`,
      ...rest,
      i % 3 === 0 ? "Team A" : "",
    ];
  });
  const made = list(rows);
  return {
    ...made,
    columns: [...made.columns, column("Team", null)],
    delimiter: ";",
    encoding: "Windows-1252",
  };
}

/** One agent a row, one day a column, with codes. */
function grid(): Table {
  const random = seeded(7);
  const rows = Array.from({ length: 40 }, (_, i) => [
    `AGENT-${1001 + i}`,
    i % 9 === 4 ? "EN Biling" : (SKILLS[i % 6] ?? ""),
    ...DAYS.map(() => {
      const roll = random();
      if (roll < 0.25) return "OFF";
      if (roll < 0.4) return "E";
      if (roll < 0.5) return "N";
      return roll < 0.75 ? "14:00-22:00" : "0700-1500";
    }),
  ]);
  return {
    ...list(rows),
    format: "xlsx",
    encoding: null,
    delimiter: null,
    sheets: [
      { name: "Week 49", hidden: false },
      { name: "Week 50", hidden: false },
      { name: "Lists", hidden: true },
    ],
    layout: "grid",
    headerLine: 4,
    notes: ["Each cell of a day is a shift; OFF, AL and empty cells are days off."],
    columns: [
      column("Agent", "agent"),
      column("Skill", "skills"),
      ...DAYS.map((day) => ({ header: `${day.slice(8)}.${day.slice(5, 7)}.`, field: null, day })),
    ],
    leftOut: [
      { line: 1, text: "Roster week 49", reason: "Above the header." },
      { line: 2, text: "as of 12 November, E. Novak", reason: "Above the header." },
    ],
  };
}

function requirements(): Table {
  const rows = Array.from({ length: 4032 }, (_, i) => {
    const quarter = Math.floor(i / 6);
    const minutes = (quarter % 96) * 15;
    const at = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    return [
      SKILLS[i % 6] ?? "",
      `${DAYS[Math.floor(quarter / 96)] ?? DAYS[0]} ${at}`,
      (0.6 + (i % 7) * 0.11).toFixed(2),
    ];
  });
  return {
    ...list(rows),
    kind: "requirements",
    notes: ["Each interval is 15 minutes long, as the starts in the file say."],
    columns: [
      column("Skill", "skills"),
      column("Interval start", "start"),
      column("Required agents", "requiredAgents"),
    ],
  };
}

function rosterRows(length: number): string[][] {
  const random = seeded(49);
  const patterns = [
    ["06:00", "14:00", "10:00-10:30"],
    ["09:00", "17:00", "13:00-13:30"],
    ["14:00", "22:00", "18:00-18:30"],
  ] as const;
  return Array.from({ length }, (_, i) => {
    const [start, end, pause] = patterns[Math.floor(random() * 3)] ?? patterns[0];
    const day = DAYS[(i % 5) + (i % 3 === 0 ? 1 : 0)] ?? "";
    const first = SKILLS[Math.floor(i / 5) % 6] ?? SKILLS[0];
    const skills = random() < 0.4 ? `${first}; ${SKILLS[(Math.floor(i / 5) + 2) % 6]}` : first;
    return [
      `AGENT-${1001 + Math.floor(i / 5)}`,
      `${day} ${start}`,
      `${day} ${end}`,
      skills,
      pause,
      "Published",
    ];
  });
}

function column(header: string, field: FieldName | null) {
  return { header, field, day: null };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
