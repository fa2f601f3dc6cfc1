// Local days, "YYYY-MM-DD".

/** The server answers for at most this many days at once. */
export const MAX_DAYS = 62;

/** What is wrong with a range, in words; `null` = nothing. */
export function rangeFault(from: string, to: string): string | null {
  if (!isDay(from) || !isDay(to)) return "Write both dates as year-month-day, for example 2026-11-30.";
  if (to < from) return "The last day is before the first.";
  if (length(from, to) > MAX_DAYS) return `At most ${MAX_DAYS} days at once.`;
  return null;
}

/** The range of the same length just before (−1) or after (1). */
export function shifted(from: string, to: string, direction: -1 | 1): { from: string; to: string } {
  const days = length(from, to) * direction;
  return { from: moved(from, days), to: moved(to, days) };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && moved(text, 0) === text;
}

function length(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

function moved(day: string, days: number): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? "" : new Date(at + days * 86_400_000).toISOString().slice(0, 10);
}
