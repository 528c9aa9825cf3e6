"""A citizen over plain HTTP: reads the pages, fills in their forms, presses their buttons, as a browser without
JavaScript does. For tests and measurements that need a whole application quickly."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

import httpx
from lxml import html

from jobcenter.questions.models import Form, Page

Photo = tuple[str, bytes, str]  # file name, content, media type


class Citizen:
    """Signed in as one of the demo's people. `at` is the page being looked at."""

    def __init__(self, address: str, name: str = "anna", watch: Callable[[httpx.Response], None] | None = None) -> None:
        hooks: dict[str, list[Callable[..., Any]]] = {"response": [watch] if watch else []}
        self.http = httpx.Client(base_url=address, timeout=30, event_hooks=hooks)
        self.at = self.go("/konto/demo/")
        self.press(self.form("/konto/demo/"), name=name)

    def go(self, path: str) -> httpx.Response:
        """Open a page and follow where it leads. Raises httpx.HTTPStatusError for 4xx and 5xx."""
        return self._arrive(self.http.get(path))

    def form(self, action: str) -> html.FormElement:
        """The first form on this page that is sent to an address with `action` in it."""
        page = html.fromstring(self.at.text)
        found = [form for form in page.forms if action in urljoin(str(self.at.url), form.action or "")]
        assert found, f"no form to {action} at {self.at.url}"
        return found[0]

    def press(self, form: html.FormElement, files: Sequence[tuple[str, Photo]] = (), **fields: str) -> httpx.Response:
        """Send `form` as it stands on the page, with `fields` changed."""
        data: dict[str, Any] = {}
        for name, value in form.form_values():
            data.setdefault(name, []).append(value)
        data |= fields
        target = urljoin(str(self.at.url), form.action or "")
        sent: Mapping[str, Any] = {"files": list(files)} if files else {}
        # A browser says where a form was; the CSRF check asks for it on HTTPS.
        return self._arrive(self.http.post(target, data=data, headers={"Referer": str(self.at.url)}, **sent))

    def renew(self, photos: Sequence[Photo] = ()) -> str:
        """Fill in a renewal in which nothing has changed, up to the page before sending. Returns the draft's path."""
        self.go("/antrag/neu/weiterbewilligung/")
        self.press(self.form("/antrag/neu/"))
        draft = re.match(r"/antrag/[0-9a-f-]{36}/", self.at.url.path)
        assert draft, f"no draft at {self.at.url}"
        for _ in range(30):
            if self.at.url.path.endswith("/pruefen/"):
                return draft[0]
            if photos and (upload := self._upload()) is not None:
                self.press(upload, files=[("files", photo) for photo in photos])
                photos = ()
                continue
            before = self.at.url.path
            self.press(self._answered())
            assert self.at.url.path != before, f"stuck at {before}: {self._complaints()}"
        raise AssertionError("the form does not end")

    def fill_in(self, form: Form, answers: Mapping[str, Any]) -> str:
        """Fill in a form with these answers, evidence left out, up to the page before sending. Returns the path."""
        self.go(f"/antrag/neu/{form.id}/")
        self.press(self.form("/antrag/neu/"))
        for _ in range(300):
            found = re.match(r"(/antrag/[0-9a-f-]{36}/)([a-z0-9_-]+)/", self.at.url.path)
            assert found, f"no draft at {self.at.url}"
            if found[2] == "pruefen":
                return found[1]
            page = form.visible_page(found[2], answers)
            assert page, f"{found[2]} is not on the way"
            self.press(self._page_form(), **_typed(page, answers))
            assert self.at.url.path != f"{found[0]}", f"stuck at {found[2]}: {self._complaints()}"
        raise AssertionError("the form does not end")

    def _page_form(self) -> html.FormElement:
        return next(form for form in html.fromstring(self.at.text).forms if form.get("id") == "antrag")

    def send(self, draft: str) -> str:
        """Submit the draft. Returns the receipt number."""
        if self.at.url.path != f"{draft}pruefen/":
            self.go(f"{draft}pruefen/")
        self.press(self.form("/absendung/"))
        found = re.match(r"/eingang/([^/]+)/", self.at.url.path)
        assert found, f"no receipt at {self.at.url}: {self._complaints()}"
        return found[1]

    def _upload(self) -> html.FormElement | None:
        page = html.fromstring(self.at.text)
        return next((form for form in page.forms if form.xpath(".//input[@type='file']")), None)

    def _answered(self) -> html.FormElement:
        """The form of this page with „no“ to every question of yes or no, and a tick where one must be set."""
        page = html.fromstring(self.at.text)
        form = next(form for form in page.forms if "form" in form.classes)
        for element in form.xpath(".//input"):
            if element.get("value") == "nein" or "question-confirm" in element.getparent().getparent().classes:
                element.set("checked", "")
            if element.get("name") == "household_size":
                element.set("value", "2")
        return form

    def _complaints(self) -> str:
        page = html.fromstring(self.at.text)
        return " · ".join(text.strip() for text in page.xpath("//*[contains(@class, 'error')]//text()") if text.strip())

    def _arrive(self, response: httpx.Response) -> httpx.Response:
        while response.next_request is not None:
            response = self.http.send(response.next_request)
        self.at = response
        if response.is_error:
            raise httpx.HTTPStatusError(
                f"{response.status_code} at {response.url.path}: {self._complaints()}",
                request=response.request,
                response=response,
            )
        return response


def _typed(page: Page, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What a browser sends for the questions of a page."""
    given = {one.id: answers[one.id] for one in page.asked(answers) if answers.get(one.id) is not None}
    typed: dict[str, Any] = {"weiter": ""}
    for question in page.asked(answers):
        if question.id in given:
            typed |= question.show(given[question.id], question.id)
    return typed
