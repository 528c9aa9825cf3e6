// @ts-check
// What of the outbox concerns this page, asked without loading what sends it.

import { cardFor, owner, owners } from "./here.js";
import { keeping } from "./keeping.js";

/** @typedef {import("./keeping.js").Entry} Entry */

/** Whether an entry may go out from this page by itself. @param {Entry} entry */
export const isDue = ({ owner, facts }) => Boolean(facts.add) && !facts.stuck && owners().has(owner);

/** Whether a mark is that of an account, which can come back; not of a letter. @param {string} mark */
export const hasAccount = (mark) => mark.includes(".");

/** Whether an entry wants a destination, and `mark` may give it one. @param {Entry} entry @param {string} mark */
export const isHomeless = ({ owner, facts }, mark) => !owner || (owner === mark && (facts.stuck || !facts.add));

/** What waits and has no card on this page that shows it. */
export const unseen = async () =>
  (await keeping.all()).filter((entry) => !cardFor(entry.facts) && (isDue(entry) || (owner && isHomeless(entry, owner))));

/** What waits for this collection, sent from whatever page. @param {string} collection */
export const waitingFor = async (collection) =>
  (await keeping.all()).filter(({ owner, facts }) => facts.collection === collection && owners().has(owner));

/** All that the account which is signed in left here, for whomever they acted, and what belongs to nobody. */
export const leftHere = async () =>
  (await keeping.all()).filter((entry) => !entry.owner || (owner && entry.owner.split(".")[0] === owner.split(".")[0]));
