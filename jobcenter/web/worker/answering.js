// How a request is answered: from the network first, and from what is kept when there is none.

const PATIENCE = 3000; // milliseconds to wait for the network when a copy is at hand

/** The browser has asked already while this worker was waking up, or this worker asks. @param {FetchEvent} event */
const fromNetwork = async (event) => (await event.preloadResponse) ?? (await fetch(event.request));

/** A page that everybody may see: fresh, or the copy with a note. @param {FetchEvent} event @param {URL} url */
async function openPage(event, url) {
  const network = fromNetwork(event);
  event.waitUntil(network.then((answer) => visited(url, answer.clone())).catch(() => {}));
  const copy = await copyOf(url);
  if (!copy) return network.catch(noConnection);
  if (!navigator.onLine) return noted(copy, RELEASE.notes.offline); // the browser may still have it for some minutes
  return Promise.race([
    network.catch(() => noted(copy, RELEASE.notes.offline)),
    pause(PATIENCE).then(() => noted(copy, RELEASE.notes.slow)),
  ]);
}

/** Anything else passes through untouched; only where nothing comes back, the page says so. @param {FetchEvent} event */
const otherPage = (event) => fromNetwork(event).catch(noConnection);

/** @param {URL} url @param {Response} answer */
async function visited(url, answer) {
  if (!url.search && isForEverybody(answer)) await keepPage(url.pathname, answer);
  if (!(await kept(RELEASE.noConnection))) await fillCoreOnce(); // somebody has emptied the browser
}

/** The kept page; for a search the empty search, whose script answers. @param {URL} url */
const copyOf = async (url) =>
  url.search && url.pathname !== RELEASE.finder ? undefined : kept(url.pathname);

/** The copy with a note about its age at the top of its content. @param {Response} copy @param {string} note */
async function noted(copy, note) {
  const at = new Date(copy.headers.get(KEPT_AT) ?? 0);
  const time = `<time datetime="${at.toISOString()}">${inWords(at, new Date())}</time>`;
  const html = (await copy.clone().text()).replace(/<main\b[^>]*>/, (main) => main + note.replace("<time></time>", time));
  return new Response(html, { headers: copy.headers });
}

async function noConnection() {
  const page = await kept(RELEASE.noConnection);
  return page ? new Response(page.body, { status: 503, headers: page.headers }) : Response.error();
}

/** The directory on this device at once; a newer one is there the next time. @param {FetchEvent} event */
async function directory(event) {
  const core = await caches.open(CORE);
  const network = fetch(event.request).then(async (answer) => {
    if (answer.ok) await core.put(RELEASE.directory, answer.clone());
    return answer;
  });
  event.waitUntil(network.catch(() => {}));
  return (await kept(RELEASE.directory)) ?? network;
}

/** A file of this release never changes. @param {Request} request */
const file = async (request) => (await kept(new URL(request.url).pathname)) ?? fetch(request);

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
