import { expect, test } from "vitest";
import type { SettingsView } from "../ipc";
import { settingsFault } from "./limits";

const GOOD: SettingsView = {
  theme: "system",
  zone: "UTC",
  threshold: 0.85,
  pollSeconds: 5,
  deadlineSeconds: 300,
};

test.each<[Partial<SettingsView>, string | null]>([
  [{}, null],
  [{ threshold: 1 }, null],
  [{ threshold: 0.49 }, "threshold"],
  [{ threshold: Number.NaN }, "threshold"],
  [{ pollSeconds: 0 }, "1 to 60"],
  [{ deadlineSeconds: 9 }, "10 and 3,600"],
  [{ deadlineSeconds: null as unknown as number }, "10 and 3,600"],
])("%j", (change, expected) => {
  const fault = settingsFault({ ...GOOD, ...change });
  if (expected === null) expect(fault).toBeNull();
  else expect(fault).toContain(expected);
});
