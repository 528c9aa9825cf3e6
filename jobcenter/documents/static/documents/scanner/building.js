// @ts-check
/** Elements of the dialog. */

import { element, icon } from "../elements.js";

export { element, icon };

/**
 * @param {string} className
 * @param {string | Node[]} inside
 * @param {() => void} pressed
 */
export function button(className, inside, pressed) {
  const made = element("button", `scanner-button ${className}`.trim(), ...(typeof inside === "string" ? [inside] : inside));
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}

/** The heading of a view: it takes the focus when the view comes. */
export function heading() {
  const made = element("h2", "scanner-title");
  made.tabIndex = -1;
  return made;
}

// The parser knows what an element of a drawing is made with.
const DRAWING = new DOMParser().parseFromString("<svg></svg>", "text/html").body.firstElementChild?.namespaceURI ?? null;

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...Node} inside
 */
export function drawn(tag, attributes, ...inside) {
  const made = /** @type {SVGElement} */ (document.createElementNS(DRAWING, tag));
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

/** A camera, which KERN has no icon for. */
export function cameraIcon() {
  const body = "M4 8h3l1.5-2.5h7L17 8h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z";
  const lens = drawn("circle", { cx: "12", cy: "13", r: "3.5" });
  return drawn("svg", { class: "scanner-sign", viewBox: "0 0 24 24", "aria-hidden": "true" }, drawn("path", { d: body }), lens);
}

/** Number and word stay on one line. @param {number} count */
export const counted = (count) => (`${count}\u00a0${count === 1 ? "Seite" : "Seiten"}`);

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
