// @ts-check
/** Whether a sheet has lain still long enough to be photographed by itself: a state, and what a moment makes of it. Pure. */

/** @typedef {import("./geometry.js").Quad} Quad */
/**
 * @typedef {{ corners: Quad | null, since: number, looks: number, seen: number, spent: Quad | null, share: number, ready: boolean }} Steadiness
 * `corners` where it came to rest, `since` when, `looks` how often it was seen there; `seen` when it was seen last; `spent`: lay here when it was photographed;
 * `share` of the waiting that is over, 0 … 1; `ready`: now.
 */

const HOLD = 1100; // milliseconds of rest
const LOOKS = 3; // at least, so that a slow phone does not shoot after two
const BLINK = 450; // that the sheet may be lost without beginning anew
const GONE = 900; // and after which another one may lie there
const STILL = 0.018; // of the picture's diagonal: a hand is never quite still
const MOVED = 0.06; // so far it was turned over, or another one taken

/** @type {Steadiness} */
export const UNSEEN = { corners: null, since: 0, looks: 0, seen: 0, spent: null, share: 0, ready: false };

/**
 * @param {Steadiness} state
 * @param {Quad | null} corners as just found, null when there is no sheet
 * @param {number} now in milliseconds, never going back
 * @param {number} diagonal of the picture the corners are in
 * @returns {Steadiness}
 */
export function steadied(state, corners, now, diagonal) {
  if (!corners) return lost(state, now);
  const spent = state.spent && shift(state.spent, corners) < MOVED * diagonal ? state.spent : null;
  const resting = state.corners && !spent && shift(state.corners, corners) < STILL * diagonal;
  if (!resting) return { corners, since: now, looks: 1, seen: now, spent, share: 0, ready: false };
  const looks = state.looks + 1;
  const share = Math.min(1, Math.max(0, (now - state.since) / HOLD), looks / LOOKS);
  return { ...state, looks, seen: now, spent, share, ready: share === 1 };
}

/** The sheet that lies there has been photographed: not again until it moves. @param {Steadiness} state @returns {Steadiness} */
export const photographed = (state) => ({ ...state, spent: state.corners, share: 0, ready: false });

/** @param {Steadiness} state @param {number} now @returns {Steadiness} */
function lost(state, now) {
  const away = now - state.seen;
  if (away < BLINK) return { ...state, ready: false };
  return { ...UNSEEN, seen: state.seen, spent: away < GONE ? state.spent : null };
}

/** How far the corner that moved most has moved. @param {Quad} from @param {Quad} to */
const shift = (from, to) => Math.max(...from.map((corner, i) => Math.hypot(corner.x - to[i].x, corner.y - to[i].y)));
