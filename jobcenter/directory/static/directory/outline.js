// Where the page of a Jobcenter is not on this device: its name, kind and areas, which the directory holds for all.

import { load } from "./postcodes.js";

/** @param {HTMLElement} place */
async function outline(place) {
  const number = location.pathname.match(/\/(\d{5})\/$/)?.[1];
  if (!number || (await caches.match(location.pathname))) return; // perhaps in another language only
  const directory = await load(place.dataset.outline ?? "");
  const jobcenter = directory.jobcenter(number);
  if (!jobcenter) return;
  const asOf = directory.asOf && new Date(directory.asOf).toLocaleDateString("de-DE", { dateStyle: "long" });
  const words = {
    name: jobcenter.name,
    kind: directory.kindInWords(jobcenter),
    areas: `Zuständig für: ${jobcenter.areas.join(", ")}`,
    as_of: asOf ? `Verzeichnis der Jobcenter, Stand: ${asOf}` : "",
  };
  for (const [part, text] of Object.entries(words)) {
    /** @type {HTMLElement} */ (place.querySelector(`[data-part="${part}"]`)).textContent = text;
  }
  place.hidden = false;
}

for (const place of document.querySelectorAll("[data-outline]")) outline(/** @type {HTMLElement} */ (place)).catch(() => {});
