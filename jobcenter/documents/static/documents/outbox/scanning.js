// @ts-check
// Scanning that survives: browsers crash, and phones end pages, and with them what was photographed. So each page lies in
// the outbox as soon as it is made, held back until somebody says that the document is complete.

import { scan } from "../scanner/scan.js";
import { keeping } from "./keeping.js";

/** @typedef {import("./keeping.js").Entry} Entry */

const UNFINISHED = "Beim Scannen noch nicht fertig geworden. Wir senden die Seite erst, wenn Sie es sagen.";

/**
 * Opens the scanner. What is taken there is shown as held up meanwhile, and afterwards if there is no afterwards.
 * @param {string} owner whose pages these are
 * @param {import("./keeping.js").Destination} [destination]
 * @returns {Promise<Entry[]>} the pages, which may go now; [] when somebody did without, and nothing of it is left
 */
export async function scanSafely(owner, destination) {
  const copies = new Copies(owner, destination);
  const files = await scan({ changed: (pages) => copies.become(pages) });
  if (!files.length) copies.become([]);
  return copies.finished();
}

/** What the outbox has of one scan, always as the scanner has it. */
class Copies {
  /** @type {Map<Blob, Entry>} in the order of the pages */
  #kept = new Map();
  /** @type {Promise<void>} one change after the other */
  #work = Promise.resolve();

  /** @param {string} owner @param {import("./keeping.js").Destination} [destination] */
  constructor(owner, destination) {
    this.owner = owner;
    this.destination = destination;
  }

  /** @param {Blob[]} pages one that is known already is not written again */
  become(pages) {
    this.#work = this.#work.then(() => this.#become(pages)).catch(console.error); // a mistake of ours; the pages stay
    keeping.expect(this.#work);
  }

  /** A page that was changed is there anew before the old one goes. @param {Blob[]} pages */
  async #become(pages) {
    /** @type {Map<Blob, Entry>} */
    const now = new Map();
    for (const [place, page] of pages.entries()) now.set(page, this.#kept.get(page) ?? (await this.#put(page, place)));
    const gone = [...this.#kept].filter(([page]) => !now.has(page)).map(([, entry]) => entry);
    this.#kept = now;
    if (gone.length) await keeping.drop(gone, "removed");
    await this.#inOrder([...now.values()]);
  }

  /** @param {Blob} page @param {number} place @param {Partial<import("./keeping.js").Facts>} [facts] */
  #put = (page, place, facts = { stuck: true, words: UNFINISHED }) =>
    keeping.put(new File([page], nameAt(place), { type: page.type }), this.owner, this.destination, facts);

  /** The order in the outbox is that of the moments, which go round among the pages. @param {Entry[]} entries */
  async #inOrder(entries) {
    const moments = entries.map(({ madeAt }) => madeAt).sort((one, other) => one - other);
    for (const [place, entry] of entries.entries()) {
      if (entry.madeAt === moments[place] && entry.facts.name === nameAt(place)) continue;
      entry.madeAt = moments[place];
      await keeping.change(entry, { name: nameAt(place) });
    }
  }

  /** What somebody took off this device meanwhile, or the browser itself did, is put in once more: the scanner has it. */
  async finished() {
    await this.#work;
    for (const entry of this.#kept.values()) await keeping.change(entry, { stuck: false, words: "" });
    const there = new Set((await keeping.all()).map(({ id }) => id));
    const entries = [];
    for (const [page, entry] of this.#kept) entries.push(there.has(entry.id) ? entry : await this.#put(page, entries.length, {}));
    return entries;
  }
}

/** @param {number} place */
const nameAt = (place) => `scan-${place + 1}.jpg`;
