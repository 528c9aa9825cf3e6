// @ts-check
/** Elements made by scripts, without a framework and without markup in strings. */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {...(Node | string)} inside
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, className, ...inside) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

/** A picture that says nothing a word beside it does not say. @param {string} name one of KERN's, with its prefix */
export function icon(name) {
  const made = element("span", `kern-icon ${name}`);
  made.setAttribute("aria-hidden", "true");
  return made;
}
