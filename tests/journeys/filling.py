"""Filling in a form in the browser, page by page, from answers as a test writes them.

`answers`: question id → value, or, on pages that are asked once per person, question id → {given name: value}.
A question without an answer is left as it is; a statement to agree to is ticked. Evidence is promised for later.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Page as Browser

from jobcenter.questions.models import Page
from jobcenter.submissions.models import Draft

CHECK = "Angaben prüfen"
_PAGE = re.compile(r"/antrag/([0-9a-f-]{36})/([a-z0-9_-]+)/")


def fill_in(phone: Browser, answers: Mapping[str, Any], look: Callable[[Browser], None] | None = None) -> list[str]:
    """From the page that is shown to the check page. Returns the ids of the pages; `look` judges each of them."""
    seen: list[str] = []
    while True:
        found = _PAGE.search(phone.url)
        assert found, phone.url
        if found[2] == "pruefen":
            return seen
        assert found[2] not in seen, f"{found[2]} again: {phone.locator('.kern-error, [role=alert]').all_inner_texts()}"
        seen.append(found[2])
        draft = Draft.objects.get(pk=found[1])
        page = draft.form.visible_page(found[2], draft.answers)
        assert page is not None
        if page.kind == "evidence":
            promise_everything(phone)
        else:
            fill(phone, page, draft, answers)
        if look:
            look(phone)
        with phone.expect_navigation():
            phone.get_by_role("button", name=re.compile("^(Weiter|Übernehmen)$")).last.click()


def promise_everything(phone: Browser) -> None:
    """„Ich reiche das nach“ for every piece of evidence."""
    while (buttons := phone.get_by_role("button", name=re.compile("^Ich reiche das nach"))).count():
        with phone.expect_navigation():
            buttons.first.click()


def fill(phone: Browser, page: Page, draft: Draft, answers: Mapping[str, Any]) -> None:
    """The questions of one page."""
    for question in page.asked(draft.answers):
        name = question.id.partition("__")[0]
        value = answers.get(name)
        if page.person and isinstance(value, dict):
            value = value.get(page.person.name)
        if value is None and question.kind == "confirm":
            value = True
        if value is None:
            continue
        texts = question.show(value, question.id)
        rows = len(value) if question.kind in {"things", "people"} else 0
        while phone.locator(f"[name='{question.id}-rows']").count() and rows > int(
            phone.locator(f"[name='{question.id}-rows']").input_value()
        ):
            with phone.expect_navigation():
                phone.locator(f"button[value='add:{question.id}']").click()
        for field, typed in texts.items():
            for text in typed:
                _type(phone, field, text)


def _type(phone: Browser, field: str, text: str) -> None:
    inputs = phone.locator(f"[name='{field}']:not([type=hidden])")
    if not inputs.count():
        return
    match inputs.first.evaluate("input => input.type || input.tagName"):
        case "radio" | "checkbox":
            phone.locator(f"[name='{field}'][value='{text}']").check()
        case "select-one":
            inputs.select_option(text)
        case _:
            inputs.fill(text)
