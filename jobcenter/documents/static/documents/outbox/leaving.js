// @ts-check
// Nobody signs out and believes that pages were sent which were not; and nobody leaves pages behind for whoever comes next.

import { isDue, leftHere } from "./due.js";
import { button, element } from "./elements.js";
import { owner, papers, signingOut } from "./here.js";
import { keeping } from "./keeping.js";
import { question } from "./question.js";
import { theSender } from "./when_needed.js";
import { counted, countedAre } from "./words.js";

/** Forms that may go now. @type {WeakSet<HTMLFormElement>} */
const allowed = new WeakSet();

export function askBeforeLeaving() {
  document.addEventListener("submit", (event) => pressed(event), { capture: true });
}

/** Not `form.action`: a field of that name would stand in its place. @param {HTMLFormElement} form the path it posts to; "" for none */
function addressOf(form) {
  if (form.getAttribute("method")?.toLowerCase() !== "post") return "";
  return new URL(form.getAttribute("action") ?? "", location.href).pathname;
}

/** @param {SubmitEvent} event */
async function pressed(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!owner || allowed.has(form) || !signingOut.includes(addressOf(form))) return;
  event.preventDefault();
  await keeping.settled();
  const waiting = await leftHere();
  if (waiting.length) ask(form, waiting);
  else go(form);
}

/** @param {HTMLFormElement} form */
function go(form) {
  allowed.add(form);
  form.requestSubmit();
}

/** @param {HTMLFormElement} form @param {import("./keeping.js").Entry[]} waiting */
function ask(form, waiting) {
  const facts = waiting.map((entry) => entry.facts);
  const said = element("p", "kern-body", "Wenn Sie sich abmelden, löschen wir, was noch auf diesem Gerät liegt. Beim Jobcenter ist davon nichts.");
  said.setAttribute("role", "status");
  const due = waiting.filter(isDue);
  const send = button("Jetzt hochladen", "kern-btn--primary", () => sendFirst(said, send));
  send.hidden = !due.length && !papers;
  if (!due.length) send.addEventListener("click", () => location.assign(papers), { once: true });
  const leave = button(`Abmelden und ${facts.length === 1 ? "Seite" : "Seiten"} löschen`, "kern-btn--secondary", () => leaveNothing(form, said));
  const back = button("Zurück", "kern-btn--tertiary", () => dialog.close());
  const dialog = question(`${countedAre(facts)} noch nicht gesendet.`, [said], [send, leave, back]);
}

/** @param {HTMLElement} said @param {HTMLButtonElement} send */
async function sendFirst(said, send) {
  send.disabled = true;
  const sender = await theSender().catch(() => undefined);
  said.textContent = sender ? "Wird hochgeladen …" : "Keine Verbindung: Es wurde nichts hochgeladen.";
  let why = "";
  /** @type {string[]} what nobody will see any more: it was refused, and is gone from here */
  const refused = [];
  sender?.addEventListener("progress", (event) => {
    const { number, of, left } = /** @type {CustomEvent<import("./sending.js").Progress>} */ (event).detail;
    said.textContent = [`${number} von ${of} wird hochgeladen`, left].filter(Boolean).join(", ");
  });
  sender?.addEventListener("outcome", (event) => {
    const { entry, what, words } = /** @type {CustomEvent<import("./sending.js").Outcome>} */ (event).detail;
    if (what !== "sent") why = words;
    if (what === "refused") refused.push(`„${entry.facts.name}“ wurde nicht angenommen. ${words}`);
  });
  await sender?.resume();
  send.disabled = false;
  const left = await leftHere();
  send.hidden = !left.length;
  said.textContent = left.length
    ? `Noch nicht hochgeladen: ${counted(left.map((entry) => entry.facts))}. ${why}`
    : [...(refused.length ? [...refused, "Sonst wartet hier nichts mehr."] : ["Alles ist hochgeladen."]), "Sie können sich jetzt abmelden."].join(" ");
  const leave = said.closest("dialog")?.querySelector(".kern-btn--secondary .kern-label");
  if (leave && !left.length) leave.textContent = "Abmelden";
}

/** @param {HTMLFormElement} form @param {HTMLElement} said */
async function leaveNothing(form, said) {
  if (!navigator.onLine) {
    said.textContent = "Keine Verbindung: Sie sind noch angemeldet, und was hier wartet, ist noch da.";
    return;
  }
  const sender = await theSender().catch(() => undefined);
  sender?.pause(); // nothing is put back by what is under way
  await keeping.drop(await leftHere(), "removed");
  go(form);
}
