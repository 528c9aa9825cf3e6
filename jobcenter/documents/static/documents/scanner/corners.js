// @ts-check
/** The photo with the four corners of the sheet on it, to be moved with a finger, a mouse or the arrow keys. */

import { button, drawn, element } from "./building.js";
import { convex, distance } from "./geometry.js";
import { Loupe } from "./loupe.js";

/** @typedef {import("./geometry.js").Quad} Quad */

const NAMES = ["Ecke oben links", "Ecke oben rechts", "Ecke unten rechts", "Ecke unten links"];
const STEP = 1; // pixels of the picture as it is shown
const LONG_STEP = 12;
const FINGER = 48;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Corners {
  /** @type {Quad} as parts of width and height */
  quad = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];

  constructor() {
    this.picture = element("img", "scanner-photo");
    this.picture.draggable = false;
    this.shape = drawn("polygon", { class: "scanner-outline" });
    const overlay = drawn("svg", { class: "scanner-overlay", viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" }, this.shape);
    this.handles = NAMES.map((name, i) => this.#handle(name, i));
    this.loupe = new Loupe(this.picture);
    this.frame = element("div", "scanner-frame", this.picture, overlay, ...this.handles, this.loupe.root);
    this.frame.dir = "ltr"; // a picture is not mirrored
    this.root = element("div", "scanner-corners", this.frame);
  }

  /** @param {string} address of the photo @param {Quad} quad */
  async show(address, quad) {
    this.picture.alt = "Das Foto mit den Ecken der Seite";
    this.picture.src = address;
    this.quad = quad;
    this.#draw();
    await this.picture.decode().catch(() => {});
    this.frame.style.setProperty("--ratio", `${this.picture.naturalWidth / (this.picture.naturalHeight || 1)}`);
  }

  /** @param {string} name @param {number} i */
  #handle(name, i) {
    const handle = button("scanner-handle", "", () => {});
    handle.setAttribute("aria-label", name);
    handle.setAttribute("aria-description", "Mit den Pfeiltasten verschieben, mit Umschalt in großen Schritten");
    handle.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow) return;
      event.preventDefault();
      const length = event.shiftKey ? LONG_STEP : STEP;
      this.#move(i, this.quad[i].x + (arrow[0] * length) / this.frame.clientWidth, this.quad[i].y + (arrow[1] * length) / this.frame.clientHeight);
    });
    handle.addEventListener("pointerdown", (event) => this.#drag(event, handle, i));
    return handle;
  }

  /** The corner keeps its distance from the finger, which would hide it. @param {PointerEvent} start @param {HTMLElement} handle @param {number} i */
  #drag(start, handle, i) {
    start.preventDefault();
    handle.focus();
    handle.setPointerCapture(start.pointerId);
    const { x, y } = this.quad[i];
    const move = (/** @type {PointerEvent} */ event) => {
      this.#move(i, x + (event.clientX - start.clientX) / this.frame.clientWidth, y + (event.clientY - start.clientY) / this.frame.clientHeight);
      this.#enlarge(event, i);
    };
    const end = new AbortController();
    end.signal.addEventListener("abort", () => this.loupe.hide());
    handle.addEventListener("pointermove", move, end);
    for (const kind of ["pointerup", "pointercancel", "lostpointercapture"]) handle.addEventListener(kind, () => end.abort(), end);
    this.#enlarge(start, i);
  }

  /** A mouse hides nothing. @param {PointerEvent} event @param {number} i */
  #enlarge({ pointerType, clientX, clientY }, i) {
    if (pointerType !== "touch") return;
    const room = /** @type {HTMLElement} */ (this.root.parentElement).getBoundingClientRect();
    this.loupe.show(this.quad[i], { x: clientX, y: clientY }, room);
  }

  /** Corners stay in the picture, in their order, and so far apart that a finger can tell them. @param {number} i @param {number} x @param {number} y */
  #move(i, x, y) {
    const quad = /** @type {Quad} */ ([...this.quad]);
    quad[i] = { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
    const room = this.#room(quad, i);
    if (!convex(quad) || (room < FINGER && room < this.#room(this.quad, i))) return;
    this.quad = quad;
    this.#draw();
  }

  /** From a corner to the nearest other one, in pixels as shown. @param {Quad} quad @param {number} i */
  #room(quad, i) {
    const shown = quad.map(({ x, y }) => ({ x: x * this.frame.clientWidth, y: y * this.frame.clientHeight }));
    return Math.min(...shown.filter((_, j) => j !== i).map((other) => distance(shown[i], other)));
  }

  #draw() {
    this.shape.setAttribute("points", this.quad.map(({ x, y }) => `${x},${y}`).join(" "));
    this.quad.forEach(({ x, y }, i) => {
      this.handles[i].style.insetInlineStart = `${100 * x}%`;
      this.handles[i].style.insetBlockStart = `${100 * y}%`;
    });
  }
}
