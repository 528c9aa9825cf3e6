// The directory on this device: which Jobcenter a postcode leads to. Packed by jobcenter/directory/offline.py.

/**
 * @typedef {{ number: string, kind: string, name: string, areas: string[] }} Jobcenter
 * @typedef {{ jobcenter: Jobcenter, areas: string[], sourced: boolean }} Option
 * @typedef {"found" | "choose" | "bulk_mail" | "unknown_postcode"} State
 * @typedef {{ state: State, postcode: string, options: Option[], byBorough: boolean }} Answer
 *
 * @typedef {object} Packed
 * @property {string | null} as_of
 * @property {Record<string, string>} kinds
 * @property {[number: string, kind: string, name: string, areas: number[]][]} jobcenters
 * @property {[key: string, label: string][]} areas
 * @property {[options: [jobcenter: number, areas: number[], sourced: number][], postcodes: number[]][]} answers
 */

export class Directory {
  /** @param {Packed} packed */
  constructor(packed) {
    this.packed = packed;
  }

  /** The day of this edition (2026-11-22), or null. */
  get asOf() {
    return this.packed.as_of;
  }

  /** The answer to five digits. @param {string} postcode @returns {Answer} */
  find(postcode) {
    const options = this.optionsOf(Number(postcode));
    if (!options) return { state: "unknown_postcode", postcode, options: [], byBorough: false };
    const state = options.length > 1 ? "choose" : options.length === 1 ? "found" : "bulk_mail";
    // The keys of Berlin's boroughs have eight digits.
    const byBorough = options.some(([, areas]) => areas.some((area) => this.packed.areas[area][0].length === 8));
    return { state, postcode, options: options.map((option) => this.option(option)), byBorough };
  }

  /** Adds up the steps between the postcodes of each answer, as far as needed: they rise. @param {number} wanted */
  optionsOf(wanted) {
    for (const [options, steps] of this.packed.answers) {
      let postcode = 0;
      for (const step of steps) if ((postcode += step) >= wanted) break;
      if (postcode === wanted) return options;
    }
    return undefined;
  }

  /** @param {Packed["answers"][0][0][0]} option @returns {Option} */
  option([jobcenter, areas, sourced]) {
    return { jobcenter: this.unpacked(this.packed.jobcenters[jobcenter]), areas: this.labels(areas), sourced: sourced === 1 };
  }

  /** What is known of the Jobcenter with that number. @param {string} number */
  jobcenter(number) {
    const found = this.packed.jobcenters.find(([one]) => one === number);
    return found && this.unpacked(found);
  }

  /** @param {Packed["jobcenters"][0]} jobcenter @returns {Jobcenter} */
  unpacked([number, kind, name, areas]) {
    return { number, kind, name, areas: this.labels(areas) };
  }

  /** @param {number[]} areas */
  labels(areas) {
    return areas.map((area) => this.packed.areas[area][1]);
  }

  /** What kind of Jobcenter it is, in a sentence. @param {Jobcenter} jobcenter */
  kindInWords({ kind }) {
    return this.packed.kinds[kind];
  }
}

/**
 * What this device keeps, else what the server has. Read past the worker: on a slow phone, asking it takes longer than
 * all the rest. It is asked afterwards, and has a newer edition ready for the next time.
 * @param {string} address @returns {Promise<Directory>}
 */
export async function load(address) {
  const kept = await keptOf(address);
  if (kept) (window.requestIdleCallback ?? setTimeout)(() => fetch(address).catch(() => {}));
  const answer = kept ?? (await fetch(address));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Directory(await answer.json());
}

/** Without a secure connection there is no store, and a private window may refuse it. @param {string} address */
const keptOf = (address) => ("caches" in window ? caches.match(address).catch(() => undefined) : undefined);
