// @ts-check
// What became of the files of one choice, told once at the end.

import { errorLine } from "./elements.js";

export class Batch {
  /** @type {Set<string>} ids of entries that have not come to an end */
  #open = new Set();
  #total = 0;
  #fine = 0;
  #news = "";
  /** @type {HTMLElement[]} */
  errors = [];

  /** @param {import("./keeping.js").Entry[]} entries @param {string[]} refused words about files that were not even taken */
  add(entries, refused) {
    this.#total += entries.length + refused.length;
    for (const { id } of entries) this.#open.add(id);
    for (const words of refused) this.errors.push(errorLine(words));
  }

  /** @param {import("./keeping.js").Entry} entry */
  holds = ({ id }) => this.#open.has(id);

  /**
   * @param {import("./keeping.js").Entry} entry
   * @param {string} what as in sending.js
   * @param {string} news what the server said of it
   * @param {Node[]} errors
   */
  note(entry, what, news, errors) {
    if (!this.#open.has(entry.id)) {
      this.#open.add(entry.id); // it waited from before
      this.#total += 1;
    }
    if (what === "sent" || what === "refused" || what === "removed") this.#open.delete(entry.id);
    if (what === "removed") this.#total -= 1;
    if (what === "sent") this.#fine += 1;
    if (what === "refused") this.errors.push(.../** @type {HTMLElement[]} */ (errors));
    this.#news = news || this.#news;
  }

  /** "" when nothing was sent. */
  told() {
    if (this.#total === 1) return this.#news;
    if (!this.#fine) return "";
    const all = this.#fine === this.#total;
    return `${all ? "" : `${this.#fine} von `}${this.#total} Dateien hinzugefügt.`;
  }
}
