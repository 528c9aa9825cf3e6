// @ts-check
// The store on the device: one key, and entries that are closed with it. The bytes of files stand apart, so that looking
// through the list does not read them.

import { openDB } from "../vendor/idb.js";
import { newKey } from "./sealing.js";

/**
 * @typedef {import("./sealing.js").Sealed} Sealed
 * @typedef {object} Row what can be read without the key
 * @property {string} id random
 * @property {string} owner an opaque mark; "" for nobody
 * @property {number} madeAt milliseconds; entries of one device never share a moment
 * @property {number} expiresAt
 * @property {number} size
 * @property {Sealed} facts
 */

const NAME = "outbox";
const KEY = "device";

/** Whether there is anything to open: a page that only looks makes no database. */
async function exists() {
  if (!indexedDB.databases) return true;
  return (await indexedDB.databases()).some(({ name }) => name === NAME);
}

export class Store {
  /** @param {import("../vendor/idb.js").IDBPDatabase<any>} database @param {CryptoKey} key */
  constructor(database, key) {
    this.database = database;
    this.key = key;
  }

  /**
   * Rejects where a browser keeps nothing: private windows, no secure connection, no room.
   * @param {() => void} lost called when the browser has taken the database away
   */
  static async open(lost) {
    const database = await openDB(NAME, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("keys");
        fresh.createObjectStore("entries", { keyPath: "id" });
        fresh.createObjectStore("files");
      },
      blocking: () => {
        database.close(); // somebody deletes everything, or a newer release wants to change it
        lost();
      },
      terminated: lost,
    });
    return new Store(database, await Store.#deviceKey(database));
  }

  /** The store, or undefined when there is none yet. @param {() => void} lost */
  static async find(lost) {
    return (await exists()) ? Store.open(lost) : undefined;
  }

  /** Whichever window is first. @param {import("../vendor/idb.js").IDBPDatabase<any>} database @returns {Promise<CryptoKey>} */
  static async #deviceKey(database) {
    const kept = await database.get("keys", KEY);
    if (kept) return kept;
    const made = await newKey();
    const change = database.transaction("keys", "readwrite");
    const first = (await change.store.get(KEY)) ?? made;
    if (first === made) await change.store.put(made, KEY);
    await change.done;
    return first;
  }

  /** @returns {Promise<Row[]>} the oldest first */
  async rows() {
    const rows = await this.database.getAll("entries");
    return rows.sort((one, other) => one.madeAt - other.madeAt);
  }

  /** @param {string} id @returns {Promise<Sealed | undefined>} */
  file(id) {
    return this.database.get("files", id);
  }

  /** Both or nothing. @param {Row} row @param {Sealed} file */
  async add(row, file) {
    const change = this.database.transaction(["entries", "files"], "readwrite", { durability: "strict" });
    change.done.catch(() => {});
    try {
      await change.objectStore("files").put(file, row.id);
      await change.objectStore("entries").put(row);
    } catch (error) {
      change.abort();
      throw error;
    }
    await change.done;
  }

  /** An entry that somebody has removed meanwhile does not come back. @param {Row} row */
  async change(row) {
    const change = this.database.transaction("entries", "readwrite");
    if (await change.store.getKey(row.id)) await change.store.put(row);
    await change.done;
  }

  /** @param {string[]} ids */
  async drop(ids) {
    const change = this.database.transaction(["entries", "files"], "readwrite");
    const gone = ids.flatMap((id) => [change.objectStore("entries").delete(id), change.objectStore("files").delete(id)]);
    await Promise.all([...gone, change.done]);
  }
}
