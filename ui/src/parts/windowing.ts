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

/** Web views lay nothing out below some 17 to 33 million pixels; longer lists are scrolled at a scale. */
const TALLEST = 12_000_000;

/** How a list of `total` rows lies behind a view of `height` pixels: `drawn` is what the scroll bar measures. */
export class Stage {
  readonly drawn: number;
  readonly #full: number;

  constructor(
    total: number,
    rowHeight: number,
    private readonly height: number,
  ) {
    this.#full = total * rowHeight;
    this.drawn = Math.min(this.#full, TALLEST);
  }

  /** Where in the whole list the view begins when it is scrolled to `scrollTop`. */
  top(scrollTop: number): number {
    return scrollTop * this.#scale;
  }

  /** The other way round. */
  scrollTop(top: number): number {
    return top / this.#scale;
  }

  get #scale(): number {
    const room = this.drawn - this.height;
    return this.drawn === this.#full || room <= 0 ? 1 : (this.#full - this.height) / room;
  }
}

/** Columns of various widths that are on screen; `lefts` holds where each begins and, last, where all end. */
export function visibleColumns(lefts: number[], scrollLeft: number, width: number): Slice {
  const total = lefts.length - 1;
  const first = Math.max(0, firstAfter(lefts, scrollLeft) - 2);
  return { first, end: Math.min(total, firstAfter(lefts, scrollLeft + width) + 1) };
}

/** Index of the first that is greater. */
function firstAfter(rising: number[], value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
