"""The error watcher: whatever a browser complains about while somebody uses the app fails the test."""


class Watch:
    """Collects complaints of all pages of one browser context."""

    def __init__(self):
        self.complaints = []
        self.expected = []

    def expect(self, *words):
        """Complaints containing one of these words belong to what the test does."""
        self.expected += words

    def follow(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"Fehler im Skript: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def check(self):
        left = [one for one in self.complaints if not any(words in one for words in self.expected)]
        assert not left, "Der Browser beschwert sich:\n" + "\n".join(left)

    def _console(self, message):
        # Failed downloads are judged by their answer, below.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"Konsole ({message.type}): {message.text} {message.location.get('url', '')}")

    def _failed(self, request):
        # Leaving a page interrupts what it was still loading.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.complaints.append(f"Anfrage gescheitert: {request.method} {request.url} {request.failure}")

    def _response(self, response):
        wrong = 500 if response.request.resource_type in {"document", "fetch", "xhr"} else 400
        if response.status >= wrong:
            self.complaints.append(f"Antwort {response.status}: {response.request.method} {response.url}")
