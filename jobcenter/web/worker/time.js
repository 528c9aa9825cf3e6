// When a page was kept, in the words of the people who read it.

const berlin = (/** @type {Intl.DateTimeFormatOptions} */ parts) =>
  new Intl.DateTimeFormat("de-DE", { timeZone: "Europe/Berlin", ...parts });
const clock = berlin({ hour: "2-digit", minute: "2-digit" });
const dayAndMonth = berlin({ day: "numeric", month: "long" });
const dayMonthAndYear = berlin({ day: "numeric", month: "long", year: "numeric" });

/** The number of the calendar day in Berlin, however long that day was. @param {Date} at */
function dayNumber(at) {
  const [day, month, year] = berlin({ day: "numeric", month: "numeric", year: "numeric" }).format(at).split(".");
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000;
}

/** "heute, 12:40", "gestern, 12:40", "24. November, 12:40". @param {Date} at @param {Date} now */
function inWords(at, now) {
  const days = dayNumber(now) - dayNumber(at);
  const year = berlin({ year: "numeric" });
  const date = year.format(at) === year.format(now) ? dayAndMonth : dayMonthAndYear;
  const day = days === 0 ? "heute" : days === 1 ? "gestern" : date.format(at);
  return `${day}, ${clock.format(at)}`;
}
