// @ts-check
/** The page's side of scanning.js: work is done in a worker, and in the page itself where there is none. */

import { address, tasks } from "./scanning.js";

/** @typedef {import("./scanning.js").Sight} Sight */
/** @typedef {{ resolve(done: any): void, reject(error: Error): void, order: import("./scanning.js").Order }} Waiting */

export class Darkroom {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #number = 0;

  /** Whether the work is done beside the page. */
  get apart() {
    return this.#worker !== null;
  }

  constructor() {
    if (typeof OffscreenCanvas === "undefined" || typeof Worker === "undefined") return;
    try {
      this.#worker = new Worker(address, { type: "module" });
    } catch {
      return;
    }
    this.#worker.onmessage = ({ data: { number, done, failed } }) => {
      const one = this.#waiting.get(number);
      this.#waiting.delete(number);
      if (failed) one?.reject(new Error(failed));
      else one?.resolve(done);
    };
    this.#worker.onerror = () => this.#alone();
  }

  /** @param {ImageData} picture @returns {Promise<import("./edges.js").Found | null>} sure or not */
  find = (picture) => this.#do("find", [picture]);

  /** @param {ImageData} picture of the camera @param {boolean} patient see `find` @returns {Promise<Sight>} */
  look = (picture, patient) => this.#do("look", [picture, patient]);

  /** @param {Blob} photo @returns {Promise<Sight>} rejects what is no photo */
  inspect = (photo) => this.#do("inspect", [photo]);

  /** @param {Blob} photo @param {import("./scanning.js").Wish} wish @returns {Promise<Blob>} the page */
  develop = (photo, wish) => this.#do("develop", [photo, wish]);

  /** @param {Blob} photo @returns {Promise<Blob>} the whole photo, smaller; rejects what is no photo */
  shrink = (photo) => this.#do("shrink", [photo]);

  close() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#waiting.clear();
  }

  /** The worker did not come up, as in old browsers that know no modules there: everything it was to do is done here. */
  #alone() {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { resolve, reject, order } of this.#waiting.values()) this.#here(order.task, order.given).then(resolve, reject);
    this.#waiting.clear();
  }

  /** @param {import("./scanning.js").Order["task"]} task @param {any[]} given @returns {Promise<any>} */
  #here = async (task, given) => /** @type {Function} */ (tasks[task])(...given);

  /** @param {import("./scanning.js").Order["task"]} task @param {any[]} given @returns {Promise<any>} */
  #do(task, given) {
    const worker = this.#worker;
    if (!worker) return this.#here(task, given);
    return new Promise((resolve, reject) => {
      const order = { number: this.#number++, task, given };
      this.#waiting.set(order.number, { resolve, reject, order });
      worker.postMessage(order);
    });
  }
}
