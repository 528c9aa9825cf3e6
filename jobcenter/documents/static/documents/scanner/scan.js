// @ts-check
/**
 * The document scanner: `scan()` opens a dialog over the whole page and hands out what somebody took with the camera.
 * Nothing is sent and nothing is kept from here. The page needs `documents/scanner.css`; the worker finds itself.
 */

import { asked } from "./asking.js";
import { counted, element } from "./building.js";
import { Camera } from "./camera.js";
import { Darkroom } from "./darkroom.js";
import { Live } from "./live.js";
import { Page, Pages } from "./pages.js";
import { Review } from "./review.js";
import { Strip } from "./strip.js";
import { TroubleView } from "./trouble.js";

/** @typedef {import("./geometry.js").Quad} Quad */
/** @typedef {{ root: HTMLElement, title: HTMLElement }} View */

/** @type {Quad} where a sheet may be that was not found */
const SOMEWHERE = [{ x: 0.06, y: 0.06 }, { x: 0.94, y: 0.06 }, { x: 0.94, y: 0.94 }, { x: 0.06, y: 0.94 }];

/** Whether this browser can show a camera at all. Whether there is one is only known once it is asked for. */
export function canScan() {
  return Boolean(navigator.mediaDevices?.getUserMedia) && typeof HTMLDialogElement === "function" && typeof createImageBitmap === "function";
}

/**
 * @param {{ changed?: (pages: Blob[]) => void }} [tell] `changed`: the pages as they are now, the one that is being checked
 *   included, whenever that is something else than before; an unchanged page is the same object as before
 * @returns {Promise<File[]>} one JPEG for each page, in order: scan-1.jpg …; [] when somebody does without
 */
export const scan = ({ changed = () => {} } = {}) => new Promise((resolve) => new Scanner(resolve, changed));

class Scanner {
  #pages = new Pages();
  #darkroom = new Darkroom();
  /** @type {File[]} photos chosen from the device that wait to be looked at */
  #chosen = [];
  /** @type {number} where the next page goes: after all others, or in place of one */
  #place = 0;
  #editing = false; // a page that is there already, not a new photo
  #troubled = false; // the camera was asked and did not start
  #over = false;
  /** @type {Blob[]} the pages that were told last */
  #told = [];
  #before = document.activeElement;

  /** @param {(files: File[]) => void} resolve @param {(pages: Blob[]) => void} changed */
  constructor(resolve, changed) {
    this.resolve = resolve;
    this.changed = changed;
    const done = () => this.#finish(this.#pages.files());
    const cancel = () => this.#cancel();
    const pages = () => this.#toPages();
    this.camera = new Camera(() => this.view === this.live && this.#toTrouble("gone"));
    this.live = new Live(this.camera, this.#darkroom, { shot: (photo, corners) => this.#shot(photo, corners), pages, done, cancel });
    this.review = new Review(this.#darkroom, { made: () => this.#tell(), taken: (page) => this.#taken(page), again: () => (this.#editing ? this.#toPages() : this.#next()), cancel });
    this.strip = new Strip({
      move: (from, to) => this.#rearranged(() => this.#pages.move(from, to)),
      turn: (at) => this.#turn(at),
      edit: (at) => this.#edit(at),
      again: (at) => this.#toCamera(at),
      remove: (at) => this.#remove(at),
      more: () => this.#toCamera(),
      done,
      cancel,
    });
    this.trouble = new TroubleView({ retry: () => this.#toCamera(this.#place), chosen: (files) => this.#choose(files), pages, done, cancel });
    /** @type {View[]} */
    this.views = [this.live, this.review, this.strip, this.trouble];
    /** @type {View} */
    this.view = this.live;
    this.dialog = element("dialog", "scanner", ...this.views.map(({ root }) => root));
    this.dialog.setAttribute("aria-label", "Scanner");
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#back();
    });
    this.dialog.addEventListener("close", () => this.#closed());
    document.addEventListener("visibilitychange", this.#visible);
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.#toCamera();
  }

  /** @param {View} view @param {() => void} [prepare] */
  #show(view, prepare) {
    if (this.#over) return;
    if (view !== this.live) this.live.pause();
    if (view !== this.review) this.review.close();
    this.view = view;
    prepare?.();
    for (const { root } of this.views) root.hidden = root !== view.root;
    view.title.focus();
    this.#tell();
  }

  /** What is made anew in place of a page counts only once it is taken. */
  #tell() {
    const { list } = this.#pages;
    const checked = this.#place === list.length ? this.review.page : null;
    const now = (checked ? [...list, checked] : list).map(({ jpeg }) => jpeg);
    if (now.length === this.#told.length && now.every((jpeg, i) => jpeg === this.#told[i])) return;
    this.#told = now;
    this.changed(now);
  }

  /** @param {number} [place] of the page that is to be taken anew */
  async #toCamera(place = this.#pages.list.length) {
    this.#place = place;
    const { list } = this.#pages;
    this.#show(this.live, () => this.live.wait(list, place + 1));
    if (!this.camera.running) {
      const state = await this.camera.start();
      if (state === "stopped" || this.#over) return;
      this.#troubled = state !== "running";
      if (state !== "running") return this.#toTrouble(state);
    }
    if (this.view === this.live) this.live.run(list, place + 1);
  }

  /** @param {import("./camera.js").Trouble} trouble */
  #toTrouble(trouble) {
    this.#show(this.trouble, () => this.trouble.show(trouble, this.#pages.list.length));
  }

  #toPages() {
    this.#show(this.strip, () => this.strip.show(this.#pages.list));
  }

  /** @param {Blob} photo @param {Quad | null} seen where the sheet lay just before */
  async #shot(photo, seen) {
    const sight = await this.#darkroom.inspect(photo).catch(() => null);
    if (this.#over) return;
    if (!sight) {
      if (photo instanceof File) this.trouble.cannotRead(photo.name);
      return this.#next();
    }
    const { width, height } = sight;
    const found = sight.corners?.map(({ x, y }) => ({ x: x / width, y: y / height })) ?? seen;
    const corners = /** @type {Quad} */ (found ?? SOMEWHERE);
    const shot = { photo, wish: { corners, look: /** @type {const} */ ("paper"), turns: 0 }, sure: Boolean(found), flaws: sight.flaws };
    this.#editing = false;
    this.#show(this.review, () => this.review.open(shot, `Seite ${this.#place + 1} prüfen`, photo instanceof File ? "Weglassen" : "Neu aufnehmen"));
  }

  /** @param {Page} page */
  #taken(page) {
    const anew = this.#place < this.#pages.list.length;
    this.#pages.put(page, this.#place);
    this.#tell();
    if (anew && !this.#chosen.length) return this.#toPages();
    this.#place = this.#pages.list.length;
    this.#next();
  }

  /** On with the next photo: a chosen one, or from the camera. */
  #next() {
    const photo = this.#chosen.shift();
    if (photo) return void this.#shot(photo, null);
    if (!this.#troubled) return void this.#toCamera(this.#place);
    if (this.#pages.list.length) return this.#toPages();
    if (this.view !== this.trouble) this.#show(this.trouble);
  }

  /** @param {File[]} files */
  #choose(files) {
    this.#chosen.push(...files);
    this.#next();
  }

  /** @param {number} at */
  #edit(at) {
    const { photo, wish } = this.#pages.list[at];
    this.#place = at;
    this.#editing = true;
    this.#show(this.review, () => this.review.open({ photo, wish, sure: true, flaws: [] }, `Seite ${at + 1} bearbeiten`, "Zurück"));
  }

  /** @param {number} at */
  async #turn(at) {
    const { photo, wish } = this.#pages.list[at];
    const turned = { ...wish, turns: wish.turns + 1 };
    const jpeg = await this.#darkroom.develop(photo, turned);
    if (!this.#over) this.#rearranged(() => this.#pages.put(new Page(photo, turned, jpeg), at));
  }

  /** @param {number} at @returns {Promise<boolean>} */
  async #remove(at) {
    const answer = await asked(this.dialog, `Seite ${at + 1} entfernen?`, "", [["keep", "Behalten"], ["remove", "Entfernen"]]);
    if (answer === "keep") return false;
    if (this.#pages.list.length === 1) {
      this.#pages.remove(at);
      this.#toCamera();
      return true;
    }
    this.#rearranged(() => this.#pages.remove(at));
    return true;
  }

  /** @param {() => void} change */
  #rearranged(change) {
    change();
    this.#tell();
    this.strip.show(this.#pages.list);
  }

  /** Escape, or the phone's own way back: one step, and nothing is lost by it. */
  #back() {
    const count = this.#pages.list.length;
    if (this.view === this.review && this.#place < count) this.#toPages();
    else if (this.view === this.review) this.#next();
    else if (this.view === this.strip) this.#toCamera();
    else this.#cancel();
  }

  async #cancel() {
    const { length } = this.#pages.list;
    const count = length + (this.view === this.review && this.#place === length ? 1 : 0);
    if (!count) return this.#finish([]);
    const title = count === 1 ? "Die Seite verwerfen?" : `${counted(count)} verwerfen?`;
    const text = `${count === 1 ? "Sie ist" : "Sie sind"} noch nicht gesendet.`;
    if ((await asked(this.dialog, title, text, [["stay", "Weiter scannen"], ["lose", "Verwerfen"]])) === "lose") this.#finish([]);
  }

  /** A browser may close a dialog without asking. Nothing is thrown away by that. */
  #closed() {
    if (this.#over) return;
    this.dialog.showModal();
    this.#cancel();
  }

  #visible = () => {
    if (document.hidden) {
      this.live.pause();
      this.camera.stop();
    } else if (this.view === this.live) this.#toCamera(this.#place);
  };

  /** @param {File[]} files */
  #finish(files) {
    if (this.#over) return;
    this.#over = true;
    this.live.pause();
    this.review.close();
    this.camera.stop();
    this.#darkroom.close();
    this.#pages.free();
    document.removeEventListener("visibilitychange", this.#visible);
    this.dialog.close();
    this.dialog.remove();
    if (this.#before instanceof HTMLElement) this.#before.focus();
    this.resolve(files);
  }
}
