// @ts-check
// The few pieces that the outbox builds by itself; they look like those of web/templates/components/.

import { element, icon } from "../elements.js";

export { element, icon };

/** @param {string} words @param {"kern-btn--primary" | "kern-btn--secondary" | "kern-btn--tertiary"} kind @param {() => void} pressed */
export function button(words, kind, pressed) {
  const made = element("button", `kern-btn ${kind}`, element("span", "kern-label", words));
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}

/** @param {string} text */
export const errorLine = (text) =>
  element("p", "kern-error", icon("kern-icon--danger"), element("span", "kern-body", text));

/** How far a page is, in the words of components/state.html. @param {boolean} going */
export const state = (going) =>
  going
    ? element("span", "state state--info", icon("kern-icon--autorenew"), "Wird hochgeladen")
    : element("span", "state state--danger", icon("kern-icon--danger"), "Nicht gesendet");
