"""Antrag sichern over plain HTTP, as a phone without JavaScript asks for it."""

import re
from urllib.parse import urlencode

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from jobcenter.audit.models import Event
from jobcenter.cases.models import Case
from jobcenter.delivery.models import Connection, Parcel
from jobcenter.documents.models import Collection
from jobcenter.local.models import Site
from jobcenter.people.models import Person
from jobcenter.submissions.formless import ticket, turns
from jobcenter.submissions.formless.ticket import GOOD_FOR, Ticket
from jobcenter.submissions.models import Draft, Submission
from jobcenter.submissions.tests.test_paper import text_of
from jobcenter.submissions.views import formless as view
from tests.at_once import at_once

WHERE = reverse("submissions:formless")
SENT = reverse("submissions:formless_sent")
TYPED = {
    "applicant-given_name": "Mia",
    "applicant-family_name": "Muster",
    "applicant-birth_date-day": "24",
    "applicant-birth_date-month": "12",
    "applicant-birth_date-year": "1985",
    "address-street": "Musterweg",
    "address-house_number": "12 a",
    "address-postcode": "33602",
    "address-place": "Bielefeld",
    "phone": "0521 123456",
}


@pytest.fixture(autouse=True)
def _nobody_was_here(monkeypatch):
    monkeypatch.setattr(view, "turns", turns.Turns())


@pytest.fixture
def clock(monkeypatch):
    """`clock.later(seconds)`: time goes by for tickets and turns."""

    class Clock:
        shift = 0

        def later(self, seconds):
            self.shift += seconds

    clock, real = Clock(), ticket.time.time
    monkeypatch.setattr("time.time", lambda: real() + clock.shift)
    return clock


@pytest.fixture
def phone(connected, clock):
    return Phone(clock)


class Phone:
    """Opens the page, types for half a minute, presses."""

    def __init__(self, clock):
        self.client, self.clock = Client(), clock
        self.open()

    def open(self):
        self.at = self.client.get(WHERE)
        self.clock.later(30)
        return self

    @property
    def carried(self):
        """What the page carries along unseen."""
        return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.at.text))

    def press(self, how=None, **typed):
        data = {**TYPED, **self.carried, **typed}
        self.at = self.client.post(
            WHERE, urlencode(data, doseq=True), content_type="application/x-www-form-urlencoded", **(how or {})
        )
        return self.at

    def receipt(self):
        assert self.at.status_code == 302, self.words
        assert self.at["Location"] == SENT
        self.at = self.client.get(SENT)
        return self.at

    @property
    def words(self):
        return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", self.at.text))


def everything():
    return [model.objects.count() for model in (Person, Draft, Submission, Case, Parcel)]


class TestSending:
    def test_it_is_an_application_like_any_other(self, phone):
        phone.press()
        sent = Submission.objects.get()
        assert (sent.form_id, sent.title, sent.provider_number) == (
            "antrag-sichern",
            "Formloser Antrag auf Grundsicherungsgeld",
            "31704",
        )
        assert sent.answers["address"]["house_number"] == "12 a"
        parcel = Parcel.objects.get()
        assert (parcel.kind, parcel.subject) == ("application", sent.case_id)
        content = parcel.opened()
        assert content.metadata["person"] == {
            "given_name": "Mia",
            "family_name": "Muster",
            "birth_date": "1985-12-24",
        }
        told = text_of(content.files[0].read())
        for words in ("Ich beantrage Grundsicherungsgeld", "§ 37 SGB II", "Mia Muster, geboren am 24.12.1985", "0521"):
            assert words in told
        assert Event.objects.get(verb="application.submitted").actor == sent.case.person_id

    def test_it_makes_a_person_without_an_account_and_nothing_more(self, phone):
        phone.press()
        person = Person.objects.get()
        assert person.user is None
        assert person.provider_number == "31704"
        assert person.profile["phone"] == "0521 123456"
        assert not Collection.objects.exists()

    def test_the_receipt_is_in_this_browser_alone(self, phone):
        phone.press()
        sent = Submission.objects.get()
        phone.receipt()
        for words in (sent.receipt_number, sent.check_code, "Noch ist der Antrag nicht vollständig"):
            assert words in phone.words
        assert "no-store" in phone.at["Cache-Control"]
        stranger = Client().get(SENT)
        assert stranger.status_code == 404
        assert "Ihr Antrag gilt trotzdem" in stranger.text
        assert sent.receipt_number not in stranger.text

    def test_its_papers_too(self, phone):
        phone.press()
        sent = Submission.objects.get()
        phone.receipt()
        receipt = phone.client.get(reverse("submissions:formless_receipt"))
        assert receipt["Content-Type"] == "application/pdf"
        assert "no-store" in receipt["Cache-Control"]
        told = text_of(receipt.content)
        for words in (sent.receipt_number, sent.check_code, "noch nicht vollständig", "antrag-uebernehmen", "Prüfcode"):
            assert words in told
        application = phone.client.get(reverse("submissions:formless_application"))
        assert application.content == sent.application_pdf()
        for name in ("formless_receipt", "formless_application"):
            assert Client().get(reverse(f"submissions:{name}")).status_code == 404
            assert Client().post(reverse(f"submissions:{name}")).status_code == 404

    def test_after_an_hour_the_browser_shows_nothing_more(self, phone, clock):
        phone.press()
        phone.receipt()
        clock.later(GOOD_FOR - 1)
        assert phone.client.get(SENT).status_code == 200
        clock.later(2)
        assert phone.client.get(SENT).status_code == 404
        assert phone.client.get(reverse("submissions:formless_receipt")).status_code == 404

    def test_it_can_be_forgotten_at_once(self, phone):
        phone.press()
        phone.receipt()
        assert phone.client.post(SENT, headers={"Origin": "https://evil.example"}).status_code == 200
        assert phone.client.get(SENT).status_code == 200
        assert phone.client.post(SENT, follow=True).status_code == 200
        assert phone.client.get(SENT).status_code == 404

    def test_the_cookie_says_nothing_to_anybody_else(self, phone):
        phone.press()
        cookie = phone.client.cookies["gesichert"]
        sent = Submission.objects.get()
        assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", GOOD_FOR)
        for secret in (sent.receipt_number, sent.check_code, "Mia", "1985"):
            assert secret not in cookie.value
        forged = Client()
        forged.cookies["gesichert"] = cookie.value[:-1] + ("A" if cookie.value[-1] != "A" else "B")
        assert forged.get(SENT).status_code == 404

    def test_at_a_desk_the_receipt_stays_for_ten_minutes(self, phone, clock, settings):
        phone.client.cookies[settings.DESK_COOKIE_NAME] = "1"
        phone.press()
        clock.later(590)
        assert phone.client.get(SENT).status_code == 200
        clock.later(20)
        assert phone.client.get(SENT).status_code == 404

    def test_without_cookies_the_answer_itself_is_the_receipt(self, connected, clock):
        phone = Phone(clock)
        phone.client.cookies.clear()
        phone.press()
        sent = Submission.objects.get()
        assert phone.at.status_code == 200
        assert sent.receipt_number in phone.words
        assert sent.check_code in phone.words
        phone.client.cookies.clear()
        papers = {name: reverse(f"submissions:formless_{name}") for name in ("receipt", "application")}
        assert text_of(phone.client.post(papers["receipt"], {"ticket": phone.carried["ticket"]}).content)
        assert phone.client.post(papers["application"], {"ticket": phone.carried["ticket"]}).content[:4] == b"%PDF"

    def test_no_session_is_begun(self, phone):
        phone.press()
        phone.receipt()
        assert set(phone.client.cookies) == {"probe", "gesichert"}

    def test_what_it_asks_of_the_database(self, phone, django_assert_max_num_queries):
        phone.press(**{"applicant-given_name": ""})
        with django_assert_max_num_queries(26):
            phone.press()
        with django_assert_max_num_queries(3):
            phone.press()

    def test_the_page_itself_may_come_back_when_the_phone_was_short_of_memory(self, phone):
        assert phone.at["Cache-Control"] == "private, no-cache"


class TestOnce:
    @pytest.mark.django_db(transaction=True)
    def test_eight_at_once_are_one(self, phone):
        def press():
            client = Client()
            client.cookies["probe"] = "1"
            return client.post(WHERE, {**TYPED, **phone.carried})

        answers = at_once(*[press] * 8)
        assert everything() == [1, 1, 1, 1, 1]
        led = [answer for answer in answers if answer.status_code == 302]
        told_to_wait = [answer for answer in answers if answer.status_code == 429]
        assert len(led) + len(told_to_wait) == 8
        assert led

    def test_again_with_the_same_page(self, phone, clock):
        first = phone.press()
        carried = {"ticket": dict(re.findall(r'name="(ticket)" value="([^"]*)"', phone.open().at.text))["ticket"]}
        assert first.status_code == 302
        number = Submission.objects.get().receipt_number
        phone.open()
        again = Client()
        again.cookies["probe"] = "1"
        old = str(Ticket(Draft.objects.get().pk))
        answer = again.post(WHERE, {**TYPED, "ticket": old})
        assert answer["Location"] == SENT
        assert number in again.get(SENT).text
        assert carried["ticket"] != old
        assert everything() == [1, 1, 1, 1, 1]

    def test_long_after_it_says_so_and_shows_no_secret(self, phone, clock):
        carried = phone.carried
        phone.press()
        sent = Submission.objects.get()
        clock.later(3 * GOOD_FOR)
        answer = phone.client.post(WHERE, {**TYPED, **carried})
        assert "schon gestellt" in answer.text
        assert sent.receipt_number not in answer.text
        assert sent.check_code not in answer.text
        assert everything() == [1, 1, 1, 1, 1]

    def test_the_next_page_knows_of_it(self, phone):
        phone.press()
        phone.open()
        assert "schon einen Antrag gestellt" in phone.words
        phone.press(**{"applicant-given_name": "Noah"})
        assert Submission.objects.count() == 2


class TestNothingTypedIsLost:
    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"applicant-given_name": ""}, "Vorname"),
            ({"applicant-given_name": "Mia 😀"}, "kommt beim Jobcenter nicht an"),
            ({"applicant-family_name": "M" * 10_000}, "zu lang: 10.000 Zeichen"),
            (
                {"applicant-birth_date-day": "31", "applicant-birth_date-month": "2"},
                "Den 31. Februar 1985 gibt es nicht",
            ),
            ({"applicant-birth_date-year": "2099"}, "liegt in der Zukunft"),
            ({"applicant-birth_date-year": "85"}, "vier Ziffern"),
            ({"applicant-birth_date-month": ""}, "Monat"),
            ({"address-postcode": "3360"}, "fünf Ziffern"),
            ({"address-postcode": "00001"}, "kennen wir kein Jobcenter"),
            ({"address-postcode": "11011"}, "kennen wir kein Jobcenter"),
            ({"phone": "☎"}, "kommt beim Jobcenter nicht an"),
        ],
    )
    def test_what_does_not_hold_is_said_at_its_place(self, phone, typed, words):
        answer = phone.press(**typed)
        assert answer.status_code == 422
        assert words in phone.words
        assert 'id="fehler"' in answer.text
        for name, text in {**TYPED, **typed}.items():
            if text:
                assert re.search(rf'name="{name}"[^>]* value="{re.escape(text)}"', answer.text), name
        assert everything() == [0, 0, 0, 0, 0]
        phone.press()
        assert phone.at.status_code == 302

    def test_marks_of_direction_and_strange_spaces_go_unseen(self, phone):
        phone.press(**{"applicant-given_name": "\u202eMia\u200f\u200b", "address-place": "Biele\u00adfeld\u00a0 "})
        sent = Submission.objects.get()
        assert sent.answers["applicant"]["given_name"] == "Mia"
        assert sent.answers["address"]["place"] == "Bielefeld"

    def test_an_open_page_that_is_too_old(self, phone, clock):
        clock.later(GOOD_FOR)
        assert phone.press().status_code == 403
        assert "Die Seite war lange offen" in phone.words
        assert 'value="Musterweg"' in phone.at.text
        assert everything() == [0, 0, 0, 0, 0]
        phone.press()
        assert phone.at.status_code == 302

    @pytest.mark.parametrize("ticket", ["", "x", "a:b:c"])
    def test_no_ticket_of_ours(self, phone, ticket, clock):
        assert phone.press(ticket=ticket).status_code == 403
        clock.later(10)
        assert phone.press().status_code == 302

    def test_sent_by_another_site(self, phone):
        answer = phone.press(how={"headers": {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}})
        assert answer.status_code == 403
        assert everything() == [0, 0, 0, 0, 0]

    @pytest.mark.parametrize("error", [DatabaseError("gone"), OSError(28, "No space left on device")])
    def test_what_cannot_be_kept_is_not_called_sent(self, phone, monkeypatch, error):
        def broken(*args, **kwargs):
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(Event, "record", broken)
            assert phone.press().status_code == 503
        assert "Der Antrag ist nicht gestellt" in phone.words
        assert 'value="Musterweg"' in phone.at.text
        assert everything() == [0, 0, 0, 0, 0]
        assert phone.press(brief="1").content[:4] == b"%PDF"

    def test_after_a_failure_the_next_press_goes_through(self, phone, monkeypatch):
        with monkeypatch.context() as patch:
            patch.setattr(view, "send_formless", _raise(OSError("full")))
            phone.press()
        assert phone.press().status_code == 302

    def test_without_database_what_was_typed_stays(self, phone, monkeypatch):
        monkeypatch.setattr(view, "submission_of", _raise(DatabaseError("gone")))
        phone.client.cookies["jobcenter"] = "31704"
        assert phone.press().status_code == 503
        assert 'value="Musterweg"' in phone.at.text


def _raise(error):
    def broken(*args, **kwargs):
        raise error

    return broken


class TestTurns:
    def test_too_fast_for_somebody_who_types(self, connected, clock):
        phone = Phone(clock)
        clock.later(-28)
        answer = phone.press()
        assert answer.status_code == 429
        assert 1 <= int(answer["Retry-After"]) <= 5
        assert "Sekunden noch einmal" in phone.words
        assert 'value="Musterweg"' in answer.text
        clock.later(5)
        assert phone.press().status_code == 302

    def test_whoever_waits_gets_through(self, connected, clock):
        waits = []
        for _ in range(7):
            phone = Phone(clock)
            clock.later(-30)
            phone.at = phone.client.get(WHERE)
            clock.later(6)
            if phone.press().status_code == 429:
                waits.append(int(phone.at["Retry-After"]))
                last = phone
        assert waits == sorted(waits)
        assert len(waits) >= 3
        clock.later(waits[-1])
        assert last.press().status_code == 302

    def test_waiting_does_not_take_another_place(self, phone, clock):
        for _ in range(6):
            Phone(clock)
            view.turns.without.turn(turns.network_of(phone.at.wsgi_request), ticket.time.time())
        phone.press()
        first = int(phone.at["Retry-After"])
        for _ in range(5):
            clock.later(1)
            phone.press()
        assert first - 8 <= int(phone.at["Retry-After"]) <= first - 5


class TestWhere:
    def test_the_remembered_one_decides_where_a_postcode_leaves_it_open(self, phone):
        Connection.objects.create(
            provider_number="92213", courier="folder", public_key=Connection.objects.get().public_key
        )
        berlin = {"address-postcode": "10119", "address-place": "Berlin"}
        phone.press(**berlin)
        assert "In welchem Bezirk wohnen Sie?" in phone.words
        numbers = re.findall(r'id="jobcenter-(\d{5})"', phone.at.text)
        assert len(numbers) == 2
        phone.open()
        phone.client.cookies["jobcenter"] = numbers[1]
        phone.press(**berlin)
        assert "Es wurde noch nichts gesendet" in phone.words

    def test_where_several_are_possible_it_asks_and_keeps_what_was_typed(self, phone):
        key = Connection.objects.get().public_key
        phone.press(**{"address-postcode": "10119", "address-place": "Berlin"})
        number = re.findall(r'id="jobcenter-(\d{5})"', phone.at.text)[1]
        Connection.objects.create(provider_number=number, courier="folder", public_key=key)
        assert everything() == [0, 0, 0, 0, 0]
        typed = {**phone.carried}
        assert typed["applicant-given_name"] == "Mia"
        answer = phone.press(**typed)
        assert answer.status_code == 422
        assert "Bitte wählen Sie, wo Sie wohnen" in phone.words
        phone.press(**typed, provider_number="99999")
        assert phone.at.status_code == 422
        phone.press(**typed, provider_number=number)
        assert phone.at.status_code == 302
        assert Submission.objects.get().provider_number == number

    def test_back_from_the_choice(self, phone):
        phone.press(**{"address-postcode": "10119"})
        phone.press(**phone.carried, aendern="1")
        assert phone.at.status_code == 200
        assert re.search(r'name="address-postcode"[^>]* value="10119"', phone.at.text)
        assert 'id="fehler"' not in phone.at.text

    def test_a_remembered_one_that_does_not_fit_is_asked_about(self, phone):
        phone.client.cookies["jobcenter"] = "35302"
        phone.press()
        assert "Auf diesem Gerät gemerkt" in phone.words
        phone.press(**phone.carried, provider_number="31704")
        assert Submission.objects.get().provider_number == "31704"

    def test_a_postcode_nobody_knows_goes_to_the_remembered_one(self, phone):
        phone.client.cookies["jobcenter"] = "31704"
        phone.press(**{"address-postcode": "11011"})
        assert Submission.objects.get().provider_number == "31704"


class TestNotConnected:
    @pytest.fixture
    def away(self, phone):
        Connection.objects.all().delete()
        return phone

    def test_nothing_is_sent_and_how_it_goes_all_the_same(self, away):
        Site.objects.create(
            provider_number="31704",
            name="Hauptstelle",
            street="Am Platz 1",
            postcode="33602",
            city="Bielefeld",
            phone="0521 9",
        )
        away.press()
        assert away.at.status_code == 200
        assert "Es wurde noch nichts gesendet" in away.words
        assert "Jobcenter Bielefeld" in away.words
        assert everything() == [0, 0, 0, 0, 0]

    def test_the_letter(self, away):
        away.press()
        letter = away.press(brief="1")
        assert letter["Content-Type"] == "application/pdf"
        told = text_of(letter.content)
        for words in (
            "Mia Muster",
            "Musterweg 12 a",
            "Ich beantrage Grundsicherungsgeld",
            "Jobcenter Bielefeld",
            "0521",
        ):
            assert words in told
        assert everything() == [0, 0, 0, 0, 0]

    def test_a_letter_with_letters_that_no_font_has(self, away):
        letter = away.press(brief="1", **{"applicant-given_name": "美", "applicant-family_name": "#panic() $x$ *a*"})
        assert "#panic() $x$ *a*" in text_of(letter.content)

    def test_it_is_said_before_anybody_types(self, away):
        away.client.cookies["jobcenter"] = "31704"
        away.open()
        assert "nimmt hier noch keine Anträge an" in away.words

    def test_back_to_the_form(self, away):
        away.press()
        away.press(**away.carried, aendern="1")
        assert re.search(r'name="address-street"[^>]* value="Musterweg"', away.at.text)


class TestOtherWaysIn:
    def test_it_is_on_no_list_of_forms(self, client, anna, client_of, directory):
        assert "Formloser Antrag" not in client.get(reverse("submissions:forms")).text
        new = client_of(anna).get(reverse("submissions:new", args=["antrag-sichern"]))
        assert new["Location"] == WHERE

    def test_the_start_page_and_a_connected_jobcenter_lead_there(self, client, connected):
        assert f'href="{WHERE}"' in client.get("/").text
        page = client.get(reverse("local:jobcenter", args=["31704"])).text
        assert 'value="sichern"' in page
        led = client.post(reverse("directory:choose"), {"jobcenter": "31704", "weiter": "sichern"})
        assert led["Location"] == WHERE
        assert "Jobcenter Bielefeld" in client.get(WHERE).text
