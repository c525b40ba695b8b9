// What ECharts needs of a browser, and the one function that Go calls. The file is
// run once in each machine, after ECharts itself. textWidth comes from Go.
echarts.setPlatformAPI({
  measureText: function (text, font) {
    return { width: textWidth(String(text), String(font || "")) };
  },
});

function drawChart(option, width, height) {
  option = JSON.parse(option);
  option.animation = false;
  option.useUTC = true;
  var settings = { renderer: "svg", ssr: true, width: width, height: height };
  if (echarts.knowsOrigins) {
    settings.origin = join(option);
  }
  var chart = echarts.init(null, null, settings);
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

// A series costs ECharts more than several marks. join makes one series of neighbours that differ in nothing but what a mark may
// say for itself, which draws the same. It returns the function that tells where a
// mark was: its series and its place there.
function join(option) {
  if (!Array.isArray(option.series) || !option.series.every(isColoured)) {
    return undefined; // a series that takes its colour from the palette counts its elders
  }
  var joined = [], origins = [], last;
  option.series.forEach(function (series, s) {
    if (!isPlain(series)) {
      last = undefined;
      joined.push(series);
      origins.push(s); // all of it stays where it was, and a flow has more streams than places
      return;
    }
    if (!last || last.xAxisIndex !== series.xAxisIndex || last.yAxisIndex !== series.yAxisIndex) {
      last = { type: "scatter", xAxisIndex: series.xAxisIndex, yAxisIndex: series.yAxisIndex, data: [] };
      joined.push(last);
      origins.push([]);
    }
    series.data.forEach(function (mark, i) {
      ["symbol", "symbolSize", "label"].forEach(function (name) {
        if (mark[name] === undefined && series[name] !== undefined) {
          mark[name] = series[name];
        }
      });
      last.data.push(mark);
      origins[origins.length - 1].push([s, i]);
    });
  });
  option.series = joined;
  return function (series, item) {
    var origin = origins[series];
    return typeof origin === "number" ? [origin, item] : origin[item];
  };
}

var ofPlain = ["type", "symbol", "symbolSize", "xAxisIndex", "yAxisIndex", "data", "label"];
var ofMark = ["name", "value", "itemStyle", "symbol", "symbolSize"];

function hasOnly(object, names) {
  return Object.keys(object).every(function (name) { return names.indexOf(name) >= 0; });
}

// isPlain tells whether a series is points, each with its colour, whose labels do not
// speak of the series.
function isPlain(series) {
  var label = series.label || {};
  return series.type === "scatter" && hasOnly(series, ofPlain) && isColoured(series) &&
    (label.formatter === undefined || label.formatter === "{b}") &&
    series.data.every(function (mark) {
      return hasOnly(mark, ofMark) && Array.isArray(mark.value) && mark.value.length === 2 &&
        typeof mark.value[0] === "number" && typeof mark.value[1] === "number";
    });
}

var ofColour = ["bar", "funnel", "sankey", "scatter"];

// isColoured tells whether a series leaves no colour to the palette.
function isColoured(series) {
  if (!series || !Array.isArray(series.data)) {
    return false;
  }
  if (series.type === "line") {
    return series.symbol === "none" && !series.areaStyle && !!series.lineStyle && !!series.lineStyle.color;
  }
  return ofColour.indexOf(series.type) >= 0 && series.data.every(function (mark) {
    return mark && mark.itemStyle && mark.itemStyle.color;
  });
}
