// @ts-check
// From a choice of files to entries of the outbox.

import { shrink } from "../scanner/shrink.js";
import { TOO_LARGE } from "./answers.js";
import { keeping } from "./keeping.js";

const PATIENCE = 20_000; // milliseconds: what makes photos smaller may never answer, when a phone runs out of memory
const LARGEST = 25 * 1024 * 1024;

/**
 * Make photos small enough for a bad connection, and put everything into the outbox, in order.
 * @param {File[]} files
 * @param {string} owner
 * @param {import("./keeping.js").Destination} [destination]
 * @returns {Promise<{ entries: import("./keeping.js").Entry[], refused: string[] }>} refused: what to tell
 */
export async function putIn(files, owner, destination) {
  const entries = [];
  const refused = [];
  let works = true;
  for (const file of files) {
    /** @type {File | false | undefined} */
    const done = works && (await Promise.race([shrink(file).catch(() => file), patience()]));
    works = Boolean(done);
    const small = done || file;
    if (small.size > LARGEST) refused.push(`„${file.name}“: ${TOO_LARGE}`);
    else entries.push(await keeping.put(small, owner, destination));
  }
  return { entries, refused };
}

/** @returns {Promise<undefined>} */
const patience = () => new Promise((over) => setTimeout(over, PATIENCE, undefined));
