// All that Daylight uses of Apache ECharts. A new kind of chart, or a component that an
// option begins to use, is added here, and its name to what internal/echarts looks for
// in an option (beyond, in bundle.go).
import { init, setPlatformAPI, use } from "echarts/core";
import { BarChart, FunnelChart, LineChart, SankeyChart, ScatterChart } from "echarts/charts";
import { GraphicComponent, GridSimpleComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

// The order is that of ECharts' whole build: it decides what lies above what.
use([
  SVGRenderer, LabelLayout,
  LineChart, BarChart, ScatterChart, FunnelChart, SankeyChart,
  GraphicComponent, GridSimpleComponent, MarkPointComponent, MarkLineComponent, MarkAreaComponent,
]);

var knowsOrigins = true; // see common.js

export { init, knowsOrigins, setPlatformAPI };
