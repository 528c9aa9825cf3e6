// @ts-check
/**
 * From about right to exact: along each side the edge is looked for again in the larger picture, a curve is laid through
 * what was found (paper is seldom quite flat), and neighbouring curves meet in the corner.
 */

import { convex, distance } from "./geometry.js";

/** @typedef {import("./geometry.js").Quad} Quad */
/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {import("./relief.js").Planes} Planes */
/** @typedef {{ origin: Point, dx: number, dy: number, length: number, curve: [number, number, number] }} Side offset at t: c0 + c1·t + c2·t² */

const SAMPLES = 48;

/**
 * @param {Planes} planes
 * @param {Quad} corners in the planes' pixels
 * @param {number} reach how far away an edge may be, in pixels
 * @returns {{ corners: Quad, share: number }} `share`: of the places looked at, how many have the edge on the curve
 */
export function fitted(planes, corners, reach) {
  const signs = corners.map((corner, i) => profile(planes, corner, corners[(i + 1) % 4], reach));
  const sides = corners.map((corner, i) => side(corner, corners[(i + 1) % 4], signs[i]));
  const exact = /** @type {Quad} */ (corners.map((corner, i) => meeting(sides[(i + 3) % 4].side, sides[i].side) ?? corner));
  const share = sides.reduce((sum, one) => sum + one.share, 0) / 4;
  const sane = convex(exact) && exact.every((corner, i) => distance(corner, corners[i]) < 4 * reach);
  return { corners: sane ? exact : corners, share };
}

/** @typedef {{ t: number, offset: number, weight: number }} Found */

/**
 * The steepest places across a side, for both directions of brightness; the stronger direction wins.
 * @param {Planes} planes @param {Point} from @param {Point} to @param {number} reach
 * @returns {Found[]}
 */
function profile(planes, from, to, reach) {
  const length = distance(from, to);
  const nx = -(to.y - from.y) / length;
  const ny = (to.x - from.x) / length;
  const wide = Math.max(1, Math.round(length / SAMPLES / 3));
  /** @type {Found[][]} */
  const found = [[], []];
  const steps = 2 * reach + 5;
  const values = [planes.red, planes.green, planes.blue].map(() => new Float32Array(steps));
  for (let sample = 0; sample < SAMPLES; sample++) {
    const t = 0.03 + (0.94 * sample) / (SAMPLES - 1);
    const x = from.x + (to.x - from.x) * t;
    const y = from.y + (to.y - from.y) * t;
    [planes.red, planes.green, planes.blue].forEach((plane, channel) => {
      for (let k = 0; k < steps; k++) values[channel][k] = averaged(plane, planes, x, y, nx, ny, k - reach - 2, wide);
    });
    for (const [way, sign] of [1, -1].entries()) {
      let best = { t, offset: 0, weight: 0 };
      let [before, after] = [0, 0];
      for (let k = 2; k < steps - 2; k++) {
        const steep = steepness(values, k, sign);
        if (steep <= best.weight) continue;
        [before, after] = [steepness(values, k - 1, sign), steepness(values, k + 1, sign)];
        const bend = before - 2 * steep + after;
        best = { t, offset: k - reach - 2 + (bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0), weight: steep };
      }
      if (best.weight > 1.5) found[way].push(best);
    }
  }
  const strength = found.map((one) => one.reduce((sum, { weight }) => sum + Math.min(weight, 40), 0));
  return strength[0] >= strength[1] ? found[0] : found[1];
}

/** @param {Float32Array[]} values @param {number} k @param {number} sign */
function steepness(values, k, sign) {
  let sum = 0;
  for (const one of values) sum += one[Math.min(one.length - 1, k + 1)] + 0.5 * (one[Math.min(one.length - 1, k + 2)] ?? 0) - one[Math.max(0, k - 1)] - 0.5 * one[Math.max(0, k - 2)];
  return (sign * sum) / 3;
}

/**
 * Mean of a few pixels along the side, at a distance across it.
 * @param {Float32Array} plane @param {Planes} size @param {number} x @param {number} y @param {number} nx @param {number} ny
 * @param {number} offset @param {number} wide
 */
function averaged(plane, { width, height }, x, y, nx, ny, offset, wide) {
  let sum = 0;
  for (let step = -wide; step <= wide; step++) {
    const column = Math.max(0, Math.min(width - 1.001, x + nx * offset + ny * step));
    const row = Math.max(0, Math.min(height - 1.001, y + ny * offset - nx * step));
    const left = Math.floor(column);
    const top = Math.floor(row);
    const i = top * width + left;
    const right = left + 1 < width ? 1 : 0;
    const below = top + 1 < height ? width : 0;
    const [fx, fy] = [column - left, row - top];
    sum += (plane[i] * (1 - fx) + plane[i + right] * fx) * (1 - fy) + (plane[i + below] * (1 - fx) + plane[i + below + right] * fx) * fy;
  }
  return sum / (2 * wide + 1);
}

/**
 * A curve that most of the found places agree on: the best straight line through two of them, then least squares.
 * @param {Point} from @param {Point} to @param {Found[]} found
 * @returns {{ side: Side, share: number }}
 */
function side(from, to, found) {
  const length = distance(from, to);
  /** @type {Side} */
  const straight = { origin: from, dx: (to.x - from.x) / length, dy: (to.y - from.y) / length, length, curve: [0, 0, 0] };
  if (found.length < 8) return { side: straight, share: 0 };
  let best = { count: -1, c0: 0, c1: 0 };
  for (let i = 0; i < found.length; i++) {
    for (let j = i + 4; j < found.length; j += 2) {
      const c1 = (found[j].offset - found[i].offset) / (found[j].t - found[i].t);
      const c0 = found[i].offset - c1 * found[i].t;
      let count = 0;
      for (const { t, offset } of found) count += Math.max(0, 1 - Math.abs(offset - c0 - c1 * t) / 2);
      if (count > best.count) best = { count, c0, c1 };
    }
  }
  let curve = /** @type {[number, number, number]} */ ([best.c0, best.c1, 0]);
  let inliers = found;
  for (const tolerance of [3.5, 2, 1.5]) {
    inliers = found.filter(({ t, offset }) => Math.abs(offset - curve[0] - curve[1] * t - curve[2] * t * t) < tolerance);
    if (inliers.length < 8) return { side: { ...straight, curve }, share: inliers.length / SAMPLES };
    curve = parabola(inliers, spread(inliers) > 0.7) ?? curve;
  }
  return { side: { ...straight, curve }, share: inliers.length / SAMPLES };
}

/** @param {Found[]} found */
const spread = (found) => found[found.length - 1].t - found[0].t;

/**
 * Least squares; straight when the places do not reach along the side.
 * @param {Found[]} found
 * @param {boolean} bent
 * @returns {[number, number, number] | null}
 */
function parabola(found, bent) {
  const size = bent ? 3 : 2;
  const rows = Array.from({ length: size }, () => new Array(size + 1).fill(0));
  for (const { t, offset } of found) {
    const powers = [1, t, t * t];
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) rows[i][j] += powers[i] * powers[j];
      rows[i][size] += powers[i] * offset;
    }
  }
  for (let i = 0; i < size; i++) {
    if (Math.abs(rows[i][i]) < 1e-9) return null;
    for (let j = 0; j < size; j++) {
      if (j === i) continue;
      const factor = rows[j][i] / rows[i][i];
      for (let k = 0; k <= size; k++) rows[j][k] -= factor * rows[i][k];
    }
  }
  return [rows[0][size] / rows[0][0], rows[1][size] / rows[1][1], bent ? rows[2][size] / rows[2][2] : 0];
}

/**
 * Where the end of one side meets the beginning of the next: their tangents there, crossed a few times over.
 * @param {Side} one @param {Side} other
 * @returns {Point | null}
 */
function meeting(one, other) {
  let [t, u] = [1, 0];
  /** @type {Point | null} */
  let point = null;
  for (let round = 0; round < 4; round++) {
    const [a, b] = [tangent(one, t), tangent(other, u)];
    const together = a.dx * b.dy - a.dy * b.dx;
    if (Math.abs(together) < 0.05) return null;
    const way = ((b.x - a.x) * b.dy - (b.y - a.y) * b.dx) / together;
    point = { x: a.x + a.dx * way, y: a.y + a.dy * way };
    t = Math.min(1.1, Math.max(0.9, place(one, point)));
    u = Math.min(0.1, Math.max(-0.1, place(other, point)));
  }
  return point;
}

/** @param {Side} side @param {Point} point */
const place = ({ origin, dx, dy, length }, point) => ((point.x - origin.x) * dx + (point.y - origin.y) * dy) / length;

/** @param {Side} side @param {number} t */
function tangent({ origin, dx, dy, length, curve }, t) {
  const offset = curve[0] + curve[1] * t + curve[2] * t * t;
  const rise = (curve[1] + 2 * curve[2] * t) / length;
  return { x: origin.x + dx * length * t - dy * offset, y: origin.y + dy * length * t + dx * offset, dx: dx - dy * rise, dy: dy + dx * rise };
}
