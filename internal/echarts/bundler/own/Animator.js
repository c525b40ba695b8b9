// In place of zrender/lib/animation/Animator.js: nothing moves. Others use its copies.
import { isArrayLike } from "../core/util.js";

export function cloneValue(value) {
  if (!isArrayLike(value)) {
    return value;
  }
  return Array.prototype.map.call(value, cloneValue);
}
export default function Animator() {}
