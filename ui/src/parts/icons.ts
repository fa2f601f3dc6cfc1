// Drawn on a 16 × 16 grid with a stroke of 1.5.
export const ICONS = {
  check: "m3 8.5 3.2 3.2L13 4.8",
  cross: "m4 4 8 8m0-8-8 8",
  error: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 4.8v3.9m0 2.3v.2",
  warning: "M8 2.2 14.4 13.4H1.6L8 2.2Zm0 4.3v3.2m0 1.7v.2",
  info: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 7.4v3.8m0-6.4v.2",
  dash: "M4 8h8",
  down: "m4 6 4 4 4-4",
  right: "m6 4 4 4-4 4",
  left: "m10 4-4 4 4 4",
  up: "m4 10 4-4 4 4",
  file: "M4 1.8h5L12.2 5v9.2H4V1.8Zm4.8.2v3.2H12",
  drop: "M8 2v7.6M4.8 6.6 8 9.8l3.2-3.2M2.4 10.4v3.2h11.2v-3.2",
  stop: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM3.7 3.7l8.6 8.6",
  history: "M2.6 5.2A6 6 0 1 1 2 8.6M2.2 2.4v3h3M8 4.8v3.6l2.4 1.4",
  settings: "M2 4.5h7.5m3.5 0h1M2 11.5h1m3.5 0H14M11.2 2.9v3.2M4.8 9.9v3.2",
  clock: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 4.6v3.6l2.3 1.5",
  sample: "M2.5 13.5h11M4 11V7.5M7 11V4M10 11V6M13 11V8.5",
  computer: "M2 3h12v8H2V3Zm4 10.8h4M8 11.2v2.4",
  cloud: "M4.4 12.6a2.9 2.9 0 0 1-.3-5.8 4 4 0 0 1 7.7-.9 3.4 3.4 0 0 1 .2 6.7H4.4Z",
  refresh: "M13.2 6.6A5.6 5.6 0 1 0 13.6 9M13.6 3v3.8H9.8",
  undo: "M5.6 3.2 2.6 6.2l3 3M2.8 6.2h6.4a4 4 0 0 1 0 8H6.6",
  redo: "m10.4 3.2 3 3-3 3M13.2 6.2H6.8a4 4 0 0 0 0 8h2.6",
  list: "M2.2 4h1m2.6 0h8M2.2 8h1m2.6 0h8m-11.6 4h1m2.6 0h8",
  save: "M8 2v7.6M4.8 6.6 8 9.8l3.2-3.2M2.4 13.6h11.2",
} as const;

export type IconName = keyof typeof ICONS;
