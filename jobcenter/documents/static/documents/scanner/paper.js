// @ts-check
/**
 * From a photo of paper to paper: the light that fell on it is divided out, so shadows go and white is white; then the
 * wanted look. Pure functions on pixels, in place.
 */

import { inked } from "./ink.js";

/** @typedef {import("./relief.js").Picture} Picture */
/** @typedef {"paper" | "black" | "colour"} Look */

const BLOCKS = 40; // of the longer side, in which the paper's brightness is taken
const SAME_TINT = 0.16; // how far a block's tint may be from the paper's before it counts as printed colour

/**
 * @param {Picture} picture changed
 * @param {Look} look
 * @returns {Picture} the same
 */
export function clean(picture, look) {
  const { data, width, height } = picture;
  const light = lightOn(picture);
  const { columns, rows, tint } = light;
  const curve = CURVES[look];
  const gains = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    const gy = Math.min(rows - 1, Math.max(0, ((y + 0.5) * rows) / height - 0.5));
    for (let x = 0; x < width; x++) {
      const gx = Math.min(columns - 1, Math.max(0, ((x + 0.5) * columns) / width - 0.5));
      const level = between(light.level, columns, rows, gx, gy);
      const at = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) gains[c] = Math.min(255, (data[at + c] * 255) / (level * tint[c]));
      for (let c = 0; c < 3; c++) data[at + c] = curve[Math.round(gains[c])];
    }
  }
  return look === "black" ? inked(picture) : picture;
}

/** What becomes of a brightness once paper is 255. @type {Record<Look, Uint8ClampedArray>} */
const CURVES = {
  paper: Uint8ClampedArray.from({ length: 256 }, (_, v) => 280 * (v / 255) ** 1.7), // darker writing, and faint writing stays
  black: curved(0, 255),
  colour: curved(0, 250),
};

/** @param {number} black everything up to here @param {number} white everything from here on */
function curved(black, white) {
  return Uint8ClampedArray.from({ length: 256 }, (_, v) => (255 * (v - black)) / (white - black));
}

/**
 * How bright the paper is in each block, and its tint under this light. Where a picture or a coloured bar covers the
 * paper, the neighbours say how bright it would be.
 * @param {Picture} picture
 */
function lightOn({ data, width, height }) {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / BLOCKS));
  const columns = Math.ceil(width / step);
  const rows = Math.ceil(height / step);
  /** @type {ReturnType<typeof brightest>[]} */
  const blocks = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      blocks.push(brightest(data, width, column * step, row * step, Math.min(width, (column + 1) * step), Math.min(height, (row + 1) * step)));
    }
  }
  const levels = blocks.map((block) => block.level);
  const usual = Math.max(8, middle(levels));
  const tint = [0, 1, 2].map((c) => Math.max(0.2, middle(blocks.filter((block) => block.level >= usual).map((block) => block.colour[c] / Math.max(1, block.level)))));
  const known = blocks.map((block) => block.level > 0.25 * usual && tint.every((one, c) => Math.abs(block.colour[c] / block.level / one - 1) < SAME_TINT));
  if (!known.includes(true)) known.fill(true);
  const level = softened(filled(Float32Array.from(levels, (one) => Math.max(8, one)), known, columns, rows), columns, rows);
  return { level, tint, columns, rows };
}

/** The paper in a block: its brighter quarter. @param {Picture["data"]} data @param {number} width @param {number} left @param {number} top @param {number} right @param {number} bottom */
function brightest(data, width, left, top, right, bottom) {
  const counts = new Uint32Array(256);
  let count = 0;
  const every = Math.max(1, Math.floor((right - left) / 16));
  for (let y = top; y < bottom; y += every) {
    for (let x = left; x < right; x += every, count++) {
      const at = (y * width + x) * 4;
      counts[(data[at] * 77 + data[at + 1] * 151 + data[at + 2] * 28) >> 8]++;
    }
  }
  let least = 255;
  for (let above = 0; least > 0 && (above += counts[least]) < count / 4; ) least--;
  const colour = [0, 0, 0];
  let taken = 0;
  for (let y = top; y < bottom; y += every) {
    for (let x = left; x < right; x += every) {
      const at = (y * width + x) * 4;
      if (((data[at] * 77 + data[at + 1] * 151 + data[at + 2] * 28) >> 8) < least) continue;
      for (let c = 0; c < 3; c++) colour[c] += data[at + c];
      taken++;
    }
  }
  for (let c = 0; c < 3; c++) colour[c] /= Math.max(1, taken);
  return { colour, level: 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2] };
}

/** @param {number[]} numbers */
function middle(numbers) {
  return numbers.length ? [...numbers].sort((a, b) => a - b)[numbers.length >> 1] : 1;
}

/** Unknown blocks take the mean of the known around them, from the outside in. @param {Float32Array} level @param {boolean[]} known @param {number} columns @param {number} rows */
function filled(level, known, columns, rows) {
  for (let open = known.includes(false); open; open = known.includes(false)) {
    const next = [...known];
    for (let i = 0; i < level.length; i++) {
      if (known[i]) continue;
      const around = neighbours(i, columns, rows).filter((j) => known[j]);
      if (!around.length) continue;
      level[i] = around.reduce((sum, j) => sum + level[j], 0) / around.length;
      next[i] = true;
    }
    known = next;
  }
  return level;
}

/** @param {Float32Array} level @param {number} columns @param {number} rows */
function softened(level, columns, rows) {
  return level.map((own, i) => {
    const around = neighbours(i, columns, rows);
    return (own * 2 + around.reduce((sum, j) => sum + level[j], 0)) / (around.length + 2);
  });
}

/** @param {number} i @param {number} columns @param {number} rows */
function neighbours(i, columns, rows) {
  const [x, y] = [i % columns, Math.floor(i / columns)];
  return [[x - 1, y], [x + 1, y], [x, y - 1], [x, y + 1]].filter(([a, b]) => a >= 0 && b >= 0 && a < columns && b < rows).map(([a, b]) => b * columns + a);
}

/** @param {Float32Array} level @param {number} columns @param {number} rows @param {number} x @param {number} y */
function between(level, columns, rows, x, y) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, below] = [Math.min(columns - 1, left + 1), Math.min(rows - 1, top + 1)];
  const [fx, fy] = [x - left, y - top];
  return (level[top * columns + left] * (1 - fx) + level[top * columns + right] * fx) * (1 - fy) + (level[below * columns + left] * (1 - fx) + level[below * columns + right] * fx) * fy;
}
