// @ts-check
/** Compares a file with the checksums on the page, without the file leaving the device. */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-compare]"));
const result = /** @type {HTMLElement | null} */ (document.querySelector("[data-compare-result]"));

/** @param {File} file */
async function sha256(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {"success" | "warning" | "danger"} kind @param {string} text */
function say(kind, text) {
  if (!result) return;
  const alert = document.createElement("div");
  alert.className = `kern-alert kern-alert--${kind}`;
  const head = document.createElement("div");
  head.className = "kern-alert__header";
  const icon = document.createElement("span");
  icon.className = `kern-icon kern-icon--${kind}`;
  icon.ariaHidden = "true";
  const title = document.createElement("p");
  title.className = "kern-title";
  title.textContent = text;
  head.append(icon, title);
  alert.append(head);
  result.replaceChildren(alert);
}

async function compare() {
  const file = /** @type {HTMLInputElement} */ (document.getElementById("datei")).files?.[0];
  if (!file) return say("warning", "Bitte wählen Sie eine Datei aus.");
  const mine = await sha256(file);
  const known = Array.from(document.querySelectorAll("code.hash"), (code) => code.textContent?.trim());
  if (known.includes(mine)) return say("success", "Diese Datei wurde genau so gesendet.");
  return say("danger", "Diese Datei gehört nicht dazu. Keine der gesendeten Dateien stimmt mit ihr überein.");
}

// Without a secure connection the browser offers no hashing: then the server compares.
if (form && globalThis.crypto?.subtle) {
  const hint = document.getElementById("datei-hinweis");
  if (hint) hint.textContent = "Die Datei bleibt auf Ihrem Gerät: Der Vergleich geschieht hier im Browser.";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    compare().catch(() => say("warning", "Die Datei konnte nicht gelesen werden."));
  });
}
