import type { SettingsView } from "../ipc";

/** What is wrong with the settings, in words; `null` = they can be saved. */
export function settingsFault(settings: SettingsView): string | null {
  if (!within(settings.threshold, 0.5, 1)) return "The threshold must be between 50 and 100 %.";
  if (!within(settings.pollSeconds, 1, 60)) return "Ask the server every 1 to 60 seconds.";
  if (!within(settings.deadlineSeconds, 10, 3600)) return "Wait for a run between 10 and 3,600 seconds.";
  return null;
}

function within(value: number | null, low: number, high: number): boolean {
  return value !== null && Number.isFinite(value) && value >= low && value <= high;
}
