"""The checker itself finds what it is there for."""

import pytest

from tests.consistency.checked import mistakes_in

GOOD = """<!doctype html>
<html lang="de"><head><title>Seite</title><script src="/a.js" type="module"></script></head>
<body><h1>Seite</h1><a href="#f">Weiter</a>
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="x">
<label for="f">Feld</label><input id="f" name="f" aria-describedby="h"><p id="h">Hilfe</p><button>Los</button></form>
</body></html>"""


def test_a_good_page_has_no_mistakes():
    assert mistakes_in(GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ("<h1>Seite</h1>", "<h1>{{ titel }}</h1>", "nicht ausgefüllt"),
        ("<h1>Seite</h1>", "<h1>Seite</h1><script>alert(1)</script>", "Skript im Text"),
        ("<h1>Seite</h1>", '<h1 style="color:red">Seite</h1>', "Stil im Text"),
        ("<h1>Seite</h1>", '<h1 onclick="x()">Seite</h1>', "Skript im Attribut"),
        ("<h1>Seite</h1>", "<h1>Seite</h1><h1>Noch eine</h1>", "Hauptüberschrift"),
        ("<h1>Seite</h1>", "<h1>Seite</h1></div>", "HTML:"),
        ('<p id="h">', '<p id="f">', "id doppelt"),
        ('<p id="h">', "<p>", "aria-describedby zeigt ins Leere"),
        ('<label for="f">', "<label>", "ohne Beschriftung"),
        ("#f", "#g", "Link zeigt ins Leere"),
        (">Los<", "><", "ohne Namen"),
        ("csrfmiddlewaretoken", "token", "CSRF"),
        (' lang="de"', "", "ohne Sprache"),
        ("<title>Seite", "<title> ", "ohne Titel"),
        ("<h1>Seite</h1>", '<h1>Seite</h1><img src="/x.png">', "ohne alt"),
    ],
)
def test_a_mistake_is_found(good, bad, words):
    assert good in GOOD
    assert any(words in one for one in mistakes_in(GOOD.replace(good, bad, 1)))


def test_the_checker_watches_every_test(client, monkeypatch):
    from django.http import HttpResponse

    from jobcenter.web import views

    monkeypatch.setattr(views, "render", lambda *a, **k: HttpResponse("<p>kein Titel"))
    with pytest.raises(AssertionError, match="Hauptüberschrift"):
        client.get("/")


def test_an_unknown_variable_in_a_template_fails():
    from django.template import engines

    from tests.unknown_variables import UnknownVariable

    template = engines["django"].from_string("{{ nobody_knows_me }}")
    with pytest.raises(UnknownVariable, match="nobody_knows_me"):
        template.render({})
