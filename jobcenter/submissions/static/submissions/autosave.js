// @ts-check
/**
 * Saves what is being typed, a moment after each change and when the page is left, and says honestly whether it worked.
 * The form still works without this: every press of a button saves as well.
 */

const PAUSE = 800;
const RETRY = 5000;
const PATIENCE = 3000;

/** @typedef {"saved" | "conflict" | "over" | "signed-out" | "unreachable"} Outcome */

class Autosave {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.address = form.dataset.autosave ?? "";
    this.status = /** @type {HTMLElement} */ (form.querySelector("[data-autosave-status]"));
    /** @type {number | undefined} */
    this.timer = undefined;
    this.dirty = false;
    this.busy = false;
    this.leaving = false;
    this.waiting = false;
    this.signedOut = false;
    this.request = new AbortController();
    /** @type {Promise<Outcome> | undefined} */
    this.sending = undefined;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("online", () => this.later(0));
    addEventListener("pagehide", () => this.left());
    addEventListener("pageshow", () => (this.leaving = this.waiting = false));
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.save());
  }

  changed() {
    this.dirty = true;
    this.later(PAUSE);
  }

  /** @param {number} milliseconds */
  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.dirty && this.save(), milliseconds);
  }

  /**
   * The press of a button sends everything itself: nothing older may arrive after it, so it waits a moment for what is
   * on its way. Where it could not arrive, the page stays, because leaving it would lose what was typed.
   * @param {SubmitEvent} event
   */
  submitted(event) {
    if (!navigator.onLine || this.signedOut) {
      event.preventDefault();
      this.leaving = false;
      this.dirty = true;
      this.status.scrollIntoView({ block: "center" });
      if (this.signedOut) this.later(0);
      else this.say("unsaved", "Keine Verbindung. Ihre Eingaben bleiben hier stehen. Bitte drücken Sie später noch einmal.");
      return;
    }
    clearTimeout(this.timer);
    if (this.busy && !this.leaving) {
      event.preventDefault();
      if (!this.waiting) this.submitAfter(event.submitter);
      return;
    }
    this.leaving = true;
    this.request.abort();
  }

  /** @param {HTMLElement | null} submitter */
  async submitAfter(submitter) {
    this.waiting = true;
    await Promise.race([this.sending, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    this.waiting = false;
    this.leaving = true;
    this.form.requestSubmit(submitter);
  }

  left() {
    if (!this.leaving && this.dirty) navigator.sendBeacon(this.address, this.typed());
  }

  typed() {
    const typed = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") typed.append(name, value);
    return typed;
  }

  async save() {
    if (this.busy || this.leaving) return;
    this.busy = true;
    this.dirty = false;
    const outcome = await (this.sending = this.send());
    this.busy = false;
    if (this.leaving) return;
    this.signedOut = outcome === "signed-out";
    if (outcome === "saved") {
      if (this.dirty) this.later(PAUSE);
      return;
    }
    this.dirty = true;
    if (outcome === "conflict") {
      this.say("unsaved", "Nicht gespeichert: Dieser Antrag wurde inzwischen gesendet oder gelöscht, oder es gibt das Formular nicht mehr.");
    } else if (outcome === "over") {
      this.say("unsaved", "Nicht gespeichert: Sie dürfen nicht mehr für diese Person handeln.");
    } else if (outcome === "signed-out") {
      this.say("unsaved", "Noch nicht gespeichert: Sie sind abgemeldet. ", this.form.dataset.signIn);
      this.later(RETRY);
    } else {
      this.say("unsaved", "Noch nicht gespeichert – keine Verbindung");
      this.later(RETRY);
    }
  }

  /** @returns {Promise<Outcome>} */
  async send(fresh = false) {
    const request = (this.request = new AbortController());
    const limit = setTimeout(() => request.abort(), 15000);
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        body: this.typed(),
        redirect: "manual",
        signal: request.signal,
      });
      if (answer.ok) {
        this.say("saved", `Gespeichert ${(await answer.json()).saved_at}`);
        return "saved";
      }
      if (answer.status === 410) return "over";
      if (answer.status === 409 || answer.status === 404) return "conflict";
      if (answer.type === "opaqueredirect") return "signed-out";
      if (answer.status === 403 && !fresh) {
        this.renew((await answer.json()).token);
        return await this.send(true);
      }
      return "unreachable";
    } catch {
      return "unreachable";
    } finally {
      clearTimeout(limit);
    }
  }

  /** Signing in elsewhere makes the tokens of open pages stale: put the new one into every form.
   * @param {string} token */
  renew(token) {
    for (const field of document.getElementsByName("csrfmiddlewaretoken")) {
      /** @type {HTMLInputElement} */ (field).value = token;
    }
  }

  /** @param {"saved" | "unsaved"} state @param {string} text @param {string} [signIn] */
  say(state, text, signIn) {
    this.status.dataset.state = state;
    if (this.status.dataset.text === text) return;
    this.status.dataset.text = text;
    this.status.textContent = text;
    if (!signIn) return;
    const link = document.createElement("a");
    link.href = signIn;
    link.target = "_blank";
    link.className = "kern-link";
    link.textContent = "In einem neuen Fenster anmelden";
    this.status.append(link);
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  new Autosave(/** @type {HTMLFormElement} */ (form));
}
