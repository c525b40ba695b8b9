// What ECharts needs of a browser, and the one function that Go calls. The file is
// run once in each machine, after ECharts itself. textWidth comes from Go.
echarts.setPlatformAPI({
  measureText: function (text, font) {
    return { width: textWidth(String(text), String(font || "")) };
  },
});

function drawChart(option, width, height) {
  var chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: width, height: height });
  try {
    option = JSON.parse(option);
    option.animation = false;
    option.useUTC = true;
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
