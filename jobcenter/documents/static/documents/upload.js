// @ts-check
/**
 * <document-card>: sends files as soon as they are chosen, one after the other, shows how far they are, and puts the
 * server's answer in place of the old pages. Without this file the forms inside do the same with a page load each.
 */

const LARGEST = 25 * 1024 * 1024;
const BROKEN_OFF = "Die Verbindung ist abgebrochen. Die Datei ist noch nicht hochgeladen. Bitte versuchen Sie es noch einmal.";
const FAILED = "Das hat gerade nicht geklappt. Die Datei ist noch nicht hochgeladen. Bitte versuchen Sie es noch einmal.";
const TOO_LARGE = "Die Datei ist größer als 25 MB. Bitte wählen Sie eine kleinere Datei oder machen Sie ein Foto.";

/** @typedef {{ status: number, html: string, away: boolean }} Answer */

/**
 * @param {string} url
 * @param {FormData} data
 * @param {(percent: number) => void} progress
 * @returns {Promise<Answer>} status 0: the connection broke; away: the server wants the person elsewhere (sign-in)
 */
function post(url, data, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-Requested-With", "fetch");
    request.upload.onprogress = (event) => progress(event.lengthComputable ? (100 * event.loaded) / event.total : 0);
    request.onloadend = () => {
      const landed = request.responseURL ? new URL(request.responseURL).pathname : "";
      const asked = new URL(url, location.href).pathname;
      done({ status: request.status, html: request.responseText, away: landed !== "" && landed !== asked });
    };
    request.send(data);
  });
}

/** @param {string} text */
function errorLine(text) {
  const line = document.createElement("p");
  line.className = "kern-error";
  const body = document.createElement("span");
  body.className = "kern-body";
  body.textContent = text;
  line.append(body);
  return line;
}

class DocumentCard extends HTMLElement {
  /** @type {Promise<void>} what is under way; the next upload waits for it */
  #queue = Promise.resolve();

  connectedCallback() {
    this.addEventListener("change", (event) => {
      const input = event.target;
      if (!(input instanceof HTMLInputElement) || input.type !== "file" || !input.files?.length) return;
      const files = [...input.files];
      this.#queue = this.#queue.then(() => this.#upload(files, input.id));
      input.value = "";
    });
    this.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (!(event.target instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement)) return;
      if (!button.hasAttribute("formaction")) return;
      event.preventDefault();
      const form = event.target;
      this.#queue = this.#queue.then(() => this.#arrange(form, button));
    });
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-part="${name}"]`));
  }

  /** @param {string} text */
  #say(text) {
    this.#part("status").textContent = text;
  }

  /**
   * @param {File[]} files
   * @param {string} focus id of the input that was used; its successor gets the focus back
   */
  async #upload(files, focus) {
    /** @type {Node[]} */
    const errors = [];
    let news = "";
    let fine = 0;
    for (const [number, file] of files.entries()) {
      this.#progress(0, files.length > 1 ? `Datei ${number + 1} von ${files.length} wird hochgeladen` : "Datei wird hochgeladen");
      const answer = file.size > LARGEST ? null : await this.#send(file);
      if (answer?.away) return location.reload();
      if (answer && [200, 422].includes(answer.status)) {
        news = this.#show(answer.html);
        errors.push(...this.querySelectorAll("[data-errors] > *"));
        fine += answer.status === 200 ? 1 : 0;
      } else {
        const words = !answer ? TOO_LARGE : answer.status ? FAILED : BROKEN_OFF;
        errors.push(errorLine(`„${file.name}“: ${words}`));
      }
    }
    this.#part("progress").hidden = true;
    this.#complain(errors);
    document.getElementById(focus)?.focus();
    const told = files.length === 1 ? news : `${fine < files.length ? `${fine} von ` : ""}${files.length} Dateien hinzugefügt.`;
    this.#tell(told);
    this.#say([told, ...errors.map((error) => error.textContent?.trim())].filter(Boolean).join(" "));
  }

  /** @param {File} file */
  #send(file) {
    const form = /** @type {HTMLFormElement} */ (this.querySelector("form[enctype]"));
    const data = new FormData(form);
    data.delete("files");
    data.append("files", file);
    return post(form.action, data, (percent) =>
      this.#progress(percent, percent < 100 ? "" : "Datei wird geprüft"),
    );
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement} button
   */
  async #arrange(form, button) {
    const place = [...this.querySelectorAll("li")].findIndex((line) => line.contains(button));
    const answer = await post(button.formAction, new FormData(form, button), () => {});
    if (answer.away) return location.reload();
    if (![200, 422].includes(answer.status)) return this.#say(answer.status ? FAILED : BROKEN_OFF);
    this.#say(this.#show(answer.html));
    const [kind, ...id] = button.id.split("-");
    const lines = [...this.querySelectorAll("li")];
    const next = [
      document.getElementById(button.id),
      document.getElementById(`${kind === "hoch" ? "runter" : "hoch"}-${id.join("-")}`),
      lines[Math.min(place, lines.length - 1)]?.querySelector('button[id^="weg-"]'),
      this.querySelector('input[type="file"][multiple]'),
    ].find((one) => one instanceof HTMLElement);
    /** @type {HTMLElement | undefined} */ (next)?.focus();
  }

  /**
   * Put the answer in place.
   * @param {string} html
   * @returns {string} the news in it
   */
  #show(html) {
    this.#part("pages").innerHTML = html;
    return this.querySelector("[data-news]")?.textContent ?? "";
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

  /**
   * @param {number} percent
   * @param {string} words what to say; empty for nothing new
   */
  #progress(percent, words) {
    const box = this.#part("progress");
    box.hidden = false;
    /** @type {HTMLProgressElement} */ (box.querySelector("progress")).value = percent;
    if (!words) return;
    /** @type {HTMLElement} */ (box.querySelector("label")).textContent = words;
    this.#say(words);
  }
}

customElements.define("document-card", DocumentCard);
