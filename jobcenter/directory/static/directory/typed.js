// What a person typed into the search field, understood as the server understands it (jobcenter/directory/typed.py).

const LONGEST = 100;

/** @typedef {{ text: string, postcode: string, digits: string, name: string }} Typed */

/**
 * "33602", " 336 02", "D-33602", "33602 Bielefeld", "３３６０２" → postcode; "1067" → digits; "Köln" → name.
 * @param {string} typed @returns {Typed}
 */
export function read(typed) {
  const text = shortened(plain(typed)).split(/\s+/).filter(Boolean).join(" ");
  const found = text.match(/(?:^|\D)(\d{5})(?!\d)/);
  if (found) return { text, postcode: found[1], digits: "", name: "" };
  const digits = text.replace(/\D/g, "");
  const letters = text.replace(/^[dD][eE]?(?=[^\p{L}\p{N}_]|\d)|[^\p{L}\p{N}]|\d/gu, "");
  if (!letters && digits.length === 5) return { text, postcode: digits, digits: "", name: "" };
  if (!letters) return { text, postcode: "", digits, name: "" };
  const name = text.split(" ").filter((word) => !/^\d+$/.test(word)).join(" ");
  return { text, postcode: "", digits: "", name };
}

/** @param {string} text */
const shortened = (text) => [...text].slice(0, LONGEST).join("");

/** Full-width and other digits as ASCII digits, control characters as spaces. @param {string} text */
function plain(text) {
  if (/^[ -~]*$/.test(text)) return text; // what most people type needs no tables of Unicode
  return shortened(text).normalize("NFKC").replace(/\p{Nd}/gu, digit).replace(/\p{C}/gu, " ");
}

/** Every script has its ten digits in a row. @param {string} sign */
function digit(sign) {
  const point = sign.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before += 1;
  return String(before % 10);
}
