"""Every answer that any test gets is checked: a plug-in for pytest that looks over the test client's shoulder."""

import re

import html5lib
import pytest
from django.test import Client

# What html5lib, older than the standard, takes for a mistake.
_KNOWN_BETTER = {"unexpected-end-tag-after-body-innerhtml"}
_UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
_REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-details", "aria-errormessage", "list")
_FORMLESS = ("", "gesendet/", "gesendet/bestaetigung.pdf", "gesendet/antrag.pdf")
# Shared cached pages hold no token (their view checks where the form came from instead), nor does a page that
# changes nothing, nor one that works without any cookie.
_TOKENLESS = {"/mein-jobcenter/auswahl/", "/echtheit/", *(f"/antrag-sichern/{rest}" for rest in _FORMLESS)}


@pytest.fixture(autouse=True)
def _every_answer_is_checked(monkeypatch):
    ask = Client.request

    def request(self, **environ):
        answer = ask(self, **environ)
        if answer.get("Content-Type", "").startswith("text/html") and not answer.streaming and answer.content:
            whole = environ.get("HTTP_X_REQUESTED_WITH") != "fetch"
            mistakes = mistakes_in(answer.content.decode(), whole=whole)
            assert not mistakes, f"{environ.get('PATH_INFO')}:\n" + "\n".join(mistakes)
        return answer

    monkeypatch.setattr(Client, "request", request)


def mistakes_in(html, *, whole=True):
    """What is wrong with a page (`whole`) or a fragment of one: a list of sentences, empty when all is well."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, tree=html5lib.getTreeBuilder("lxml"))
    tree = parser.parse(html) if whole else parser.parse(f"<!doctype html><title>x</title>{html}")
    found = [f"HTML: {code} {data}" for _, code, data in parser.errors if code not in _KNOWN_BETTER]
    found += [f"nicht ausgefüllt: {part}" for part in re.findall(r"\{[{%#].{0,40}", html, re.DOTALL)]
    root = tree.getroot()
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for check in (_scripts, _ids, _labels, _references, _names, _forms):
        found += check(elements)
    return [*found, *(_frame(root) if whole else [])]


def _scripts(elements):
    for element in elements:
        if element.tag == "script" and not element.get("src") and element.get("type") != "application/json":
            yield "Skript im Text der Seite"
        if element.tag == "style" or element.get("style") is not None:
            yield f"Stil im Text der Seite: <{element.tag}>"
        for name, value in element.attrib.items():
            if name.startswith("on") or value.strip().startswith("javascript:"):
                yield f"Skript im Attribut: <{element.tag} {name}>"


def _ids(elements):
    seen = set()
    for element in elements:
        name = element.get("id")
        if name is not None and (name in seen or not name or " " in name):
            yield f"id doppelt oder leer: {name!r}"
        seen.add(name)


def _labels(elements):
    labelled = {element.get("for") for element in elements if element.tag == "label"}
    for element in elements:
        if element.tag not in {"input", "select", "textarea"} or element.get("type") in _UNLABELLED:
            continue
        wrapped = any(parent.tag == "label" for parent in element.iterancestors())
        if not (
            wrapped or element.get("id") in labelled or element.get("aria-label") or element.get("aria-labelledby")
        ):
            yield f"ohne Beschriftung: <{element.tag} name={element.get('name')!r}>"


def _references(elements):
    ids = {element.get("id") for element in elements}
    for element in elements:
        for attribute in _REFERENCES:
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute} zeigt ins Leere: {name}"
        if element.tag == "label" and element.get("for") and element.get("for") not in ids:
            yield f"label zeigt ins Leere: {element.get('for')}"
        href = element.get("href") or ""
        if element.tag == "a" and href.startswith("#") and href[1:] not in ids:
            yield f"Link zeigt ins Leere: {href}"


def _names(elements):
    for element in elements:
        if element.tag == "img" and element.get("alt") is None:
            yield f"Bild ohne alt: {element.get('src')}"
        if element.tag in {"a", "button"} and not (
            "".join(element.itertext()).strip()
            or element.get("aria-label")
            or any(image.get("alt") for image in element.iter("img"))
        ):
            yield f"ohne Namen: <{element.tag} {dict(element.attrib)}>"


def _forms(elements):
    for element in elements:
        if element.tag == "form" and (element.get("method") or "get").lower() == "post":
            names = [one.get("name") for one in element.iter("input")]
            if names.count("csrfmiddlewaretoken") != (element.get("action") not in _TOKENLESS):
                yield f"Formular ohne (oder mit zwei) CSRF-Token: {element.get('action')!r}"


def _frame(root):
    titles = ["".join(title.itertext()).strip() for title in root.iter("title")]
    headings = ["".join(heading.itertext()).strip() for heading in root.iter("h1")]
    if not root.get("lang"):
        yield "ohne Sprache"
    if not titles or not titles[0] or titles[0].startswith("·"):
        yield f"ohne Titel: {titles}"
    if len(headings) != 1 or not headings[0]:
        yield f"nicht genau eine Hauptüberschrift: {headings}"
