// @ts-check
/**
 * The outbox of this device (Postausgang): pages that the server has not got yet. They lie encrypted in IndexedDB for
 * seven days; where the browser keeps nothing, or on a desk, they are held in memory for as long as the page is open.
 */

import { isDesk } from "../../web/desk.js";
import { open, openFacts, seal, sealFacts } from "./sealing.js";
import { Store } from "./store.js";

/**
 * @typedef {object} Destination where a page belongs; everything "" for one that has none yet
 * @property {string} collection
 * @property {string} slot
 * @property {string} title as the page calls the piece of evidence
 * @property {string} add the address that takes it (documents:add)
 *
 * @typedef {Destination & { name: string, type: string, upload: string, words: string, stuck: boolean }} Facts
 * name and type of the file; `upload`: where it is being uploaded to; `words`: why it is held up, "" for nothing;
 * `stuck`: it does not go by itself: there it cannot, or somebody is still at it
 *
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} owner whose it is: an opaque mark from the server, "" for nobody yet
 * @property {number} madeAt
 * @property {number} expiresAt
 * @property {number} size
 * @property {boolean} lasting whether it is still there when the page is closed
 * @property {Facts} facts
 */

const WEEK = 7 * 24 * 60 * 60 * 1000; // what is not used for a week, some phones delete
const NOWHERE = { collection: "", slot: "", title: "", add: "" };

class Keeping extends EventTarget {
  /** @type {Map<string, { entry: Entry, file: File }>} */
  #memory = new Map();
  /** @type {Map<string, Entry>} what could not be written down; it counts for as long as this page is open */
  #unwritten = new Map();
  /** @type {Promise<Store | undefined> | undefined} */
  #store;
  #windows = isDesk ? undefined : new BroadcastChannel("outbox");
  #latest = 0;
  /** @type {Set<Promise<unknown>>} */
  #coming = new Set();
  /** @type {Promise<unknown>} changes happen in the order in which they were asked for */
  #changes = Promise.resolve();

  constructor() {
    super();
    this.#windows?.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("told", { data })));
    // A desk signs people out by itself, which no question may hold up.
    if (!isDesk) addEventListener("beforeunload", (event) => (this.#memory.size || this.#coming.size) && event.preventDefault());
  }

  /**
   * Files that were chosen are made ready, and are in here when `work` is done: until then nobody sends or leaves as if
   * there were none.
   * @param {Promise<unknown>} work
   */
  expect(work) {
    this.#coming.add(work);
    const done = () => this.#coming.delete(work);
    work.then(done, done);
  }

  /** Whether files are on their way in here. */
  get expects() {
    return this.#coming.size > 0;
  }

  /** When everything that was chosen is in here. */
  async settled() {
    while (this.expects) await Promise.allSettled(this.#coming);
  }

  /** Tell the other windows; they hear it as an event "told". @param {{ what: string, collection?: string, slot?: string }} news */
  tell(news) {
    this.#windows?.postMessage(news);
  }

  /** @param {"open" | "find"} how @returns {Promise<Store | undefined>} undefined: nothing can be kept here, or nothing is */
  async #ready(how) {
    if (isDesk || !window.indexedDB || !window.crypto?.subtle) return undefined;
    const found = await (this.#store ??= this.#begin(how));
    return found || how === "find" ? found : (this.#store ??= this.#begin("open"));
  }

  /** @param {"open" | "find"} how */
  #begin(how) {
    const forget = () => void (this.#store = undefined);
    const begun = Store[how](forget).catch(() => undefined);
    begun.then((store) => store ?? forget());
    return begun;
  }

  /** Whether what is put in now survives the page. */
  async lasts() {
    return Boolean(await this.#ready("open"));
  }

  /**
   * Put a file into the outbox.
   * @param {File} file
   * @param {string} owner
   * @param {Destination} destination
   * @param {Partial<Facts>} facts what else is known from the start
   * @returns {Promise<Entry>}
   */
  async put(file, owner, destination = NOWHERE, facts = {}) {
    const madeAt = (this.#latest = Math.max(Date.now(), this.#latest + 1));
    /** @type {Entry} */
    const entry = {
      ...{ id: newId(), owner, madeAt, expiresAt: madeAt + WEEK, size: file.size, lasting: true },
      facts: { ...destination, name: file.name, type: file.type, upload: "", words: "", stuck: false, ...facts },
    };
    try {
      const store = await this.#ready("open");
      if (!store) throw new Error("nothing is kept here");
      const bytes = await seal(store.key, await file.arrayBuffer(), `file ${entry.id}`);
      await store.add(await row(store, entry), bytes);
    } catch {
      entry.lasting = false;
      this.#memory.set(entry.id, { entry, file });
    }
    this.#changed();
    return entry;
  }

  /** Everything that waits, the oldest first. What is over a week old goes. @returns {Promise<Entry[]>} */
  async all() {
    const held = [...this.#memory.values()].map(({ entry }) => entry);
    const store = await this.#ready("find");
    if (!store) return held;
    const rows = await store.rows().catch(() => []);
    const read = await Promise.all(rows.map((one) => entryOf(store, one)));
    const entries = read.filter((one) => one !== undefined).map((one) => this.#unwritten.get(one.id) ?? one);
    const readable = new Set(entries.map(({ id }) => id));
    const gone = rows.filter(({ id }) => !readable.has(id)).map(({ id }) => id);
    if (gone.length) await store.drop(gone).catch(() => {});
    this.#latest = Math.max(this.#latest, entries.at(-1)?.madeAt ?? 0);
    return [...entries, ...held].sort((one, other) => one.madeAt - other.madeAt);
  }

  /** The file of an entry; undefined when it was removed, or cannot be read any more. @param {Entry} entry @returns {Promise<File | undefined>} */
  async file({ id, facts }) {
    const held = this.#memory.get(id);
    if (held) return held.file;
    try {
      const store = await this.#ready("find");
      const sealed = await store?.file(id);
      if (!store || !sealed) return undefined;
      return new File([await open(store.key, sealed, `file ${id}`)], facts.name, { type: facts.type });
    } catch {
      return undefined;
    }
  }

  /** Keep what has changed in an entry. @param {Entry} entry @param {Partial<Facts>} facts @param {string} owner */
  async change(entry, facts, owner = entry.owner) {
    entry.owner = owner;
    Object.assign(entry.facts, facts);
    const held = this.#memory.get(entry.id);
    if (held) Object.assign(held.entry, entry);
    else await (this.#changes = this.#changes.then(() => this.#rewrite(entry)));
    this.#changed();
  }

  /** @param {Entry} entry */
  async #rewrite(entry) {
    try {
      const store = await this.#ready("find");
      await store?.change(await row(store, entry));
      this.#unwritten.delete(entry.id);
    } catch {
      this.#unwritten.set(entry.id, entry);
    }
  }

  /** Remove entries from the device; the other windows hear why. @param {Entry[]} entries @param {"sent" | "refused" | "removed"} what */
  async drop(entries, what) {
    const ids = entries.map(({ id }) => id);
    for (const id of ids) this.#memory.delete(id) || this.#unwritten.delete(id);
    await (await this.#ready("find"))?.drop(ids);
    for (const { facts } of entries) this.tell({ what, collection: facts.collection, slot: facts.slot });
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
    this.tell({ what: "change" });
  }
}

/** @param {Store} store @param {Entry} entry @returns {Promise<import("./store.js").Row>} */
async function row(store, { id, owner, madeAt, expiresAt, size, facts }) {
  return { id, owner, madeAt, expiresAt, size, facts: await sealFacts(store.key, facts, `facts ${id}`) };
}

/** Undefined when its time is over, or its key is gone. @param {Store} store @param {import("./store.js").Row} kept @returns {Promise<Entry | undefined>} */
async function entryOf(store, { facts, ...kept }) {
  if (kept.expiresAt < Date.now()) return undefined;
  try {
    return { ...kept, lasting: true, facts: await openFacts(store.key, facts, `facts ${kept.id}`) };
  } catch {
    return undefined;
  }
}

/** `crypto.randomUUID` is missing without a secure connection, and in browsers before 2022. */
const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export const keeping = new Keeping();
