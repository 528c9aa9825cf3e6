// @ts-check
/**
 * One file on its way to the server, by tus: in pieces, and after a break from where it was. When the promise is
 * fulfilled the server has all bytes; a document they are only once it is asked to take them (taking_in.js).
 */

import "../vendor/tus.js";
import { uploads } from "./here.js";

const PIECE = 4 * 1024 * 1024;
const AGAIN_AFTER = [500, 1000, 3000]; // milliseconds; then the outbox waits longer
const STANDS_STILL = 45_000; // nothing has moved for so long: the connection is dead, whatever it says

/** Why it did not get there: `status` 0 is the connection, `words` what the server says to people. */
export class NotThere extends Error {
  /** @param {number} status @param {string} words */
  constructor(status, words = "") {
    super(`upload: ${status}`);
    this.status = status;
    this.words = words;
  }
}

/**
 * @param {File} file
 * @param {import("./keeping.js").Entry} entry
 * @param {object} told
 * @param {(url: string) => void} told.begun the address under which it can be continued
 * @param {(sent: number) => void} told.progress bytes of this file
 * @param {AbortSignal} told.signal
 * @returns {Promise<string>} the address of the upload. Rejects with NotThere, or with the signal's reason.
 */
export function upload(file, { facts, owner }, { begun, progress, signal }) {
  return new Promise((done, failed) => {
    const sending = new window.tus.Upload(file, {
      endpoint: new URL(uploads, location.href).href,
      uploadUrl: facts.upload || null,
      chunkSize: PIECE,
      headers: { "Outbox-Owner": owner }, // so that the server can tell an old page from a draft that is gone
      retryDelays: AGAIN_AFTER,
      metadata: { filename: facts.name, collection: facts.collection, slot: facts.slot, title: facts.title },
      storeFingerprintForResuming: false, // the outbox remembers the address itself, and encrypted
      onShouldRetry: (error) => navigator.onLine && mayBePassing(notThere(error).status),
      onUploadUrlAvailable: () => sending.url && begun(sending.url),
      onProgress(sent) {
        watch();
        progress(sent);
      },
      onSuccess: () => end(() => done(sending.url ?? "")),
      onError: (error) => end(() => failed(notThere(error))),
    });
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => stop(new NotThere(0)), STANDS_STILL);
    };
    /** @param {() => void} settle */
    const end = (settle) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", aborted);
      settle();
    };
    /** @param {unknown} reason */
    const stop = (reason) => {
      sending.abort().catch(() => {});
      end(() => failed(reason));
    };
    const aborted = () => stop(signal.reason);
    signal.addEventListener("abort", aborted);
    watch();
    if (signal.aborted) aborted();
    else sending.start();
  });
}

/** What the server has of a file that is not wanted any more goes; if it cannot be told so, it forgets by itself. @param {string} url */
export const forget = (url) => window.tus.Upload.terminate(url, { retryDelays: [] }).catch(() => {});

/** @param {number} status */
const mayBePassing = (status) => !status || status >= 500 || status === 409 || status === 423 || status === 429;

/** @param {Error & { originalResponse?: import("../vendor/tus.js").Answer | null }} error */
function notThere({ originalResponse: answer }) {
  const plain = answer?.getHeader("Content-Type")?.startsWith("text/plain");
  return new NotThere(answer?.getStatus() ?? 0, plain ? answer?.getBody() : "");
}
