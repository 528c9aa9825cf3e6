// Answers below the search field as soon as a postcode stands in it, from the directory on this device: with and
// without network. What is typed stays here; the form itself asks the server as ever.

import { entries, entry } from "../web/entry.js";
import { inWords, text } from "./answer.js";
import { load } from "./postcodes.js";
import { read } from "./typed.js";

class Search {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.place = /** @type {HTMLElement} */ (form.querySelector("[data-answer]"));
    this.postcode = "";
    /** @type {Promise<import("./postcodes.js").Directory> | undefined} */
    this.loading = undefined;
    this.field.addEventListener("focus", () => this.directory().catch(() => {}));
    this.field.addEventListener("input", () => this.typed());
    // Whoever comes back finds what they typed, and the answer to it.
    addEventListener("pageshow", () => this.field.value !== this.field.defaultValue && this.typed());
  }

  /** The directory, fetched once; again only when that failed. */
  directory() {
    this.loading ??= load(this.form.dataset.directory ?? "").catch((error) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  async typed() {
    const { postcode } = read(this.field.value);
    if (postcode === this.postcode) return;
    this.postcode = postcode;
    if (!postcode) return this.say();
    try {
      const directory = await this.directory();
      if (postcode === this.postcode) this.say(...inWords(directory.find(postcode), this.form.action));
    } catch {
      this.postcode = ""; // the server knows the answer, or there is none without network
    }
  }

  /** Without network the worker answers a search with this empty page: then the answer is given here. */
  asked() {
    const asked = new URLSearchParams(location.search).get("q");
    if (!asked || this.field.defaultValue) return;
    this.field.value = asked;
    const typed = read(asked);
    if (typed.postcode) return this.typed();
    if (typed.name) return this.say(text("Ohne Internet finden wir Ihr Jobcenter nur mit der Postleitzahl."));
    return this.tooShort(typed.digits);
  }

  /** Is the 0 at the beginning missing? @param {string} digits */
  async tooShort(digits) {
    const meant = `0${digits}`;
    const directory = meant.length === 5 && (await this.directory().catch(() => undefined));
    const known = directory && directory.find(meant).state !== "unknown_postcode";
    if (!known) return this.say(text("Eine Postleitzahl hat fünf Ziffern."));
    const link = entry(`${this.form.action}?q=${meant}`, meant, "Damit suchen");
    this.say(text("Eine Postleitzahl hat fünf Ziffern. Fehlt die Null am Anfang?"), entries(link));
  }

  /** @param {Node[]} parts */
  say(...parts) {
    this.place.replaceChildren(...parts);
    if (parts.length) this.place.scrollIntoView({ block: "nearest" }); // a keyboard on the screen must not hide it
  }
}

for (const form of document.querySelectorAll("form[data-directory]")) {
  const search = new Search(/** @type {HTMLFormElement} */ (form));
  search.asked();
  const connection = /** @type {{ saveData?: boolean } | undefined} */ (Reflect.get(navigator, "connection"));
  if (!connection?.saveData) (window.requestIdleCallback ?? setTimeout)(() => search.directory().catch(() => {}));
}
