import { screen } from "@testing-library/svelte";
import axe from "axe-core";
import { expect, test } from "vitest";
import { FAULTS, sample } from "../standin/data";
import type { StandInOptions } from "../standin/options";
import { openWindow } from "./window";

type Scene = { name: string; options: Partial<StandInOptions>; clicks: string[]; wait: string };

const SCENES: Scene[] = [
  { name: "first start", options: {}, clicks: [], wait: "connect-sample" },
  {
    name: "the tenant's form with faults",
    options: {},
    clicks: ["connect-tenant", "tenant-connect"],
    wait: "tenant-secret",
  },
  { name: "connected", options: {}, clicks: ["connect-sample"], wait: "connected" },
  {
    name: "import, nothing open",
    options: { connection: sample, history: true },
    clicks: [],
    wait: "choose-file",
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
    wait: "import-again",
  },
  {
    name: "optimize, a run whose outcome is open",
    options: {
      connection: sample,
      unfinished: { runId: "opt-1", outcome: "unknown", message: null, recommendedShifts: 0 },
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
    clicks: ["rail-history"],
    wait: "history-runs",
  },
  { name: "settings", options: { connection: sample }, clicks: ["rail-settings"], wait: "save-settings" },
  { name: "the zone chooser", options: { connection: sample }, clicks: ["zone"], wait: "zone" },
];

test.each(SCENES)("axe finds nothing: $name", async ({ options, clicks, wait }) => {
  const { click } = await openWindow({ ...options, theme: "light" });
  for (const testid of clicks) await click(testid);
  await screen.findByTestId(wait);

  const { violations } = await axe.run(document.body, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    // Colours need a real drawing engine.
    rules: { "color-contrast": { enabled: false } },
  });

  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
