// @ts-check
/** No camera: why, and the ways on that need none in the page. */

import { button, counted, element, heading, icon } from "./building.js";

/** @typedef {import("./camera.js").Trouble} Trouble */

/** @type {Record<Trouble, [string, string]>} */
const WORDS = {
  denied: [
    "Die Kamera ist nicht erlaubt",
    "Sie können die Kamera in den Einstellungen Ihres Browsers für diese Seite erlauben. Oder Sie nehmen ein Foto auf, ganz wie sonst auch.",
  ],
  none: ["Keine Kamera gefunden", "Dieses Gerät hat keine Kamera, oder sie ist abgeschaltet. Wählen Sie Fotos aus, die Sie schon haben."],
  busy: ["Die Kamera ist gerade belegt", "Vielleicht benutzt eine andere App die Kamera. Schließen Sie die App und versuchen Sie es noch einmal."],
  gone: ["Die Kamera ist abgeschaltet worden", "Vielleicht benutzt jetzt eine andere App die Kamera. Versuchen Sie es noch einmal."],
  other: ["Die Kamera startet nicht", "Versuchen Sie es noch einmal. Oder nehmen Sie ein Foto auf, ganz wie sonst auch."],
};

export class TroubleView {
  /** @param {{ retry(): void, chosen(files: File[]): void, pages(): void, done(): void, cancel(): void }} wants what the rest of the dialog does */
  constructor(wants) {
    this.wants = wants;
    this.title = heading();
    this.words = element("p", "scanner-text");
    this.kept = element("p", "scanner-text");
    this.unread = element("p", "scanner-text scanner-text--wrong");
    this.unread.setAttribute("role", "status");
    this.pages = button("scanner-button--secondary", "Seiten ansehen", () => wants.pages());
    this.done = button("scanner-button--primary", "", () => wants.done());
    this.root = element(
      "section",
      "scanner-view scanner-view--trouble",
      element("div", "scanner-head", button("scanner-button--quiet", [icon("kern-icon--close"), element("span", "", "Abbrechen")], () => wants.cancel())),
      element(
        "div",
        "scanner-stage scanner-stage--list scanner-stage--text",
        this.title,
        this.words,
        this.kept,
        button("scanner-button--primary", "Noch einmal versuchen", () => wants.retry()),
        this.#choice("Foto aufnehmen", "scanner-choice--photo", false),
        this.#choice("Fotos auswählen", "", true),
        this.unread,
      ),
      element("div", "scanner-foot", element("div", "scanner-keys", this.pages, this.done)),
    );
  }

  /** @param {Trouble} trouble @param {number} count of the pages taken so far */
  show(trouble, count) {
    [this.title.textContent, this.words.textContent] = WORDS[trouble];
    this.unread.textContent = "";
    this.kept.textContent = count ? `${count === 1 ? "Ihre Seite ist" : `Ihre ${counted(count)} sind`} noch da.` : "";
    this.pages.hidden = this.done.hidden = !count;
    this.done.textContent = `Fertig (${counted(count)})`;
  }

  /** @param {string} name of a file that is no picture here */
  cannotRead(name) {
    this.unread.textContent = `„${name}“ lässt sich hier nicht öffnen. Brechen Sie ab und wählen Sie die Datei unter „Dateien auswählen“.`;
  }

  /** @param {string} name @param {string} className @param {boolean} several */
  #choice(name, className, several) {
    const input = Object.assign(element("input", "scanner-choice__input"), { type: "file", accept: "image/*", multiple: several });
    if (!several) input.setAttribute("capture", "environment");
    input.addEventListener("change", () => {
      const files = [...(input.files ?? [])];
      input.value = "";
      if (files.length) this.wants.chosen(files);
    });
    return element("label", `scanner-button scanner-button--secondary scanner-choice ${className}`.trim(), input, element("span", "", name));
  }
}
