// @ts-check
// The second half of sending: the server makes the uploaded bytes part of the document, and says so. Only then may the
// device forget them.

import { whatBecame } from "./answers.js";
import { cardFor, csrf } from "./here.js";

const PATIENCE = 120_000; // milliseconds: the file is checked for viruses and converted

/**
 * @typedef {object} Taken
 * @property {ReturnType<typeof whatBecame>} what
 * @property {string} html the changing part of the card; "" when there was none
 */

/**
 * Asks again without harm: what is there already is not added twice.
 * @param {import("./keeping.js").Facts} facts
 * @param {string} url the finished upload
 * @returns {Promise<Taken>}
 */
export async function takeIn(facts, url) {
  const body = new URLSearchParams({ upload: idIn(url), title: facts.title, csrfmiddlewaretoken: csrf });
  const next = cardFor(facts)?.dataset.next;
  if (next) body.set("next", next);
  try {
    const signal = "timeout" in AbortSignal ? AbortSignal.timeout(PATIENCE) : undefined;
    const headers = { "X-Requested-With": "fetch" };
    const answer = await fetch(facts.add, { method: "POST", body, headers, redirect: "manual", signal });
    const html = [200, 422].includes(answer.status) ? await answer.text() : "";
    const outcome = answer.headers.get("Upload-Outcome") ?? "";
    return { what: whatBecame({ type: answer.type, status: answer.status, outcome }), html };
  } catch {
    return { what: "offline", html: "" };
  }
}

/** @param {string} url */
const idIn = (url) => new URL(url, location.href).pathname.split("/").filter(Boolean).at(-1) ?? "";
