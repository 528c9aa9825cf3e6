// @ts-check
/** After the shot: what will be sent, how it looks, and its corners, until it is taken or thrown away. */

import { button, element, heading, icon } from "./building.js";
import { Corners } from "./corners.js";
import { Page } from "./pages.js";

/** @typedef {import("./geometry.js").Quad} Quad */
/** @typedef {import("./paper.js").Look} Look */
/** @typedef {{ photo: Blob, wish: import("./scanning.js").Wish, sure: boolean, flaws: import("./quality.js").Flaw[] }} Shot `sure`: the corners were found */

/** @type {[Look, string][]} */
const LOOKS = [["paper", "Papier"], ["black", "Schwarz-Weiß"], ["colour", "Farbe"]];
const UNSURE = "Wir haben das Blatt nicht sicher erkannt. Bitte prüfen Sie die Ecken.";
const FAILED = "Das Foto lässt sich nicht öffnen. Bitte nehmen Sie die Seite neu auf.";
/** @type {Partial<Record<import("./quality.js").Flaw, string>>} */
const DOUBTS = {
  blurred: "Das Foto ist vielleicht unscharf. Können Sie alles lesen?",
  dark: "Das Foto ist dunkel. Können Sie alles lesen?",
  glare: "Licht spiegelt sich auf dem Blatt. Können Sie alles lesen?",
  cut: "Das Blatt ist vielleicht abgeschnitten. Ist alles zu sehen?",
};

export class Review {
  /** @type {Shot | null} */
  #shot = null;
  #round = 0;
  #address = "";
  /** @type {{ page: Page, wish: string } | null} */
  #made = null;

  /**
   * @param {import("./darkroom.js").Darkroom} darkroom
   * @param {{ made(): void, taken(page: Page): void, again(): void, cancel(): void }} wants what the rest of the dialog does
   */
  constructor(darkroom, wants) {
    this.darkroom = darkroom;
    this.wants = wants;
    this.title = heading();
    this.corners = new Corners();
    this.result = element("img", "scanner-result");
    this.status = element("p", "scanner-hint");
    this.status.setAttribute("role", "status");
    this.looks = LOOKS.map(([look, name]) => this.#choice(look, name));
    const looks = element("fieldset", "scanner-looks", element("legend", "sr-only", "Aussehen"), ...this.looks.map(({ label }) => label));
    this.edit = button("scanner-button--quiet", [icon("kern-icon--edit"), element("span", "", "Ecken ändern")], () => this.#edit(this.corners.root.hidden));
    this.edit.setAttribute("aria-pressed", "false");
    this.turn = button("scanner-button--quiet", [icon("kern-icon--autorenew"), element("span", "", "Drehen")], () => this.#turn());
    this.again = button("scanner-button--secondary", "Neu aufnehmen", () => wants.again());
    this.take = button("scanner-button--primary", "Übernehmen", () => this.#take());
    this.root = element(
      "section",
      "scanner-view scanner-view--review",
      element("div", "scanner-head", button("scanner-button--quiet", [icon("kern-icon--close"), element("span", "", "Abbrechen")], () => wants.cancel()), this.title),
      element("div", "scanner-stage", this.result, this.corners.root, this.status),
      element("div", "scanner-foot", looks, element("div", "scanner-line", this.edit, this.turn), element("div", "scanner-keys", this.again, this.take)),
    );
  }

  /** What is shown, until it is taken or not wanted any more. */
  get page() {
    return this.#made?.page ?? null;
  }

  /** @param {Shot} shot @param {string} title @param {string} again what throwing it away is called */
  open(shot, title, again) {
    this.close();
    this.#shot = { ...shot, wish: { ...shot.wish } };
    this.title.textContent = title;
    this.result.alt = `${title}: so wird sie gesendet`;
    this.again.textContent = again;
    this.#address = URL.createObjectURL(shot.photo);
    this.corners.show(this.#address, shot.wish.corners);
    for (const { input } of this.looks) input.checked = input.value === shot.wish.look;
    this.#edit(!shot.sure);
    const doubt = shot.flaws.map((flaw) => DOUBTS[flaw]).find(Boolean);
    this.status.textContent = shot.sure ? (doubt ?? "") : UNSURE;
  }

  close() {
    this.#round++;
    this.#made?.page.free();
    this.#made = null;
    this.#shot = null;
    this.result.removeAttribute("src");
    URL.revokeObjectURL(this.#address);
  }

  /** @param {Look} look @param {string} name */
  #choice(look, name) {
    const input = Object.assign(element("input", ""), { type: "radio", name: "scanner-look", value: look });
    input.addEventListener("change", () => {
      if (this.#shot) this.#shot.wish.look = look;
      this.#edit(false);
    });
    return { input, label: element("label", "scanner-look", input, element("span", "", name)) };
  }

  #turn() {
    if (this.#shot) this.#shot.wish.turns++;
    this.#edit(false);
  }

  /** @param {boolean} on the photo with its corners, or what becomes of it */
  #edit(on) {
    this.edit.setAttribute("aria-pressed", String(on));
    this.corners.root.hidden = !on;
    this.result.hidden = on;
    if (!on) this.#develop();
  }

  /** @returns {Promise<Page | null>} null when it fails or is no longer wanted */
  async #develop() {
    const shot = this.#shot;
    if (!shot) return null;
    const round = ++this.#round;
    shot.wish.corners = this.corners.quad;
    const wish = { ...shot.wish };
    const asked = JSON.stringify(wish);
    if (this.#made?.wish === asked) return this.#made.page;
    this.root.setAttribute("aria-busy", "true");
    try {
      const jpeg = await this.darkroom.develop(shot.photo, wish);
      if (round !== this.#round) return null;
      this.#made?.page.free();
      this.#made = { page: new Page(shot.photo, wish, jpeg), wish: asked };
      this.result.src = this.#made.page.address;
      this.wants.made();
      return this.#made.page;
    } catch {
      if (round === this.#round) this.status.textContent = FAILED;
      return null;
    } finally {
      if (round === this.#round) this.root.removeAttribute("aria-busy");
    }
  }

  async #take() {
    const page = await this.#develop();
    if (!page || this.#made?.page !== page) return;
    this.#made = null; // it is somebody else's now
    this.wants.taken(page);
  }
}
