"""Handing in by the link in a letter: one purpose, exactly once, and nothing about the person."""

import logging
from datetime import timedelta
from unittest import mock
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from config.logging import LOGGING
from jobcenter.audit.models import Event
from jobcenter.delivery.models import Connection, Parcel
from jobcenter.documents.intake.refused import WORDS
from jobcenter.documents.limits import MAX_LETTER
from jobcenter.documents.models import Collection, Document, DocumentPage
from jobcenter.documents.outbox import collection_mark
from jobcenter.documents.tests.sending import create
from jobcenter.people.models import Person
from jobcenter.retention.models import shred
from jobcenter.submissions.models import Asked, Draft, EvidenceRequest, NotPossible, Submission, handing_in
from jobcenter.submissions.requested.link import code_of
from jobcenter.submissions.tests.asking import ASKED, REFERENCE, asked_for, begin, hand_in, upload
from jobcenter.submissions.throttle import Throttle
from jobcenter.submissions.views import requested
from jobcenter.vault import files
from tests.applications import BIELEFELD
from tests.at_once import at_once
from tests.photos import photographed_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_guessed(monkeypatch):
    monkeypatch.setattr(requested, "guesses", Throttle(limit=30, seconds=600))


@pytest.fixture
def letter(connected):
    return asked_for()


def aged(letter, **changes):
    EvidenceRequest.objects.filter(pk=letter.pk).update(**changes)
    letter.refresh_from_db()
    return letter


def body(answer):
    return answer.content.decode()


# -- the page behind the link ------------------------------------------------------------------------------------------


def test_it_says_who_asks_for_what_until_when(letter):
    answer = Client().get(letter.path)
    page = body(answer)
    for words in ("Jobcenter Bielefeld", "Kontoauszüge", "1. Mai bis 31. Juli", "Mietvertrag", "kein Konto"):
        assert words in page
    assert f"{letter.due.day}. " in page


def test_it_says_nothing_about_the_person(letter, anna):
    client, page = begin(letter)
    upload(client, page)
    shown = [Client().get(letter.path), client.get(page), client.post(page, follow=True)]
    shown += [client.get(letter.path), Client().get(letter.path)]
    for answer in shown:
        told = body(answer) + str(dict(answer.headers)) + str(answer.cookies)
        assert REFERENCE not in told
        assert "0009876" not in told
        assert str(letter.pk) not in told


def test_pages_that_wait_on_the_device_bear_the_mark_of_what_was_begun(letter):
    client, page = begin(letter)
    shown, mark = body(client.get(page)), collection_mark(Draft.objects.get().pk)
    assert shown.count(f'data-owner="{mark}"') == shown.count("<document-card ") == len(ASKED) + 1
    assert f'data-uploads="{reverse("documents:uploads")}"' in shown
    assert f'data-awaits="{Draft.objects.get().pk}"' in shown


def test_whoever_knew_the_session_before_is_not_let_in(letter):
    client, first = begin(letter)
    known = client.cookies["sessionid"].value
    another = asked_for()
    second = client.post(another.path)["Location"]
    assert client.get(first).status_code == client.get(second).status_code == 200
    thief = Client()
    thief.cookies["sessionid"] = known
    assert thief.get(second).status_code == 404
    draft = Draft.objects.get(asked_by=another)
    assert thief.get(reverse("documents:add", args=[draft.pk, "asked_1"])).status_code == 302


def test_looking_makes_nothing(letter):
    for _ in range(3):
        assert Client().get(letter.path).status_code == 200
        assert Client().head(letter.path).status_code == 200
    assert not Person.objects.exists()
    assert not Draft.objects.exists()


def test_no_cache_keeps_it_and_no_search_engine_lists_it(letter):
    client, page = begin(letter)
    for answer in (
        client.get(letter.path, follow=True),
        client.get(page),
        Client().get(page),
        Client().get(letter.path),
    ):
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert "Disallow: /nachreichen/" in body(Client().get("/robots.txt"))


@pytest.mark.parametrize("code", ["x", "0" * 42, "sendung", "../konto"])
def test_a_forged_link_reaches_no_database(code, django_assert_num_queries, directory, db):
    with django_assert_num_queries(0):
        answer = Client().get(f"/nachreichen/{code}/")
    assert answer.status_code == 404


def test_forged_and_forgotten_look_the_same(directory, db):
    forged = Client().get(f"/nachreichen/{'0' * 42}/")
    forgotten = Client().get(f"/nachreichen/{code_of(uuid4())}/")
    assert forged.status_code == forgotten.status_code == 404
    assert forged.content == forgotten.content
    assert dict(forged.headers) == dict(forgotten.headers)
    assert "Diesen Link kennen wir nicht" in body(forged)
    assert Client().post(f"/nachreichen/{'0' * 42}/").status_code == 404


def test_whoever_guesses_is_slowed_down_and_a_letter_is_not(letter, monkeypatch):
    monkeypatch.setattr(requested, "guesses", Throttle(limit=3, seconds=600))
    assert [Client().get(f"/nachreichen/{number}/").status_code for number in range(5)] == [404, 404, 404, 429, 429]
    assert Client().get(letter.path).status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"expires_at": timezone.now() - timedelta(days=400)}, "Die Zeit für diesen Link ist vorbei"),
        ({"withdrawn_at": timezone.now() - timedelta(days=400)}, "zurückgenommen"),
        ({"handed_in": 10}, "schon sehr oft"),
    ],
    ids=["expired", "withdrawn", "used up"],
)
def test_a_link_that_is_over_says_what_to_do(letter, changes, words):
    aged(letter, **changes)
    for answer in (Client().get(letter.path), Client().post(letter.path)):
        assert answer.status_code == 410
        assert words in body(answer)
        assert "mit der Post" in body(answer)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert REFERENCE not in body(answer)
    assert not Draft.objects.exists()


def test_where_nothing_arrives_nobody_begins(letter):
    Connection.objects.all().delete()
    answer = Client().post(letter.path)
    assert answer.status_code == 410
    assert "Hier kommt gerade nichts an" in body(answer)


# -- handing in --------------------------------------------------------------------------------------------------------


def test_from_the_link_to_the_parcel(letter):
    client, receipt = hand_in(letter)
    sent = Submission.objects.get()
    page = body(client.get(receipt))
    assert sent.receipt_number in page
    assert sent.check_code in page
    assert all(entry["sha256"] in page for entry in sent.files)
    assert [entry["title"] for entry in sent.files] == [
        "Nachgereichte Unterlagen",
        "Nachgereichte Unterlagen (Daten)",
        "Kontoauszüge",
    ]
    assert "Mietvertrag" in page.split("Nicht in dieser Sendung")[1]
    parcel = Parcel.objects.get()
    content = parcel.opened()
    assert content.kind == "evidence"
    assert content.metadata["file_mark"] == REFERENCE
    assert content.metadata["evidence_request"] == str(letter.pk)
    assert content.metadata["person"] == {"given_name": "", "family_name": "", "birth_date": ""}
    letter.refresh_from_db()
    assert letter.handed_in == 1
    paper = client.get(f"{receipt}bestaetigung.pdf")
    assert paper.content.startswith(b"%PDF")
    assert "no-store" in paper["Cache-Control"]


def test_no_file_holds_the_reference_because_its_checksum_is_shown(letter):
    """Whoever has the receipt knows all of `antrag.json` but the reference, and could try them all."""
    hand_in(letter)
    for file in Parcel.objects.get().opened().files:
        assert REFERENCE.encode() not in file.read()
        assert b"0009876" not in file.read()
    assert REFERENCE not in str(Submission.objects.get().answers)


def test_anybody_can_verify_the_receipt(letter):
    hand_in(letter)
    sent = Submission.objects.get()
    page = body(Client().post("/echtheit/", {"nummer": sent.receipt_number, "code": sent.check_code}))
    assert "Diese Eingangsbestätigung ist echt" in page
    assert REFERENCE not in page


def test_pressed_twice_it_is_one(letter):
    client, page = begin(letter)
    upload(client, page)
    assert client.post(page)["Location"] == client.post(page)["Location"] == f"{page}gesendet/"
    assert Submission.objects.count() == Parcel.objects.count() == 1
    letter.refresh_from_db()
    assert letter.handed_in == 1


def test_without_a_paper_nothing_is_sent(letter):
    client, page = begin(letter)
    answer = client.post(page)
    assert answer.status_code == 422
    assert "mindestens eine Unterlage" in body(answer)
    assert not Submission.objects.exists()


def test_something_forgotten_follows_with_a_receipt_of_its_own(letter):
    client, first = hand_in(letter)
    again = client.get(letter.path)
    assert "haben Sie schon etwas gesendet" in body(again)
    client, second = hand_in(letter, client, number=2, slot="asked_2", title="Mietvertrag")
    assert first != second
    assert Submission.objects.count() == 2
    assert client.get(first).status_code == client.get(second).status_code == 200
    letter.refresh_from_db()
    assert letter.handed_in == 2


def test_after_so_many_sendings_it_is_enough(letter):
    aged(letter, handed_in=9)
    client, page = begin(letter)
    upload(client, page)
    late, other = begin(letter)
    upload(late, other)
    assert client.post(page).status_code == 302
    answer = late.post(other)
    assert answer.status_code == 410
    assert "Es wurde nichts gesendet" in body(answer)


def test_what_was_sent_is_not_kept_here_besides(letter):
    hand_in(letter)
    assert not Document.objects.exists()
    assert not DocumentPage.objects.exists()


def test_an_upload_after_sending_is_told(letter):
    client, page = begin(letter)
    upload(client, page)
    client.post(page)
    card = reverse("documents:add", args=[page.split("/")[-2], "asked_1"])
    answer = client.post(card, {"title": "x"}, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 422


def test_pressing_begin_twice_leads_to_the_same_papers(letter):
    client, page = begin(letter)
    assert client.post(letter.path)["Location"] == client.get(letter.path)["Location"] == page
    assert Draft.objects.count() == 1


def test_nothing_is_called_sent_that_was_not_kept(letter):
    client, page = begin(letter)
    upload(client, page)
    for failing in (OSError, DatabaseError):
        with mock.patch.object(files, "keep", side_effect=failing):
            answer = client.post(page)
        assert answer.status_code == 503
        assert "Es wurde nichts gesendet" in body(answer)
    assert not Submission.objects.exists()
    letter.refresh_from_db()
    assert letter.handed_in == 0
    assert client.post(page).status_code == 302


# -- who sees what -----------------------------------------------------------------------------------------------------


def test_two_browsers_with_the_same_link_see_nothing_of_each_other(letter):
    mine, page = begin(letter)
    upload(mine, page)
    other, elsewhere = begin(letter)
    assert elsewhere != page
    assert "documents-thumb" in body(mine.get(page))
    assert "documents-thumb" not in body(other.get(elsewhere))
    sheet = DocumentPage.objects.get()
    for path in (
        page,
        f"{page}gesendet/",
        reverse("documents:page", args=[sheet.pk]),
        reverse("documents:content", args=[sheet.pk]),
    ):
        assert other.get(path).status_code == 404
        assert mine.get(path).status_code in {200, 302}
    assert other.post(page).status_code == 404
    assert other.post(f"{page}ende/").status_code == 404
    mine.post(page)
    assert "gesendet" not in body(other.get(letter.path, follow=True)).split("Unterlagen hinzufügen")[0]
    assert other.get(f"{page}gesendet/").status_code == 404


def test_a_stranger_finds_nothing(letter):
    _, receipt = hand_in(letter)
    for path in (
        receipt,
        f"{receipt}bestaetigung.pdf",
        receipt.replace("gesendet/", ""),
        f"/nachreichen/sendung/{uuid4()}/",
    ):
        answer = Client().get(path)
        assert answer.status_code == 404
        assert "nichts mehr zu sehen" in body(answer)


def test_a_guest_reaches_nothing_else(letter, anna, draft):
    client, _ = begin(letter)
    for path in (
        "/mein-bereich/",
        "/konto/",
        "/redaktion/",
        f"/antrag/{draft.pk}/",
        f"/antrag/{Draft.objects.get(asked_by=letter).pk}/",
    ):
        assert client.get(path)["Location"].startswith("/konto/anmelden/")


def test_whoever_is_signed_in_hands_in_the_same_way(letter, anna, client_of):
    client = client_of(anna)
    assert "Sie sind gerade angemeldet" in body(client.get(letter.path))
    client, receipt = hand_in(letter, client)
    assert client.get(receipt).status_code == 200
    sent = Submission.objects.get()
    assert sent.case.person != anna
    assert sent.case.person.user is None
    assert anna.profile["bg_number"] not in str(Parcel.objects.get().opened().metadata)
    assert sent.receipt_number not in body(client.get("/mein-bereich/"))


def test_the_receipt_is_there_for_an_hour(letter):
    client, receipt = hand_in(letter)
    Submission.objects.update(submitted_at=timezone.now() - timedelta(minutes=61))
    for path in (receipt, f"{receipt}bestaetigung.pdf"):
        assert client.get(path).status_code == 404


def test_it_can_be_hidden_at_once(letter):
    client, receipt = hand_in(letter)
    answer = client.post(receipt.replace("gesendet/", "ende/"))
    assert answer["Location"] == "/"
    assert client.get(receipt).status_code == 404
    assert Submission.objects.count() == 1


def test_hidden_is_all_that_this_browser_has_sent_with_the_link(letter):
    client, first = hand_in(letter)
    client, second = hand_in(letter, client, number=2)
    client.post(second.replace("gesendet/", "ende/"))
    assert client.get(first).status_code == client.get(second).status_code == 404
    assert "haben Sie schon etwas gesendet" not in body(client.get(letter.path))


def test_it_can_be_given_up_with_everything(letter):
    client, page = begin(letter)
    upload(client, page)
    client.post(f"{page}ende/")
    assert client.get(page).status_code == 404
    assert not Draft.objects.exists()
    assert not Document.objects.exists()


def test_at_a_desk_it_is_open_for_a_few_minutes_only(letter, settings):
    client = Client()
    client.cookies[settings.DESK_COOKIE_NAME] = "1"
    client, page = begin(letter, client)
    assert client.get(page).status_code == 200
    session = client.session
    until = next(iter(session["guests"].values()))
    assert until - timezone.now().timestamp() < 16 * 60


def test_at_a_desk_it_stays_open_while_somebody_adds_papers(letter, settings):
    client = Client()
    client.cookies[settings.DESK_COOKIE_NAME] = "1"
    client, page = begin(letter, client)
    session = client.session
    session["guests"] = dict.fromkeys(session["guests"], timezone.now().timestamp() + 30)
    session.save()
    upload(client, page)
    (until,) = client.session["guests"].values()
    assert 14 * 60 < until - timezone.now().timestamp() < 16 * 60
    session = client.session
    session["guests"] = dict.fromkeys(session["guests"], timezone.now().timestamp() - 1)
    session.save()
    assert client.get(reverse("documents:add", args=[Draft.objects.get().pk, "asked_1"])).status_code == 302


def test_giving_up_while_another_window_sends_does_not_say_that_nothing_was_sent(letter, monkeypatch):
    client, page = begin(letter)
    upload(client, page)
    discard = Draft.discard

    def overtaken(draft):
        handing_in.send_in(Draft.objects.get(pk=draft.pk))
        discard(draft)

    monkeypatch.setattr(Draft, "discard", overtaken)
    draft = Draft.objects.get()
    answer = client.post(reverse("submissions:requested_leave", args=[draft.pk]), follow=True)
    assert "Es wurde nichts gesendet" not in body(answer)
    assert Submission.objects.get().receipt_number in body(answer)


# -- over while somebody is at it --------------------------------------------------------------------------------------


def test_what_was_begun_in_time_can_be_finished(letter):
    client, page = begin(letter)
    upload(client, page)
    aged(letter, expires_at=timezone.now())
    assert Client().get(letter.path).status_code == 410
    assert client.get(letter.path)["Location"] == page
    assert client.post(page).status_code == 302
    assert Submission.objects.count() == 1


def test_withdrawn_meanwhile_it_says_that_nothing_was_sent(letter):
    client, page = begin(letter)
    upload(client, page)
    letter.withdraw()
    for answer in (client.get(page), client.post(page)):
        assert answer.status_code == 410
        assert "Es wurde nichts gesendet" in body(answer)
        assert "zwei Tagen" in body(answer)
    assert not Submission.objects.exists()


def test_with_one_letter_nobody_fills_the_disk(letter):
    """Whoever begins once more has no more room, in one request or in pieces; another letter has."""
    (_, page), (second, other) = begin(letter), begin(letter)
    Collection.objects.filter(pk=page.split("/")[-2]).update(size=MAX_LETTER - 1000)
    photo = SimpleUploadedFile("foto.jpg", photographed_page(width=600, height=800, number=1), "image/jpeg")
    held = Collection.objects.get(pk=other.split("/")[-2])
    answer = second.post(reverse("documents:add", args=[held.pk, "asked_1"]), {"files": photo, "title": "Kontoauszüge"})
    assert answer.status_code == 422
    assert "Für diese Datei ist kein Platz mehr." in body(answer)
    refused = create(second, held, 1001)
    assert (refused.status_code, refused.text) == (413, WORDS["letter_full"])
    hand_in(asked_for(), second)


def test_too_many_who_began_do_not_fill_the_disk(letter, monkeypatch):
    monkeypatch.setattr(handing_in, "MOST_BEGUN", 2)
    assert [Client().post(letter.path).status_code for _ in range(3)] == [302, 302, 429]


# -- making one --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "facts",
    [
        {"asked": []},
        {"asked": [Asked("Papier")] * 11},
        {"asked": [Asked(" ")]},
        {"asked": [Asked("x" * 121)]},
        {"asked": [Asked("a\nb")]},
        {"asked": [Asked("a", "p" * 121)]},
        {"asked": [Asked("a", "", "w" * 1001)]},
        {"reference": " "},
        {"reference": "x" * 61},
        {"consequence": "x" * 1001},
        {"due_in": -1},
        {"due_in": 184},
        {"due_in": 10, "expires_in": 9},
        {"due_in": 10, "expires_in": 184},
    ],
    ids=str,
)
def test_what_cannot_be_asked_for(connected, facts):
    today = localdate()
    expires = facts.pop("expires_in", None)
    asked = {"asked": ASKED, "reference": "1", "due": today + timedelta(days=facts.pop("due_in", 14)), **facts}
    if expires:
        asked["expires_on"] = today + timedelta(days=expires)
    with pytest.raises(NotPossible):
        EvidenceRequest.make(BIELEFELD, **asked)
    assert not EvidenceRequest.objects.exists()


def test_no_jobcenter_that_nothing_reaches(directory, db):
    with pytest.raises(NotPossible):
        asked_for()


def test_the_longest_request_can_be_answered(connected):
    letter = asked_for(
        *[Asked(f"{number}" + "x" * 119, "p" * 120, "w" * 1000) for number in range(10)], consequence="c" * 1000
    )
    hand_in(letter)
    assert Submission.objects.get().answers["asked"].count("\n") == 9


def test_by_itself_it_works_four_weeks_longer_and_never_over_half_a_year(connected):
    assert localdate(asked_for().expires_at) == localdate() + timedelta(days=14 + 28 + 1)
    late = asked_for(due=localdate() + timedelta(days=183))
    assert localdate(late.expires_at) == localdate() + timedelta(days=184)


def test_what_is_done_is_written_down_without_words(letter, anna):
    hand_in(letter)
    letter.withdraw(by=anna)
    letter.withdraw(by=anna)
    verbs = list(Event.objects.filter(subject=letter.pk).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["evidence_request.made", "evidence_request.begun", "evidence_request.withdrawn"]
    assert REFERENCE not in str(list(Event.objects.values_list("facts", flat=True)))


# -- logs and retention ------------------------------------------------------------------------------------------------


def test_no_line_of_the_log_holds_a_link(letter, caplog):
    lines = []
    formatter = logging.config.dictConfigClass(LOGGING).configure_formatter({**LOGGING["formatters"]["json"]})
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(formatter.format(record))
    logging.getLogger().addHandler(handler)
    try:
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(letter.path).status_code == 403
        letter.withdraw()
        assert Client().get(letter.path).status_code == 410
        with mock.patch.object(requested, "closed", side_effect=KeyError(letter.path)):
            assert Client(raise_request_exception=False).get(letter.path).status_code == 500
    finally:
        logging.getLogger().removeHandler(handler)
    code = letter.path.split("/")[-2]
    assert len(lines) >= 3
    assert any("/nachreichen/…" in line for line in lines)
    assert not [line for line in lines if code in line]


def test_what_was_begun_and_not_sent_goes_after_two_days(letter):
    client, page = begin(letter)
    upload(client, page)
    now = timezone.now()
    shred(now + timedelta(days=1))
    assert Document.objects.count() == Draft.objects.count() == 1
    shred(now + timedelta(days=2, minutes=1))
    shred(now + timedelta(days=3))  # who has nothing left goes the night after
    assert client.get(page).status_code == 404
    assert not Person.objects.filter(user=None).exists()
    assert not Document.objects.exists()


def test_the_request_goes_after_a_while_and_what_was_sent_after_a_year(letter):
    client, receipt = hand_in(letter)
    shred(letter.expires_at + timedelta(days=91))
    assert EvidenceRequest.objects.exists()
    shred(letter.expires_at + timedelta(days=93))
    assert not EvidenceRequest.objects.exists()
    assert client.get(receipt).status_code == 404
    assert Submission.objects.exists()
    shred(timezone.now() + timedelta(days=366))
    shred(timezone.now() + timedelta(days=367))
    assert not Submission.objects.exists()
    assert not Person.objects.filter(user=None).exists()


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_the_last_place_is_given_once(self, connected):
        letter = aged(asked_for(), handed_in=9)
        browsers = [begin(letter) for _ in range(3)]
        for client, page in browsers:
            upload(client, page)
        answers = at_once(
            *[lambda client=client, page=page: client.post(page).status_code for client, page in browsers]
        )
        assert sorted(answers) == [302, 410, 410]
        assert Submission.objects.count() == 1

    def test_two_presses_give_one_receipt(self, connected):
        letter = asked_for()
        client, page = begin(letter)
        upload(client, page)
        second = Client()
        second.cookies = client.cookies
        answers = at_once(*[lambda one=one: one.post(page)["Location"] for one in (client, second)])
        assert set(answers) == {f"{page}gesendet/"}
        letter.refresh_from_db()
        assert letter.handed_in == Submission.objects.count() == Parcel.objects.count() == 1
