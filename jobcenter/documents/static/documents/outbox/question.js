// @ts-check
// A question that holds everything up until it is answered.

import { element } from "./elements.js";

let made = 0;

/**
 * @param {string} title
 * @param {(Node | string)[]} inside
 * @param {HTMLButtonElement[]} buttons
 */
export function question(title, inside, buttons) {
  const id = `postausgang-frage-${(made += 1)}`;
  const heading = element("h2", "kern-heading-small", title);
  heading.id = id;
  const dialog = element("dialog", "desk-question outbox-question", heading, ...inside, element("div", "actions", ...buttons));
  dialog.setAttribute("aria-labelledby", id);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
