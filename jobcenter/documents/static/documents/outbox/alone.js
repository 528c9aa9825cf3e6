// @ts-check
/**
 * One window at a time, and never one that has stopped moving: browsers freeze windows in the background, together with
 * the lock that they hold. Who is told so lets go of it before. Who waits for long asks, and takes the lock away from
 * somebody who does not even answer. Page Lifecycle (WICG), Web Locks (W3C).
 */

const NAME = "outbox";
const LONG = 20_000; // milliseconds after which somebody who waits asks, again and again
const ANSWER = 5_000; // milliseconds in which a window answers that is only slow
const SILENT = new Error("silent");

const windows = new BroadcastChannel("outbox-alone");
let holding = false;
windows.addEventListener("message", ({ data }) => data === "asked" && holding && windows.postMessage("here"));

/** When this window moves. */
let awake = Promise.resolve();
document.addEventListener("freeze", () => {
  awake = new Promise((done) => document.addEventListener("resume", () => done(), { once: true }));
});

/**
 * Do `work` while no other window does theirs. When `over` is aborted, another one may begin with theirs: nothing new is
 * begun then, and what goes on all the same must do no harm.
 * @param {(over: AbortSignal) => Promise<void>} work
 * @returns {Promise<void>} when nothing of it goes on any more, or when it was not even begun
 */
export async function alone(work) {
  await awake;
  const over = new AbortController();
  if (!navigator.locks) return work(over.signal);
  const waiting = new AbortController();
  const stopAsking = askWhoHolds(() => waiting.abort(SILENT));
  let done = Promise.resolve();
  const turn = () => {
    if (over.signal.aborted) return undefined; // the moment in which it was frozen
    stopAsking();
    holding = true;
    done = work(over.signal);
    return Promise.race([done, new Promise((released) => over.signal.addEventListener("abort", released))]);
  };
  const end = () => {
    stopAsking();
    holding = false;
    over.abort();
    waiting.abort();
  };
  document.addEventListener("freeze", end);
  try {
    await navigator.locks.request(NAME, { signal: waiting.signal }, turn).catch((error) => {
      if (error !== SILENT) throw error;
      return navigator.locks.request(NAME, { steal: true }, turn);
    });
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== "AbortError") throw error; // else: frozen, or taken away
  } finally {
    end();
    document.removeEventListener("freeze", end);
  }
  return done;
}

/** @param {() => void} silent whoever holds the lock does not move @returns {() => void} no more asking */
function askWhoHolds(silent) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      windows.postMessage("asked");
      timer = setTimeout(silent, ANSWER);
    }, LONG);
  };
  const heard = (/** @type {MessageEvent} */ { data }) => data === "here" && later();
  windows.addEventListener("message", heard);
  later();
  return () => {
    clearTimeout(timer);
    windows.removeEventListener("message", heard);
  };
}
