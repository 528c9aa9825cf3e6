// @ts-check
/** Black and white: what is darker than its surroundings is ink. Pure, on pixels, in place. */

import { boxed } from "./relief.js";

/** @typedef {import("./relief.js").Picture} Picture */

const AROUND = 56; // the part of the longer side that is looked at in each direction
const INK = 0.88; // of the brightness around: what is darker is writing
const BLACK = 75; // this dark it is ink whatever is around: the middle of a black field
const STEEP = 7; // not quite a step, so that letters keep their shape

/**
 * @param {Picture} picture evenly lit; changed
 * @returns {Picture} the same
 */
export function inked(picture) {
  const { data, width, height } = picture;
  let grey = new Float32Array(width * height);
  for (let i = 0; i < grey.length; i++) grey[i] = 0.3 * data[4 * i] + 0.59 * data[4 * i + 1] + 0.11 * data[4 * i + 2];
  grey = boxed(grey, width, height, 1); // grain is no ink
  const around = boxed(grey, width, height, Math.max(2, Math.round(Math.max(width, height) / AROUND)));
  for (let i = 0; i < grey.length; i++) {
    data[4 * i] = data[4 * i + 1] = data[4 * i + 2] = 128 + (grey[i] - Math.max(BLACK, around[i] * INK)) * STEEP;
  }
  return picture;
}
