// @ts-check
/** Between files, bitmaps and pixels, in a page or in a worker. */

export const MOST_BYTES = 700_000;
const QUALITIES = [0.85, 0.75, 0.65, 0.5, 0.35];

/**
 * @param {number} width
 * @param {number} height
 * @returns {{ canvas: OffscreenCanvas | HTMLCanvasElement, brush: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D }}
 */
export function canvasOf(width, height) {
  /** @type {OffscreenCanvas | HTMLCanvasElement} */
  let canvas;
  if (typeof OffscreenCanvas === "function") canvas = new OffscreenCanvas(width, height);
  else canvas = Object.assign(document.createElement("canvas"), { width, height });
  const brush = /** @type {CanvasRenderingContext2D | null} */ (canvas.getContext("2d", { willReadFrequently: true }));
  if (!brush) throw new Error("no canvas");
  return { canvas, brush };
}

/**
 * @param {ImageBitmap} bitmap closed afterwards
 * @returns {ImageData}
 */
export function pixelsOf(bitmap) {
  const { brush } = canvasOf(bitmap.width, bitmap.height);
  brush.drawImage(bitmap, 0, 0);
  const pixels = brush.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  return pixels;
}

/**
 * @param {import("./relief.js").Picture} picture
 * @returns {Promise<Blob>} a JPEG of at most MOST_BYTES, if that can be had without spoiling it
 */
export function jpegOfPixels(picture) {
  const { canvas, brush } = canvasOf(picture.width, picture.height);
  brush.putImageData(new ImageData(new Uint8ClampedArray(picture.data), picture.width, picture.height), 0, 0);
  return jpegOf(canvas);
}

/**
 * The best quality that fits; browsers write no metadata into it.
 * @param {OffscreenCanvas | HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
export async function jpegOf(canvas) {
  let blob = null;
  for (const quality of QUALITIES) {
    blob = await jpegIn(canvas, quality);
    if (blob.size <= MOST_BYTES) break;
  }
  if (!blob || blob.type !== "image/jpeg") throw new Error("no JPEG");
  return blob;
}

/** @param {OffscreenCanvas | HTMLCanvasElement} canvas @param {number} quality @returns {Promise<Blob>} */
export function jpegIn(canvas, quality) {
  if ("convertToBlob" in canvas) return canvas.convertToBlob({ type: "image/jpeg", quality });
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no JPEG"))), "image/jpeg", quality));
}
