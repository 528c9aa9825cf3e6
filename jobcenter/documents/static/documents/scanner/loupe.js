// @ts-check
/** What lies under the finger that drags a corner, enlarged beside it: the finger hides it. Only for eyes. */

import { element } from "./building.js";

/** @typedef {import("./geometry.js").Point} Point */

const SIZE = 112; // pixels as shown, as is all here
const ZOOM = 2.5; // times as large as the photo is shown
const RIM = 6;
const AWAY = 40; // between the finger and the edge of the loupe

export class Loupe {
  /** @param {HTMLImageElement} picture the photo, which fills the element in which the loupe stands */
  constructor(picture) {
    this.picture = picture;
    this.canvas = element("canvas", "scanner-loupe__picture");
    this.root = element("div", "scanner-loupe", this.canvas);
    this.root.setAttribute("aria-hidden", "true");
    this.root.hidden = true;
  }

  /**
   * @param {Point} spot in the middle of it, as parts of width and height of the photo
   * @param {Point} finger in the window
   * @param {DOMRect} room in the window, in which it has to stay
   */
  show(spot, finger, room) {
    const { x, y } = beside(finger, room);
    const frame = this.picture.getBoundingClientRect();
    this.root.style.insetInlineStart = `${x - SIZE / 2 - frame.x}px`;
    this.root.style.insetBlockStart = `${y - SIZE / 2 - frame.y}px`;
    this.root.hidden = false;
    this.#draw(spot, frame);
  }

  hide() {
    this.root.hidden = true;
  }

  /** @param {Point} spot @param {DOMRect} frame */
  #draw({ x, y }, frame) {
    const { canvas, picture } = this;
    canvas.width = canvas.height = Math.round(SIZE * devicePixelRatio);
    const scale = (frame.width * ZOOM * devicePixelRatio) / picture.naturalWidth;
    const seen = canvas.width / scale; // pixels of the photo; what lies beyond it stays empty
    const brush = canvas.getContext("2d");
    brush?.drawImage(picture, x * picture.naturalWidth - seen / 2, y * picture.naturalHeight - seen / 2, seen, seen, 0, 0, canvas.width, canvas.height);
  }
}

/** The middle of the loupe: above the finger, and where there is no room at its side. @param {Point} finger @param {DOMRect} room @returns {Point} */
function beside({ x, y }, room) {
  const far = AWAY + SIZE / 2;
  const half = SIZE / 2 + RIM;
  const within = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ to) => Math.max(from + half, Math.min(to - half, at));
  if (y - far - half >= room.top) return { x: within(x, room.left, room.right), y: y - far };
  const side = x < room.left + room.width / 2 ? far : -far;
  return { x: within(x + side, room.left, room.right), y: within(y, room.top, room.bottom) };
}
