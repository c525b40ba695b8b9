// In place of echarts/lib/util/states.js. A picture has one state: nothing in it is
// hovered, blurred or selected, so no element needs the styles of these states.

export var HOVER_STATE_NORMAL = 0;
export var HOVER_STATE_BLUR = 1;
export var HOVER_STATE_EMPHASIS = 2;
export var SPECIAL_STATES = [];
export var DISPLAY_STATES = ["normal"];
export var Z2_EMPHASIS_LIFT = 10;
export var Z2_SELECT_LIFT = 9;
export var HIGHLIGHT_ACTION_TYPE = "highlight";
export var DOWNPLAY_ACTION_TYPE = "downplay";
export var SELECT_ACTION_TYPE = "select";
export var UNSELECT_ACTION_TYPE = "unselect";
export var TOGGLE_SELECT_ACTION_TYPE = "toggleSelect";
export var SELECT_CHANGED_EVENT_TYPE = "selectchanged";

function nothing() {}
function no() { return false; }

export {
  nothing as setStatesFlag, nothing as clearStates, nothing as setDefaultStateProxy,
  nothing as enterEmphasisWhenMouseOver, nothing as leaveEmphasisWhenMouseOut,
  nothing as enterEmphasis, nothing as leaveEmphasis, nothing as enterBlur, nothing as leaveBlur,
  nothing as enterSelect, nothing as leaveSelect, nothing as allLeaveBlur, nothing as blurSeries,
  nothing as blurComponent, nothing as blurSeriesFromHighlightPayload,
  nothing as handleGlobalMouseOverForHighDown, nothing as handleGlobalMouseOutForHighDown,
  nothing as toggleSelectionFromPayload, nothing as updateSeriesElementSelection,
  nothing as enableHoverEmphasis, nothing as disableHoverEmphasis, nothing as toggleHoverEmphasis,
  nothing as enableHoverFocus, nothing as setStatesStylesFromModel, nothing as setAsHighDownDispatcher,
  nothing as enableComponentHighDownFeatures, nothing as getHighlightDigit, nothing as savePathStates,
  no as isHighDownDispatcher, no as isSelectChangePayload, no as isHighDownPayload,
};
export function findComponentHighDownDispatchers() { return {}; }
export function getAllSelectedIndices() { return []; }
