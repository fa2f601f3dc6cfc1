// Pauses that a server asks for, counted down by the window's own clock.
import { counted } from "../format";
import type { PauseView } from "../ipc";

/** `until` on the clock of `performance.now()`; `asked` seconds where the server asked for more than is waited. */
export type Pause = { until: number; asked: number | null };

export function heard(view: PauseView | null): Pause | null {
  return view === null ? null : { until: performance.now() + view.seconds * 1000, asked: view.askedSeconds };
}

/** Whole seconds that are left of a pause at an instant of `performance.now()`. */
export function secondsLeft(pause: Pause | null, now: number): number {
  return pause === null ? 0 : Math.max(0, Math.ceil((pause.until - now) / 1000));
}

/** "The server asked for a pause: 12 s". */
export function pauseText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const left = minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
  return `The server asked for a pause: ${left}`;
}

/** "It asked for 3 hours. Shiftwright waits about 10 minutes, then tries again." */
export function cutText(asked: number): string {
  return `It asked for ${length(asked)}. Shiftwright waits about 10 minutes, then tries again.`;
}

function length(seconds: number): string {
  const about = (value: number, one: string) => counted(Math.round(value), one);
  if (seconds < 90 * 60) return about(seconds / 60, "minute");
  if (seconds < 36 * 3600) return about(seconds / 3600, "hour");
  if (seconds < 365 * 24 * 3600) return about(seconds / (24 * 3600), "day");
  return "more than a year";
}
