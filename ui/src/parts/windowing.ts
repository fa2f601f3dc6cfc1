/** The slice of equally high rows that is on screen, with some rows to spare above and below. */
export type Slice = { first: number; end: number };

export function visibleSlice(
  total: number,
  rowHeight: number,
  scrollTop: number,
  height: number,
  spare = 8,
): Slice {
  const top = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  const bottom = Math.ceil((scrollTop + height) / rowHeight) + spare;
  return { first: Math.min(top, Math.max(0, total - 1)), end: Math.min(total, bottom) };
}
