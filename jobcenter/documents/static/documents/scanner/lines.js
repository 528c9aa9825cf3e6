// @ts-check
/** The straight edges of a relief: pixels vote for the line they would lie on (Hough), the gradient says its direction. */

/**
 * A line `x·nx + y·ny = at`; the normal (nx, ny) points from dark to bright. `support` sums, pixel by pixel along the
 * line, how much of an edge is there: entry k is everything up to `from + k` along (-ny, nx). `either` counts edges from bright
 * to dark as well.
 * @typedef {{ nx: number, ny: number, at: number, angle: number, from: number, support: Float32Array, either: Float32Array }} Line
 */

const FULL = 2.5; // a steepness, in units of the unrest around, that counts as a whole edge
const ANGLES = 256; // of the whole circle, because dark-to-bright and bright-to-dark are different edges

/**
 * @param {import("./relief.js").Relief} relief
 * @param {number} most as many lines at most, the strongest first
 * @returns {Line[]}
 */
export function straightEdges(relief, most) {
  const { width, height, dx, dy } = relief;
  const reach = Math.ceil(Math.hypot(width, height) / 2);
  const columns = 2 * reach + 1;
  const votes = new Float32Array(ANGLES * columns);
  const cosines = Float32Array.from({ length: ANGLES }, (_, a) => Math.cos((a * 2 * Math.PI) / ANGLES));
  const sines = Float32Array.from({ length: ANGLES }, (_, a) => Math.sin((a * 2 * Math.PI) / ANGLES));
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const steep = Math.sqrt(dx[i] * dx[i] + dy[i] * dy[i]); // hypot is many times slower
      if (steep < 0.9 || !ridge(relief, i, steep)) continue;
      const weight = Math.min(steep, 3);
      const towards = Math.round((Math.atan2(dy[i], dx[i]) * ANGLES) / (2 * Math.PI));
      for (let step = -5; step <= 5; step++) {
        const a = (towards + step + ANGLES) % ANGLES;
        const at = (x - width / 2) * cosines[a] + (y - height / 2) * sines[a] + reach;
        votes[a * columns + Math.round(at)] += weight * (1 - Math.abs(step) / 8);
      }
    }
  }
  return peaks(votes, columns, most).map(({ a, at }) => line(relief, cosines[a], sines[a], at - reach));
}

/**
 * Steeper than both neighbours across the edge.
 * @param {import("./relief.js").Relief} relief @param {number} i @param {number} steep
 */
function ridge({ dx, dy, width }, i, steep) {
  const across = Math.abs(dx[i]) > Math.abs(dy[i]) * 2.4 ? 1 : Math.abs(dy[i]) > Math.abs(dx[i]) * 2.4 ? width : dx[i] * dy[i] > 0 ? width + 1 : width - 1;
  const [before, after] = [i - across, i + across];
  const square = steep * steep * 1.000001;
  return square >= dx[before] * dx[before] + dy[before] * dy[before] && square >= dx[after] * dx[after] + dy[after] * dy[after];
}

/**
 * @param {Float32Array} votes
 * @param {number} columns
 * @param {number} most
 */
function peaks(votes, columns, most) {
  const found = [];
  const least = 12;
  for (let a = 0; a < ANGLES; a++) {
    for (let at = 1; at < columns - 1; at++) {
      const strength = votes[a * columns + at] + 0.5 * (votes[a * columns + at - 1] + votes[a * columns + at + 1]);
      if (strength > least) found.push({ a, at, strength });
    }
  }
  found.sort((one, other) => other.strength - one.strength);
  /** @type {typeof found} */
  const kept = [];
  for (const one of found) {
    if (kept.some((other) => near(one, other))) continue;
    kept.push(one);
    if (kept.length === most) break;
  }
  return kept;
}

/** @param {{ a: number, at: number }} one @param {{ a: number, at: number }} other */
function near(one, other) {
  const turned = Math.abs(one.a - other.a);
  return Math.min(turned, ANGLES - turned) <= 5 && Math.abs(one.at - other.at) <= 5;
}

/**
 * @param {import("./relief.js").Relief} relief
 * @param {number} nx @param {number} ny
 * @param {number} offset from the middle of the picture
 * @returns {Line}
 */
function line({ width, height, dx, dy }, nx, ny, offset) {
  const at = offset + (nx * width) / 2 + (ny * height) / 2;
  const reach = Math.ceil(Math.hypot(width, height));
  const support = new Float32Array(2 * reach + 1);
  const either = new Float32Array(2 * reach + 1);
  const footX = nx * at;
  const footY = ny * at;
  let [sum, both] = [0, 0];
  for (let k = 0; k <= 2 * reach; k++) {
    const x = footX - ny * (k - reach);
    const y = footY + nx * (k - reach);
    let [best, worst] = [0, 0];
    if (x > -3 && y > -3 && x < width + 3 && y < height + 3) {
      for (let off = -2; off <= 2; off++) {
        const column = Math.round(x + nx * off);
        const row = Math.round(y + ny * off);
        if (column < 0 || row < 0 || column >= width || row >= height) continue;
        const i = row * width + column;
        const rise = dx[i] * nx + dy[i] * ny;
        if (rise > best) best = rise;
        else if (rise < worst) worst = rise;
      }
    }
    support[k] = sum += Math.min(best, FULL) / FULL;
    either[k] = both += Math.min(Math.max(best, -worst), FULL) / FULL;
  }
  return { nx, ny, at, angle: Math.atan2(ny, nx), from: -reach, support, either };
}

/**
 * How much of an edge there is on the line between two places along it: 0 none … 1 a strong one all the way.
 * @param {Line} line @param {number} one @param {number} other
 * @param {Float32Array} [support] of the line, or what else to count
 */
export function supportBetween({ from, support: own }, one, other, support = own) {
  const first = Math.max(0, Math.min(support.length - 1, Math.round(Math.min(one, other) - from)));
  const last = Math.max(0, Math.min(support.length - 1, Math.round(Math.max(one, other) - from)));
  return last > first ? (support[last] - support[first]) / (last - first) : 0;
}

/** Where along the line a point is. @param {Line} line @param {import("./geometry.js").Point} point */
export const along = ({ nx, ny }, { x, y }) => -ny * x + nx * y;

/**
 * @param {{ nx: number, ny: number, at: number }} one @param {{ nx: number, ny: number, at: number }} other
 * @returns {import("./geometry.js").Point | null} null when they are as good as parallel
 */
export function crossing(one, other) {
  const together = one.nx * other.ny - other.nx * one.ny;
  if (Math.abs(together) < 0.02) return null;
  return { x: (one.at * other.ny - other.at * one.ny) / together, y: (one.nx * other.at - other.nx * one.at) / together };
}
