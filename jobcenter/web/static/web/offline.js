// Installs the service worker once the page stands, lets it keep what the page names in `data-keep`, and holds back
// what could not arrive.

import { isDesk } from "./desk.js";

/** Runs when nothing else is to be done. @param {() => void} task */
const idle = (task) => (window.requestIdleCallback ?? setTimeout)(task);

async function install() {
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  const paths = [...document.querySelectorAll("[data-keep]")].flatMap(
    (element) => /** @type {HTMLElement} */ (element).dataset.keep?.split(/\s+/).filter(Boolean) ?? [],
  );
  const connection = /** @type {{ saveData?: boolean } | undefined} */ (Reflect.get(navigator, "connection"));
  if (paths.length && !connection?.saveData) active?.postMessage({ keep: paths });
}

/** Without a secure connection, or in a private window, there is no worker; without network it is there already. */
function whenLoaded() {
  idle(() => install().catch(() => {}));
}

/** The browser would leave the page and say only that something failed. @param {SubmitEvent} event */
function holdBack(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (navigator.onLine || event.defaultPrevented || form.getAttribute("method") !== "post") return; // a field may be called "method"
  event.preventDefault();
  const message = document.createElement("p");
  message.className = "message message--warning";
  message.setAttribute("role", "alert");
  message.textContent = "Keine Verbindung: Es wurde nichts gesendet. Bitte noch einmal drücken, wenn Sie wieder Internet haben.";
  form.querySelector(".message[role=alert]")?.remove();
  form.append(message);
}

document.addEventListener("submit", holdBack);
if ("serviceWorker" in navigator && !isDesk) {
  if (document.readyState === "complete") whenLoaded();
  else addEventListener("load", whenLoaded);
}
