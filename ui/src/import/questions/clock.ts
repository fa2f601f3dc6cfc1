/** A time of day as people type it, "6", "0630", "6:30", "6.30", "6am", as `06:30`; `null` where it is none. */
export function clockTime(typed: string): string | null {
  const found = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?$/i.exec(typed.trim());
  if (found === null) return null;
  const half = found[3]?.toLowerCase();
  let hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === "pm" ? 12 : 0);
  }
  // Midnight at the end of a day is the start of the next; the shift goes over night either way.
  if (hour === 24 && minute === 0) hour = 0;
  if (hour > 23 || minute > 59) return null;
  return `${two(hour)}:${two(minute)}`;
}

/** "8 h", "8 h 30 min"; overnight where the end is not after the start. */
export function lengthWords(start: string, end: string): string {
  const minutes = (toMinutes(end) - toMinutes(start) + 1440) % 1440 || 1440;
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)} h`;
  const night = toMinutes(end) <= toMinutes(start) ? ", over night" : "";
  return `${rest === 0 ? hours : `${hours} ${rest} min`}${night}`;
}

function toMinutes(time: string): number {
  const [hour = "0", minute = "0"] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
