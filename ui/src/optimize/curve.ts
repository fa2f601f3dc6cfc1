/** Points of a line through `values`, oldest left, drawn into a box with a margin of 2; "" with fewer than two values. */
export function curvePoints(values: number[], width: number, height: number): string {
  if (values.length < 2) return "";
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (i: number) => 2 + (i / (values.length - 1)) * (width - 4);
  const y = (value: number) => height - 2 - ((value - low) / span) * (height - 4);
  return values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
}
