// @ts-check
// Scanning that survives: a phone short of memory ends pages that nobody looks at, and with them what was photographed.

import { scan } from "../scanner/scan.js";
import { keeping } from "./keeping.js";

/** @typedef {import("./keeping.js").Entry} Entry */

/**
 * Opens the scanner. While its page is out of sight, what was taken so far lies in the outbox without a destination, as if
 * it had been scanned on the page for that; whoever comes back to the scanner finds it there, and the copies go.
 * @param {string} owner whose pages these are
 * @returns {Promise<File[]>} as `scan` gives them
 */
export async function scanSafely(owner) {
  /** @type {Entry[]} */
  let copies = [];
  let work = Promise.resolve();
  const anew = (/** @type {File[]} */ files) => {
    work = work.then(async () => {
      const old = copies;
      copies = await Promise.all(files.map((file) => keeping.put(file, owner)));
      if (old.length) await keeping.drop(old, "removed");
    });
    keeping.expect(work);
  };
  const files = await scan({ outOfSight: anew });
  anew([]);
  await work;
  return files;
}
