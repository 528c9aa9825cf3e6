// @ts-check
/** Of all quadrilaterals that straight edges can form, the ones that look most like a sheet of paper. */

import { area, convex, distance, ordered, skew } from "./geometry.js";
import { along, crossing, supportBetween } from "./lines.js";

/** @typedef {import("./lines.js").Line} Line */
/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {import("./geometry.js").Quad} Quad */
/** @typedef {{ corners: Quad, sides: Line[], score: number, least: number }} Candidate `least`: how clear its faintest side is */

const PARALLEL = 0.75; // radians that opposite sides may differ
const CLEAR = 0.3; // support of an edge that one would not overlook
const SQUARE = 0.85; // and neighbours, from a right angle

/**
 * @param {Line[]} lines
 * @param {number} width
 * @param {number} height
 * @param {number} most
 * @returns {Candidate[]} the best first; scores are about 0 … 1
 */
export function quadrilaterals(lines, width, height, most) {
  const pairs = opposite(lines);
  const meeting = meetings(lines, width, height);
  /** @type {Candidate[]} */
  const found = [];
  for (let i = 0; i < pairs.length; i++) {
    for (let j = i + 1; j < pairs.length; j++) {
      const [one, other] = [pairs[i], pairs[j]];
      if (one.inward * other.inward < 0) continue; // a sheet is brighter than its ground all around, or darker
      if (!one.inward && !other.inward) continue;
      const apart = Math.abs(one.angle - other.angle);
      if (Math.PI / 2 - Math.min(apart, Math.PI - apart) > SQUARE) continue;
      const candidate = judged(one, other, meeting, width, height);
      if (candidate) found.push(candidate);
    }
  }
  found.sort((a, b) => b.score - a.score);
  /** @type {Candidate[]} */
  const kept = [];
  for (const one of found) {
    if (kept.some((other) => one.corners.every((corner, i) => distance(corner, other.corners[i]) < width / 40))) continue;
    kept.push(one);
    if (kept.length === most) break;
  }
  return kept;
}

/**
 * A head of another colour, a fold or a shadow parts a sheet in two, and the part has the clearer edges. Where both sides of
 * the best one go on beyond a corner and something ends them there, that is where the sheet ends.
 * @param {Candidate} best
 * @param {Line[]} lines
 * @param {number} width
 * @param {number} height
 * @returns {Candidate | null} the whole sheet
 */
export function extended(best, lines, width, height) {
  /** @type {{ corners: Quad, gain: number } | null} */
  let whole = null;
  for (let i = 0; i < 4; i++) {
    const [one, other] = [best.sides[(i + 3) % 4], best.sides[(i + 1) % 4]]; // beside side i
    const [start, end] = [crossing(best.sides[i], one), crossing(best.sides[i], other)];
    if (!start || !end) continue;
    const middle = best.corners.reduce((sum, corner) => sum + signed(best.sides[i], corner), 0);
    const beyond = (/** @type {Point} */ point) => signed(best.sides[i], point) * -Math.sign(middle);
    for (const line of lines) {
      if (between(line.angle, best.sides[i].angle, Math.PI) > 0.35) continue;
      const [from, to] = [crossing(line, one), crossing(line, other)];
      if (!from || !to || beyond(from) < width / 80 || beyond(to) < width / 80 || !within(from, width, height) || !within(to, width, height)) continue;
      const across = supportBetween(line, along(line, from), along(line, to), line.either);
      const sides = Math.min(supportBetween(one, along(one, start), along(one, from), one.either), supportBetween(other, along(other, end), along(other, to), other.either));
      const corners = ordered(best.corners.map((corner) => (distance(corner, start) < 2 ? from : distance(corner, end) < 2 ? to : corner)));
      if (across < CLEAR || sides < 0.4 || !convex(corners) || skew(corners) > SQUARE) continue;
      if (!whole || across + sides > whole.gain) whole = { corners, gain: across + sides };
    }
  }
  return whole && { ...best, corners: whole.corners };
}

/** How far from the line, and on which side of it. @param {Line} line @param {Point} point */
const signed = ({ nx, ny, at }, { x, y }) => x * nx + y * ny - at;

/** In the picture, or a little beside it. @param {Point} point @param {number} width @param {number} height */
const within = ({ x, y }, width, height) => x > -0.02 * width && y > -0.02 * height && x < 1.02 * width && y < 1.02 * height;

/** @param {number} a @param {number} b @param {number} period @returns {number} the difference of two directions, 0 … period/2 */
function between(a, b, period) {
  const rest = Math.abs(a - b) % period;
  return Math.min(rest, period - rest);
}

/** Lines that can be left and right, or top and bottom: they look at each other, or away from each other. @param {Line[]} lines */
function opposite(lines) {
  const pairs = [];
  for (let i = 0; i < lines.length; i++) {
    for (let j = i + 1; j < lines.length; j++) {
      const [a, b] = [lines[i], lines[j]];
      if (between(a.angle, b.angle, Math.PI) > PARALLEL) continue;
      // With opposite normals the sum of the distances says whether the bright sides face each other.
      const facing = between(a.angle, b.angle, 2 * Math.PI) > Math.PI / 2;
      const angle = (a.angle + 2 * Math.PI) % Math.PI;
      pairs.push({ a, b, i, j, angle, inward: facing ? (a.at + b.at < 0 ? 1 : -1) : 0 });
    }
  }
  return pairs;
}

/**
 * Where each line meets each other one; null where that is outside of the picture. Asked for often, so known in advance.
 * @param {Line[]} lines @param {number} width @param {number} height
 * @returns {(Point | null)[][]}
 */
const meetings = (lines, width, height) =>
  lines.map((line) =>
    lines.map((other) => {
      const point = line === other ? null : crossing(line, other);
      return point && within(point, width, height) ? point : null;
    }),
  );

/** @typedef {{ a: Line, b: Line, i: number, j: number, angle: number, inward: number }} Pair `i`, `j`: their places; `angle`: 0 … π; `inward`: bright sides face each other 1, look away -1, one of each 0 */

/**
 * @param {Pair} one @param {Pair} other @param {(Point | null)[][]} meeting @param {number} width @param {number} height
 * @returns {Candidate | null}
 */
function judged(one, other, meeting, width, height) {
  const sides = [one.a, other.a, one.b, other.b];
  const [first, second, third, fourth] = [meeting[one.i][other.i], meeting[other.i][one.j], meeting[one.j][other.j], meeting[other.j][one.i]];
  if (!first || !second || !third || !fourth) return null;
  const corners = [first, second, third, fourth];
  const whole = area(corners) / (width * height);
  if (whole < 0.05) return null;
  let support = 0;
  let least = 1;
  let beyond = 0;
  for (let i = 0; i < 4; i++) {
    const from = along(sides[i], corners[(i + 3) % 4]);
    const to = along(sides[i], corners[i]);
    const length = Math.abs(to - from);
    if (length < 0.12 * Math.min(width, height)) return null;
    const here = supportBetween(sides[i], from, to);
    if (here < 0.08) return null;
    support += here / 4;
    least = Math.min(least, here);
    // A side of a sheet ends at its corners; what goes on is the edge of something else.
    const step = (to > from ? 1 : -1) * 0.12 * length;
    beyond += (supportBetween(sides[i], to + step * 0.15, to + step) + supportBetween(sides[i], from - step, from - step * 0.15)) / 8;
  }
  const round = ordered(corners);
  const askew = convex(round) ? skew(round) : Infinity;
  if (askew > SQUARE) return null;
  const bright = one.inward + other.inward === 2 ? 0.05 : one.inward * other.inward ? 0 : -0.12;
  const score = 0.6 * support + 0.4 * least - 0.35 * beyond + bright + 0.25 * Math.sqrt(whole) - 0.1 * askew;
  return { corners: round, sides, score, least };
}
