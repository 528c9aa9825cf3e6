// @ts-check
// The bar that says what waits on this device and is not shown anywhere else on the page.

import { isDue, unseen } from "./due.js";
import { button, element } from "./elements.js";
import { papers } from "./here.js";
import { keeping } from "./keeping.js";
import { theSender } from "./when_needed.js";
import { counted } from "./words.js";

/** @typedef {import("./keeping.js").Entry} Entry */

class Notice {
  /** Whether something has left the device otherwise than to the server. */
  #lost = false;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.text = element("p", "outbox-said");
    this.more = element("p", "outbox-more");
    this.more.setAttribute("role", "status");
    this.send = button("Jetzt hochladen", "kern-btn--secondary", () => theSender().then((sender) => sender.resume()));
    this.find = Object.assign(element("a", "kern-link", "Wohin gehören sie?"), { href: papers });
    place.append(this.text, this.more, element("div", "actions", this.send, this.find));
    const back = document.querySelector("main > .back");
    if (back) back.after(place);
    else document.querySelector("main")?.prepend(place);
    keeping.addEventListener("change", () => this.look());
    keeping.addEventListener("told", (event) => {
      this.#lost ||= ["refused", "removed"].includes(/** @type {MessageEvent} */ (event).data.what);
      this.look();
    });
  }

  async look() {
    const entries = await unseen();
    const due = entries.filter(isDue);
    this.place.hidden = false; // from now on, also when all is gone: somebody has read what is not true any more
    if (entries.length) this.text.textContent = `${counted(entries.map(({ facts }) => facts))} noch nicht gesendet`;
    else this.text.textContent = this.#lost ? "Hier wartet nichts mehr" : "Alles hochgeladen";
    this.send.hidden = !due.length;
    this.find.hidden = !papers || due.length === entries.length;
    return due;
  }

  /** Send what waits, and say how far it is. */
  async go() {
    const sender = await theSender();
    sender.addEventListener("progress", (event) => this.progress(/** @type {CustomEvent} */ (event).detail));
    sender.addEventListener("outcome", (event) => this.outcome(/** @type {CustomEvent} */ (event).detail));
    await sender.send();
  }

  /** @param {import("./sending.js").Progress} progress */
  progress({ number, of, left }) {
    const which = of > 1 ? `${number} von ${of} wird hochgeladen` : "Wird hochgeladen";
    this.say(left ? `${which}, ${left}` : which);
  }

  /** @param {import("./sending.js").Outcome} outcome */
  outcome({ entry, what, words }) {
    if (what === "refused") this.say(`„${entry.facts.name}“ wurde nicht angenommen. ${words}`);
    else this.say(what === "sent" ? "" : words);
    this.look();
  }

  /** @param {string} words */
  say(words) {
    if (this.more.textContent !== words) this.more.textContent = words;
  }
}

export async function showNotice() {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-outbox]"));
  if (!place) return;
  const entries = await unseen();
  if (!entries.length) return;
  const notice = new Notice(place);
  const due = await notice.look();
  // A page of cards has loaded what sends anyway; it says by itself how far its own are.
  if (due.length) notice.go().catch(() => {});
}
