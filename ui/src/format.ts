// How numbers, ratios and times are written, everywhere in the window.

const LOCALE = "en-GB";
/** Stands where there is no value. */
export const NONE = "–";
const MINUS = "\u2212";

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const twoDecimals = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const oneDecimal = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** 6000 → "6,000". */
export function count(value: number): string {
  return minus(whole.format(value));
}

/** "1 shift", "6,000 shifts". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** 63.5 → "63.50 h". */
export function hours(value: number | null): string {
  return value === null ? NONE : `${minus(twoDecimals.format(tidy(value)))} h`;
}

/** A share of 1 as percent with one decimal: 0.614 → "61.4 %". */
export function percent(share: number | null): string {
  return share === null ? NONE : `${minus(oneDecimal.format(tidy(share * 100)))} %`;
}

/** A bound from above, rounded up so that it stays one: 0.0004 → "at most 0.1 %". */
export function atMost(share: number | null): string {
  return `at most ${percent(share === null ? null : Math.ceil(tidy(share * 1000)) / 1000)}`;
}

/** A share of 1 as whole percent: 0.85 → "85 %". */
export function wholePercent(share: number): string {
  return `${minus(whole.format(tidy(share * 100)))} %`;
}

/** Growth of a share: 0.23 → "+23.0 percentage points". */
export function points(growth: number): string {
  const value = tidy(growth * 100);
  const sign = value > 0 ? "+" : "";
  return `${sign}${minus(oneDecimal.format(value))} percentage points`;
}

/** 222 → "3:42", 5000 → "1:23:20". */
export function elapsed(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  const pad = (n: number) => String(n).padStart(2, "0");
  const h = Math.floor(total / 3600);
  const m = Math.floor((total % 3600) / 60);
  return h > 0 ? `${h}:${pad(m)}:${pad(total % 60)}` : `${m}:${pad(total % 60)}`;
}

/** Day of an instant in a zone: "Mon 30 Nov". */
export function day(instant: string, zone: string): string {
  const p = parts(instant, zone);
  return `${p.weekday} ${p.day} ${p.month}`;
}

/** "Mon 30 Nov 2026". */
export function fullDay(instant: string, zone: string): string {
  return `${day(instant, zone)} ${parts(instant, zone).year}`;
}

/** Time of an instant in a zone: "06:00". */
export function time(instant: string, zone: string): string {
  const p = parts(instant, zone);
  return `${p.hour}:${p.minute}`;
}

/** "06:00–14:00", with "+1 day" where the end falls on a later day. */
export function timeSpan(start: string, end: string, zone: string): string {
  const later = daysBetween(parts(start, zone).iso, parts(end, zone).iso);
  const more = later === 0 ? "" : ` +${later} ${later === 1 ? "day" : "days"}`;
  return `${time(start, zone)}–${time(end, zone)}${more}`;
}

/** "Mon 30 Nov 2026 16:02". */
export function dateTime(instant: string, zone: string): string {
  return `${fullDay(instant, zone)} ${time(instant, zone)}`;
}

/** The days that two instants span, the year once: "Mon 30 Nov to Sun 6 Dec 2026". The end itself is outside the span. */
export function daySpan(start: string, end: string, zone: string): string {
  const last = new Date(Math.max(Date.parse(start), Date.parse(end) - 1)).toISOString();
  return joinDays(parts(start, zone), parts(last, zone));
}

/** The same for two local days: ("2026-11-30", "2026-12-06"). */
export function localDaySpan(from: string, to: string): string {
  return joinDays(parts(`${from}T00:00:00Z`, "UTC"), parts(`${to}T00:00:00Z`, "UTC"));
}

/** "AGENT" and "SKILL" ids as people say them: "SKILL-EN-TECH-SUPPORT" → "EN Tech Support"; any other id stays as it is. */
export function skillName(id: string): string {
  if (!id.startsWith("SKILL-")) return id;
  return id
    .slice("SKILL-".length)
    .split("-")
    .map((word) => (word.length <= 2 ? word : word.charAt(0) + word.slice(1).toLowerCase()))
    .join(" ");
}

/** How far a zone is from UTC at that instant: "UTC+1"; empty where this web view does not know the zone. */
export function zoneOffset(zone: string, at: Date): string {
  try {
    const named = new Intl.DateTimeFormat(LOCALE, { timeZone: zone, timeZoneName: "shortOffset" })
      .formatToParts(at)
      .find((part) => part.type === "timeZoneName")?.value;
    return named === undefined || named === "GMT" || named === "UTC" ? "UTC+0" : named.replace("GMT", "UTC");
  } catch {
    return "";
  }
}

/** The last part of a path of any platform. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

type Parts = {
  weekday: string;
  day: string;
  month: string;
  year: string;
  hour: string;
  minute: string;
  iso: string;
};

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(instant: string, zone: string): Parts {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(LOCALE, {
      timeZone: zone,
      weekday: "short",
      day: "numeric",
      month: "numeric",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(zone, format);
  }
  const found = Object.fromEntries(
    format.formatToParts(new Date(instant)).map((part) => [part.type, part.value]),
  );
  const { weekday = "", year = "", hour = "", minute = "" } = found;
  const d = Number(found.day);
  const m = Number(found.month);
  const pad = (n: number) => String(n).padStart(2, "0");
  return {
    weekday,
    day: String(d),
    month: MONTHS[m - 1] ?? "",
    year,
    hour,
    minute,
    iso: `${year}-${pad(m)}-${pad(d)}`,
  };
}

// Intl's own short month of en-GB is "Sept" on some platforms and "Sep" on others.
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function joinDays(a: Parts, b: Parts): string {
  const name = (p: Parts) => `${p.weekday} ${p.day} ${p.month}`;
  if (a.iso === b.iso) return `${name(a)} ${a.year}`;
  return a.year === b.year
    ? `${name(a)} to ${name(b)} ${b.year}`
    : `${name(a)} ${a.year} to ${name(b)} ${b.year}`;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Takes away what binary fractions add (0.1 + 0.2) and turns −0 into 0. */
function tidy(value: number): number {
  return Number(value.toFixed(6)) + 0;
}

function minus(text: string): string {
  return text.replace("-", MINUS);
}
