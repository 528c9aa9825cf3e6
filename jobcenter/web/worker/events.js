// When the worker does what.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** All of the new release, or the worker before stays. */
async function install() {
  try {
    await fillCore();
    await takeOver();
  } catch (error) {
    await Promise.all([caches.delete(CORE), caches.delete(VISITED)]);
    throw error;
  }
  await worker.skipWaiting();
}

async function activate() {
  await forgetAllBut(CORE, VISITED);
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

/** @param {FetchEvent} event */
function answer(event) {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (event.request.method !== "GET") {
    if (RELEASE.signingOut.includes(url.pathname)) event.waitUntil(forget());
  } else if (event.request.mode === "navigate") {
    event.respondWith(isOpen(url) ? openPage(event, url) : otherPage(event));
  } else if (url.pathname === RELEASE.directory) {
    event.respondWith(directory(event));
  } else if (url.pathname.startsWith(RELEASE.static)) {
    event.respondWith(file(event.request));
  }
}

/** A page asks to keep others: {keep: ["/mein-jobcenter/…/"]}. @param {ExtendableMessageEvent} event */
async function keep(event) {
  for (const path of event.data.keep) await renew(new URL(path, location.origin), "default");
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", answer);
worker.addEventListener("message", (event) => event.waitUntil(keep(event).catch(() => {})));
