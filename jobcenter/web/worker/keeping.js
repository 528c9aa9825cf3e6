// What is kept, and for how long: the pages of the release with their files, and pages where somebody has been.

const CORE = `core-${RELEASE.version}`;
const VISITED = `visited-${RELEASE.version}`;
const MOST = 60;

/** The page at `path` as somebody gets it who has no cookies. @param {string} path @param {RequestCache} cache */
const asAnybody = (path, cache) => fetch(path, { credentials: "omit", redirect: "manual", cache });

/** @param {Response} answer @param {string} path */
function orFail(answer, path) {
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** Keep everything without which the app is no help. Throws when any of it cannot be had. */
async function fillCore() {
  const directory = orFail(await asAnybody(RELEASE.directory, "no-cache"), RELEASE.directory);
  await (await caches.open(CORE)).put(RELEASE.directory, directory);
  await keepFiles(RELEASE.files, CORE);
  for (const path of RELEASE.pages) {
    const answer = orFail(await asAnybody(path, "no-cache"), path);
    if (!isPage(answer)) throw new Error(`${path} is no page`);
    await keepPage(path, answer);
  }
}

/** @type {Promise<void> | undefined} */
let filling;

/** Several who ask at the same time wait for the same. */
const fillCoreOnce = () => (filling ??= fillCore().finally(() => (filling = undefined)));

/** Fetch the visited pages of the release before anew. Throws without network; what is no page any more is dropped. */
async function takeOver() {
  for (const name of await caches.keys()) {
    if (!name.startsWith("visited-") || name === VISITED) continue;
    for (const { url } of await (await caches.open(name)).keys()) await renew(new URL(url), "no-cache");
  }
}

/** Fetch an open page as anybody gets it, and keep it. @param {URL} url @param {RequestCache} cache */
async function renew(url, cache) {
  if (!isOpen(url) || url.search) return;
  const answer = await asAnybody(url.pathname, cache);
  if (answer.status >= 500) throw new Error(`${url.pathname}: ${answer.status}`);
  if (isForEverybody(answer)) await keepPage(url.pathname, answer);
  else await (await caches.open(VISITED)).delete(url.pathname); // gone, moved, or nobody else's any more
}

/** Keep a page with the files it needs, and when that was. @param {string} path @param {Response} answer */
async function keepPage(path, answer) {
  const name = RELEASE.pages.includes(path) ? CORE : VISITED;
  const html = await answer.text();
  await keepFiles(html.match(FILES)?.map((quoted) => quoted.slice(1, -1)) ?? [], name);
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding"); // the body is unpacked by now
  headers.delete("Content-Length");
  headers.set(KEPT_AT, new Date().toISOString());
  const cache = await caches.open(name);
  if (name === VISITED) await cache.delete(path); // so that it is the newest
  await cache.put(path, new Response(html, { headers }));
  if (name === VISITED) await makeRoom(cache);
}

/** What a page names between quotes: stylesheets, scripts, fonts, drawings. */
const FILES = new RegExp(`"${RELEASE.static}[^"]+\\.(css|js|woff2|svg)"`, "g");

/** @param {string[]} paths @param {string} name */
async function keepFiles(paths, name) {
  for (const path of new Set(paths)) {
    if (await kept(path)) continue;
    const answer = orFail(await fetch(path, { credentials: "omit" }), path);
    if (path.endsWith(".js")) await keepFiles(modulesIn(await answer.clone().text(), path), name);
    await (await caches.open(name)).put(path, answer);
  }
}

/** What a module takes `from "./another.js"`, or only runs: `import "./another.js"`. @param {string} source @param {string} path */
const modulesIn = (source, path) =>
  [...source.matchAll(/\b(?:from|import) ?"(\.[^"]+)"/g)].map(([, name]) => new URL(name, new URL(path, location.origin)).pathname);

/** What is kept for this path. @param {string} path */
const kept = async (path) => (await keptIn(CORE, path)) ?? (await keptIn(VISITED, path));

/** @param {string} cacheName @param {string} path */
const keptIn = (cacheName, path) => caches.match(path, { cacheName, ignoreVary: true });

/** The oldest pages go. @param {Cache} visited */
async function makeRoom(visited) {
  const pages = (await visited.keys()).filter(({ url }) => isOpen(new URL(url)));
  for (const page of pages.slice(0, Math.max(0, pages.length - MOST))) await visited.delete(page);
}

/** Nothing stays of where somebody has been; what every device keeps is as new. */
async function forget() {
  await forgetAllBut(CORE);
  await fillCoreOnce();
}

/** @param {string[]} names */
const forgetAllBut = async (...names) =>
  Promise.all((await caches.keys()).filter((name) => !names.includes(name)).map((name) => caches.delete(name)));
