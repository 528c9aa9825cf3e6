// @ts-check
/** All pages taken so far: what comes first, and what has to go. */

import { button, cameraIcon, counted, element, heading, icon } from "./building.js";

/** @typedef {import("./pages.js").Page} Page */
/** @typedef {{ move(from: number, to: number): void, turn(at: number): Promise<void>, edit(at: number): void, again(at: number): void, remove(at: number): Promise<boolean>, more(): void, done(): void, cancel(): void }} Wants */

export class Strip {
  /** @param {Wants} wants what the rest of the dialog does */
  constructor(wants) {
    this.wants = wants;
    this.title = heading();
    this.list = element("ol", "scanner-pages");
    this.status = element("p", "sr-only");
    this.status.setAttribute("role", "status");
    this.done = button("scanner-button--primary", "", () => wants.done());
    this.root = element(
      "section",
      "scanner-view scanner-view--pages",
      element("div", "scanner-head", button("scanner-button--quiet", [icon("kern-icon--close"), element("span", "", "Abbrechen")], () => wants.cancel()), this.title),
      element("div", "scanner-stage scanner-stage--list", this.list, this.status),
      element("div", "scanner-foot", element("div", "scanner-keys", button("scanner-button--secondary", "Weitere Seite", () => wants.more()), this.done)),
    );
  }

  /** @param {Page[]} pages */
  show(pages) {
    this.title.textContent = counted(pages.length);
    this.done.textContent = `Fertig (${counted(pages.length)})`;
    this.list.replaceChildren(...pages.map((page, at) => this.#line(page, at, pages.length)));
  }

  /** @param {Page} page @param {number} at @param {number} count */
  #line(page, at, count) {
    const picture = Object.assign(element("img", "scanner-pages__picture"), { src: page.address, alt: "" });
    const name = `Seite ${at + 1}`;
    const act = (/** @type {string} */ what, /** @type {Node} */ sign, /** @type {() => void} */ pressed) => {
      const made = button("scanner-button--icon", [sign], pressed);
      made.setAttribute("aria-label", `${name} ${what}`);
      made.title = what;
      return made;
    };
    const up = act("nach oben", icon("kern-icon--arrow-up"), () => this.#move(at, at - 1));
    const down = act("nach unten", icon("kern-icon--arrow-down"), () => this.#move(at, at + 1));
    up.disabled = at === 0;
    down.disabled = at === count - 1;
    const actions = element(
      "div",
      "scanner-pages__actions",
      up,
      down,
      act("drehen", icon("kern-icon--autorenew"), () => this.#turn(at)),
      act("bearbeiten", icon("kern-icon--edit"), () => this.wants.edit(at)),
      act("neu aufnehmen", cameraIcon(), () => this.wants.again(at)),
      act("entfernen", icon("kern-icon--delete"), () => this.#remove(at)),
    );
    return element("li", "scanner-pages__page", picture, element("div", "scanner-pages__text", element("span", "scanner-pages__name", name), actions));
  }

  /** @param {number} from @param {number} to */
  #move(from, to) {
    this.wants.move(from, to);
    this.status.textContent = `Seite ${from + 1} ist jetzt Seite ${to + 1}.`;
    this.#focus(to, to < from ? "nach oben" : "nach unten");
  }

  /** @param {number} at */
  async #turn(at) {
    await this.wants.turn(at);
    this.status.textContent = `Seite ${at + 1} gedreht.`;
    this.#focus(at, "drehen");
  }

  /** @param {number} at */
  async #remove(at) {
    if (!(await this.wants.remove(at))) return;
    this.status.textContent = `Seite ${at + 1} entfernt.`;
    const left = this.list.children.length;
    if (left) this.#focus(Math.min(at, left - 1), "entfernen");
  }

  /** The same button of the page where it is now; at the end of the list its neighbour. @param {number} at @param {string} what */
  #focus(at, what) {
    const buttons = /** @type {HTMLButtonElement[]} */ ([...(this.list.children[at]?.querySelectorAll("button") ?? [])]);
    const same = buttons.find(({ title }) => title === what);
    (same?.disabled ? buttons.find(({ disabled }) => !disabled) : same)?.focus();
  }
}
