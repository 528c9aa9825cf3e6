// @ts-check
/**
 * Finding a sheet in a picture and laying it flat: the port behind which the way of doing so may change. Runs in a worker,
 * in a page and in Node alike; takes and gives plain pixels.
 *
 * In two steps: in a small picture straight edges are voted for and put together to quadrilaterals, the best is refined
 * in a larger one. When none is convincing, the small picture is looked at once more with an eye for faint edges.
 */

import { fitted } from "./fitting.js";
import { distance, homography, proportion } from "./geometry.js";
import { straightEdges } from "./lines.js";
import { extended, quadrilaterals } from "./quads.js";
import { reduced, reliefOf } from "./relief.js";

/** @typedef {import("./geometry.js").Quad} Quad */
/** @typedef {import("./relief.js").Picture} Picture */
/** @typedef {{ corners: Quad, confidence: number }} Found corners in pixels of the picture; confidence 0 … 1, from 0.6 on worth an automatic shot */

const SMALL = 360; // pixels of the longer side: enough to see where the sheet is
const QUICK = 320; // the same for a quick look
const EXACT = 1000; // and to see exactly where its edges are
const STROKE = 2; // writing up to twice this thick is painted over, in pixels of the small picture
const LINES = 44; // that may be edges of the sheet
const MORE_LINES = 70; // among faint ones
const FEWER_LINES = 30; // in a quick look
const CONVINCING = 0.75; // a score that needs no second look
const LONGEST = 1988; // pixels of a straightened sheet: A4 at 170 dpi, which the server keeps as it is

/**
 * @param {Picture} picture
 * @param {boolean} [patient] whether to look at more lines, and for faint ones where clear ones do not convince: two to four times as long
 * @returns {Found | null} null when there is no sheet, or when the picture is too small to tell
 */
export function find(picture, patient = true) {
  const small = reduced(picture, patient ? SMALL : QUICK);
  if (Math.min(small.planes.width, small.planes.height) < 24) return null;
  let candidates = sheets(small.planes, STROKE, false, patient ? LINES : FEWER_LINES);
  const unclear = patient && !(candidates[0]?.score > CONVINCING);
  if (unclear) candidates = candidates.concat(sheets(small.planes, 1, true, MORE_LINES)).sort((a, b) => b.score - a.score);
  if (!candidates.length) return null;
  const large = reduced(picture, EXACT);
  const factor = small.scale / large.scale;
  const judged = (unclear ? candidates : candidates.slice(0, 1)).map(({ corners, score }) => {
    const once = fitted(large.planes, scaled(corners, factor), Math.round(3 * factor));
    const twice = fitted(large.planes, once.corners, 5);
    return { corners: scaled(twice.corners, large.scale), score: score + 0.5 * twice.share };
  });
  const best = judged.reduce((best, one) => (one.score > best.score ? one : best));
  return { corners: best.corners, confidence: Math.min(1, Math.max(0, best.score / 1.7)) };
}

/** @param {import("./relief.js").Planes} planes @param {number} stroke @param {boolean} faint @param {number} most lines */
function sheets(planes, stroke, faint, most) {
  const lines = straightEdges(reliefOf(planes, stroke, faint), most);
  const found = quadrilaterals(lines, planes.width, planes.height, 4);
  const whole = found[0] && extended(found[0], lines, planes.width, planes.height);
  return whole ? [whole, ...found] : found;
}

/** @param {Quad} corners @param {number} factor the middle of a pixel stays its middle */
const scaled = (corners, factor) =>
  /** @type {Quad} */ (corners.map(({ x, y }) => ({ x: (x + 0.5) * factor - 0.5, y: (y + 0.5) * factor - 0.5 })));

/**
 * The sheet as if it had been photographed from straight above, in its own proportions, no larger than needed.
 * @param {Picture} picture
 * @param {Quad} corners
 * @returns {Picture | null} null when the corners span nothing
 */
export function straighten(picture, corners) {
  const ratio = proportion(corners, picture.width, picture.height);
  const seen = Math.max(...corners.map((corner, i) => distance(corner, corners[(i + 1) % 4])));
  const long = Math.round(Math.min(LONGEST, seen));
  const width = Math.max(1, Math.round(ratio > 1 ? long : long * ratio));
  const height = Math.max(1, Math.round(ratio > 1 ? long / ratio : long));
  const square = [{ x: 0, y: 0 }, { x: width, y: 0 }, { x: width, y: height }, { x: 0, y: height }];
  const matrix = long > 1 ? homography(square, corners) : null;
  if (!matrix) return null;
  const data = new Uint8ClampedArray(width * height * 4);
  const fine = seen / long > 1.4; // several pixels of the photo for each of the result: look at four places
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      if (fine) {
        for (const [dx, dy] of PLACES) added(picture, matrix, x + dx, y + dy, 0.25, data, at);
      } else added(picture, matrix, x + 0.5, y + 0.5, 1, data, at);
      data[at + 3] = 255;
    }
  }
  return { data, width, height };
}

const PLACES = [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]];

/**
 * Adds what the picture shows at one place, between its pixels.
 * @param {Picture} picture @param {number[]} m @param {number} x @param {number} y @param {number} weight
 * @param {Uint8ClampedArray} data @param {number} at
 */
function added({ data: from, width, height }, m, x, y, weight, data, at) {
  const depth = m[6] * x + m[7] * y + m[8];
  const column = Math.min(width - 1, Math.max(0, (m[0] * x + m[1] * y + m[2]) / depth));
  const row = Math.min(height - 1, Math.max(0, (m[3] * x + m[4] * y + m[5]) / depth));
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [fx, fy] = [column - left, row - top];
  const i = (top * width + left) * 4;
  const right = left + 1 < width ? 4 : 0;
  const below = top + 1 < height ? width * 4 : 0;
  for (let c = 0; c < 3; c++) {
    const above = from[i + c] * (1 - fx) + from[i + right + c] * fx;
    const under = from[i + below + c] * (1 - fx) + from[i + below + right + c] * fx;
    data[at + c] += (above * (1 - fy) + under * fy) * weight;
  }
}
