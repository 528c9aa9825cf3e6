// @ts-check
// The part that sends comes only when something is to be sent; everywhere but at a card that is hardly ever.

export const theSender = async () => (await import("./sending.js")).sender;

/** Give entries a destination, and send them there. @type {(typeof import("./sending.js"))["sendTo"]} */
export const sendTo = async (...what) => (await import("./sending.js")).sendTo(...what);
