// @ts-check
/**
 * What takes time: finding a sheet, and making a page out of a photo. This file is module and worker in one; `address` is
 * where the worker is to be had, which only the file itself knows after `collectstatic` has named it.
 */

import { decoded } from "./canvas.js";
import { find, straighten } from "./edges.js";
import { clean } from "./paper.js";
import { jpegOfPixels } from "./pixels.js";
import { flaws } from "./quality.js";
import { smaller } from "./shrinking.js";
import { turned } from "./turning.js";

/** @typedef {import("./geometry.js").Quad} Quad */
/** @typedef {{ corners: Quad | null, flaws: import("./quality.js").Flaw[], width: number, height: number }} Sight corners in pixels of that size */
/** @typedef {{ corners: Quad, look: import("./paper.js").Look, turns: number }} Wish corners as parts of width and height; quarter turns clockwise */

export const address = import.meta.url;

const SURE = 0.6; // confidence below which a find is a guess
const PHOTO = 3200; // what a phone has to hold at once is four bytes for each pixel of this size
const SMALL = 1000; // pixels that are enough to find corners

export const tasks = {
  /** What `edges.js` finds, sure or not. @param {ImageData} picture */
  find: async (picture) => find(picture),

  /** Where a sheet lies in a picture, and what is wrong with it. @param {ImageData} picture @param {boolean} patient @returns {Promise<Sight>} */
  async look(picture, patient) {
    const found = find(picture, patient);
    const corners = found && found.confidence >= SURE ? /** @type {Quad} */ (found.corners) : null;
    return { corners, flaws: flaws(picture, corners), width: picture.width, height: picture.height };
  },

  /** The same in a photo. Throws for what is no photo. @param {Blob} photo @returns {Promise<Sight>} */
  inspect: async (photo) => tasks.look(await decoded(photo, SMALL), true),

  /** The page in a photo. @param {Blob} photo @param {Wish} wish @returns {Promise<Blob>} JPEG */
  async develop(photo, { corners, look, turns }) {
    const picture = await decoded(photo, PHOTO);
    const places = corners.map(({ x, y }) => ({ x: x * (picture.width - 1), y: y * (picture.height - 1) }));
    const flat = straighten(picture, /** @type {Quad} */ (places)) ?? picture;
    return jpegOfPixels(turned(clean(flat, look), turns));
  },

  /** @param {Blob} photo @returns {Promise<Blob>} JPEG; rejects what is no photo */
  shrink: (photo) => smaller(photo),
};

/** @typedef {{ number: number, task: keyof typeof tasks, given: any[] }} Order */

/** @param {MessageEvent<Order>} event */
async function ordered({ data: { number, task, given } }) {
  const page = /** @type {{ postMessage(answer: object): void }} */ (/** @type {unknown} */ (self));
  try {
    page.postMessage({ number, done: await /** @type {Function} */ (tasks[task])(...given) });
  } catch (error) {
    page.postMessage({ number, failed: String(error) });
  }
}

if (typeof document === "undefined") addEventListener("message", ordered);
