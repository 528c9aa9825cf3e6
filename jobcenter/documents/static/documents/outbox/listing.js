// @ts-check
// The list of pages that wait on this device.

import { button, element, icon, state } from "./elements.js";
import { keeping } from "./keeping.js";
import { day } from "./words.js";

/** @typedef {import("./keeping.js").Entry} Entry */

const SHOWN = ["image/jpeg", "image/png", "image/webp"];

export class Listing {
  /** @type {Map<string, HTMLLIElement>} */
  #lines = new Map();

  /** @param {HTMLElement} list an <ol> @param {(entry: Entry) => void} remove what the button at an entry does */
  constructor(list, remove) {
    this.list = list;
    this.remove = remove;
  }

  /** Lines that are there already stay the same elements, so that nobody loses their place. @param {Entry[]} entries @param {string} going id of what is being sent */
  show(entries, going = "") {
    const ids = new Set(entries.map(({ id }) => id));
    for (const [id, line] of this.#lines) {
      if (ids.has(id)) continue;
      line.remove();
      this.#lines.delete(id);
    }
    entries.forEach((entry, place) => {
      const line = this.#lines.get(entry.id) ?? this.#line(entry);
      if (this.list.children[place] !== line) this.list.insertBefore(line, this.list.children[place] ?? null);
      this.#tell(line, entry, entry.id === going);
    });
  }

  /** @param {Entry} entry */
  #line(entry) {
    const picture = element("span", "documents-thumb");
    picture.append(icon("kern-icon--draft"));
    if (SHOWN.includes(entry.facts.type)) draw(picture, entry);
    const text = element("span", "outbox-text");
    const gone = button("", "kern-btn--tertiary", () => this.remove(entry));
    gone.replaceChildren(icon("kern-icon--delete"));
    const line = element("li", "documents-page documents-page--waiting", picture, text, element("span", "documents-actions", gone));
    this.#lines.set(entry.id, line);
    return line;
  }

  /** @param {HTMLLIElement} line @param {Entry} entry @param {boolean} going */
  #tell(line, entry, going) {
    const text = /** @type {HTMLElement} */ (line.querySelector(".outbox-text"));
    const until = entry.lasting ? `Bleibt bis ${day(entry.expiresAt)} auf diesem Gerät.` : "Bleibt nur, solange diese Seite offen ist.";
    const said = [going, entry.facts.name, entry.facts.words, until].join();
    if (text.dataset.said === said) return;
    text.dataset.said = said;
    line.querySelector("button")?.setAttribute("aria-label", `„${entry.facts.name}“ von diesem Gerät entfernen`);
    const more = [element("span", "outbox-name", entry.facts.name), element("span", "kern-body kern-body--muted", until)];
    if (!going && entry.facts.words) more.splice(1, 0, element("span", "kern-body", entry.facts.words));
    text.replaceChildren(state(going), ...more);
  }
}

/** @param {HTMLElement} place @param {Entry} entry */
async function draw(place, entry) {
  const file = await keeping.file(entry);
  if (!file) return;
  const image = element("img", "");
  image.alt = "";
  image.src = URL.createObjectURL(file);
  image.decode().then(
    () => place.replaceChildren(image),
    () => {}, // what the browser cannot show keeps its sign
  ).finally(() => URL.revokeObjectURL(image.src));
}
