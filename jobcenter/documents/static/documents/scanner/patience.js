// @ts-check
/** How closely the next picture of the camera is looked at: quickly as long as that finds the sheet, patiently where it does not. Pure. */

/** @typedef {{ now: boolean, blind: number }} Patience `now`: the next look is a patient one; `blind`: how many quick ones in a row found nothing */

const BLIND = 2; // quick looks that may find nothing before a patient one

/** @type {Patience} */
export const EAGER = { now: false, blind: 0 };

/**
 * @param {Patience} patience with which a picture was looked at
 * @param {boolean} found whether a sheet was found in it
 * @returns {Patience} for the next one; what only patience finds is looked at patiently until it is gone
 */
export function afterwards({ now, blind }, found) {
  if (found) return { now, blind: 0 };
  const missed = now ? 0 : blind + 1;
  return { now: missed >= BLIND, blind: missed };
}
