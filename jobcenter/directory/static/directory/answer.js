// The answer to a postcode in words and links, as the server's pages give it (choose.html, nothing.html).

import { entries, entry } from "../web/entry.js";

/** @typedef {import("./postcodes.js").Answer} Answer @typedef {import("./postcodes.js").Option} Option */

/** @param {Answer} answer @param {string} finder address of the search; Jobcenters are below it @returns {Node[]} */
export function inWords(answer, finder) {
  switch (answer.state) {
    case "found":
      return [lead("Zuständig ist"), list(answer.options, finder, byName)];
    case "choose":
      return choice(answer, finder);
    case "bulk_mail":
      return [
        text(
          `${answer.postcode} ist eine Postleitzahl für Großempfänger, zum Beispiel für eine Behörde. ` +
            "Dort wohnt niemand. Bitte geben Sie die Postleitzahl Ihrer Wohnung ein.",
        ),
      ];
    default:
      return [text(`Die Postleitzahl ${answer.postcode} kennen wir nicht. Bitte prüfen Sie die Ziffern.`)];
  }
}

/** @param {Answer} answer @param {string} finder */
function choice({ options, byBorough }, finder) {
  const sourced = options.filter((option) => option.sourced);
  const hearsay = options.filter((option) => !option.sourced);
  const usual = hearsay.length > 0 && sourced.length === 1;
  const question = byBorough ? "In welchem Bezirk wohnen Sie?" : "Wo wohnen Sie?";
  const parts = [lead(usual ? "Meistens ist zuständig" : question), list(sourced, finder, byArea)];
  if (hearsay.length) parts.push(lead("Vielleicht auch (ohne amtliche Quelle)"), list(hearsay, finder, byArea));
  return parts;
}

/** @param {Option} option @returns {[string, string]} */
const byName = ({ jobcenter, areas }) => [jobcenter.name, areas.join(" und ")];

/** People know where they live. @param {Option} option @returns {[string, string]} */
const byArea = ({ jobcenter, areas }) => [areas.join(" oder "), jobcenter.name];

/** @param {string} words */
export const text = (words) => Object.assign(document.createElement("p"), { textContent: words });

/** @param {string} words */
const lead = (words) => Object.assign(text(words), { className: "found__lead" });

/** @param {Option[]} options @param {string} finder @param {(option: Option) => [string, string]} inWords */
const list = (options, finder, inWords) =>
  entries(...options.map((option) => entry(`${finder}${option.jobcenter.number}/`, ...inWords(option))));
