import type { ColumnView, FileKind } from "../../ipc";
import { columnWords } from "../read/words";

const NARROWEST = 96;
const WIDEST = 280;
/** What stands beyond the header's last column. */
const BEYOND = 128;
/** Beneath a date stands how it was understood, which is longer than most dates. */
const DATED = 164;
/** What a cell has beside its text, the mark of a problem included. */
const AROUND = 30;

/** Widths of `count` columns in pixels, from their headers and some of their cells. */
export function columnWidths(columns: ColumnView[], kind: FileKind, count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const column = columns[i];
    if (column === undefined) return BEYOND;
    const header = Math.max(column.header.length, columnWords(column, kind).length);
    const cells = Math.max(0, ...column.samples.map((sample) => sample.length));
    const wanted = Math.max(header, cells) * 8.8 + AROUND;
    const least = column.field === "start" || column.field === "end" ? DATED : NARROWEST;
    return Math.round(Math.min(WIDEST, Math.max(least, wanted)));
  });
}

/** Where each column begins behind `margin` pixels, and, last, where all end. */
export function leftsOf(widths: number[], margin: number): number[] {
  const lefts = [margin];
  for (const width of widths) lefts.push((lefts.at(-1) ?? margin) + width);
  return lefts;
}

/** The place of each column as a style. */
export function boxesOf(lefts: number[]): string[] {
  return lefts.slice(1).map((right, i) => `left:${lefts[i] ?? 0}px;width:${right - (lefts[i] ?? 0)}px`);
}
