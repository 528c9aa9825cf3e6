// @ts-check
/** The worker that calculates beside the page, so that typing never waits. In: what `solve` takes. Out: the solution. */

import { solve } from "./solving.js";

const page = /** @type {{ postMessage(solution: string): void }} */ (/** @type {unknown} */ (self));

addEventListener("message", ({ data }) => page.postMessage(solve(data.ticket, data.puzzles, data.bits)));
