// What this device may keep. The facts come with the worker: jobcenter/web/offline.py writes RELEASE above this line.

/**
 * @typedef {object} Release
 * @property {string} version changes with every release
 * @property {string[]} pages what every device keeps from the start
 * @property {string[]} open pages that look the same for everybody
 * @property {string} finder the search for the Jobcenter; everything below it is open, too
 * @property {string} directory every postcode with its answer
 * @property {string} noConnection the page to show when there is nothing else
 * @property {string} static where the files of the release are
 * @property {string[]} files what stylesheets need besides
 * @property {string[]} signingOut addresses that end a session
 * @property {{ offline: string, slow: string }} notes what stands above a kept page, with an empty <time>
 */

const KEPT_AT = "X-Kept-At";

/** Whether everybody may see this address, so that a device may keep it. @param {URL} url */
const isOpen = (url) =>
  url.origin === location.origin && (RELEASE.open.includes(url.pathname) || url.pathname.startsWith(RELEASE.finder));

/** Whether this is a page as everybody gets it: nothing in it depends on who has asked. @param {Response} answer */
function isForEverybody(answer) {
  const says = (/** @type {string} */ header) => answer.headers.get(header)?.toLowerCase() ?? "";
  return (
    isPage(answer) && !/private|no-store/.test(says("Cache-Control")) && !says("Vary").includes("cookie")
  );
}

/** Whether this is a page of ours and no error, no redirect, no download. @param {Response} answer */
const isPage = (answer) =>
  answer.ok &&
  !answer.redirected &&
  answer.type === "basic" &&
  (answer.headers.get("Content-Type") ?? "").startsWith("text/html");
