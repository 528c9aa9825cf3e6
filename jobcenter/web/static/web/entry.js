// Rows of a list that are links as a whole, as in components/entry.html.

/** @param {Node[]} rows */
export function entries(...rows) {
  const list = document.createElement("ul");
  list.className = "entries";
  list.append(...rows);
  return list;
}

/** @param {string} href @param {string} title @param {string} more */
export function entry(href, title, more = "") {
  const item = document.createElement("li");
  item.className = "entry";
  const link = document.createElement("a");
  link.className = "entry__link";
  link.href = href;
  link.textContent = title;
  item.append(link);
  if (more) item.append(Object.assign(document.createElement("span"), { className: "entry__text", textContent: more }));
  return item;
}
