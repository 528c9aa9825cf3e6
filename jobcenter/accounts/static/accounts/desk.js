// @ts-check
/**
 * A desk where one person follows the other. Eight minutes without activity: a question; two more: signed out, and the
 * page is gone. Activity in one window counts for all. The server does the same by itself, only without asking.
 */

const IDLE = 10 * 60_000;
const WARNING = 2 * 60_000;
const TOLD_EVERY = 60_000;

class Desk {
  /** @param {HTMLElement} bar */
  constructor(bar) {
    this.stay = bar.dataset.stay ?? "";
    this.leaving = /** @type {HTMLFormElement} */ (bar.querySelector("form[data-leave]"));
    this.active = this.told = Date.now();
    this.windows = new BroadcastChannel("desk");
    this.windows.onmessage = () => this.continue(Date.now());
    this.question = this.ask();
    for (const kind of ["keydown", "pointerdown", "input", "scroll"]) {
      addEventListener(kind, () => this.question.open || this.noticed(), { passive: true, capture: true });
    }
    document.addEventListener("visibilitychange", () => this.look());
    setInterval(() => this.look(), 1000);
  }

  /** Somebody is here. The server hears of it once in a minute. */
  noticed() {
    const now = Date.now();
    this.active = now;
    if (now - this.told < TOLD_EVERY) return;
    this.told = now;
    this.windows.postMessage("active");
    this.tell();
  }

  async tell() {
    const token = this.leaving.querySelector("input[name=csrfmiddlewaretoken]");
    const body = new URLSearchParams({ csrfmiddlewaretoken: /** @type {HTMLInputElement} */ (token).value });
    const answer = await fetch(this.stay, { method: "POST", body, redirect: "manual" }).catch(() => undefined);
    if (answer?.type === "opaqueredirect") location.reload(); // signed out elsewhere
  }

  /** @param {number} now */
  continue(now) {
    this.active = this.told = now;
    if (this.question.open) this.question.close();
  }

  look() {
    const idle = Date.now() - this.active;
    if (idle >= IDLE) this.leaving.requestSubmit();
    else if (idle >= IDLE - WARNING) this.count(Math.ceil((IDLE - idle) / 1000));
  }

  /** @param {number} seconds */
  count(seconds) {
    if (!this.question.open) this.question.showModal();
    const minutes = Math.ceil(seconds / 30) / 2;
    const words = minutes > 1 ? "2 Minuten" : minutes > 0.5 ? "einer Minute" : "30 Sekunden";
    const place = /** @type {HTMLElement} */ (this.question.querySelector("[data-left]"));
    if (place.textContent !== words) place.textContent = words;
  }

  /** The question, closed. */
  ask() {
    const question = document.createElement("dialog");
    question.className = "desk-question";
    question.setAttribute("aria-labelledby", "desk-question");
    const title = Object.assign(document.createElement("h2"), { id: "desk-question", className: "kern-heading-small" });
    title.textContent = "Sind Sie noch da?";
    const text = Object.assign(document.createElement("p"), { className: "kern-body" });
    text.setAttribute("role", "status");
    text.append("In ", Object.assign(document.createElement("span"), { textContent: "2 Minuten" }), " melden wir Sie ab.");
    /** @type {HTMLElement} */ (text.querySelector("span")).dataset.left = "";
    const actions = Object.assign(document.createElement("div"), { className: "actions" });
    actions.append(
      button("Ja, weitermachen", "primary", () => this.answered()),
      button("Abmelden und alles löschen", "secondary", () => this.leaving.requestSubmit()),
    );
    question.append(title, text, actions);
    question.addEventListener("cancel", () => this.answered());
    document.body.append(question);
    return question;
  }

  answered() {
    this.continue(Date.now());
    this.windows.postMessage("active");
    this.tell();
  }
}

/** @param {string} words @param {string} kind @param {() => void} pressed */
function button(words, kind, pressed) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: `kern-btn kern-btn--${kind}` });
  made.append(Object.assign(document.createElement("span"), { className: "kern-label", textContent: words }));
  made.addEventListener("click", pressed);
  return made;
}

// A page out of the browser's memory could be somebody else's.
addEventListener("pageshow", (event) => event.persisted && location.reload());

const bar = /** @type {HTMLElement | null} */ (document.querySelector("[data-desk][data-stay]"));
if (bar) new Desk(bar);

export {};
