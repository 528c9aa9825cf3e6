// Whether this browser is a desk where one person follows the other (jobcenter/accounts/desk_mode.py): then the device
// keeps nothing, and pages that are the same for everybody get their mark from here.

export const isDesk = /(?:^|; )(?:__Host-)?desk-mode=/.test(document.cookie);

/** Nothing stays of a service worker that was here before. */
async function forget() {
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}

function mark() {
  if (document.querySelector("[data-desk]")) return;
  const bar = document.createElement("aside");
  bar.className = "desk";
  bar.setAttribute("aria-label", "Beratungsplatz");
  bar.dataset.desk = "";
  const text = Object.assign(document.createElement("p"), { className: "desk__text" });
  const link = Object.assign(document.createElement("a"), { href: "/konto/beratungsplatz/", textContent: "Abmelden und alles löschen" });
  const more = Object.assign(document.createElement("span"), { className: "desk__more", textContent: ": Auf diesem Gerät bleibt nichts." });
  text.append("Beratungsplatz", more, " ", link);
  bar.append(text);
  document.querySelector(".skip-link")?.after(bar);
}

if (isDesk) {
  if ("serviceWorker" in navigator && window.caches) forget().catch(() => {});
  mark();
}
