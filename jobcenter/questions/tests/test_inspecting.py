"""What somebody is told who prepares forms: the first mistake of every file, and what could be better."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from jobcenter.questions import catalogue as shelf
from jobcenter.questions.advising import advice, sentences
from jobcenter.questions.catalogue import HERE, Catalogue
from jobcenter.questions.inspecting import Inspection
from jobcenter.questions.tests import TODAY
from jobcenter.questions.tests.test_catalogue import FORM, read

ADDITION = 'version: "1"\nquestions: [{page: zwei, questions: [{id: more, kind: yes_no, label: Mehr}]}]\n'
# With help everywhere, so that a test sees only its own advice.
HELPED = FORM.replace("    title: Eins\n", "    title: Eins\n    why: Darum.\n").replace(
    "    title: Zwei\n", "    title: Zwei\n    why: Darum.\n"
)


def write(folder, name, text):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def lines_of(folder):
    return [(wrong.file.relative_to(folder).as_posix(), wrong.line) for wrong in _inspected(folder).mistakes.values()]


def _inspected(folder):
    return Inspection([folder], TODAY)


def test_the_first_mistake_of_every_file_is_told(tmp_path):
    write(tmp_path, "probe/2026.1.yaml", FORM)
    write(tmp_path, "probe/2026.2.yaml", FORM.replace("2026.1", "2026.2").replace("money", "gold").replace("Zwei", "7"))
    write(tmp_path, "andere/2026.1.yaml", FORM)  # named otherwise than it says
    own = FORM.replace("2026.1", "2027.1").replace("minutes: 1", "minutes: 0")
    write(tmp_path, "jobcenters/31704/probe/2027.1.yaml", own)
    write(tmp_path, "additions/31704/nix.yaml", 'version: "1"\n')
    found = dict(lines_of(tmp_path))
    assert found == {
        "andere/2026.1.yaml": 1,
        "probe/2026.2.yaml": 15,  # of two mistakes the first
        "additions/31704/nix.yaml": 1,
        "jobcenters/31704/probe/2027.1.yaml": 7,
    }


def test_what_follows_from_another_mistake_is_not_told(tmp_path):
    write(tmp_path, "probe/2026.1.yaml", FORM.replace("money", "gold"))
    write(tmp_path, "additions/31704/probe.yaml", ADDITION)
    assert lines_of(tmp_path) == [("probe/2026.1.yaml", 18)]


@pytest.mark.parametrize("wrong", ["5", "true", "{a: 1}", "x"])
def test_evidence_beside_an_include_is_a_list_in_the_form_and_in_the_part(tmp_path, wrong):
    part = "pages: [{id: x, title: X, questions: [{id: y, kind: text, label: Y}]}]\n"
    text = FORM.replace("  - id: zwei", "  - include: mehr/2026.1\n  - id: zwei")
    write(tmp_path, "parts/mehr/2026.1.yaml", part)
    write(tmp_path, "probe/2026.1.yaml", f"{text}evidence: {wrong}\n")
    assert lines_of(tmp_path) == [("probe/2026.1.yaml", 22)]
    write(tmp_path, "parts/mehr/2026.1.yaml", f"{part}evidence: {wrong}\n")
    write(tmp_path, "probe/2026.1.yaml", text)
    assert lines_of(tmp_path) == [("parts/mehr/2026.1.yaml", 2)]


def test_a_mistake_in_a_part_is_told_once(tmp_path):
    write(
        tmp_path, "parts/mehr/2026.1.yaml", "pages: [{id: x, title: X, questions: [{id: y, kind: gold, label: Y}]}]\n"
    )
    for name in ("a", "b"):
        form = FORM.replace("id: probe", f"id: {name}").replace(
            "  - id: zwei", "  - include: mehr/2026.1\n  - id: zwei"
        )
        write(tmp_path, f"{name}/2026.1.yaml", form)
    assert lines_of(tmp_path) == [("parts/mehr/2026.1.yaml", 1)]


def test_the_command_tells_all_mistakes_and_fails(tmp_path, settings):
    settings.JOBCENTER_CATALOGUE = str(tmp_path)
    for version in ("2026.1", "2026.2"):
        write(tmp_path, f"probe/{version}.yaml", FORM.replace("2026.1", version).replace("money", "gold"))
    with pytest.raises(CommandError) as wrong:
        call_command("forms", "check")
    assert [line.split(": ")[0].rsplit("/")[-1] for line in str(wrong.value).splitlines()] == [
        "2026.1.yaml:18",
        "2026.2.yaml:18",
    ]
    with pytest.raises(CommandError, match=r"2026\.1\.yaml:18"):
        call_command("forms", "schema", "weiterbewilligung")


def test_what_could_be_better_is_told_and_is_no_mistake(tmp_path, settings, capsys):
    settings.JOBCENTER_CATALOGUE = str(tmp_path)
    write(tmp_path, "probe/2026.1.yaml", FORM)
    call_command("forms", "check")
    told = capsys.readouterr().out
    assert "probe/2026.1.yaml:12: pages[0].questions[0]: no help" in told
    assert "nothing wrong" in told


def told(folder, text):
    return [(at, message) for at, message in advice(read(folder, text).latest("probe"))]


def test_nothing_to_say_about_a_good_form(tmp_path):
    assert told(tmp_path, HELPED) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("title: Probe", f"title: {'wort ' * 21}", ("title",)),
        ("label: Miete", f"label: {'wort ' * 21}", ("pages", 1, "questions", 0, "label")),
        ("label: B}", f"label: {'wort ' * 21}}}", ("pages", 0, "questions", 1, "options", 1, "label")),
        ("why: Darum.", f"why: Kurz. {'wort ' * 21}. Kurz.", ("pages", 0, "why")),
    ],
)
def test_long_sentences(tmp_path, old, new, place):
    assert told(tmp_path, HELPED.replace(old, new, 1)) == [(place, "a sentence has 21 words, more than 20")]


def test_sentences_end_where_people_breathe():
    assert sentences("Eins. Zwei? Drei: vier\nfünf") == ["Eins.", "Zwei?", "Drei:", "vier", "fünf"]


def test_ways_that_lead_nowhere(tmp_path):
    never = "{all: [{question: moved, is: true}, {question: moved, is: false}]}"
    form = HELPED.replace("show_if: {question: moved, is: true}", f"show_if: {never}")
    assert told(tmp_path, form) == [(("pages", 1, "show_if"), "no answers lead to this page")]
    form = HELPED + f"        show_if: {never}\n"
    assert told(tmp_path, form)[0] == (("pages", 1, "show_if"), "no answers lead to this page")
    form = HELPED + f"        show_if: {never}\n      - {{id: second, kind: yes_no, label: B}}\n"
    assert told(tmp_path, form) == [(("pages", 1, "questions", 0, "show_if"), "no answers lead to this question")]
    papers = "  - {id: belege, title: Belege, kind: evidence}\nevidence:\n"
    lease = f"  - {{slot: lease, title: Vertrag, why: Darum., show_if: {never}}}\n"
    assert told(tmp_path, HELPED + papers + lease) == [
        (("evidence", 0, "show_if"), "no answers call for this evidence"),
        (("evidence",), 'nobody can add a paper of their own: there is no slot "more"'),
    ]


def test_advice_about_an_addition_names_its_own_file(tmp_path):
    write(tmp_path, "probe/2026.1.yaml", HELPED)
    write(tmp_path, "additions/31704/probe.yaml", ADDITION.replace("Mehr", "wort " * 21))
    (only,) = _inspected(tmp_path).advice()
    assert only.file.name == "probe.yaml"
    assert "21 words" in only.message


def test_our_own_forms_leave_nothing_to_say():
    assert [str(one) for one in Inspection([HERE], TODAY).advice()] == []


# -- versions that are not valid yet ---------------------------------------------------------------------------------


def test_a_preview_prints_what_is_prepared(tmp_path, settings, capsys):
    settings.JOBCENTER_CATALOGUE = str(tmp_path)
    write(tmp_path, "probe/2026.1.yaml", FORM)
    ahead = (
        FORM.replace("2026.1", "2099.1").replace("2026-01-01", "2099-01-01").replace("title: Probe", "title: Später")
    )
    write(tmp_path, "jobcenters/31704/probe/2099.1.yaml", ahead)
    target = tmp_path / "form.pdf"
    call_command("forms", "preview", "probe", "--output", str(target), "--jobcenter", "31704")
    assert "probe 2099.1, valid from 2099-01-01" in capsys.readouterr().out
    assert target.read_bytes().startswith(b"%PDF")
    call_command("forms", "preview", "probe/2026.1", "--output", str(target), "--jobcenter", "31704")
    assert "probe 2026.1," in capsys.readouterr().out
    call_command("forms", "preview", "probe", "--output", str(target))
    assert "probe 2026.1," in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["probe"], "where to"),
        (["nix", "--output", "x.pdf"], 'no form "nix"'),
        (["weiterbewilligung/1999.1", "--output", "x.pdf"], "no form"),
        (["weiterbewilligung", "--entry", "nix", "--output", "x.pdf"], "no way in"),
        (["weiterbewilligung", "--output", "/nowhere/x.pdf"], "nowhere"),
    ],
)
def test_a_preview_that_cannot_be_says_why(tmp_path, settings, arguments, words):
    settings.JOBCENTER_CATALOGUE = str(tmp_path)
    write(tmp_path, "probe/2026.1.yaml", FORM)
    with pytest.raises(CommandError, match=words):
        call_command("forms", "preview", *arguments)


def test_an_addition_may_wait_for_its_form(tmp_path):
    write(tmp_path, "probe/2099.1.yaml", FORM.replace("2026.1", "2099.1").replace("2026-01-01", "2099-01-01"))
    write(tmp_path, "additions/31704/probe.yaml", ADDITION)
    held = Catalogue([tmp_path], TODAY)
    assert held.forms("31704") == []
    assert held.newest("probe", "31704").addition == "1"


def test_a_mistake_while_the_app_runs_leaves_the_forms_as_they_were(tmp_path, monkeypatch):
    write(tmp_path, "probe/2026.1.yaml", FORM)
    held = Catalogue([tmp_path], date(2026, 6, 30))
    monkeypatch.setattr(shelf, "folders_in_use", lambda: [tmp_path])
    monkeypatch.setattr(shelf, "_shelf", {(tmp_path,): held})
    monkeypatch.setattr(shelf.timezone, "localdate", lambda: date(2026, 7, 1))  # a term is worded anew
    write(tmp_path, "probe/2026.1.yaml", FORM.replace("money", "gold"))
    assert shelf.catalogue() is held
    assert held.day == date(2026, 7, 1)
