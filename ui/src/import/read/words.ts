// How a file was read, in the planner's words.
import { localDaySpan, skillName } from "../../format";
import type {
  ColumnView,
  Confidence,
  DateOrderName,
  FieldName,
  FileKind,
  FormatName,
  ImportView,
  ProficiencyName,
  ReadView,
  StatusName,
} from "../../ipc";

const FORMATS: Record<FormatName, string> = {
  csv: "Text",
  xlsx: "Excel",
  xls: "Excel 97–2003",
  ods: "OpenDocument",
};

export const DELIMITERS: Record<string, string> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "vertical bar",
};

export const DATE_ORDERS: Record<DateOrderName, string> = {
  dayFirst: "day first",
  monthFirst: "month first",
  yearFirst: "year first",
};

export const STATUSES: Record<StatusName, string> = { DRAFT: "draft", PUBLISHED: "published" };

export const PROFICIENCIES: Record<ProficiencyName, string> = {
  BEGINNER: "beginner",
  INTERMEDIATE: "intermediate",
  ADVANCED: "advanced",
  EXPERT: "expert",
};

/** "Text, semicolon, Windows-1252"; "Excel". */
export function formatWords({ format, delimiter, encoding }: ReadView): string {
  const parts = [FORMATS[format]];
  if (delimiter !== null) parts.push(DELIMITERS[delimiter] ?? `“${delimiter}”`);
  if (encoding !== null) parts.push(encoding);
  return parts.join(", ");
}

const SHIFT_FIELDS: [FieldName, string][] = [
  ["agent", "Agent id"],
  ["agentName", "Agent name"],
  ["date", "Date"],
  ["start", "Start"],
  ["startTime", "Start time"],
  ["end", "End"],
  ["endTime", "End time"],
  ["duration", "Duration"],
  ["skills", "Skills"],
  ["proficiency", "Proficiency"],
  ["status", "Status"],
  ["breaks", "Breaks"],
  ["notes", "Notes"],
];

const REQUIREMENT_FIELDS: [FieldName, string][] = [
  ["skills", "Skill"],
  ["date", "Date"],
  ["start", "Interval start"],
  ["startTime", "Interval time"],
  ["requiredAgents", "Required agents"],
  ["notes", "Notes"],
];

/** The fields that a column of such a file can hold, with their names. */
export function fieldsOf(kind: FileKind): [FieldName, string][] {
  return kind === "shifts" ? SHIFT_FIELDS : REQUIREMENT_FIELDS;
}

/** What a column holds: "Start", "Mon 30 Nov", "not used". */
export function columnWords(column: ColumnView, kind: FileKind): string {
  if (column.day !== null) return dayWords(column.day);
  if (column.isAgent) return "an agent";
  return column.field === null ? "not used" : fieldWords(column.field, kind);
}

export function fieldWords(field: FieldName, kind: FileKind): string {
  const known = [...fieldsOf(kind), ...SHIFT_FIELDS, ...REQUIREMENT_FIELDS];
  return known.find(([name]) => name === field)?.[1] ?? field;
}

/** A local day, "2026-11-30" → "Mon 30 Nov". */
export function dayWords(day: string): string {
  const words = localDaySpan(day, day);
  return words.slice(0, words.lastIndexOf(" "));
}

export const CONFIDENCES: Record<Confidence, string> = {
  sure: "by its header",
  likely: "by a similar header",
  guess: "by its cells: please check",
  chosen: "you chose this",
};

/** Whether something is read from the column. */
export function isUsed(column: ColumnView): boolean {
  return column.field !== null || column.day !== null || column.isAgent;
}

/** "6 columns recognised", "6 of 7 columns recognised". */
export function recognised(columns: ColumnView[]): string {
  const used = columns.filter(isUsed).length;
  const all = columns.length;
  if (used === all) return `${all} ${all === 1 ? "column" : "columns"} recognised`;
  return `${used} of ${all} columns recognised`;
}

/** "all days", "only Mon 30 Nov to Sun 6 Dec 2026". */
export function periodWords(period: ImportView["period"]): string {
  return period === null ? "all days" : `only ${localDaySpan(period.first, period.last)}`;
}

/** "no defaults", "default EN Billing, draft". */
export function defaultWords({ skill, status, proficiency }: ImportView["defaults"]): string {
  const parts: string[] = [];
  if (skill !== null) parts.push(skillName(skill));
  if (status !== null) parts.push(STATUSES[status]);
  if (proficiency !== null) parts.push(PROFICIENCIES[proficiency]);
  return parts.length === 0 ? "no defaults" : `default ${parts.join(", ")}`;
}
