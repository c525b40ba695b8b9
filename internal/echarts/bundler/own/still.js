// In place of modules that listen to a reader: of zrender/lib/Handler.js, which finds
// what lies under a pointer, of echarts/lib/component/helper/RoamController.js, which
// moves and zooms with it, and of zrender/lib/animation/Animation.js, which asks for
// frames. Nothing of the kind happens to a picture that is being drawn.
export default function Still() {}
[
  "on", "off", "trigger", "dispatch", "resize", "dispose", "setCursorStyle", "findHover", "setPointerChecker",
  "enable", "disable", "start", "stop", "pause", "resume", "clear", "update", "addClip", "addAnimator", "removeClip", "removeAnimator",
].forEach(function (name) {
  Still.prototype[name] = function () { return this; };
});
Still.prototype.isFinished = function () { return true; };
export function getTime() { return 0; }
