// @ts-check
// What the outbox says: how much waits, until when, and how long it will take. Nothing here touches the page.

/** @param {number} count */
export const pages = (count) => (count === 1 ? "1 Seite" : `${count} Seiten`);

/** Pictures are pages; with a PDF among them nobody knows how many. @param {{ type: string }[]} entries */
export function counted(entries) {
  if (entries.every(({ type }) => type.startsWith("image/"))) return pages(entries.length);
  return entries.length === 1 ? "1 Datei" : `${entries.length} Dateien`;
}

/** "1 Seite ist", "3 Seiten sind". @param {{ type: string }[]} entries */
export const countedAre = (entries) => `${counted(entries)} ${entries.length === 1 ? "ist" : "sind"}`;

/** "3. Dezember", in Berlin. @param {number} at milliseconds */
export const day = (at) =>
  new Intl.DateTimeFormat("de-DE", { timeZone: "Europe/Berlin", day: "numeric", month: "long" }).format(new Date(at));

/** @param {number | undefined} seconds undefined: nobody can tell yet */
export function remaining(seconds) {
  if (seconds === undefined || !Number.isFinite(seconds)) return "";
  if (seconds < 5) return "noch wenige Sekunden";
  if (seconds < 55) return `noch etwa ${Math.ceil(seconds / 10) * 10} Sekunden`;
  if (seconds < 90) return "noch etwa eine Minute";
  if (seconds < 3600) return `noch etwa ${Math.round(seconds / 60)} Minuten`;
  return "noch mehr als eine Stunde";
}

const LOOKS_BACK = 10_000; // milliseconds: what the network did before says nothing about now
const AT_LEAST = 1_000;

/** How fast it goes, from how much was sent when. */
export class Pace {
  /** @type {{ at: number, sent: number }[]} */
  #notes = [];

  /** @param {number} sent bytes in all @param {number} at milliseconds */
  note(sent, at) {
    const last = this.#notes.at(-1);
    if (last && sent < last.sent) this.#notes = []; // begun anew
    this.#notes.push({ at, sent });
    while (this.#notes.length > 2 && at - this.#notes[0].at > LOOKS_BACK) this.#notes.shift();
  }

  /** Seconds for `bytes` more; undefined as long as nobody can tell. @param {number} bytes */
  secondsFor(bytes) {
    const [first, last] = [this.#notes[0], this.#notes.at(-1)];
    if (!first || !last || last.at - first.at < AT_LEAST || last.sent <= first.sent) return undefined;
    return (bytes * (last.at - first.at)) / (last.sent - first.sent) / 1000;
  }
}
