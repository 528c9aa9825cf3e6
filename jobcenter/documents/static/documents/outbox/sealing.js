// @ts-check
// Closing and opening what lies on the device: AES-256-GCM with a key that the browser never hands out.

/** @typedef {{ iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer }} Sealed */

const NAME = "AES-GCM";

/** A key that can be used and kept, but not read: not even by our own scripts. @returns {Promise<CryptoKey>} */
export const newKey = () => crypto.subtle.generateKey({ name: NAME, length: 256 }, false, ["encrypt", "decrypt"]);

/**
 * @param {CryptoKey} key
 * @param {BufferSource} bytes
 * @param {string} place what this is; it opens nowhere else
 * @returns {Promise<Sealed>}
 */
export async function seal(key, bytes, place) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(place);
  return { iv, data: await crypto.subtle.encrypt({ name: NAME, iv, additionalData }, key, bytes) };
}

/**
 * Rejects when the key, the place or a single bit is another one.
 * @param {CryptoKey} key
 * @param {Sealed} sealed
 * @param {string} place
 * @returns {Promise<ArrayBuffer>}
 */
export function open(key, { iv, data }, place) {
  return crypto.subtle.decrypt({ name: NAME, iv, additionalData: new TextEncoder().encode(place) }, key, data);
}

/** @param {CryptoKey} key @param {unknown} facts @param {string} place */
export const sealFacts = (key, facts, place) => seal(key, new TextEncoder().encode(JSON.stringify(facts)), place);

/** @param {CryptoKey} key @param {Sealed} sealed @param {string} place @returns {Promise<any>} */
export const openFacts = async (key, sealed, place) =>
  JSON.parse(new TextDecoder().decode(await open(key, sealed, place)));
