// @ts-check
/**
 * Antrag sichern: the proof of work while somebody types, no leaving without network, and waiting for one's turn.
 * Without this script the page works as well; then it may be sent a few seconds after it was opened.
 */

const PROOF_WITHIN = 8000; // milliseconds that a press waits for the proof; then it goes without
const NETWORK_WITHIN = 6000; // and for a sign of life of the network

class Formless {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.status = /** @type {HTMLElement} */ (form.querySelector("[data-formless-status]"));
    this.proof = /** @type {HTMLInputElement} */ (form.elements.namedItem("proof"));
    this.ready = false;
    this.busy = false;
    this.solved = this.proof.value ? Promise.resolve() : this.solve();
    form.addEventListener("submit", (event) => this.pressed(event));
    addEventListener("pageshow", () => (this.ready = this.busy = false));
    if (form.dataset.wait) this.wait(Number(form.dataset.wait));
  }

  /** @returns {Promise<void>} */
  solve() {
    const { solver, challenge, puzzles, bits } = this.form.dataset;
    const found = /** @type {Promise<string>} */ (
      new Promise((resolve, reject) => {
        const worker = new Worker(solver ?? "", { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = reject;
        worker.postMessage({ ticket: challenge, puzzles: Number(puzzles), bits: Number(bits) });
      })
    );
    return found.then((solution) => void (this.proof.value = solution)).catch(() => {});
  }

  /** @param {SubmitEvent} event */
  async pressed(event) {
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    if (this.ready || button?.name || !navigator.onLine) return;
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.say("Wird gesendet …");
    const [reached] = await Promise.all([reachable(), Promise.race([this.solved, pause(PROOF_WITHIN)])]);
    this.busy = false;
    if (!reached) {
      this.say("Keine Verbindung: Es wurde nichts gesendet. Ihre Eingaben bleiben hier stehen. Bitte drücken Sie später noch einmal.");
      return;
    }
    this.ready = true;
    this.form.requestSubmit(button);
  }

  /** @param {number} seconds */
  wait(seconds) {
    const end = Date.now() + 1000 * seconds;
    const left = this.form.ownerDocument.querySelector("[data-wait-left]");
    const timer = setInterval(() => {
      const more = Math.ceil((end - Date.now()) / 1000);
      if (left) left.textContent = `${Math.max(0, more)}`;
      if (more > 0) return;
      clearInterval(timer);
      this.form.requestSubmit();
    }, 1000);
  }

  /** @param {string} text */
  say(text) {
    this.status.textContent = text;
  }
}

/** A browser says "online" as soon as there is a wireless network, with or without a way out of it. */
async function reachable() {
  try {
    await fetch("/robots.txt", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(NETWORK_WITHIN) });
    return true;
  } catch {
    return false;
  }
}

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

for (const form of document.querySelectorAll("form[data-formless]")) {
  new Formless(/** @type {HTMLFormElement} */ (form));
}
