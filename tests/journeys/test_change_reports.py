"""Each kind of change from its way in to the receipt, on a phone; several in one go; and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from jobcenter.questions.models import catalogue
from jobcenter.submissions.models import Submission
from tests.journeys.change_answers import ANSWERS
from tests.journeys.filling import fill_in

expect.set_options(timeout=15_000)  # machines that test are busy

pytestmark = pytest.mark.django_db(transaction=True)

# Pages that every kind shares are looked at once.
LOOKED_AT: set[str] = set()


@pytest.fixture
def phone(page, signed_in, anna, connected):
    return signed_in(page, anna)


@pytest.fixture
def look(sound):
    def at(phone):
        name = re.sub("_[a-z0-9]{6}$", "", phone.url.rstrip("/").rpartition("/")[2])
        if name not in LOOKED_AT:
            LOOKED_AT.add(name)
            sound(phone)

    return at


def begin(phone, entry=""):
    phone.goto(f"/antrag/neu/veraenderung/{entry}/" if entry else "/antrag/neu/veraenderung/")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Mitteilung beginnen").click()


def send(phone):
    with phone.expect_navigation():
        phone.get_by_role("button", name="Jetzt senden").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ihre Mitteilung ist gesendet")
    return Submission.objects.get()


def told(sent):
    """What arrived, without the keys of people."""
    plain = {}
    for name, value in sent.answers.items():
        question, _, person = name.partition("__")
        entries = value if isinstance(value, list) and value and isinstance(value[0], dict) else []
        without_keys = [{part: one for part, one in entry.items() if part != "key"} for entry in entries]
        plain[question] = {"Ben": value} if person else without_keys or value
    return plain


def test_every_kind_has_a_journey():
    assert ANSWERS.keys() == {entry.id for entry in catalogue().latest("veraenderung").entries}


@pytest.mark.parametrize("entry", ANSWERS)
def test_each_kind_of_change_reaches_the_jobcenter(phone, look, entry):
    begin(phone, entry)
    pages = fill_in(phone, ANSWERS[entry], look)
    assert pages[0] == "person"  # what changed is said already
    look(phone)
    sent = send(phone)
    form = catalogue().latest("veraenderung")
    chosen = form.entry(entry).answers
    assert told(sent).items() >= {**chosen, **ANSWERS[entry]}.items()
    assert sent.title == form.headlined(chosen)
    assert form.gaps(sent.answers) == []


def test_three_changes_in_one_go(phone, look):
    begin(phone)
    answers = {
        "changes": ["move", "birth", "account"],
        **ANSWERS["umzug"],
        **ANSWERS["geburt"],
        **ANSWERS["konto"],
    }
    pages = fill_in(phone, answers, look)
    assert pages[0] == "was"
    assert {"neue-wohnung", "mietkosten", "geburt", "konto"} <= set(pages)
    expect(phone.get_by_text("Veränderungsmitteilung: Umzug, Geburt eines Kindes, Neues Konto")).to_be_visible()
    sent = send(phone)
    look(phone)
    assert told(sent).items() >= answers.items()


@pytest.mark.parametrize("javascript", [False])
@pytest.mark.parametrize("entry", ["einkommen", "einzug"])
def test_without_javascript(phone, entry, fits, javascript):
    begin(phone, entry)
    fill_in(phone, ANSWERS[entry], fits)
    assert told(send(phone)).items() >= ANSWERS[entry].items()


def test_what_was_told_is_known_next_time_and_was_not_shown_before(phone, anna):
    begin(phone, "umzug")
    fill_in(phone, ANSWERS["umzug"], look=lambda phone: nothing_old_in(phone, "Musterweg"))
    send(phone)
    anna.refresh_from_db()
    assert anna.profile["address"] == ANSWERS["umzug"]["address"]
    phone.goto("/antrag/neu/weiterbewilligung/")
    phone.get_by_role("button", name="Antrag beginnen").click()
    renewal = anna.drafts.get(form_id="weiterbewilligung", submitted_at=None)
    assert renewal.answers["address"] == ANSWERS["umzug"]["address"]


def nothing_old_in(phone, words):
    assert all(words not in field.input_value() for field in phone.get_by_role("textbox").all()), phone.url


def test_a_change_added_on_the_check_page_opens_its_pages(phone):
    begin(phone, "schwangerschaft")
    fill_in(phone, ANSWERS["schwangerschaft"])
    phone.get_by_role("link", name=re.compile("Ändern.*Änderungen")).click()
    phone.get_by_label("Neues Konto", exact=True).check()
    with phone.expect_navigation():
        phone.get_by_role("button", name="Übernehmen").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ihr neues Konto")
    fill_in(phone, ANSWERS["konto"])
    assert told(send(phone)).items() >= {"changes": ["pregnancy", "account"], **ANSWERS["konto"]}.items()


def test_the_list_leads_to_each_kind(page, directory, sound):
    page.goto("/antrag/")
    sound(page)
    page.get_by_label("Was möchten Sie tun?").fill("neuer Job")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_role("link", name="Neue Arbeit melden")).to_be_visible()
    expect(page.get_by_role("link", name="Umzug melden")).to_have_count(0)
