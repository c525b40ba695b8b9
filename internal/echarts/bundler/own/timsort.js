// In place of zrender/lib/core/timsort.js: the engine's own sort is stable too, and
// not interpreted.
export default function sort(array, compare) {
  array.sort(compare);
}
