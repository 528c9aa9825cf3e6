// @ts-check
/** Photos and the running picture of a camera, as pixels. */

import { canvasOf, jpegIn, pixelsOf } from "./pixels.js";

/**
 * @param {Blob} photo
 * @param {number} longest of its sides afterwards; a smaller photo stays as it is
 * @returns {Promise<ImageData>} rejects what is no photo
 */
export async function decoded(photo, longest) {
  const bitmap = await createImageBitmap(photo, { imageOrientation: "from-image" });
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  if (scale === 1) return pixelsOf(bitmap);
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const { brush } = canvasOf(width, height);
  brush.imageSmoothingQuality = "high";
  brush.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return brush.getImageData(0, 0, width, height);
}

/** Reads pictures of the running camera, again and again into the same canvas. */
export class Frames {
  #small = canvasOf(1, 1);

  /**
   * @param {HTMLVideoElement} video
   * @param {number} longest
   * @returns {ImageData | null} null while there is no picture yet
   */
  small(video, longest) {
    if (!video.videoWidth || !video.videoHeight) return null;
    const scale = Math.min(1, longest / Math.max(video.videoWidth, video.videoHeight));
    const width = Math.round(video.videoWidth * scale);
    const height = Math.round(video.videoHeight * scale);
    const { canvas, brush } = this.#small;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    brush.drawImage(video, 0, 0, width, height);
    return brush.getImageData(0, 0, width, height);
  }

  /** @param {HTMLVideoElement} video @returns {Promise<Blob>} the picture that is there now, whole */
  whole(video) {
    const { canvas, brush } = canvasOf(video.videoWidth, video.videoHeight);
    brush.drawImage(video, 0, 0);
    return jpegIn(canvas, 0.92); // as good as it is: the page is made from it
  }
}
