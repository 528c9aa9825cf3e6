"""What is wrong in the catalogue is named with file, line and key; terms and additions do what they say."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jobcenter.questions import catalogue as shelf
from jobcenter.questions.catalogue import HERE, Catalogue
from jobcenter.questions.checks import catalogue_is_sound
from jobcenter.questions.models import CatalogueError, UnknownForm
from jobcenter.questions.reading import Source
from jobcenter.questions.terms import terms_from
from jobcenter.questions.tests import FOLDER, TODAY

FORM = """id: probe
version: "2026.1"
valid_from: 2026-01-01
title: Probe
description: Für {benefit}.
legal_basis: keine
minutes: 1
pages:
  - id: eins
    title: Eins
    questions:
      - {id: moved, kind: yes_no, label: Umzug}
      - {id: size, kind: one_of, label: Was, options: [{id: a, label: A}, {id: b, label: B}]}
  - id: zwei
    title: Zwei
    show_if: {question: moved, is: true}
    questions:
      - id: rent
        kind: money
        label: Miete
"""


def read(folder: Path, text: str, name: str = "probe/2026.1.yaml") -> Catalogue:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return Catalogue([folder], TODAY)


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "words"),
    [
        ("kind: money", "kind: monye", 18, "pages[1].questions[0]", "monye"),
        ("label: Miete", "lable: Miete", 20, "pages[1].questions[0].lable", "Extra inputs"),
        ("title: Zwei", "title: 7", 15, "pages[1].title", "valid string"),
        ("minutes: 1", "minutes: 0", 7, "minutes", "greater than or equal to 1"),
        ("legal_basis: keine\n", "", 1, "legal_basis", "required"),
        ("question: moved", "question: mvoed", 16, "pages[1].show_if", 'no earlier page asks "mvoed"'),
        ("question: moved", "question: rent", 16, "pages[1].show_if", 'no earlier page asks "rent"'),
        ("question: moved", "question: size", 16, "pages[1].show_if", "has no option True"),
        ("is: true", "is: 3", 16, "pages[1].show_if", "is true or false"),
        ("is: true", "greater: 3", 16, "pages[1].show_if", "cannot be tested with greater"),
        ("is: true", "is: true, has: a", 16, "pages[1].show_if", "a condition is"),
        ("id: zwei", "id: eins", 14, "pages[1].id", "taken"),
        ("id: zwei", "id: pruefen", 14, "pages[1].id", "taken"),
        ("title: Zwei", "title: Zwei\n    shows: weather", 16, "pages[1].shows", "known: absence, not_yet"),
        ("id: rent", "id: moved", 18, "pages[1].questions[0].id", "taken"),
        (
            "        label: Miete",
            "        label: Miete\n        prefill: shoe_size",
            21,
            "pages[1].questions[0].prefill",
            "unknown",
        ),
        ("title: Zwei", "title: Zwei\n    title: Drei", 16, "pages[1].title", "twice"),
        ("{benefit}", "{benfit}", 5, "description", "no term {benfit}"),
        ('version: "2026.1"', 'version: "2026.2"', 2, "version", "as the file is named"),
        ("title: Eins", "title: &x Eins\n    intro: *x", 11, "pages[0].intro", "alias"),
        ("minutes: 1", "minutes: [", 9, "", "expected"),
        ("title: Zwei", "title: !Achtung Zwei", 15, "pages[1].title", "needs quotes"),
        ("title: Zwei", "title: !!int Zwei", 15, "pages[1].title", "no text, number"),
        ("title: Zwei", "title: !!timestamp Zwei", 15, "pages[1].title", "no text, number"),
        ("minutes: 1", f"minutes: {'1' * 5000}", 7, "minutes", "no text, number"),
        ("title: Zwei", f"title: {'[' * 900}{']' * 900}", 15, "pages[1].title", "nested"),
    ],
)
def test_mistakes_are_found_with_file_line_and_key(tmp_path, old, new, line, key, words):
    assert old in FORM
    with pytest.raises(CatalogueError) as wrong:
        read(tmp_path, FORM.replace(old, new))
    assert wrong.value.file.name == "2026.1.yaml"
    assert words in wrong.value.message
    assert (wrong.value.line, wrong.value.key) == (line, key)


def test_evidence_needs_a_page_and_known_questions(tmp_path):
    evidence = """evidence:
  - slot: lease
    title: Mietvertrag
    why: Darum
    show_if: {question: rent, answered: true}
"""
    with pytest.raises(CatalogueError, match="no page of kind evidence"):
        read(tmp_path, FORM + evidence)
    page = "  - {id: belege, title: Belege, kind: evidence}\n"
    with pytest.raises(CatalogueError, match="has no points"):
        read(tmp_path, FORM + page.replace("}", ", points: [Eins.]}"))
    assert len(read(tmp_path, FORM + page + evidence).latest("probe").evidence) == 1
    with pytest.raises(CatalogueError, match=r"yaml:26: evidence\[0\].show_if: no earlier page"):
        read(tmp_path, FORM + page + evidence.replace("rent", "rant"))


def test_a_term_is_worded_as_on_the_day():
    def description(day: date) -> str:
        return Catalogue([HERE], day).version("weiterbewilligung", "2026.1").description

    assert "Grundsicherungsgeld (früher Bürgergeld)" in description(TODAY)
    assert "Bürgergeld (früher Arbeitslosengeld II)" in description(date(2026, 6, 30))


def test_a_term_without_a_wording_is_a_mistake(tmp_path):
    (tmp_path / "terms.yaml").write_text("terms:\n  benefit: []\n")
    with pytest.raises(CatalogueError, match=r"terms\.yaml:2: terms\.benefit: "):
        terms_from(Source(tmp_path / "terms.yaml"))


def test_a_version_counts_from_its_day_on(tmp_path):
    read(tmp_path, FORM)
    later = FORM.replace('"2026.1"', '"2026.10"').replace("2026-01-01", "2026-12-01")
    held = read(tmp_path, later, "probe/2026.10.yaml")
    assert held.latest("probe").version == "2026.1"
    assert held.version("probe", "2026.10").version == "2026.10"
    assert Catalogue([tmp_path], date(2026, 12, 1)).latest("probe").version == "2026.10"
    assert held.stale(date(2026, 12, 1))
    assert not held.stale(TODAY + timedelta(days=1))
    with pytest.raises(UnknownForm):
        Catalogue([tmp_path], date(2025, 1, 1)).latest("probe")


def test_a_jobcenter_asks_more_and_the_others_do_not():
    held = Catalogue([HERE, FOLDER], TODAY)
    own, plain = held.latest("weiterbewilligung", "31704"), held.latest("weiterbewilligung", "99999")
    assert (own.addition, plain.addition) == ("3", "")
    assert own.after("konto-neu", {"account_changed": True}).id == "bank-statements"
    assert own.page("erklaerung").questions[-1].id == "local_hint_read"
    assert [one.slot for one in own.evidence_for({"household_size": "2"})] == ["bank_statements", "more"]
    assert "bank-statements" not in [page.id for page in plain.pages]
    assert own.page("erklaerung") is not plain.page("erklaerung")
    assert held.version("weiterbewilligung", "2026.1", "31704") is own


@pytest.mark.parametrize(
    ("addition", "place", "words"),
    [
        (
            "pages: [{after: nirgends, pages: [{id: x, title: X, questions: [{id: y, kind: yes_no, label: Y}]}]}]",
            2,
            "no page",
        ),
        ("questions: [{page: zwei, questions: [{id: rent, kind: yes_no, label: Y}]}]", 2, "taken"),
        (
            "evidence: [{slot: s, title: S, why: W, show_if: {question: nie, answered: true}}]",
            2,
            "no page of kind evidence",
        ),
    ],
)
def test_mistakes_in_additions_are_found(tmp_path, addition, place, words):
    read(tmp_path, FORM)
    with pytest.raises(CatalogueError, match=words) as wrong:
        read(tmp_path, f'version: "1"\n{addition}\n', "additions/12345/probe.yaml")
    assert wrong.value.file.parent.name == "12345"
    with pytest.raises(CatalogueError, match="no form"):
        read(tmp_path, 'version: "1"\n', "additions/12345/nix.yaml")


@pytest.mark.parametrize("name", ["additions/12345/probe.yaml", "jobcenters/12345/probe/2026.1.yaml"])
def test_a_form_with_a_page_of_its_own_is_the_same_for_every_jobcenter(tmp_path, name):
    read(tmp_path, FORM.replace("minutes: 1", "minutes: 1\nlisted: false"))
    with pytest.raises(CatalogueError, match="the same for every Jobcenter"):
        read(tmp_path, 'version: "1"\n' if name.startswith("additions") else FORM, name)


def test_the_command_and_the_check_say_what_is_wrong(tmp_path, settings, capsys):
    call_command("forms", "check")
    assert "weiterbewilligung 2026.1" in capsys.readouterr().out
    call_command("forms", "schema", "weiterbewilligung")
    assert json.loads(capsys.readouterr().out)["$id"] == "urn:jobcenter-app:form:weiterbewilligung:2026.1"
    with pytest.raises(CommandError, match=r"known: .*weiterbewilligung"):
        call_command("forms", "schema", "nix")
    assert catalogue_is_sound(None) == []
    settings.JOBCENTER_CATALOGUE = str(tmp_path / "gone")
    assert "gone:1: there is no such folder" in catalogue_is_sound(None)[0].msg
    settings.JOBCENTER_CATALOGUE = str(tmp_path)
    (tmp_path / "probe").mkdir()
    (tmp_path / "probe/2026.1.yaml").write_text(FORM.replace("kind: money", "kind: gold"))
    assert "2026.1.yaml:18" in catalogue_is_sound(None)[0].msg
    with pytest.raises(CommandError, match=r"2026\.1\.yaml:18"):
        call_command("forms", "check")


def test_the_catalogue_is_read_once(monkeypatch):
    held = shelf.catalogue()
    monkeypatch.setattr(shelf, "_InUse", None)
    assert shelf.catalogue() is held


def test_the_examples_of_the_documentation_hold(tmp_path, settings):
    text = (settings.ROOT / "docs/forms.md").read_text()
    examples = [part.split("```")[0] for part in text.split("```yaml\n")[1:]]
    form = next(example for example in examples if example.startswith("id: moving"))
    assert read(tmp_path, form, "moving/2026.1.yaml").latest("moving").minutes == 3
    addition = next(example for example in examples if example.startswith("version:"))
    assert "additions/31704/weiterbewilligung.yaml" in text
    (tmp_path / "additions/31704").mkdir(parents=True)
    (tmp_path / "additions/31704/weiterbewilligung.yaml").write_text(addition)
    assert Catalogue([HERE, tmp_path], TODAY).latest("weiterbewilligung", "31704").addition == "1"
