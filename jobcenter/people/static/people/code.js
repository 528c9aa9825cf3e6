// @ts-check
/** A scanned code stands behind the #, which reaches no server, no log and no history: it is put into the field. */

const field = /** @type {HTMLInputElement | null} */ (document.querySelector("form[data-code] input[name=code]"));
const scanned = new URLSearchParams(location.hash.slice(1)).get("code");

if (field && scanned) {
  history.replaceState(null, "", location.pathname);
  field.value = scanned;
}

export {};
