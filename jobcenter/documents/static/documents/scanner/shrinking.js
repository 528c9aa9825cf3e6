// @ts-check
/** A photo made small enough to be sent over a poor connection, and large enough to be read. In a worker or in a page. */

import { canvasOf, jpegOf } from "./pixels.js";

// On an A4 sheet that fills the photo these are 180 dpi: the server keeps between 150 and 190 (intake/images.py).
const LONG = 2105;
const SHORT = 1488;

/**
 * @param {Blob} file a picture the browser can decode
 * @returns {Promise<Blob>} upright, a JPEG without metadata. Rejects when it cannot be decoded.
 */
export async function smaller(file) {
  // The browser turns it as EXIF says; the size is known only when it has been decoded once.
  const whole = await createImageBitmap(file, { imageOrientation: "from-image" });
  const [long, short] = [Math.max(whole.width, whole.height), Math.min(whole.width, whole.height)];
  const scale = Math.min(1, Math.min(LONG / long, SHORT / short));
  const width = Math.max(1, Math.round(whole.width * scale));
  const height = Math.max(1, Math.round(whole.height * scale));
  const { canvas, brush } = canvasOf(width, height);
  brush.fillStyle = "#fff"; // where a PNG is transparent
  brush.fillRect(0, 0, width, height);
  brush.imageSmoothingQuality = "high";
  brush.drawImage(whole, 0, 0, width, height);
  whole.close();
  return jpegOf(canvas);
}
