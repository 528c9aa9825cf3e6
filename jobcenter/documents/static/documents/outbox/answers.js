// @ts-check
// What an answer of the server means for a page that waits. Nothing here touches the page.

/**
 * @typedef {"sent" | "refused" | "full" | "kept" | "away" | "stale" | "gone" | "offline" | "failed"} What
 * `refused`: never in this form; `full`: there is no room for it there; `kept`: not now; `away`: nobody is signed in; `stale`: this browser window shows
 * something older than the session; `gone`: where it belongs nothing is taken any more; `failed`: the server is in trouble
 */

/** Of the header Upload-Outcome, which knows more than the status. @type {Record<string, What>} */
const OUTCOMES = { added: "sent", known: "sent", refused: "refused", full: "full", later: "kept" };

/**
 * What became of an upload that the server was asked to take in.
 * @param {{ type: string, status: number, outcome: string }} answer `outcome`: the header Upload-Outcome, key=word
 * @returns {What | "anew" | "further"} `anew`: the upload is not there any more; `further`: it is not whole
 */
export function whatBecame({ type, status, outcome }) {
  if (type === "opaqueredirect") return "away";
  const word = outcome.split("=")[1]?.trim() ?? "";
  if (word === "gone") return "anew";
  if (word === "incomplete") return "further";
  if (word in OUTCOMES) return OUTCOMES[word];
  if (status === 422) return "gone"; // not the file is refused: nothing is taken here any more
  return status === 200 ? "failed" : whyNot(status, "");
}

/**
 * Why bytes did not get through.
 * @param {number} status 0: the connection
 * @param {string} words of the answer; "" for none
 * @returns {What}
 */
export function whyNot(status, words) {
  if (!status) return "offline";
  if (status === 401) return "away";
  if (status === 403) return "stale";
  if (status === 404) return "gone";
  if (status === 410) return words ? "gone" : "stale"; // sent already; or: nobody acts for this person any more
  return status === 413 || status === 429 ? "kept" : "failed";
}

/** Statuses with which the server says something that people should read; its other words are for programs. */
const TOLD = [410, 413, 429, 507];

/** @param {number} status @param {string} words of the answer */
export const forPeople = (status, words) => (TOLD.includes(status) ? words : "");

/** What is said at a page that waits, as long as nothing changes. @type {Partial<Record<What, string>>} */
export const WORDS = {
  away: "Bitte melden Sie sich an, dann geht es weiter.",
  stale: "Bitte laden Sie diese Seite neu, dann geht es weiter.",
  gone: "Den Entwurf dazu gibt es nicht mehr. Sie können die Seite woanders hinzufügen oder entfernen.",
  offline: "Keine Verbindung. Es geht von selbst weiter, sobald Sie wieder Internet haben.",
  failed: "Das hat gerade nicht geklappt. Wir versuchen es wieder.",
  kept: "Das geht gerade nicht. Wir versuchen es wieder.",
};
/** The same as `away`, where nobody can sign in: what was begun with a letter is not open here any more. */
export const LINK_OVER = "Was Sie mit dem Brief begonnen haben, ist hier nicht mehr offen. Bitte öffnen Sie den Link im Brief noch einmal und fügen Sie die Seite neu hinzu.";
export const TOO_LARGE = "Die Datei ist größer als 25 MB. Bitte wählen Sie eine kleinere Datei oder machen Sie ein Foto.";

/** Trying the next page makes no sense: it would go the same way. @param {What} what */
export const holdsUpAll = (what) => ["away", "stale", "offline"].includes(what);
