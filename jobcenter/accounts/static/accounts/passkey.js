// Passkeys: creates one, signs in with one, confirms with one. A form with data-passkey="create|confirm|login" waits
// hidden until this module knows that the browser can do it; without it the page works with the code app.

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

/** @param {ArrayBuffer | null} buffer @returns {string | null} */
const text = (buffer) =>
  buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** @param {any} list Credentials as the server writes them. */
const credentials = (list) => (list || []).map((/** @type {any} */ one) => ({ ...one, id: bytes(one.id) }));

/** @param {any} options @returns {Promise<object>} the new passkey as the server reads it */
async function create({ publicKey }) {
  const made = /** @type {PublicKeyCredential} */ (
    await navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        user: { ...publicKey.user, id: bytes(publicKey.user.id) },
        excludeCredentials: credentials(publicKey.excludeCredentials),
      },
    })
  );
  const response = /** @type {AuthenticatorAttestationResponse} */ (made.response);
  return {
    ...common(made),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

/** @param {any} options @returns {Promise<object>} the proof of a passkey as the server reads it */
async function prove({ publicKey }) {
  const shown = /** @type {PublicKeyCredential} */ (
    await navigator.credentials.get({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        allowCredentials: credentials(publicKey.allowCredentials),
      },
    })
  );
  const response = /** @type {AuthenticatorAssertionResponse} */ (shown.response);
  return {
    ...common(shown),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  };
}

/** @param {PublicKeyCredential} credential */
function common(credential) {
  const { id, rawId, type, authenticatorAttachment } = credential;
  const extensions = credential.getClientExtensionResults();
  return { id, rawId: text(rawId), type, authenticatorAttachment, clientExtensionResults: extensions };
}

/** @param {HTMLFormElement} form @returns {Promise<object>} */
async function answer(form) {
  if (form.dataset.passkey === "login") {
    const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!reply.ok) throw new Error(`passkey options: ${reply.status}`);
    return prove((await reply.json()).request_options);
  }
  const options = JSON.parse(form.dataset.options ?? "{}");
  return form.dataset.passkey === "create" ? create(options.creation_options) : prove(options.request_options);
}

/** @param {unknown} error @returns {string} */
function explanation(error) {
  if (error instanceof DOMException && error.name === "InvalidStateError")
    return "Auf diesem Gerät gibt es schon einen Passkey für dieses Konto.";
  return "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal, oder nehmen Sie den anderen Weg.";
}

/** @param {Event} event */
async function submit(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.currentTarget);
  const message = /** @type {HTMLElement} */ (form.querySelector("[data-passkey-message]"));
  message.textContent = "";
  try {
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("credential"));
    field.value = JSON.stringify(await answer(form));
    form.submit();
  } catch (error) {
    message.textContent = explanation(error);
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]"))
    form.addEventListener("submit", submit);
  for (const part of document.querySelectorAll("[data-needs-passkey]")) part.removeAttribute("hidden");
  for (const part of document.querySelectorAll("[data-without-passkey]")) part.setAttribute("hidden", "");
}
