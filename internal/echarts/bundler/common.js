// What most charts use of Apache ECharts: bars, lines and points on a grid. A machine
// with this alone starts in two thirds of the time (see all.js for the rest).
//
// An option may name a component that is not here (go-echarts writes
// "legend": {"show": false} into each): ECharts passes over it. An option is JSON, so
// nothing is here that needs a function: no custom series, no formatters.
import { init, setPlatformAPI, use } from "echarts/core";
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridSimpleComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

use([SVGRenderer, LabelLayout, LineChart, BarChart, ScatterChart, GridSimpleComponent]);

// Our ECharts asks settings.origin where a mark was (changes.go); the published does not.
var knowsOrigins = true;

export { init, knowsOrigins, setPlatformAPI };
