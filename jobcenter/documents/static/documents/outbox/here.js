// @ts-check
// What this page says about the outbox: whose pages may go out from here, and where to (documents/outbox.html).

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-outbox]"));

/** @param {string} name */
const said = (name) => place?.dataset[name] ?? "";

/** The opaque mark of whoever is signed in; "" for nobody. */
export const owner = said("owner");
export const uploads = said("uploads");
export const csrf = said("csrf");
/** Where pages find a destination; "" where nobody may give them one. */
export const papers = said("papers");
/** Addresses whose forms end the session. */
export const signingOut = said("signingOut").split(" ").filter(Boolean);

/** Everybody whose pages may go out from this page: whoever is signed in, and whom a card here belongs to. */
export const owners = () => new Set([owner, ...all("document-card[data-owner]").map((card) => card.dataset.owner ?? "")].filter(Boolean));

/** @param {string} selector */
const all = (selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);

/** The card on this page where this belongs. @param {{ collection?: string, slot?: string }} destination */
export const cardFor = ({ collection, slot }) =>
  all("document-card").find((card) => card.dataset.collection === collection && card.dataset.slot === slot);
