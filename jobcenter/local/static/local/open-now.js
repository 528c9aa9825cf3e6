// @ts-check
/**
 * „Jetzt geöffnet bis 12:00“ stays true while the page is open, and on a page read without a network: the element
 * carries the openings of the next days and looks at the clock itself.
 *
 * @typedef {[start: number, end: number, note: string]} Opening minutes since 1970, and what is noted on it
 */

const ZONE = { timeZone: "Europe/Berlin" };
const clock = new Intl.DateTimeFormat("de", { ...ZONE, hour: "numeric", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat("de", { ...ZONE, weekday: "long" });
const date = new Intl.DateTimeFormat("de", { ...ZONE, day: "numeric", month: "long" });
const day = new Intl.DateTimeFormat("en-CA", ZONE); // 2026-11-25
const DAY = 24 * 60;

/** @param {number} minute */
const moment = (minute) => new Date(minute * 60_000);

/** @param {number} minute @param {number} now */
function when(minute, now) {
  const ahead = Math.round((Date.parse(day.format(moment(minute))) - Date.parse(day.format(moment(now)))) / 86_400_000);
  const at = `um ${clock.format(moment(minute))}`;
  if (ahead === 0) return at;
  if (ahead === 1) return `morgen ${at}`;
  return ahead <= 6 ? `${weekday.format(moment(minute))} ${at}` : `am ${date.format(moment(minute))} ${at}`;
}

class OpenNow extends HTMLElement {
  /** @type {Opening[]} */ openings = [];
  timer = 0;
  wasOpen = false;

  connectedCallback() {
    this.openings = JSON.parse(this.dataset.openings ?? "[]");
    this.wasOpen = this.querySelector(".state--success") !== null;
    this.timer = window.setInterval(() => this.look(), 20_000);
    document.addEventListener("visibilitychange", this);
    this.look();
  }

  disconnectedCallback() {
    window.clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this);
  }

  handleEvent() {
    if (!document.hidden) this.look();
  }

  /** Change the words only when the state is another than the page says. */
  look() {
    const now = Math.floor(Date.now() / 60_000);
    const next = this.openings.find(([, end]) => end > now);
    const open = next !== undefined && next[0] <= now;
    if (open === this.wasOpen) return;
    this.wasOpen = open;
    this.say(open, this.words(now, next, open));
  }

  /** @param {number} now @param {Opening | undefined} next @param {boolean} open */
  words(now, next, open) {
    const { open: opened = "", closed = "", again = "" } = this.dataset;
    if (!next) return closed;
    const note = next[2] ? ` (${next[2]})` : "";
    if (!open) return `${closed} – ${again} ${when(next[0], now)}${note}`;
    return next[1] - now > 7 * DAY ? opened + note : `${opened} bis ${clock.format(moment(next[1]))}${note}`;
  }

  /** @param {boolean} open @param {string} words */
  say(open, words) {
    this.querySelector(".state")?.classList.toggle("state--success", open);
    const icon = this.querySelector(".kern-icon");
    icon?.classList.toggle("kern-icon--check", open);
    icon?.classList.toggle("kern-icon--close", !open);
    const target = this.querySelector("[data-words]");
    if (target) target.textContent = words;
  }
}

customElements.define("open-now", OpenNow);
