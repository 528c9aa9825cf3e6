// @ts-check
/**
 * Empties the outbox: one page after the other, in order, one window at a time. A page leaves the device only when the
 * server has answered that it is part of the document, or that it never will be.
 */

import { alone } from "./alone.js";
import { LINK_OVER, WORDS, forPeople, holdsUpAll, whyNot } from "./answers.js";
import { hasAccount, isDue } from "./due.js";
import { cardFor } from "./here.js";
import { keeping } from "./keeping.js";
import { takeIn } from "./taking_in.js";
import { NotThere, forget, upload } from "./uploading.js";
import { Pace, remaining } from "./words.js";

/**
 * @typedef {import("./keeping.js").Entry} Entry
 * @typedef {import("./answers.js").What} What
 * @typedef {{ entry: Entry, what: What | "removed" | "paused", html: string, words: string }} Outcome
 * @typedef {{ entry: Entry, number: number, of: number, percent: number, left: string, checking: boolean }} Progress
 */

const SOON = [5_000, 15_000, 30_000, 60_000]; // milliseconds until it is tried again without anybody asking
const PAUSED = new Error("paused");
const REMOVED = new Error("removed");

/** Give entries a destination, and send them there. @param {Entry[]} entries @param {import("./keeping.js").Destination} destination @param {string} mark */
export async function sendTo(entries, destination, mark) {
  for (const entry of entries) await keeping.change(entry, { ...destination, upload: "", words: "", stuck: false }, mark);
  return sender.resume();
}

/** Events: "progress" (Progress), "outcome" (Outcome), "rest" (nothing moves any more). */
class Sender extends EventTarget {
  paused = false;
  /** @type {Promise<void> | undefined} */
  #running;
  #asked = false;
  /** @type {{ entry: Entry, control: AbortController } | undefined} */
  #current;
  /** @type {Set<string>} entries that did not go in this run */
  #tried = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #failures = 0;
  #pace = new Pace();
  #sent = 0;
  #number = 0;

  constructor() {
    super();
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.send());
  }

  get busy() {
    return Boolean(this.#current);
  }

  /** Send what waits. Whoever asks while it is under way waits for the same. */
  send() {
    clearTimeout(this.#timer);
    if (this.paused) return Promise.resolve();
    this.#asked = true;
    return (this.#running ??= this.#untilNobodyAsks().finally(() => {
      this.#running = undefined;
      this.dispatchEvent(new Event("rest"));
    }));
  }

  async #untilNobodyAsks() {
    while (this.#asked && !this.paused) {
      this.#asked = false;
      await alone(async (over) => {
        await this.#run(over);
        this.#asked ||= over.aborted; // what it could not finish it goes on with in its next turn
      });
    }
  }

  /** Nothing moves until somebody says so. */
  pause() {
    this.paused = true;
    clearTimeout(this.#timer);
    this.#current?.control.abort(PAUSED);
  }

  resume() {
    this.paused = false;
    return this.send();
  }

  /** Take entries off this device without sending them. @param {Entry[]} entries */
  async remove(entries) {
    await keeping.drop(entries, "removed");
    if (entries.some(({ id }) => id === this.#current?.entry.id)) this.#current?.control.abort(REMOVED);
    for (const { facts } of entries) if (facts.upload) forget(facts.upload);
  }

  /** One window sends; the others wait, and find nothing left. @param {AbortSignal} over it is another one's turn */
  async #run(over) {
    over.addEventListener("abort", () => this.#current?.control.abort(PAUSED));
    this.#tried.clear();
    this.#number = this.#sent = 0;
    this.#pace = new Pace();
    for (;;) {
      const waiting = (await keeping.all()).filter((entry) => isDue(entry) && !this.#tried.has(entry.id));
      if (!waiting.length || this.paused || over.aborted) break;
      this.#number += 1;
      const outcome = await this.#one(waiting);
      this.dispatchEvent(new CustomEvent("outcome", { detail: outcome }));
      if (outcome.what === "paused") return;
      if (outcome.what !== "removed" && holdsUpAll(outcome.what)) return this.#later();
    }
    if (this.#tried.size) this.#later();
    else this.#failures = 0;
  }

  /** @param {Entry[]} waiting the first of them goes now @returns {Promise<Outcome>} */
  async #one(waiting) {
    const [entry] = waiting;
    const control = new AbortController();
    this.#current = { entry, control };
    try {
      const outcome = navigator.onLine ? await this.#way(waiting, control.signal) : { what: /** @type {What} */ ("offline"), html: "" };
      return await this.#note(entry, outcome.what, outcome.html);
    } catch (error) {
      if (error === PAUSED || error === REMOVED) return { entry, what: error === PAUSED ? "paused" : "removed", html: "", words: "" };
      if (error instanceof NotThere) return await this.#note(entry, whyNot(error.status, error.words), "", forPeople(error.status, error.words));
      console.error(error); // a mistake of ours; the page stays
      return await this.#note(entry, "failed", "");
    } finally {
      this.#current = undefined;
    }
  }

  /** @param {Entry[]} waiting @param {AbortSignal} signal */
  async #way(waiting, signal) {
    const [entry] = waiting;
    const file = await keeping.file(entry);
    if (!file) throw REMOVED;
    const before = this.#sent;
    const rest = waiting.reduce((bytes, { size }) => bytes + size, 0);
    /** @param {number} sent @param {boolean} checking */
    const show = (sent, checking) => {
      this.#sent = before + sent;
      this.#pace.note(this.#sent, Date.now());
      const left = checking ? "" : remaining(this.#pace.secondsFor(rest - sent));
      const detail = { entry, number: this.#number, of: this.#number + waiting.length - 1, percent: (100 * sent) / (file.size || 1), left, checking };
      this.dispatchEvent(new CustomEvent("progress", { detail }));
    };
    show(0, false);
    for (let again = true; ; again = false) {
      const url = await this.#uploaded(entry, file, (sent) => show(sent, false), signal);
      show(file.size, true);
      const taken = await takeIn(entry.facts, url);
      if (taken.what !== "anew" && taken.what !== "further") return { ...taken, what: taken.what };
      if (taken.what === "anew") await keeping.change(entry, { upload: "" });
      if (!again) return { what: /** @type {What} */ ("failed"), html: "" };
    }
  }

  /**
   * An upload that the server has forgotten meanwhile is begun anew, once.
   * @param {Entry} entry @param {File} file @param {(sent: number) => void} progress @param {AbortSignal} signal
   */
  async #uploaded(entry, file, progress, signal) {
    const begun = (/** @type {string} */ url) => void (url !== entry.facts.upload && keeping.change(entry, { upload: url }));
    try {
      return await upload(file, entry, { begun, progress, signal });
    } catch (error) {
      if (!(error instanceof NotThere) || ![400, 404, 410].includes(error.status) || !entry.facts.upload) throw error;
      await keeping.change(entry, { upload: "" });
      return upload(file, entry, { begun, progress, signal });
    }
  }

  /** @param {Entry} entry @param {What} what @param {string} html @param {string} said by the server @returns {Promise<Outcome>} */
  async #note(entry, what, html, said = "") {
    if (what === "sent" || (what === "refused" && cardFor(entry.facts))) {
      await keeping.drop([entry], what);
      this.#failures = 0;
      return { entry, what, html, words: told(html, entry) };
    }
    this.#tried.add(entry.id);
    const words = wordsFor(what, said || told(html, entry), entry);
    // Refused where nobody reads why: it stays, with these words, until somebody has seen them at the card.
    // Where there is no room it stays, too: nothing is wrong with it, and nobody may be able to photograph it again.
    if (["gone", "refused", "full"].includes(what)) await keeping.change(entry, { words, upload: "", stuck: true });
    else if (words !== entry.facts.words) await keeping.change(entry, { words });
    return { entry, what, html, words };
  }

  #later() {
    if (this.paused) return;
    const wait = SOON[Math.min(this.#failures, SOON.length - 1)];
    this.#failures += 1;
    this.#timer = setTimeout(() => navigator.onLine && document.visibilityState === "visible" && this.send(), wait);
  }
}

/** @param {What} what @param {string} said by the server @param {Entry} entry */
function wordsFor(what, said, { owner }) {
  if (what === "away" && !hasAccount(owner)) return LINK_OVER;
  return said || (WORDS[what] ?? "");
}

/** What the server said about a file, without the name that stands beside it. @param {string} html @param {Entry} entry */
function told(html, entry) {
  const words = new DOMParser().parseFromString(html, "text/html").querySelector("[data-errors] > *")?.textContent?.trim() ?? "";
  return words.replace(`„${entry.facts.name}“: `, "");
}

export const sender = new Sender();
