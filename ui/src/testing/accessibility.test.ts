import { screen } from "@testing-library/svelte";
import axe from "axe-core";
import { expect, test } from "vitest";
import { FAULTS, openRun, sample, tenant } from "../standin/data";
import type { StandInOptions } from "../standin/options";
import { openWindow } from "./window";

type Scene = {
  name: string;
  options: Partial<StandInOptions>;
  drop?: string[];
  clicks: string[];
  wait: string;
};

const SCENES: Scene[] = [
  { name: "first start", options: {}, clicks: [], wait: "connect-sample" },
  {
    name: "the tenant's form with faults",
    options: {},
    clicks: ["connect-tenant", "tenant-connect"],
    wait: "tenant-secret",
  },
  {
    name: "the tenant's form, all of it",
    options: {},
    clicks: ["connect-tenant", "tenant-more"],
    wait: "tenant-proxy",
  },
  { name: "connected", options: {}, clicks: ["connect-sample"], wait: "connected" },
  {
    name: "several connections, one of which cannot be opened",
    options: { last: tenant(null), saved: [tenant(null), sample], finds: "signInPage" },
    clicks: [],
    wait: "checked",
  },
  {
    name: "import, nothing open",
    options: { connection: sample, history: true },
    clicks: [],
    wait: "choose-file",
  },
  {
    name: "import, problems and a question",
    options: { connection: sample },
    drop: ["/faulty.csv"],
    clicks: ["problem-kind-UNKNOWN_SKILL"],
    wait: "problem-7-3",
  },
  {
    name: "import, a grid with codes, its columns, and a list of files",
    options: { connection: sample, remembered: { state: "changed", differences: ["“Team” is new."] } },
    drop: ["/grid.xlsx", "/next.csv"],
    clicks: ["read-columns"],
    wait: "columns-table",
  },
  {
    name: "import, the order of dates, and what is left out",
    options: { connection: sample },
    drop: ["/slashes.csv"],
    clicks: ["read-format"],
    wait: "question-dateOrder",
  },
  {
    name: "import, days and defaults",
    options: { connection: sample },
    drop: ["/week.csv"],
    clicks: ["read-period"],
    wait: "period-first",
  },
  {
    name: "import, the file changed on disk",
    options: { connection: sample, disk: "changed" },
    clicks: ["sample-roster", "check-import"],
    wait: "disk-notice",
  },
  {
    name: "import, a cell is edited",
    options: { connection: sample },
    drop: ["/faulty.csv"],
    clicks: ["problem-kind-UNKNOWN_SKILL", "use-fix", "undo"],
    wait: "row-note",
  },
  {
    name: "import, checked",
    options: { connection: sample, refused: 2 },
    clicks: ["sample-roster", "check-import"],
    wait: "check-result",
  },
  {
    name: "import, done",
    options: { connection: sample, refused: 2 },
    clicks: ["sample-roster", "send-import"],
    wait: "import-result",
  },
  {
    name: "import, stopped on the way",
    options: { connection: sample, refused: 2, stops: FAULTS.broken },
    clicks: ["sample-roster", "send-import"],
    wait: "continue-import",
  },
  {
    name: "optimize, a run whose outcome is open",
    options: {
      connection: sample,
      unfinished: [openRun("unknown")],
      failing: { followRun: FAULTS.cannotList },
    },
    clicks: ["rail-optimize", "keep-waiting"],
    wait: "notice",
  },
  {
    name: "optimize, a run of a window before",
    options: { connection: sample, running: true },
    clicks: ["rail-optimize"],
    wait: "run-elsewhere",
  },
  { name: "coverage", options: { connection: sample }, clicks: ["rail-coverage"], wait: "coverage-table" },
  {
    name: "coverage failed",
    options: { connection: sample, failing: { coverage: FAULTS.down } },
    clicks: ["rail-coverage"],
    wait: "notice",
  },
  { name: "optimize", options: { connection: sample }, clicks: ["rail-optimize"], wait: "gap-list" },
  {
    name: "optimize, done",
    options: { connection: sample },
    clicks: ["rail-optimize", "run"],
    wait: "run-result",
  },
  {
    name: "recommendations",
    options: { connection: sample },
    clicks: ["rail-optimize", "run", "to-recommendations"],
    wait: "recommendations-list",
  },
  {
    name: "history",
    options: { connection: sample, history: true },
    clicks: ["rail-history", "receipt-of-i1"],
    wait: "history-runs",
  },
  { name: "settings", options: { connection: sample }, clicks: ["rail-settings"], wait: "save-settings" },
  { name: "the zone chooser", options: { connection: sample }, clicks: ["zone"], wait: "zone" },
];

test.each(SCENES)("axe finds nothing: $name", async ({ options, drop, clicks, wait }) => {
  const { click, standIn } = await openWindow({ ...options, theme: "light" });
  if (drop !== undefined) standIn.drag.drop(drop);
  for (const testid of clicks) await click(testid);
  await screen.findByTestId(wait);

  const { violations } = await axe.run(document.body, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    // Colours need a real drawing engine.
    rules: { "color-contrast": { enabled: false } },
  });

  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
