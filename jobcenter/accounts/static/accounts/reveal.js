// Lets people see the password they type. Without JavaScript the field stays as it is.

for (const part of document.querySelectorAll("[data-reveal]")) {
  const field = /** @type {HTMLInputElement} */ (part.querySelector("input"));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "kern-btn kern-btn--tertiary";
  const word = document.createElement("span");
  word.className = "kern-label";
  const what = document.createElement("span");
  what.className = "sr-only";
  what.textContent = "Passwort";
  button.append(what, word);

  /** @param {boolean} shown */
  const show = (shown) => {
    field.type = shown ? "text" : "password";
    word.textContent = shown ? "Verbergen" : "Zeigen";
  };
  show(false);
  button.addEventListener("click", () => show(field.type === "password"));
  // Browsers keep what was in a visible text field; a password must not end up there.
  field.form?.addEventListener("submit", () => show(false));
  part.append(button);
}
