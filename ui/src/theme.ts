import type { Theme } from "./ipc";

/** The theme that is drawn. WebKitGTK does not report the desktop's dark mode, hence the planner's own choice. */
export function drawnTheme(chosen: Theme, systemIsDark: boolean): "light" | "dark" {
  if (chosen === "system") return systemIsDark ? "dark" : "light";
  return chosen;
}
