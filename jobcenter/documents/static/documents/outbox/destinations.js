// @ts-check
// Pages without a destination (scanned before anybody was signed in) are offered wherever the page names one: an element
// with data-destination, data-collection, data-slot, data-title and data-add.

import { isHomeless } from "./due.js";
import { button, element } from "./elements.js";
import { owner } from "./here.js";
import { keeping } from "./keeping.js";
import { sendTo, theSender } from "./when_needed.js";
import { counted } from "./words.js";

class Offer {
  /** @param {HTMLElement} place */
  constructor(place) {
    const { collection = "", slot = "", title = "", add = "" } = place.dataset;
    this.destination = { collection, slot, title, add };
    this.button = button("", "kern-btn--secondary", () => this.take());
    this.said = element("p", "kern-body");
    this.said.setAttribute("role", "status");
    this.button.classList.add("outbox-offer");
    place.append(this.button, this.said);
    keeping.addEventListener("change", () => this.look());
    keeping.addEventListener("told", () => this.look());
    this.look();
  }

  async homeless() {
    return (await keeping.all()).filter((entry) => isHomeless(entry, owner));
  }

  async look() {
    const waiting = await this.homeless();
    this.button.hidden = !waiting.length;
    const label = /** @type {HTMLElement} */ (this.button.querySelector(".kern-label"));
    const facts = waiting.map((entry) => entry.facts);
    const which = facts.length === 1 ? "1 wartende Seite" : `${facts.length} wartende Seiten`;
    label.replaceChildren(`${facts.every(({ type }) => type.startsWith("image/")) ? which : counted(facts)} hierhin hochladen`);
    if (this.destination.title) label.append(element("span", "sr-only", `: ${this.destination.title}`));
  }

  async take() {
    const taken = await this.homeless();
    const sender = await theSender();
    sender.addEventListener("outcome", (event) => this.outcome(/** @type {CustomEvent} */ (event).detail));
    await sendTo(taken, this.destination, owner);
    const left = new Set((await keeping.all()).map(({ id }) => id));
    if (taken.length && taken.every(({ id }) => !left.has(id))) location.reload(); // so that the page says what is there now
  }

  /** @param {import("./sending.js").Outcome} outcome */
  outcome({ entry, what, words }) {
    if (what !== "sent") this.said.textContent = `„${entry.facts.name}“: ${words}`;
  }
}

export function offerDestinations() {
  if (!owner) return;
  for (const place of document.querySelectorAll("[data-destination]")) new Offer(/** @type {HTMLElement} */ (place));
}
