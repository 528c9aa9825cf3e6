// @ts-check
// The page where somebody scans before signing in, with or without network. What waits here belongs to nobody yet.

import { isDesk } from "../../web/desk.js";
import { canScan } from "../scanner/scan.js";
import { putIn } from "./choosing.js";
import { hasAccount } from "./due.js";
import { keeping } from "./keeping.js";
import { Listing } from "./listing.js";
import { scanSafely } from "./scanning.js";
import { counted, pages } from "./words.js";

const UNKEPT = "Dieses Gerät kann nichts aufbewahren, zum Beispiel in einem privaten Fenster. Bitte melden Sie sich zuerst an.";
const DESK = "Am Beratungsplatz bleibt nichts auf dem Gerät. Bitte melden Sie sich zuerst an.";

class ScanPage {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.listing = new Listing(this.part("waiting"), (entry) => this.remove(entry));
    const camera = /** @type {HTMLElement} */ (place.querySelector('[data-act="scan"]'));
    camera.hidden = !canScan();
    camera.addEventListener("click", async () => this.tell(await scanSafely("")));
    place.addEventListener("change", (event) => this.chosen(event.target));
    for (const target of [keeping, window]) {
      for (const kind of ["change", "told", "online", "offline"]) target.addEventListener(kind, () => this.look());
    }
    place.hidden = false;
    this.look();
  }

  /** @param {string} name */
  part = (name) => /** @type {HTMLElement} */ (this.place.querySelector(`[data-part="${name}"]`));

  async begin() {
    if (await keeping.lasts()) return;
    this.part("choices").hidden = true; // what nobody can send from here must not be collected here
    this.part("unkept").hidden = false;
    this.part("unkept").textContent = isDesk ? DESK : UNKEPT;
  }

  /** @param {EventTarget | null} input */
  chosen(input) {
    if (!(input instanceof HTMLInputElement) || !input.files?.length) return;
    const files = [...input.files];
    input.value = "";
    this.take(files);
  }

  /** @param {File[]} files */
  async take(files) {
    if (!files.length) return;
    this.say(`${files.length === 1 ? "Datei wird" : "Dateien werden"} vorbereitet`);
    const work = putIn(files, "");
    keeping.expect(work);
    const { entries, refused } = await work;
    this.tell(entries, refused);
  }

  /** What has come in. @param {import("./keeping.js").Entry[]} entries @param {string[]} [refused] */
  tell(entries, refused = []) {
    const kept = entries.length ? `${counted(entries.map(({ facts }) => facts))} auf diesem Gerät gespeichert, noch nicht gesendet.` : "";
    this.say([kept, ...refused].filter(Boolean).join(" "));
  }

  /** @param {import("./keeping.js").Entry} entry */
  async remove(entry) {
    await keeping.drop([entry], "removed");
    this.say(`„${entry.facts.name}“ ist von diesem Gerät entfernt.`);
    /** @type {HTMLElement | null} */ (this.place.querySelector("li button, input[multiple]"))?.focus();
  }

  async look() {
    const all = await keeping.all();
    const nobodys = all.filter(({ owner }) => !owner);
    const others = all.filter(({ owner }) => hasAccount(owner)).length;
    this.listing.show(nobodys);
    this.part("outbox").hidden = !nobodys.length;
    this.part("heading").textContent = `${counted(nobodys.map(({ facts }) => facts))} noch nicht gesendet`;
    this.part("send").hidden = !navigator.onLine;
    this.part("offline").hidden = navigator.onLine;
    this.part("others").hidden = !others;
    this.part("others").textContent = `Außerdem ${others === 1 ? "wartet" : "warten"} hier ${pages(others)} von jemandem, der angemeldet war. Nach der nächsten Anmeldung geht es damit weiter.`;
  }

  /** @param {string} text */
  say(text) {
    this.part("status").textContent = text;
  }
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-scan-page]"));
if (place) new ScanPage(place).begin();
