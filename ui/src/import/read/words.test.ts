import { describe, expect, test } from "vitest";
import type { ColumnView, ImportView, ReadView } from "../../ipc";
import { columnWords, defaultWords, formatWords, periodWords, recognised } from "./words";

const READ: ReadView = {
  format: "csv",
  encoding: "Windows-1252",
  delimiter: ";",
  sheets: [],
  sheet: null,
  headerLine: 1,
  layout: "list",
  dateOrder: null,
  notes: [],
};

test.each<[Partial<ReadView>, string]>([
  [{}, "Text, semicolon, Windows-1252"],
  [{ delimiter: "\t", encoding: "UTF-8" }, "Text, tab, UTF-8"],
  [{ delimiter: "~" }, "Text, “~”, Windows-1252"],
  [{ format: "xlsx", encoding: null, delimiter: null }, "Excel"],
  [{ format: "ods", encoding: null, delimiter: null }, "OpenDocument"],
])("format %j", (change, expected) => expect(formatWords({ ...READ, ...change })).toBe(expected));

const COLUMN: ColumnView = {
  header: "Von",
  field: "start",
  day: null,
  isAgent: false,
  confidence: "sure",
  samples: [],
};

describe("columns", () => {
  test.each<[Partial<ColumnView>, "shifts" | "requirements", string]>([
    [{}, "shifts", "Start"],
    [{}, "requirements", "Interval start"],
    [{ field: null }, "shifts", "not used"],
    [{ field: null, day: "2026-11-30" }, "shifts", "Mon 30 Nov"],
    [{ field: "agent" }, "requirements", "Agent id"],
  ])("%j of %s", (change, kind, expected) =>
    expect(columnWords({ ...COLUMN, ...change }, kind)).toBe(expected),
  );

  test("are counted", () => {
    expect(recognised([COLUMN])).toBe("1 column recognised");
    expect(recognised([COLUMN, { ...COLUMN, field: null }])).toBe("1 of 2 columns recognised");
    expect(recognised([COLUMN, { ...COLUMN, field: null, day: "2026-11-30" }])).toBe("2 columns recognised");
  });
});

test("period and defaults", () => {
  expect(periodWords(null)).toBe("all days");
  expect(periodWords({ first: "2026-11-30", last: "2026-12-06" })).toBe("only Mon 30 Nov to Sun 6 Dec 2026");
  const none: ImportView["defaults"] = { skill: null, status: null, proficiency: null };
  expect(defaultWords(none)).toBe("no defaults");
  expect(defaultWords({ ...none, skill: "SKILL-EN-BILLING", status: "DRAFT" })).toBe(
    "default EN Billing, draft",
  );
});
