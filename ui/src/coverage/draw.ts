// The only file that loads the chart library; it is fetched when the first chart is drawn.
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { type ChartColours, chartOption, type SkillBar } from "./data";

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export type Drawing = {
  update(bars: SkillBar[], colours: ChartColours): void;
  resize(): void;
  dispose(): void;
};

export function draw(element: HTMLElement): Drawing {
  const chart = init(element, null, { renderer: "canvas" });
  return {
    update: (bars, colours) => chart.setOption(chartOption(bars, colours), { notMerge: true }),
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
  };
}
