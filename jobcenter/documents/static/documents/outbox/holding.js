// @ts-check
/**
 * Nobody sends an application and believes that pages are part of it which are still here: a form with
 * data-awaits="<collection>" waits for them as long as the network is there, and asks when they cannot come.
 */

import { waitingFor } from "./due.js";
import { button, element, icon } from "./elements.js";
import { keeping } from "./keeping.js";
import { theSender } from "./when_needed.js";
import { countedAre } from "./words.js";

class Hold {
  #allowed = false;
  #pressed = false;
  #sawWaiting = false;
  /** Whether a page was refused while somebody waited here: then nothing goes on as if it were there. */
  #refused = false;
  /** @type {HTMLElement | null} */
  #button = null;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.collection = form.dataset.awaits ?? "";
    this.sends = form.dataset.awaitsWords === "send";
    this.said = element("p", "kern-body");
    this.said.setAttribute("role", "status");
    this.without = button("", "kern-btn--tertiary", () => this.#go());
    this.box = element("div", "message message--warning outbox-hold", icon("kern-icon--warning"), this.said, this.without);
    this.box.hidden = true;
    form.prepend(this.box);
    form.addEventListener("submit", (event) => this.#submitted(event), { capture: true });
    this.shows = [...document.querySelectorAll("document-card")].some((card) => /** @type {HTMLElement} */ (card).dataset.collection === this.collection);
    keeping.addEventListener("change", () => this.#look());
    keeping.addEventListener("told", (event) => {
      const { what, collection } = /** @type {MessageEvent} */ (event).data;
      this.#refused ||= this.#pressed && what === "refused" && collection === this.collection;
      this.#look();
    });
    this.#look();
  }

  /** @param {SubmitEvent} event */
  async #submitted(event) {
    if (this.#allowed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#button = event.submitter;
    if (this.#pressed) return; // it waits already
    this.#refused = false;
    this.#pressed = true;
    await this.#look();
    await keeping.settled();
    if ((await waitingFor(this.collection)).length) {
      this.box.scrollIntoView({ block: "nearest" });
      await this.#sent();
    }
    if (!this.#pressed) return; // it has gone without them
    this.#pressed = false;
    if (this.#refused || (await waitingFor(this.collection)).length) await this.#look();
    else this.#go();
  }

  /** When everything that can go has gone. */
  async #sent() {
    const sender = await theSender().catch(() => undefined);
    /** @param {Event} event */
    const heard = (event) => {
      const { entry, what } = /** @type {CustomEvent<import("./sending.js").Outcome>} */ (event).detail;
      this.#refused ||= what === "refused" && entry.facts.collection === this.collection;
    };
    sender?.addEventListener("outcome", heard);
    await sender?.resume();
    sender?.removeEventListener("outcome", heard);
  }

  #go() {
    this.#pressed = false;
    this.#allowed = true;
    this.form.requestSubmit(this.#button);
    this.#allowed = false;
  }

  async #look() {
    const waiting = await waitingFor(this.collection);
    const preparing = this.#pressed && keeping.expects;
    this.box.hidden = !waiting.length && !preparing && !this.#refused;
    this.without.hidden = !waiting.length;
    if (!waiting.length) {
      if (preparing) this.#say("Ihre Dateien werden noch vorbereitet. Wir warten darauf, dann geht es von selbst weiter.");
      else if (this.#refused) this.#say(`Eine Datei wurde nicht angenommen. Sie ist nicht dabei, wenn Sie jetzt ${this.sends ? "senden" : "weitergehen"}.`);
      else if (this.#sawWaiting && !this.#pressed && this.sends && !this.shows) location.reload(); // to show what goes along
      return;
    }
    this.#sawWaiting = true;
    const what = countedAre(waiting.map((entry) => entry.facts));
    const one = waiting.length === 1;
    const missing = this.sends
      ? `Sie ${one ? "fehlt" : "fehlen"}, wenn Sie jetzt senden.`
      : `Sie ${one ? "gehört" : "gehören"} noch nicht dazu.`;
    const label = /** @type {HTMLElement} */ (this.without.querySelector(".kern-label"));
    label.textContent = `Ohne diese ${one ? "Seite" : "Seiten"} ${this.sends ? "senden" : "weiter"}`;
    const words = this.#pressed && navigator.onLine ? `${what} noch nicht hochgeladen. Wir warten darauf, dann geht es von selbst weiter.` : `${what} noch nicht hochgeladen. ${missing}`;
    this.#say(words);
  }

  /** @param {string} words */
  #say(words) {
    if (this.said.textContent !== words) this.said.textContent = words;
  }
}

/** What is given up on the server is given up on this device, too. @param {HTMLFormElement} form */
function forgetWith(form) {
  let forgotten = false;
  form.addEventListener("submit", async (event) => {
    if (forgotten) return;
    event.preventDefault();
    await keeping.settled();
    await keeping.drop(await waitingFor(form.dataset.forgets ?? ""), "removed").catch(() => {});
    forgotten = true;
    form.requestSubmit(event.submitter);
  });
}

export function watchForms() {
  for (const form of document.querySelectorAll("form[data-awaits]")) new Hold(/** @type {HTMLFormElement} */ (form));
  for (const form of document.querySelectorAll("form[data-forgets]")) forgetWith(/** @type {HTMLFormElement} */ (form));
}
