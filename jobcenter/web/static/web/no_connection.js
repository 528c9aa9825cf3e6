// The network is back: the page that was wanted comes by itself, unless somebody is typing.

addEventListener("online", async () => {
  // A browser says "online" as soon as there is a wireless network, with or without a way out of it.
  const answer = await fetch("/robots.txt", { cache: "no-store" }).catch(() => undefined);
  if (answer?.ok && !document.querySelector("input")?.value) location.reload();
});
