// @ts-check
/** Pass the page on with what the device offers; without JavaScript the address and the QR code are there to use. */

const told = document.querySelector("[data-shared]");

/** @param {string} text */
function say(text) {
  if (told) told.textContent = text;
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-share]"))) {
  button.hidden = !("share" in navigator);
  button.addEventListener("click", () => {
    // Who closes the device's own window has changed their mind; that is no error.
    navigator.share({ title: button.dataset.title, url: button.dataset.share }).catch(() => undefined);
  });
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-copy]"))) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => {
    navigator.clipboard
      .writeText(button.dataset.copy ?? "")
      .then(() => say("Die Adresse ist kopiert."))
      .catch(() => say("Kopieren ging nicht. Markieren Sie die Adresse und kopieren Sie sie von Hand."));
  });
}
