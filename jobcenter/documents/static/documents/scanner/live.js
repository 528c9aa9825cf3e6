// @ts-check
/** The view through the camera: the sheet outlined, a hint, the shutter, which may also press itself. */

import { button, counted, drawn, element, heading, icon, pause } from "./building.js";
import { hintFor, Hints } from "./hints.js";
import { afterwards, EAGER } from "./patience.js";
import { photographed, steadied, UNSEEN } from "./steady.js";

/** @typedef {import("./geometry.js").Quad} Quad */
/** @typedef {{ shot(photo: Blob, corners: Quad | null): void, pages(): void, done(): void, cancel(): void }} Wants what the rest of the dialog does */

const SMALL = 640; // pixels in which the sheet is looked for
const REST = 40; // milliseconds between two looks, for everything else the page has to do

export class Live {
  #automatic = true;
  #round = 0;
  #taking = false;
  #state = UNSEEN;
  #patience = EAGER;
  /** @type {Quad | null} as parts of width and height */
  #corners = null;

  /**
   * @param {import("./camera.js").Camera} camera
   * @param {import("./darkroom.js").Darkroom} darkroom
   * @param {Wants} wants
   */
  constructor(camera, darkroom, wants) {
    this.camera = camera;
    this.darkroom = darkroom;
    this.wants = wants;
    this.title = heading();
    this.outline = drawn("polygon", { class: "scanner-outline", points: "" });
    this.overlay = drawn("svg", { class: "scanner-overlay", "aria-hidden": "true" }, this.outline);
    const hint = element("p", "scanner-hint");
    hint.setAttribute("role", "status");
    this.hints = new Hints(hint);
    this.torch = button("scanner-button--quiet", [icon("kern-icon--light-mode"), element("span", "", "Licht")], () => this.#light());
    this.auto = button("scanner-switch", [element("span", "scanner-switch__knob"), element("span", "", "Automatisch auslösen")], () => this.#switch());
    this.auto.setAttribute("role", "switch");
    this.ring = drawn("circle", { class: "scanner-ring__share", cx: "42", cy: "42", r: "39", pathLength: "100", "stroke-dasharray": "0 100" });
    const ring = drawn("svg", { class: "scanner-ring", viewBox: "0 0 84 84", "aria-hidden": "true" }, this.ring);
    this.shutter = button("scanner-shutter", [ring, element("span", "sr-only", "Aufnehmen")], () => this.take());
    this.pages = button("scanner-stack", [], () => wants.pages());
    this.done = button("scanner-button--primary", "", () => wants.done());
    this.root = element(
      "section",
      "scanner-view scanner-view--live",
      element("div", "scanner-head", button("scanner-button--quiet", [icon("kern-icon--close"), element("span", "", "Abbrechen")], () => wants.cancel()), this.title, this.torch),
      element("div", "scanner-stage", camera.video, this.overlay, hint),
      element("div", "scanner-foot", element("div", "scanner-line", this.auto), element("div", "scanner-keys", this.pages, this.shutter, this.done)),
    );
    this.#show();
  }

  /**
   * The camera runs: look through it until `pause`.
   * @param {import("./pages.js").Page[]} pages taken so far
   * @param {number} number of the page that comes now
   */
  async run(pages, number) {
    const round = ++this.#round;
    this.#describe(pages, number);
    this.torch.hidden = !this.camera.hasTorch;
    this.torch.setAttribute("aria-pressed", "false");
    this.hints.say("none", performance.now());
    this.shutter.disabled = false;
    while (round === this.#round) {
      const begun = performance.now();
      const picture = this.#taking ? null : this.camera.look(SMALL);
      const sight = picture && (await this.darkroom.look(picture, this.#patience.now).catch(() => null));
      if (round !== this.#round) return;
      if (sight) this.#seen(sight, performance.now());
      // Where the page itself does the work, half of the time is for everything else.
      await pause(Math.max(REST, this.darkroom.apart ? 0 : performance.now() - begun));
    }
  }

  /** No camera yet. @param {import("./pages.js").Page[]} pages @param {number} number */
  wait(pages, number) {
    this.#describe(pages, number);
    this.torch.hidden = true;
    this.shutter.disabled = true;
    this.hints.say("start", performance.now());
  }

  pause() {
    this.#round++;
    this.#outline(null, 1, 1);
  }

  async take() {
    if (this.#taking || !this.camera.running) return;
    this.#taking = true;
    const round = this.#round;
    const corners = this.#corners;
    this.hints.say("taking", performance.now());
    this.#state = photographed(this.#state);
    try {
      const photo = await this.camera.still();
      if (round === this.#round) this.wants.shot(photo, corners);
    } finally {
      this.#taking = false;
    }
  }

  /** @param {import("./scanning.js").Sight} sight @param {number} now */
  #seen(sight, now) {
    if (this.#taking) return;
    const { corners, flaws, width, height } = sight;
    const usable = flaws.includes("cut") ? null : corners;
    this.#patience = afterwards(this.#patience, corners !== null);
    this.#state = steadied(this.#state, usable, now, Math.hypot(width, height));
    this.#corners = /** @type {Quad | null} */ (corners && corners.map(({ x, y }) => ({ x: x / width, y: y / height })));
    this.#outline(corners, width, height);
    const share = this.#automatic ? this.#state.share : 0;
    this.ring.setAttribute("stroke-dasharray", `${Math.round(100 * share)} 100`);
    this.hints.note(hintFor(sight, { automatic: this.#automatic, spent: Boolean(this.#state.spent) }), now);
    if (this.#automatic && this.#state.ready) this.take();
  }

  /** @param {Quad | null} corners @param {number} width @param {number} height */
  #outline(corners, width, height) {
    this.overlay.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.outline.setAttribute("points", (corners ?? []).map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "));
  }

  /** @param {import("./pages.js").Page[]} pages @param {number} number */
  #describe(pages, number) {
    this.title.textContent = `Seite ${number} aufnehmen`;
    this.pages.hidden = this.done.hidden = !pages.length;
    this.done.textContent = `Fertig (${counted(pages.length)})`;
    if (!pages.length) return;
    const picture = Object.assign(element("img", "scanner-stack__picture"), { src: pages[pages.length - 1].address, alt: "" });
    this.pages.replaceChildren(picture, element("span", "scanner-stack__count", `${pages.length}`), element("span", "sr-only", ` ${pages.length === 1 ? "Seite" : "Seiten"} ansehen`));
    this.pages.setAttribute("aria-label", `${counted(pages.length)} ansehen`);
  }

  async #light() {
    const on = await this.camera.light(this.torch.getAttribute("aria-pressed") !== "true");
    this.torch.setAttribute("aria-pressed", String(on));
  }

  #switch() {
    this.#automatic = !this.#automatic;
    this.#show();
  }

  #show() {
    this.auto.setAttribute("aria-checked", String(this.#automatic));
  }
}
