/** Zones whose name holds every word that was typed; "new york" finds America/New_York. At most `limit`, the chosen one first. */
export function matchingZones(zones: string[], typed: string, chosen: string, limit = 60): string[] {
  const words = plain(typed).split(" ").filter(Boolean);
  const found = zones.filter((zone) => words.every((word) => plain(zone).includes(word)));
  const first = found.includes(chosen) ? [chosen] : [];
  return [...first, ...found.filter((zone) => zone !== chosen)].slice(0, limit);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[/_-]/g, " ").trim();
}
