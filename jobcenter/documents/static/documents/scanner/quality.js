// @ts-check
/** What is wrong with a picture of a sheet, as far as one can tell while the camera runs. Pure functions. */

import { area } from "./geometry.js";

/** @typedef {"dark" | "cut" | "far" | "glare" | "blurred"} Flaw too dark, a corner outside, too small, blinded by a lamp, not sharp */
/** @typedef {import("./relief.js").Picture} Picture */
/** @typedef {import("./geometry.js").Quad} Quad */

const LONGEST = 640; // pixels that are looked at, along the longer side
const BLOCK = 8; // pixels of a patch that may be blown out
const DARK = 80; // brightness of the paper below which letters drown in noise
const WHITE = 250; // nothing can be read where the picture is as bright as this …
const CALM = 225; // … unless the whole paper is
const BLOWN = 0.02; // share of such patches
const PRINTED = 60; // brightness squared: with less difference there is nothing to be sharp
const SHARP = 0.1; // see `sharpness`
const FAR = 0.15; // share of the picture that a sheet should fill at least
const BORDER = 0.012; // of the longer side: so near to the border a corner is as good as cut off

/**
 * @param {Picture} picture
 * @param {Quad | null} corners of the sheet in it; without them the whole picture is judged
 * @returns {Flaw[]} the gravest first; empty for a good picture and for one too small to tell
 */
export function flaws(picture, corners) {
  const seen = sheet(picture, corners);
  if (seen.count < 64) return [];
  /** @type {Flaw[]} */
  const found = [];
  const paper = percentile(seen, 0.8);
  if (paper < DARK) found.push("dark");
  if (corners && isCut(corners, picture)) found.push("cut");
  if (corners && area(corners) < FAR * picture.width * picture.height) found.push("far");
  if (percentile(seen, 0.5) < CALM && blown(seen) > BLOWN) found.push("glare");
  if (paper >= DARK && sharpness(seen) < SHARP) found.push("blurred");
  return found;
}

/** @param {Quad} corners @param {{ width: number, height: number }} picture */
export function isCut(corners, { width, height }) {
  const near = BORDER * Math.max(width, height);
  return corners.some(({ x, y }) => x < near || y < near || x > width - near || y > height - near);
}

/**
 * Brightness of the sheet in few pixels, taken without averaging, which would hide how sharp they are.
 * @typedef {{ grey: Uint8Array, inside: Uint8Array, width: number, height: number, count: number }} Sheet `inside`: 1 where it is
 * @param {Picture} picture
 * @param {Quad | null} corners
 * @returns {Sheet}
 */
export function sheet({ data, width: wide, height: high }, corners) {
  const step = Math.max(1, Math.ceil(Math.max(wide, high) / LONGEST));
  const width = Math.floor(wide / step);
  const height = Math.floor(high / step);
  const grey = new Uint8Array(width * height);
  const inside = new Uint8Array(width * height);
  const middle = corners && { x: mean(corners.map(({ x }) => x)), y: mean(corners.map(({ y }) => y)) };
  // A little smaller than it is: its edge belongs to what it lies on.
  const smaller = middle && corners.map(({ x, y }) => ({ x: (x * 0.92 + middle.x * 0.08) / step, y: (y * 0.92 + middle.y * 0.08) / step }));
  let count = 0;
  for (let y = 0; y < height; y++) {
    const [from, to] = smaller ? span(smaller, y) : [0, width];
    for (let x = 0; x < width; x++) {
      const at = (y * step * wide + x * step) * 4;
      grey[y * width + x] = (77 * data[at] + 150 * data[at + 1] + 29 * data[at + 2]) >> 8;
      if (x < from || x >= to) continue;
      inside[y * width + x] = 1;
      count++;
    }
  }
  return { grey, inside, width, height, count };
}

/** @param {number[]} numbers */
const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Where a row crosses the quadrilateral. @param {{ x: number, y: number }[]} quad @param {number} y @returns {[number, number]} */
function span(quad, y) {
  const crossings = quad.flatMap((a, i) => {
    const b = quad[(i + 1) % quad.length];
    return a.y <= y !== b.y <= y ? [a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)] : [];
  });
  return crossings.length ? [Math.min(...crossings), Math.max(...crossings)] : [0, 0];
}

/** The brightness that a share of the sheet stays below. @param {Sheet} sheet @param {number} share */
export function percentile({ grey, inside, count }, share) {
  const counts = new Uint32Array(256);
  for (let i = 0; i < grey.length; i++) if (inside[i]) counts[grey[i]]++;
  let sum = 0;
  return counts.findIndex((one) => (sum += one) > share * (count - 1));
}

/** Share of small patches in which nothing is left but white. @param {Sheet} sheet */
export function blown({ grey, inside, width, height }) {
  let patches = 0;
  let white = 0;
  for (let top = 0; top + BLOCK <= height; top += BLOCK) {
    for (let left = 0; left + BLOCK <= width; left += BLOCK) {
      let least = 255;
      let whole = true;
      for (let y = top; y < top + BLOCK && whole; y++) {
        for (let i = y * width + left, end = i + BLOCK; i < end; i++) {
          if (!inside[i]) whole = false;
          if (grey[i] < least) least = grey[i];
        }
      }
      if (!whole) continue;
      patches++;
      if (least >= WHITE) white++;
    }
  }
  return patches ? white / patches : 0;
}

/**
 * The variance of the Laplacian against that of the brightness itself: how much of what is there changes from one pixel to
 * the next. A sheet with next to nothing on it counts as sharp.
 * @param {Sheet} sheet
 */
export function sharpness({ grey, inside, width, height, count }) {
  let [sum, squares, edges, edgeSquares, edgeCount] = [0, 0, 0, 0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1, end = (y + 1) * width - 1; i < end; i++) {
      if (!inside[i]) continue;
      sum += grey[i];
      squares += grey[i] ** 2;
      const edge = 4 * grey[i] - grey[i - 1] - grey[i + 1] - grey[i - width] - grey[i + width];
      edges += edge;
      edgeSquares += edge ** 2;
      edgeCount++;
    }
  }
  if (edgeCount < count / 2) return 1;
  const spread = squares / edgeCount - (sum / edgeCount) ** 2;
  return spread < PRINTED ? 1 : (edgeSquares / edgeCount - (edges / edgeCount) ** 2) / spread;
}
