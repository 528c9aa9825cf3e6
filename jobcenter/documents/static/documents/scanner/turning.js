// @ts-check
/** Turning a picture by quarters. Pure. */

/** @typedef {import("./relief.js").Picture} Picture */

/**
 * @param {Picture} page
 * @param {number} turns quarters, clockwise; negative ones the other way
 * @returns {Picture} the same one when nothing is to be turned
 */
export function turned({ data, width, height }, turns) {
  const quarters = ((turns % 4) + 4) % 4;
  if (!quarters) return { data, width, height };
  const [wide, high] = quarters % 2 ? [height, width] : [width, height];
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] = quarters === 1 ? [height - 1 - y, x] : quarters === 2 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x];
      to[row * wide + column] = from[y * width + x];
    }
  }
  return { data: new Uint8ClampedArray(to.buffer), width: wide, height: high };
}
