// Which Jobcenters' pages are on this device, the latest first: for the page that says there is no connection, and for
// any page that the worker gave out of its store.

import { entries, entry } from "./entry.js";

const JOBCENTER = /^\/mein-jobcenter\/\d{5}\/$/;
const MOST = 5;

/** @returns {Promise<{ path: string, title: string }[]>} */
async function keptPages() {
  const pages = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of [...(await cache.keys())].reverse()) {
      const path = new URL(url).pathname;
      if (!JOBCENTER.test(path) || pages.length === MOST) continue;
      const html = (await (await cache.match(url))?.text()) ?? "";
      const title = new DOMParser().parseFromString(html, "text/html").querySelector("h1")?.textContent ?? "";
      pages.push({ path, title: title.trim() });
    }
  }
  return pages;
}

/** @param {HTMLElement} place */
async function list(place) {
  const pages = await keptPages();
  place.append(entries(...pages.map(({ path, title }) => entry(path, title))));
  place.hidden = !pages.length;
}

const withoutNetwork = document.querySelector("[data-no-connection], .kept");
for (const place of document.querySelectorAll("[data-kept-pages]")) {
  if (withoutNetwork && window.caches) list(/** @type {HTMLElement} */ (place)).catch(() => {});
}
