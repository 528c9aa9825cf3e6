// @ts-check
/** A scanned receipt: number and code stand behind the #, which reaches no server, no log and no history. */

const asking = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-verify]"));
const scanned = new URLSearchParams(location.hash.slice(1));
const number = scanned.get("nummer");
const code = scanned.get("code");

if (asking && number && code) {
  history.replaceState(null, "", location.pathname);
  /** @type {HTMLInputElement} */ (asking.elements.namedItem("nummer")).value = number;
  /** @type {HTMLInputElement} */ (asking.elements.namedItem("code")).value = code;
  asking.requestSubmit();
}
