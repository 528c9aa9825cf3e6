// @ts-check
/**
 * A small picture made from a large one, and the relief of its edges: how steeply brightness or colour changes, which
 * way, measured against how restless the surroundings are. Writing is painted over first, so that a page is plain.
 */

/** @typedef {{ data: Uint8ClampedArray | Uint8Array, width: number, height: number }} Picture what ImageData offers, four bytes a pixel */
/** @typedef {{ width: number, height: number, red: Float32Array, green: Float32Array, blue: Float32Array }} Planes */
/** @typedef {{ width: number, height: number, dx: Float32Array, dy: Float32Array }} Relief gradient in units of the local unrest */

/**
 * @param {Picture} picture
 * @param {number} longest of the result's sides
 * @returns {{ planes: Planes, scale: number }} `scale`: pixels of the original for each pixel of the result, at least 1
 */
export function reduced(picture, longest) {
  const scale = Math.max(1, Math.max(picture.width, picture.height) / longest);
  const width = Math.max(1, Math.floor(picture.width / scale));
  const height = Math.max(1, Math.floor(picture.height / scale));
  const planes = { width, height, red: new Float32Array(width * height), green: new Float32Array(width * height), blue: new Float32Array(width * height) };
  const starts = Int32Array.from({ length: width + 1 }, (_, x) => Math.min(picture.width, Math.round(x * scale)));
  const { red, green, blue } = planes;
  const { data } = picture;
  if (scale === 1) {
    for (let place = 0, at = 0; place < red.length; place++, at += 4) {
      red[place] = data[at];
      green[place] = data[at + 1];
      blue[place] = data[at + 2];
    }
    return { planes, scale };
  }
  for (let y = 0; y < height; y++) {
    const top = Math.min(picture.height - 1, Math.round(y * scale));
    const bottom = Math.max(top + 1, Math.min(picture.height, Math.round((y + 1) * scale)));
    for (let x = 0; x < width; x++) {
      const left = Math.min(picture.width - 1, starts[x]);
      const right = Math.max(left + 1, starts[x + 1]);
      let [r, g, b] = [0, 0, 0];
      for (let row = top; row < bottom; row++) {
        for (let at = (row * picture.width + left) * 4, end = at + (right - left) * 4; at < end; at += 4) {
          r += data[at];
          g += data[at + 1];
          b += data[at + 2];
        }
      }
      const count = (right - left) * (bottom - top);
      const place = y * width + x;
      red[place] = r / count;
      green[place] = g / count;
      blue[place] = b / count;
    }
  }
  return { planes, scale };
}

/**
 * @param {Planes} planes
 * @param {number} stroke how far dark strokes are filled from either side, in pixels; 0 leaves them
 * @param {boolean} faint whether weak edges count where all is restless
 * @returns {Relief}
 */
export function reliefOf(planes, stroke, faint) {
  const { width, height } = planes;
  const dx = new Float32Array(width * height);
  const dy = new Float32Array(width * height);
  const steepness = new Float32Array(width * height);
  for (const plane of [planes.red, planes.green, planes.blue]) {
    const plain = smoothed(stroke ? closed(plane, width, height, stroke) : plane, width, height);
    for (let y = 1; y < height - 1; y++) {
      for (let i = y * width + 1, end = (y + 1) * width - 1; i < end; i++) {
        const across = plain[i + 1] - plain[i - 1] + 0.5 * (plain[i + 1 - width] - plain[i - 1 - width] + plain[i + 1 + width] - plain[i - 1 + width]);
        const down = plain[i + width] - plain[i - width] + 0.5 * (plain[i + width - 1] - plain[i - width - 1] + plain[i + width + 1] - plain[i - width + 1]);
        const steep = across * across + down * down;
        if (steep <= steepness[i]) continue;
        steepness[i] = steep;
        dx[i] = across;
        dy[i] = down;
      }
    }
  }
  for (let i = 0; i < steepness.length; i++) steepness[i] = Math.sqrt(steepness[i]);
  const around = boxed(steepness, width, height, Math.max(4, Math.round(Math.max(width, height) / 28)));
  let whole = 0;
  for (const one of steepness) whole += one;
  const calm = 1.5 + ((faint ? 0.25 : 0.6) * whole) / steepness.length; // what counts as unrest at least: grain is no edge
  for (let i = 0; i < steepness.length; i++) {
    const factor = 1 / (around[i] + calm);
    dx[i] *= factor;
    dy[i] *= factor;
  }
  return { width, height, dx, dy };
}

/**
 * Brightest in the neighbourhood, then darkest of those: dark strokes thinner than the neighbourhood are gone.
 * @param {Float32Array} plane @param {number} width @param {number} height @param {number} reach 1 or 2
 */
export function closed(plane, width, height, reach) {
  const bright = spread(plane, width, height, reach);
  for (let i = 0; i < bright.length; i++) bright[i] = -bright[i];
  const dark = spread(bright, width, height, reach);
  for (let i = 0; i < dark.length; i++) dark[i] = -dark[i];
  return dark;
}

/**
 * The largest value within reach, along rows and then along columns. Written out for the neighbours at 1 and at `reach`:
 * half of all the time of a look goes by here.
 * @param {Float32Array} plane @param {number} width @param {number} height @param {number} reach 1 or 2
 */
function spread(plane, width, height, reach) {
  const rows = new Float32Array(plane.length);
  const result = new Float32Array(plane.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const inside = x >= reach && x < width - reach;
      const a = plane[i - (inside ? reach : Math.min(x, reach))];
      const b = plane[i - (inside || x ? 1 : 0)];
      const c = plane[i + (inside || x < width - 1 ? 1 : 0)];
      const d = plane[i + (inside ? reach : Math.min(width - 1 - x, reach))];
      let best = plane[i];
      if (a > best) best = a;
      if (b > best) best = b;
      if (c > best) best = c;
      if (d > best) best = d;
      rows[i] = best;
    }
  }
  for (let y = 0, i = 0; y < height; y++) {
    const [above, up] = [Math.min(y, reach) * width, y ? width : 0];
    const [below, down] = [Math.min(height - 1 - y, reach) * width, y < height - 1 ? width : 0];
    for (const end = i + width; i < end; i++) {
      let best = rows[i];
      if (rows[i - above] > best) best = rows[i - above];
      if (rows[i - up] > best) best = rows[i - up];
      if (rows[i + down] > best) best = rows[i + down];
      if (rows[i + below] > best) best = rows[i + below];
      result[i] = best;
    }
  }
  return result;
}

/** @param {Float32Array} plane @param {number} width @param {number} height */
function smoothed(plane, width, height) {
  const rows = new Float32Array(plane.length);
  const result = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      rows[i] = (plane[i - (x ? 1 : 0)] + 2 * plane[i] + plane[i + (x < width - 1 ? 1 : 0)]) / 4;
    }
  }
  for (let y = 0; y < height; y++) {
    const up = y ? width : 0;
    const down = y < height - 1 ? width : 0;
    for (let i = y * width, end = i + width; i < end; i++) result[i] = (rows[i - up] + 2 * rows[i] + rows[i + down]) / 4;
  }
  return result;
}

/**
 * Mean over a square of 2·reach + 1, smaller at the border.
 * @param {Float32Array} plane @param {number} width @param {number} height @param {number} reach
 */
export function boxed(plane, width, height, reach) {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += plane[y * width + x];
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
    }
  }
  const result = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - reach) * (width + 1);
    const bottom = Math.min(height, y + reach + 1) * (width + 1);
    const rows = (bottom - top) / (width + 1);
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - reach);
      const right = Math.min(width, x + reach + 1);
      result[y * width + x] = (sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left]) / (rows * (right - left));
    }
  }
  return result;
}
