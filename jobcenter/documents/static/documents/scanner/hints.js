// @ts-check
/** What is said while somebody aims: one thing at a time, and not a new one with every picture. */

const CALM = 600; // milliseconds that something has to be so before it is said
const LEAST = 1800; // and that a hint stays, so that it can be read

const WORDS = {
  start: "Kamera wird gestartet …",
  none: "Halten Sie die Kamera gerade über das Blatt.",
  cut: "Das Blatt ist nicht ganz im Bild. Gehen Sie etwas weiter weg.",
  far: "Das Blatt ist weit weg. Gehen Sie etwas näher heran.",
  dark: "Es ist dunkel. Mehr Licht hilft.",
  glare: "Das Licht spiegelt sich. Halten Sie das Gerät etwas anders.",
  blurred: "Das Bild ist unscharf. Halten Sie das Gerät ruhig.",
  steady: "Blatt erkannt. Bitte ruhig halten.",
  found: "Blatt erkannt. Drücken Sie auf „Aufnehmen“.",
  spent: "Diese Seite ist aufgenommen. Legen Sie die nächste Seite hin.",
  taking: "Foto wird aufgenommen …",
};

/** @typedef {keyof typeof WORDS} Hint */

/**
 * @param {import("./scanning.js").Sight} sight
 * @param {{ automatic: boolean, spent: boolean }} state
 * @returns {Hint}
 */
export function hintFor({ corners, flaws: [flaw] }, { automatic, spent }) {
  if (flaw === "dark") return flaw;
  if (!corners) return "none";
  if (spent && automatic) return "spent";
  return flaw ?? (automatic ? "steady" : "found");
}

export class Hints {
  /** @type {Hint | null} */
  #said = null;
  /** @type {Hint | null} */
  #next = null;
  #since = 0;
  #saidAt = -Infinity;

  /** @param {HTMLElement} place a polite live region */
  constructor(place) {
    this.place = place;
  }

  /** @param {Hint} hint how it is now @param {number} now in milliseconds */
  note(hint, now) {
    if (hint !== this.#next) {
      this.#next = hint;
      this.#since = now;
    }
    if (hint !== this.#said && now - this.#since >= CALM && now - this.#saidAt >= LEAST) this.say(hint, now);
  }

  /** At once. @param {Hint} hint @param {number} now */
  say(hint, now) {
    this.#said = this.#next = hint;
    this.#since = this.#saidAt = now;
    this.place.textContent = WORDS[hint];
  }
}
