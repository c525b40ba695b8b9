package main

import (
	"maps"
	"slices"
)

// A picture that is written once has no reader who points, waits or changes it. What
// ECharts does for such a reader is left out here: a chart takes half the time without.
// No change may alter a byte of a picture; the tests of internal/echarts compare
// with the whole of ECharts. A change that no longer fits its module is an error, so
// that a new version of ECharts is looked at.

// replaced are modules in whose place one of ours, in own, stands.
var replaced = map[string]string{
	"echarts/lib/component/helper/RoamController.js": "still.js",
	"echarts/lib/util/states.js":                     "states.js",
	"zrender/lib/Handler.js":                         "still.js",
	"zrender/lib/animation/Animation.js":             "still.js",
	"zrender/lib/animation/Animator.js":              "Animator.js",
	"zrender/lib/core/timsort.js":                    "timsort.js",
}

// hollow are modules whose functions do nothing: they move things, listen, draw on a
// canvas, or serve what no chart of ours has (tooltips, polar axes, thousands of marks).
var hollow = map[string]bool{
	"echarts/lib/animation/customGraphicKeyframeAnimation.js": true,
	"echarts/lib/chart/helper/LargeSymbolDraw.js":             true,
	"echarts/lib/chart/line/lineAnimationDiff.js":             true,
	"echarts/lib/component/tooltip/seriesFormatTooltip.js":    true,
	"echarts/lib/component/tooltip/tooltipMarkup.js":          true,
	"echarts/lib/data/helper/transform.js":                    true,
	"echarts/lib/i18n/langZH.js":                              true,
	"echarts/lib/label/sectorLabel.js":                        true,
	"echarts/lib/legacy/dataSelectAction.js":                  true,
	"echarts/lib/loading/default.js":                          true,
	"echarts/lib/theme/dark.js":                               true,
	"echarts/lib/util/ECEventProcessor.js":                    true,
	"echarts/lib/util/shape/sausage.js":                       true,
	"zrender/lib/canvas/graphic.js":                           true,
	"zrender/lib/contain/path.js":                             true,
	"zrender/lib/dom/HandlerProxy.js":                         true,
	"zrender/lib/graphic/helper/roundSector.js":               true,
	"zrender/lib/svg/cssAnimation.js":                         true,
	"zrender/lib/svg/cssEmphasis.js":                          true,
	"zrender/lib/svg/patch.js":                                true,
}

// emptied are functions that return at once, each by the line that opens it.
var emptied = map[string][]string{
	"echarts/lib/data/DataStore.js": {
		"DataStore.prototype.lttbDownSample = function (valueDimension, rate) {",
		"DataStore.prototype.minmaxDownSample = function (valueDimension, rate) {",
		"DataStore.prototype.downSample = function (dimension, rate, sampleValue, sampleIndex) {",
		"DataStore.prototype.appendData = function (data) {",
		"DataStore.prototype.appendValues = function (values, minFillLen) {",
	},
	"echarts/lib/data/SeriesData.js": {
		"SeriesData.prototype.downSample = function (dimension, rate, sampleValue, sampleIndex) {",
		"SeriesData.prototype.minmaxDownSample = function (valueDimension, rate) {",
		"SeriesData.prototype.lttbDownSample = function (valueDimension, rate) {",
		"SeriesData.prototype.appendData = function (data) {",
		"SeriesData.prototype.appendValues = function (values, names) {",
	},
	"echarts/lib/chart/line/LineView.js": {
		"LineView.prototype.highlight = function (seriesModel, ecModel, api, payload) {",
		"LineView.prototype.downplay = function (seriesModel, ecModel, api, payload) {",
		"LineView.prototype._changePolyState = function (toState) {",
		"LineView.prototype._initSymbolLabelAnimation = function (data, coordSys, clipShape) {",
		"LineView.prototype._doUpdateAnimation = function (data, stackedOnPoints, coordSys, api, step, valueOrigin, connectNulls) {",
	},
	"echarts/lib/chart/bar/BarView.js": {
		"BarView.prototype._renderLarge = function (seriesModel, ecModel, api) {",
		"BarView.prototype._incrementalRenderLarge = function (params, seriesModel) {",
		"BarView.prototype._enableRealtimeSort = function (realtimeSortCfg, data, api) {",
		"BarView.prototype._dataSort = function (data, baseAxis, orderMapping) {",
		"BarView.prototype._isOrderChangedWithinSameData = function (data, orderMapping, baseAxis) {",
		"BarView.prototype._isOrderDifferentInView = function (orderInfo, baseAxis) {",
		"BarView.prototype._updateSortWithinSameData = function (data, orderMapping, baseAxis, api) {",
		"BarView.prototype._dispatchInitSort = function (data, realtimeSortCfg, api) {",
		"function createLarge(seriesModel, group, progressiveEls, incremental) {",
	},
	"zrender/lib/graphic/Displayable.js": {
		"Displayable.prototype.contain = function (x, y) {",
		"Displayable.prototype.rectContain = function (x, y) {",
		"Displayable.prototype.animateStyle = function (loop) {",
		"Displayable.prototype._innerSaveToNormal = function (toState) {",
		"Displayable.prototype._applyStateObj = function (stateName, state, normalState, keepCurrentStates, transition, animationCfg) {",
		"Displayable.prototype._mergeStates = function (states) {",
	},
	"zrender/lib/graphic/Path.js": {
		"Path.prototype.contain = function (x, y) {",
		"Path.prototype.animateShape = function (loop) {",
		"Path.prototype._innerSaveToNormal = function (toState) {",
		"Path.prototype._applyStateObj = function (stateName, state, normalState, keepCurrentStates, transition, animationCfg) {",
		"Path.prototype._mergeStates = function (states) {",
	},
	"echarts/lib/core/echarts.js": {
		"function clearStates(model, view) {",
		"function updateStates(model, view) {",
		"bindMouseEvent = function (zr, ecIns) {",
		"bindRenderedEvent = function (zr, ecIns) {",
		"function updateHoverLayerStatus(ecIns, ecModel) {",
		"function updateBlend(seriesModel, chartView) {",
		"ECharts.prototype._initEvents = function () {",
		"ECharts.prototype._onframe = function () {",
		"ECharts.prototype.setTheme = function (theme, opts) {",
		"ECharts.prototype.renderToCanvas = function (opts) {",
		"ECharts.prototype.getSvgDataURL = function () {",
		"ECharts.prototype.getDataURL = function (opts) {",
		"ECharts.prototype.getConnectedDataURL = function (opts) {",
		"ECharts.prototype.containPixel = function (finder, value) {",
		"ECharts.prototype.getVisual = function (finder, visualType) {",
		"ECharts.prototype.resize = function (opts) {",
		"ECharts.prototype.showLoading = function (name, cfg) {",
		"ECharts.prototype.makeActionFromEvent = function (eventObj) {",
		"ECharts.prototype.dispatchAction = function (payload, opt) {",
		"ECharts.prototype.appendData = function (params) {",
		"updateDirectly = function (ecIns, method, payload, mainType, subType) {",
		"function doConvertPixelImpl(ecIns, methodName, finder, value, opt) {",
		"doDispatchAction = function (payload, silent) {",
		"applyChangedStates = function (ecIns) {",
		"function applyElementStates(el) {",
		"enableConnect = function (chart) {",
		"updateTransform: function (payload) {",
		"updateView: function (payload) {",
		"updateVisual: function (payload) {",
		"updateLayout: function (payload) {",
	},
	"zrender/lib/Element.js": {
		"Element.prototype.drift = function (dx, dy, e) {",
		"Element.prototype.saveCurrentToNormalState = function (toState) {",
		"Element.prototype._innerSaveToNormal = function (toState) {",
		"Element.prototype._savePrimaryToNormal = function (toState, normalState, primaryKeys) {",
		"Element.prototype.useState = function (stateName, keepCurrentStates, noAnimation, forceUseHoverLayer) {",
		"Element.prototype.useStates = function (states, noAnimation, forceUseHoverLayer) {",
		"Element.prototype._updateAnimationTargets = function () {",
		"Element.prototype.removeState = function (state) {",
		"Element.prototype.replaceState = function (oldState, newState, forceAdd) {",
		"Element.prototype._mergeStates = function (states) {",
		"Element.prototype._applyStateObj = function (stateName, state, normalState, keepCurrentStates, transition, animationCfg) {",
		"Element.prototype.animate = function (key, loop, allowDiscreteAnimation) {",
		"Element.prototype.addAnimator = function (animator, key) {",
		"function animateTo(animatable, target, cfg, animationProps, reverse) {",
		"function animateToShallow(animatable, topKey, animateObj, target, cfg, animationProps, animators, reverse) {",
		"function shouldUseHoverLayer(el, textContent, nextState, forceUseHoverLayer) {",
	},
}

// edit puts new in the place of old, which stands once in a module.
type edit struct{ module, old, new string }

var edits = []edit{
	// Nothing moves.
	{"echarts/lib/model/Model.js", "isAnimationEnabled = function () {", "isAnimationEnabled = function () { return false;"},
	{"echarts/lib/model/Series.js", "isAnimationEnabled = function () {", "isAnimationEnabled = function () { return false;"},
	{"echarts/lib/animation/basicTransition.js", "extraDelayParams) {", "extraDelayParams) { return null;"},
	{"echarts/lib/animation/basicTransition.js", "var animationConfig = getAnimationConfig(animationType, animatableModel, dataIndex, isRemove ? removeOpt || {} : null, animatableModel && animatableModel.getAnimationDelayParams ? animatableModel.getAnimationDelayParams(el, dataIndex) : null);", "var animationConfig = null;"},
	{"zrender/lib/svg/Painter.js", "retrieve2(opts.cssAnimation, true)", "false"},
	{"zrender/lib/svg/Painter.js", "retrieve2(opts.cssEmphasis, true)", "false"},
	{"echarts/lib/chart/helper/Symbol.js", "var disableAnimation = opts && opts.disableAnimation;", "var disableAnimation = true;"},
	// One state.
	{"echarts/lib/chart/helper/SymbolDraw.js", `emphasisItemStyle: emphasisModel.getModel('itemStyle').getItemStyle(),
    blurItemStyle: seriesModel.getModel(['blur', 'itemStyle']).getItemStyle(),
    selectItemStyle: seriesModel.getModel(['select', 'itemStyle']).getItemStyle(),
    focus: emphasisModel.get('focus'),
    blurScope: emphasisModel.get('blurScope'),
    emphasisDisabled: emphasisModel.get('disabled'),
    hoverScale: emphasisModel.get('scale'),`, ""},
	{"echarts/lib/chart/helper/SymbolDraw.js", "var emphasisModel = seriesModel.getModel('emphasis');", ""},
	{"echarts/lib/chart/helper/Symbol.js", `var emphasisModel = itemModel.getModel('emphasis');
      emphasisItemStyle = emphasisModel.getModel('itemStyle').getItemStyle();
      selectItemStyle = itemModel.getModel(['select', 'itemStyle']).getItemStyle();
      blurItemStyle = itemModel.getModel(['blur', 'itemStyle']).getItemStyle();
      focus = emphasisModel.get('focus');
      blurScope = emphasisModel.get('blurScope');
      emphasisDisabled = emphasisModel.get('disabled');`, ""},
	{"echarts/lib/chart/helper/Symbol.js", "hoverScale = emphasisModel.getShallow('scale');", ""},
	{"echarts/lib/chart/helper/Symbol.js", `var emphasisState = symbolPath.ensureState('emphasis');
    emphasisState.style = emphasisItemStyle;
    symbolPath.ensureState('select').style = selectItemStyle;
    symbolPath.ensureState('blur').style = blurItemStyle;`, ""},
	{"echarts/lib/chart/helper/Symbol.js", `emphasisState.scaleX = this._sizeX * scaleRatio;
    emphasisState.scaleY = this._sizeY * scaleRatio;`, ""},
	// Most labels have no line.
	{"echarts/lib/label/LabelManager.js", "var defaultStyle = {};", "if (!el.getTextGuideLine() && !itemModel.get(['labelLine', 'show'])) { return; }\n      var defaultStyle = {};"},
	// An option is read from JSON for one picture: nobody else has it.
	{"echarts/lib/model/OptionManager.js", "rawOption = clone(rawOption);", ""},
	{"echarts/lib/model/OptionManager.js", "return clone(isRecreate", "return (isRecreate"},
	// Data are drawn once, and need not be restored.
	{"echarts/lib/model/Series.js", "seriesModel.setData(seriesModel.getRawData().cloneShallow());", "seriesModel.setData(seriesModel.getRawData());"},
	// Series are joined before they are drawn (prelude.js): a mark tells where it was.
	{"echarts/lib/core/echarts.js", "hashMap.set('series_index', ecData.seriesIndex);", "var at = opts.origin ? opts.origin(ecData.seriesIndex, dataIndex) : [ecData.seriesIndex, dataIndex];\n hashMap.set('series_index', at[0]);"},
	{"echarts/lib/core/echarts.js", "hashMap.set('data_index', dataIndex);", "hashMap.set('data_index', at[1]);"},
	// Faster in an engine that interprets.
	{"echarts/lib/model/Model.js", `    return this._doGet(this.parsePath(path), !ignoreParent && this.parentModel);`, `    if (typeof path === 'string' && this.option && typeof this.option === 'object') {
      var own = this.option[path];
      if (own != null && path.indexOf('.') < 0) {
        return own;
      }
    }
    return this._doGet(this.parsePath(path), !ignoreParent && this.parentModel);`},
	{"echarts/lib/model/Model.js", "return path.split('.');", "return paths[path] || (paths[path] = path.split('.'));"},
	{"echarts/lib/model/Model.js", "var Model = /** @class */", "var paths = Object.create(null);\nvar Model = /** @class */"},
	{"zrender/lib/core/PathProxy.js", `        if (this._len + arguments.length > data.length) {
            this._expandData();
            data = this.data;
        }
        for (var i = 0; i < arguments.length; i++) {
            data[this._len++] = arguments[i];
        }`, `        if (!(data instanceof Array)) {
            this._expandData();
            data = this.data;
        }
        var n = this._len;
        data[n++] = cmd;
        if (cmd !== CMD.Z) {
            data[n++] = a; data[n++] = b;
            if (cmd > CMD.L) {
                data[n++] = c; data[n++] = d;
                if (cmd === CMD.C || cmd === CMD.A) {
                    data[n++] = e; data[n++] = f;
                    if (cmd === CMD.A) {
                        data[n++] = g; data[n++] = h;
                    }
                }
            }
        }
        this._len = n;`},
	{"zrender/lib/svg/SVGPathRebuilder.js", "this._add('M', x, y);\n    };\n    SVGPathRebuilder.prototype.lineTo", "this._point('M', x, y);\n    };\n    SVGPathRebuilder.prototype.lineTo"},
	{"zrender/lib/svg/SVGPathRebuilder.js", "this._add('L', x, y);", "this._point('L', x, y);"},
	{"zrender/lib/svg/SVGPathRebuilder.js", "    SVGPathRebuilder.prototype._add =", `    SVGPathRebuilder.prototype._point = function (cmd, x, y) {
        if (isNaN(x) || isNaN(y)) {
            this._invalid = true;
            return;
        }
        var p = this._p;
        this._d.push(cmd + Math.round(x * p) / p + ' ' + Math.round(y * p) / p);
        this._start = false;
    };
    SVGPathRebuilder.prototype._add =`},
	// Go reads most paths (outline.go).
	{"echarts/lib/util/graphic.js", "var path = pathTool.createFromString(pathData, opts);", `var fitted = rect && layout !== 'center' && outline(pathData, rect.x, rect.y, rect.width, rect.height);
  if (fitted) {
    return pathTool.createFitted(fitted, opts);
  }
  var path = pathTool.createFromString(pathData, opts);`},
	{"zrender/lib/tool/path.js", "export function createFromString(str, opts) {", `function Fitted(of) {
    this.of = of;
}
Fitted.prototype = {
    beginPath: function () {},
    len: function () { return 1; },
    getVersion: function () { return 0; },
    getBoundingRect: function () { return new BoundingRect(this.of[1], this.of[2], this.of[3], this.of[4]); },
    rebuildPath: function (ctx) { ctx._d.push(this.of[0](ctx._p)); }
};
export function createFitted(of, opts) {
    var path = new SVGPath(opts);
    path.path = new Fitted(of);
    return path;
}
export function createFromString(str, opts) {`},
	{"zrender/lib/tool/path.js", "import transformPath from './transformPath.js';", "import transformPath from './transformPath.js';\nimport BoundingRect from '../core/BoundingRect.js';"},
	{"zrender/lib/svg/core.js", `        for (var key in attrs) {
            var val = attrs[key];
            var part = key;
            if (val === false) {
                continue;
            }
            else if (val !== true && val != null) {
                part += "=\"" + val + "\"";
            }
            attrsStr.push(part);
        }`, `        var names = Object.keys(attrs);
        for (var i = 0; i < names.length; i++) {
            var val = attrs[names[i]];
            if (val !== false) {
                attrsStr.push(val !== true && val != null ? names[i] + "=\"" + val + "\"" : names[i]);
            }
        }`},
	{"zrender/lib/core/util.js", `    var result = source;
    var typeStr = objToString.call(source);`, `    if (Array.isArray(source)) {
        if (isPrimitive(source)) {
            return source;
        }
        var copy = [];
        for (var j = 0, n = source.length; j < n; j++) {
            var item = source[j];
            copy[j] = typeof item === 'object' ? clone(item) : item;
        }
        return copy;
    }
    var result = source;
    var typeStr = objToString.call(source);
    if (typeStr === '[object Object]') {
        if (isPrimitive(source) || isDom(source)) {
            return source;
        }
        result = {};
        var names = Object.keys(source);
        for (var j = 0, n = names.length; j < n; j++) {
            var name = names[j];
            if (name !== protoKey) {
                var value = source[name];
                result[name] = typeof value === 'object' ? clone(value) : value;
            }
        }
        return result;
    }`},
	{"zrender/lib/core/util.js", `    if (arr.forEach && arr.forEach === nativeForEach) {
        arr.forEach(cb, context);
    }
    else if (arr.length === +arr.length) {`, `    if (arr.length === +arr.length && context === undefined) {
        for (var i = 0, len = arr.length; i < len; i++) {
            cb(arr[i], i, arr);
        }
    }
    else if (arr.length === +arr.length) {`},
	{"zrender/lib/core/util.js", `    if (arr.map && arr.map === nativeMap) {`, `    if (context === undefined) {
        var list = [];
        for (var i = 0, len = arr.length; i < len; i++) {
            list.push(cb(arr[i], i, arr));
        }
        return list;
    }
    if (arr.map && arr.map === nativeMap) {`},
}

// changedModules returns the modules that are not in the bundle as they came, sorted.
func changedModules() []string {
	all := map[string]bool{}
	maps.Copy(all, hollow)
	for module := range replaced {
		all[module] = true
	}
	for module := range emptied {
		all[module] = true
	}
	for _, e := range edits {
		all[e.module] = true
	}
	return slices.Sorted(maps.Keys(all))
}
