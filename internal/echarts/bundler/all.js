// All that Daylight uses of Apache ECharts. A new kind of chart, or a component that an
// option begins to use, is added here, and an option that has it to
// internal/echarts/testdata/options: common.js is what the options there call.
//
// An option may name a component that is not here (go-echarts writes
// "legend": {"show": false} into each): ECharts passes over it. An option is JSON, so
// nothing is here that needs a function: no custom series, no formatters.
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

// Our ECharts asks settings.origin where a mark was (changes.go); the published does not.
var knowsOrigins = true;

export { init, knowsOrigins, setPlatformAPI };
