// @ts-check
/**
 * <document-card>: whatever is chosen, photographed or scanned goes into the outbox of this device, from there to the
 * server, and the server's answer in place of the old pages. What waits is shown as what it is: not sent. Without this
 * file the forms inside do the same with a page load each.
 */

import { Batch } from "./outbox/batch.js";
import { putIn } from "./outbox/choosing.js";
import { isDue, isHomeless } from "./outbox/due.js";
import { element, errorLine } from "./outbox/elements.js";
import { keeping } from "./outbox/keeping.js";
import { Listing } from "./outbox/listing.js";
import { scanSafely } from "./outbox/scanning.js";
import { sendTo, sender } from "./outbox/sending.js";
import { counted, countedAre, day } from "./outbox/words.js";
import { canScan } from "./scanner/scan.js";

const BROKEN_OFF = "Die Verbindung ist abgebrochen. Es wurde nichts geändert. Bitte versuchen Sie es noch einmal.";
const FAILED = "Das hat gerade nicht geklappt. Es wurde nichts geändert. Bitte versuchen Sie es noch einmal.";

/** @typedef {import("./outbox/keeping.js").Entry} Entry */

class DocumentCard extends HTMLElement {
  /** @type {Promise<void>} what is being read from the device or changed on the server; one after the other */
  #queue = Promise.resolve();
  /** @type {Batch | undefined} what was chosen last and is on its way */
  #batch;
  #going = "";

  get destination() {
    const { collection = "", slot = "", title = "", add = "" } = this.dataset;
    return { collection, slot, title, add };
  }

  connectedCallback() {
    this.listing = new Listing(this.#part("waiting"), (entry) => this.#remove(entry));
    this.addEventListener("change", (event) => this.#chosen(event.target));
    this.addEventListener("click", (event) => this.#pressed(/** @type {Element} */ (event.target)));
    this.addEventListener("submit", (event) => this.#submitted(event));
    keeping.addEventListener("change", () => this.#look());
    keeping.addEventListener("told", (event) => this.#told(/** @type {MessageEvent} */ (event).data));
    sender.addEventListener("progress", (event) => this.#progress(/** @type {CustomEvent} */ (event).detail));
    sender.addEventListener("outcome", (event) => this.#outcome(/** @type {CustomEvent} */ (event).detail));
    sender.addEventListener("rest", () => this.#rest());
    this.#arranged();
    this.#look();
    // What was chosen before this script was there, on a slow line, counts as well.
    for (const input of this.querySelectorAll('input[type="file"]')) this.#chosen(input);
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-part="${name}"]`));
  }

  /** @param {string} text */
  #say(text) {
    this.#part("status").textContent = text;
  }

  /** @param {{ facts: import("./outbox/keeping.js").Facts }} entry */
  #isHere = ({ facts }) => facts.collection === this.dataset.collection && facts.slot === this.dataset.slot;

  /** @param {EventTarget | null} input */
  #chosen(input) {
    if (!(input instanceof HTMLInputElement) || input.type !== "file" || !input.files?.length) return;
    const files = [...input.files];
    input.value = "";
    input.focus();
    this.#take(files);
  }

  /** @param {Element} target */
  async #pressed(target) {
    const act = /** @type {HTMLElement | null} */ (target.closest("[data-act]"))?.dataset.act;
    if (act === "scan") this.#scanned(await scanSafely(this.dataset.owner ?? "", this.destination));
    if (act === "send") this.#again();
    if (act === "pause") sender.pause();
    if (act === "claim") this.#claim();
  }

  /** @param {File[]} files */
  #take(files) {
    if (!files.length) return;
    this.#complain([]);
    this.#say(files.length === 1 ? "Datei wird vorbereitet" : `${files.length} Dateien werden vorbereitet`);
    this.#queue = this.#queue.then(async () => {
      const { entries, refused } = await putIn(files, this.dataset.owner ?? "", this.destination);
      this.#ready(entries, refused);
    });
    keeping.expect(this.#queue);
  }

  /** @param {Entry[]} entries */
  #scanned(entries) {
    if (!entries.length) return;
    this.#complain([]);
    this.#ready(entries, []);
  }

  /** @param {Entry[]} entries in the outbox, which may go @param {string[]} refused words about files that were not taken */
  #ready(entries, refused) {
    this.#batch ??= new Batch();
    this.#batch.add(entries, refused);
    if (sender.paused) this.#rest();
    else sender.send();
  }

  async #look() {
    const all = await keeping.all();
    const mine = all.filter((entry) => this.#isHere(entry) && entry.owner === this.dataset.owner);
    const homeless = all.filter((entry) => isHomeless(entry, this.dataset.owner ?? "") && !mine.includes(entry));
    this.listing?.show(mine, this.#going);
    this.#part("outbox").hidden = !mine.length && !homeless.length;
    this.#part("send").hidden = !mine.length || Boolean(this.#going);
    const claim = this.#part("claim");
    /** @type {HTMLElement} */ (claim.parentElement).hidden = !homeless.length;
    claim.textContent = `Von diesem Gerät hinzufügen: ${counted(homeless.map(({ facts }) => facts))}`;
  }

  async #claim() {
    const mark = this.dataset.owner ?? "";
    const homeless = (await keeping.all()).filter((entry) => isHomeless(entry, mark) && !this.#isHere(entry));
    this.#batch ??= new Batch();
    this.#batch.add(homeless, []);
    await sendTo(homeless, this.destination, mark);
  }

  /** Whoever asks for it may have made room: what was held up here is tried once more. */
  async #again() {
    const mark = this.dataset.owner ?? "";
    const held = (await keeping.all()).filter((entry) => this.#isHere(entry) && entry.owner === mark && entry.facts.stuck);
    await sendTo(held, this.destination, mark);
  }

  /** @param {Entry} entry */
  async #remove(entry) {
    await sender.remove([entry]);
    this.#say(`„${entry.facts.name}“ ist von diesem Gerät entfernt.`);
    /** @type {HTMLElement | null} */ (this.querySelector('[data-part="waiting"] button, input[type="file"][multiple]'))?.focus();
  }


  /** @param {import("./outbox/sending.js").Progress} progress */
  #progress({ entry, number, of, percent, left, checking }) {
    const mine = this.#isHere(entry);
    this.#part("progress").hidden = !mine;
    if (this.#going !== (mine ? entry.id : "")) {
      this.#going = mine ? entry.id : "";
      this.#look();
    }
    if (!mine) return;
    /** @type {HTMLProgressElement} */ (this.querySelector("progress")).value = percent;
    const which = of > 1 ? `Datei ${number} von ${of}` : "Datei";
    const words = checking ? `${which} wird geprüft` : `${which} wird hochgeladen`;
    this.#part("left").textContent = left;
    const label = /** @type {HTMLElement} */ (this.#part("progress").querySelector("label"));
    if (label.textContent === words) return;
    label.textContent = words;
    this.#say(words);
  }

  /** @param {import("./outbox/sending.js").Outcome} outcome */
  #outcome({ entry, what, html, words }) {
    if (!this.#isHere(entry)) return;
    const news = html ? this.#show(html) : "";
    const errors = [...(html ? this.querySelectorAll("[data-errors] > *") : [])];
    if (what === "refused" && !errors.length) errors.push(errorLine(`„${entry.facts.name}“: ${words}`));
    this.#batch ??= new Batch();
    this.#batch.note(entry, what, news, errors);
  }

  /** Nothing moves any more: say what has become of it. */
  async #rest() {
    this.#going = "";
    this.#part("progress").hidden = true;
    await this.#look();
    const batch = this.#batch;
    if (!batch || sender.busy) return;
    this.#batch = undefined;
    const waiting = (await keeping.all()).filter((entry) => this.#isHere(entry) && batch.holds(entry));
    this.#complain(batch.errors);
    const told = batch.told();
    this.#tell(told);
    this.#say([told, ...batch.errors.map((error) => error.textContent?.trim()), ...stays(waiting)].filter(Boolean).join(" "));
  }

  /** Another window has sent something for this card. @param {{ what: string, collection?: string, slot?: string }} news */
  async #told({ what, collection, slot }) {
    if (what === "change") this.#look();
    if (what !== "sent" || collection !== this.dataset.collection || slot !== this.dataset.slot) return;
    const asked = new URLSearchParams({ title: this.dataset.title ?? "", next: this.dataset.next ?? "" });
    const headers = { "X-Requested-With": "fetch" };
    const answer = await fetch(`${this.dataset.add}?${asked}`, { headers, redirect: "manual" }).catch(() => undefined);
    if (answer?.ok) this.#show(await answer.text());
  }

  /** @param {SubmitEvent} event */
  #submitted(event) {
    const button = event.submitter;
    if (!(event.target instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement)) return;
    if (!button.hasAttribute("formaction")) return;
    event.preventDefault();
    const form = event.target;
    this.#queue = this.#queue.then(() => this.#arrange(form, button));
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement} button
   */
  async #arrange(form, button) {
    const lines = () => [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('[data-part="pages"] ol:not([data-part]) > li'))];
    const place = lines().findIndex((line) => line.contains(button));
    const options = { method: "POST", body: new FormData(form, button), headers: { "X-Requested-With": "fetch" } };
    const answer = await fetch(button.formAction, { ...options, redirect: "manual" }).catch(() => undefined);
    if (answer?.type === "opaqueredirect") return location.reload();
    if (!answer || ![200, 422].includes(answer.status)) return this.#say(answer ? FAILED : BROKEN_OFF);
    this.#say(this.#show(await answer.text()));
    const [kind, ...id] = button.id.split("-");
    const next = [
      document.getElementById(button.id),
      document.getElementById(`${kind === "hoch" ? "runter" : "hoch"}-${id.join("-")}`),
      lines()[Math.min(place, lines().length - 1)]?.querySelector('button[id^="weg-"]'),
      this.querySelector('input[type="file"][multiple]'),
    ].find((one) => one instanceof HTMLElement);
    /** @type {HTMLElement | undefined} */ (next)?.focus();
  }

  /**
   * Put the answer in place. Fields for files stay the same: a picker that is open belongs to them.
   * @param {string} html
   * @returns {string} the news in it
   */
  #show(html) {
    const focused = document.activeElement;
    const outbox = this.#part("outbox");
    const fresh = element("template", "");
    fresh.innerHTML = html;
    const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (fresh.content.querySelectorAll('input[type="file"]'));
    for (const input of inputs) {
      const old = this.querySelector(`[id="${input.id}"]`);
      if (old) input.replaceWith(old);
    }
    this.#part("pages").after(outbox);
    this.#part("pages").replaceChildren(fresh.content);
    this.#arranged();
    const successor = focused?.isConnected ? focused : focused?.id ? document.getElementById(focused.id) : null;
    if (successor instanceof HTMLElement && this.contains(successor)) successor.focus();
    return this.querySelector("[data-news]")?.textContent ?? "";
  }

  /** What waits comes after what is there; the camera with edges is offered where there is one. */
  #arranged() {
    this.querySelector("[data-outbox-place]")?.replaceWith(this.#part("outbox"));
    const camera = /** @type {HTMLElement | null} */ (this.querySelector('[data-act="scan"]'));
    if (camera) camera.hidden = !canScan();
  }

  /** @param {string} news to be read below the pages */
  #tell(news) {
    const place = this.querySelector("[data-news]");
    if (place) place.textContent = news;
  }

  /** @param {Node[]} errors of all files of one choice, at their field */
  #complain(errors) {
    this.querySelector("[data-errors]")?.replaceChildren(...errors);
    this.querySelector("form[enctype]")?.classList.toggle("kern-form-input--error", errors.length > 0);
    this.querySelector('input[type="file"][multiple]')?.setAttribute("aria-invalid", String(errors.length > 0));
  }
}

/** What is said about pages that are still here when nothing moves. @param {Entry[]} waiting @returns {string[]} */
function stays(waiting) {
  if (!waiting.length) return [];
  const facts = waiting.map((entry) => entry.facts);
  const why = [...new Set(facts.map(({ words }) => words).filter(Boolean))];
  const first = Math.min(...waiting.map(({ expiresAt }) => expiresAt));
  const until = waiting.every(({ lasting }) => lasting)
    ? `Bis ${day(first)} bleibt das auf diesem Gerät.`
    : "Das bleibt nur, solange diese Seite offen ist.";
  return [`${countedAre(facts)} nicht gesendet.`, ...why, until];
}

customElements.define("document-card", DocumentCard);
if ((await keeping.all()).some(isDue)) sender.send();
