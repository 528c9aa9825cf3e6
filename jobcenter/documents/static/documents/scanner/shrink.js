// @ts-check
/**
 * Port: `shrink(file)`. A photo of 12 megapixels leaves as a JPEG below 700 KB that is as readable after the server's own
 * conversion as it would have been before. Place, time and device are gone with the metadata.
 */

import { Darkroom } from "./darkroom.js";
import { MOST_BYTES } from "./pixels.js";

const KINDS = ["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/avif"];
const LARGEST = 60 * 1024 * 1024; // of a file that is worth decoding on a phone

/**
 * @param {File} file
 * @returns {Promise<File>} unchanged: what is no photo, what is small already, what this browser cannot decode (HEIC in
 *   most of them) and what would not become smaller
 */
export async function shrink(file) {
  if (!KINDS.includes(file.type) || file.size <= MOST_BYTES || file.size > LARGEST) return file;
  const darkroom = new Darkroom();
  const blob = await darkroom.shrink(file).catch(() => null);
  darkroom.close();
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg", lastModified: file.lastModified });
}
