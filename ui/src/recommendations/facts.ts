import { atMost, count, counted, hours, points } from "../format";
import type { RecommendationsView } from "../ipc";

type Fact = { label: string; value: string; tone?: "good"; note?: string };

/** What the recommendations bring and cost, on top of the list. */
export function facts(view: RecommendationsView): Fact[] {
  const shown: Fact[] = [
    {
      label: "Projected improvement",
      value: points(view.improvement).replace(" percentage points", " points"),
      note: "percentage points of coverage",
      ...(view.improvement > 0 ? { tone: "good" as const } : {}),
    },
    {
      label: "Recommended shifts",
      value: count(view.shiftCount),
      note: `for ${counted(view.agents.length, "agent")}`,
    },
    { label: "Extra hours", value: hours(view.extraHours), note: "worked, breaks left out" },
    { label: "Overtime", value: hours(view.overtimeHours), note: "beyond contracted hours" },
  ];
  if (view.gapToBound !== null)
    shown.push({
      label: "From the best possible",
      value: atMost(view.gapToBound),
      note: "under these rules",
    });
  return shown;
}
