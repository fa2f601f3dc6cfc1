// The chart's data, and the option that draws them.
import { hours, percent, skillName } from "../format";
import type { CoverageRow } from "../ipc";

/** Hours of one skill, all its records together. `short`: what is missing up to the requirement, never negative. */
export type SkillBar = { skill: string; required: number; available: number; short: number };

export type ChartColours = {
  required: string;
  available: string;
  short: string;
  text: string;
  muted: string;
  line: string;
  surface: string;
};

/** Up to this many skills stand side by side; more lie one below the other. */
export const UPRIGHT = 8;

export function skillBars(rows: CoverageRow[]): SkillBar[] {
  const bars = new Map<string, SkillBar>();
  for (const row of rows) {
    const bar = bars.get(row.skillId) ?? {
      skill: skillName(row.skillId),
      required: 0,
      available: 0,
      short: 0,
    };
    bar.required += row.requiredHours;
    bar.available += row.availableHours;
    bar.short += Math.max(0, row.deficitHours);
    bars.set(row.skillId, bar);
  }
  return [...bars.values()].map((bar) => ({
    skill: bar.skill,
    required: round(bar.required),
    available: round(bar.available),
    short: round(bar.short),
  }));
}

export function chartHeight(bars: number): number {
  return bars <= UPRIGHT ? 208 : bars * 36 + 64;
}

export function chartOption(bars: SkillBar[], colours: ChartColours) {
  const upright = bars.length <= UPRIGHT;
  const names = {
    type: "category" as const,
    data: bars.map((bar) => bar.skill),
    inverse: !upright,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.line } },
    axisLabel: {
      color: colours.text,
      fontSize: 12,
      interval: 0,
      width: upright ? 130 : 150,
      overflow: "truncate" as const,
    },
  };
  const values = {
    type: "value" as const,
    name: upright ? "hours" : "",
    nameTextStyle: { color: colours.muted, align: "right" as const, padding: [0, 4, 0, 0] },
    axisLabel: { color: colours.muted, fontSize: 12 },
    splitLine: { lineStyle: { color: colours.line } },
  };
  const series = (name: string, data: number[], color: string, stack: string, round: number[]) => ({
    name,
    type: "bar" as const,
    data,
    stack,
    barMaxWidth: 34,
    barGap: "12%",
    barCategoryGap: "42%",
    itemStyle: { color, borderRadius: round },
    emphasis: { disabled: true },
  });
  const tip = upright ? [3, 3, 0, 0] : [0, 3, 3, 0];
  return {
    animationDuration: 250,
    textStyle: { fontFamily: "system-ui, sans-serif" },
    grid: { left: 8, right: 16, top: 36, bottom: 4, containLabel: true },
    legend: {
      right: 8,
      top: 0,
      itemWidth: 12,
      itemHeight: 12,
      itemGap: 20,
      selectedMode: false,
      textStyle: { color: colours.text, fontSize: 12 },
    },
    tooltip: {
      trigger: "axis" as const,
      axisPointer: { type: "shadow" as const },
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 13 },
      formatter: (hovered: unknown) => tooltip(bars, hovered),
    },
    xAxis: upright ? names : values,
    yAxis: upright ? values : names,
    series: [
      series(
        "Required",
        bars.map((bar) => bar.required),
        colours.required,
        "required",
        tip,
      ),
      series(
        "Available",
        bars.map((bar) => bar.available),
        colours.available,
        "available",
        tip,
      ),
      series(
        "Short",
        bars.map((bar) => bar.short),
        colours.short,
        "available",
        tip,
      ),
    ],
  };
}

function tooltip(bars: SkillBar[], hovered: unknown): string {
  const index = Array.isArray(hovered) ? (hovered[0] as { dataIndex?: number })?.dataIndex : undefined;
  const bar = index === undefined ? undefined : bars[index];
  if (bar === undefined) return "";
  const ratio = bar.required > 0 ? percent(bar.available / bar.required) : "nothing required";
  const lines = [`Required ${hours(bar.required)}`, `Available ${hours(bar.available)} (${ratio})`];
  if (bar.short > 0) lines.push(`Short ${hours(bar.short)}`);
  return `<b>${escaped(bar.skill)}</b><br>${lines.join("<br>")}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
