// @ts-check
/** A question before something is lost. */

import { button, element } from "./building.js";

/**
 * @template {string} Answer
 * @param {HTMLElement} place in which it is asked
 * @param {string} title
 * @param {string} text
 * @param {[Answer, string][]} answers the first one loses nothing and is what Escape means
 * @returns {Promise<Answer>}
 */
export function asked(place, title, text, answers) {
  return new Promise((resolve) => {
    let answer = answers[0][0];
    const heading = Object.assign(element("h2", "scanner-title", title), { id: "scanner-frage" });
    const dialog = element("dialog", "scanner-question", heading, ...(text ? [element("p", "scanner-text", text)] : []));
    dialog.setAttribute("aria-labelledby", "scanner-frage");
    const choose = (/** @type {Answer} */ one) => () => {
      answer = one;
      dialog.close();
    };
    answers.forEach(([one, words], i) => dialog.append(button(i ? "scanner-button--secondary" : "scanner-button--primary", words, choose(one))));
    dialog.addEventListener("cancel", (event) => event.stopPropagation());
    dialog.addEventListener("close", (event) => {
      event.stopPropagation();
      dialog.remove();
      resolve(answer);
    });
    place.append(dialog);
    dialog.showModal();
  });
}
