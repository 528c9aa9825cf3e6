"""The pages of an application, from the first to the receipt, as a phone without JavaScript asks for them."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobcenter.delivery.models import Connection
from jobcenter.documents.models import Document
from jobcenter.submissions.models import Draft, Submission
from tests.photos import photographed_page

BIELEFELD = "31704"
PAGES = {
    "person": {
        "applicant-given_name": "Anna",
        "applicant-family_name": "Beispiel",
        "applicant-birth_date-day": "17",
        "applicant-birth_date-month": "4",
        "applicant-birth_date-year": "1991",
        "bg_number": "31704BG0001234",
    },
    "haushalt": {"household_size": "2", "household_changed": "nein"},
    "wohnen": {
        "address-street": "Musterweg",
        "address-house_number": "12",
        "address-postcode": "33602",
        "address-place": "Bielefeld",
        "housing_changed": "nein",
    },
    "einkommen": {"income_changed": "nein", "self_employed": "nein"},
    "vermoegen": {"assets_changed": "nein"},
    "mehrbedarf": {"needs_changed": "nein"},
    "konto": {"account_changed": "nein"},
    "nachweise": {},
    "erklaerung": {"declared_true": "ja", "declared_duty": "ja"},
}


@pytest.fixture
def phone(anna, client_of, connected):
    return client_of(anna)


def address(name, *args):
    return reverse(f"submissions:{name}", args=args)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def fill(phone, draft, pages=PAGES):
    """Type and send page after page, as the answers lead."""
    where = address("page", draft.pk, "person")
    for _ in range(30):
        response = phone.get(where)
        page = where.rstrip("/").rpartition("/")[2]
        if page == "pruefen":
            return response
        response = phone.post(where, pages[page])
        assert response.status_code == 302, (page, text(response))
        where = response.url
    raise AssertionError("no end")


def test_everybody_sees_what_can_be_applied_for(client, directory):
    response = client.get(address("forms"))
    assert response.status_code == 200
    assert "Weiterbewilligungsantrag" in text(response)


def test_the_whole_renewal(phone, anna):
    start = phone.get(address("new", "weiterbewilligung"))
    assert "Antrag beginnen" in text(start)
    begun = phone.post(address("new", "weiterbewilligung"), {"provider_number": BIELEFELD})
    draft = Draft.objects.get()
    assert begun.url == address("page", draft.pk, "person")
    check = fill(phone, draft)
    assert "Jetzt senden" in text(check)
    assert "Musterweg 12" in text(check)
    sent = phone.post(address("send", draft.pk))
    submission = Submission.objects.get()
    assert sent.url == address("receipt", submission.receipt_number)
    receipt = phone.get(sent.url)
    assert "Ihr Antrag ist gesendet" in text(receipt)
    assert submission.receipt_number in text(receipt)
    for name in ("receipt_pdf", "application_pdf"):
        pdf = phone.get(address(name, submission.receipt_number))
        assert pdf.content.startswith(b"%PDF")
        assert pdf["Content-Disposition"].startswith("attachment")


def test_a_whole_renewal_with_photos_stays_within_its_queries(phone, django_assert_max_num_queries):
    photos = [photographed_page(width=600, height=800, number=number) for number in (1, 2, 3)]
    with django_assert_max_num_queries(99):  # six of its pages look up what was said last
        phone.get(address("new", "weiterbewilligung"))
        begun = phone.post(address("new", "weiterbewilligung"), {"provider_number": BIELEFELD})
        draft = Draft(pk=begun.url.split("/")[2])
        fill(phone, draft)
        phone.post(
            reverse("documents:add", args=[draft.pk, "more"]),
            {"files": [SimpleUploadedFile(f"{n}.jpg", data, "image/jpeg") for n, data in enumerate(photos)]},
            headers={"X-Requested-With": "fetch"},
        )
        sent = phone.post(address("send", draft.pk))
        phone.get(sent.url)
    assert len(Submission.objects.get().files) == 3


@pytest.mark.parametrize(
    ("name", "most"), [("page", 3), ("evidence", 5), ("check", 5), ("new", 4), ("post", 4), ("interim", 4)]
)
def test_each_page_asks_the_database_little(phone, complete, name, most, django_assert_max_num_queries):
    page = address("page", complete.pk, "haushalt")
    requests = {
        "page": lambda: phone.get(page),
        "evidence": lambda: phone.get(address("page", complete.pk, "nachweise")),
        "check": lambda: phone.get(address("check", complete.pk)),
        "new": lambda: phone.get(address("new", "weiterbewilligung")),
        "post": lambda: phone.post(page, PAGES["haushalt"]),
        "interim": lambda: phone.post(page + "zwischenstand/", PAGES["haushalt"]),
    }
    with django_assert_max_num_queries(most):
        assert requests[name]().status_code < 400


def test_a_begun_draft_is_offered_first(phone, draft):
    response = phone.get(address("new", "weiterbewilligung"))
    assert "Weitermachen oder neu anfangen?" in text(response)
    phone.post(address("new", "weiterbewilligung"), {"provider_number": BIELEFELD})
    assert Draft.objects.count() == 2


def test_without_a_known_jobcenter_it_is_asked_for(phone, anna):
    anna.provider_number = ""
    anna.save()
    response = phone.get(address("new", "weiterbewilligung"))
    assert reverse("directory:find") in text(response)
    assert phone.post(address("new", "weiterbewilligung"), {"provider_number": BIELEFELD}).status_code == 422
    phone.cookies["jobcenter"] = BIELEFELD
    assert phone.post(address("new", "weiterbewilligung"), {"provider_number": BIELEFELD}).status_code == 302


def test_two_possible_jobcenters_are_never_guessed_between(phone, draft):
    Connection.attach("21104", courier="folder", bits=2048)
    phone.cookies["jobcenter"] = "21104"
    response = phone.get(address("new", "weiterbewilligung"))
    assert text(response).count('type="radio"') == 2
    assert phone.post(address("new", "weiterbewilligung"), {}).status_code == 422
    assert phone.post(address("jobcenter", draft.pk), {}).status_code == 422
    phone.post(address("jobcenter", draft.pk), {"provider_number": "21104"})
    assert Draft.objects.get(pk=draft.pk).provider_number == "21104"


def test_a_jobcenter_that_takes_nothing_from_here_says_so_before_anything_is_filled_in(phone):
    Connection.objects.all().delete()
    response = phone.get(address("new", "weiterbewilligung"))
    assert "nimmt über diese App noch keine Anträge an" in text(response)
    assert reverse("local:jobcenter", args=[BIELEFELD]) in text(response)
    assert "Antrag beginnen" not in text(response)
    assert phone.post(address("new", "weiterbewilligung"), {"provider_number": BIELEFELD}).status_code == 422
    assert not Draft.objects.exists()


def test_only_a_jobcenter_that_takes_applications_can_be_chosen(phone, draft):
    phone.cookies["jobcenter"] = "21104"
    for where in (address("new", "weiterbewilligung"), address("jobcenter", draft.pk)):
        response = phone.get(where)
        assert "nimmt über diese App noch keine Anträge an" in text(response)
        assert "Geht an: <strong>Jobcenter" in text(response)
        assert phone.post(where, {"provider_number": "21104"}).status_code == 422


def test_a_draft_whose_jobcenter_was_disconnected_waits_and_is_not_called_sent(phone, complete):
    Connection.objects.all().delete()
    check = phone.get(address("check", complete.pk))
    assert "nimmt über diese App noch keine Anträge an" in text(check)
    assert "Jetzt senden" not in text(check)
    assert phone.post(address("send", complete.pk)).url == address("check", complete.pk)
    assert not Submission.objects.exists()


def test_a_document_that_is_no_longer_asked_for_can_be_seen_and_removed(phone, complete):
    photo = SimpleUploadedFile("1.jpg", photographed_page(width=600, height=800, number=1), "image/jpeg")
    card = reverse("documents:add", args=[complete.pk, "assets"])
    phone.post(card, {"files": [photo], "title": "Kontoauszug"})
    check = address("check", complete.pk)
    assert f'href="{card}?next={check}"' in text(phone.get(check))
    assert "brauchen wir das nicht" in text(phone.get(address("page", complete.pk, "nachweise")))
    assert f'href="{check}#unterlage-assets"' in text(phone.get(f"{card}?next={check}"))
    page = Document.objects.get().pages.get()
    removed = phone.post(reverse("documents:remove", args=[complete.pk, "assets", page.pk]), {"next": check})
    assert removed.url.startswith(check)
    assert "Kontoauszug" not in text(phone.get(check))


def test_a_page_that_does_not_hold_says_why_and_keeps_what_was_typed(phone, draft):
    page = address("page", draft.pk, "haushalt")
    response = phone.post(page, {"household_size": "viele", "household_changed": "nein"})
    assert response.status_code == 422
    assert 'id="fehler"' in text(response)
    assert "<title>Fehler:" in text(response)
    later = phone.get(page)
    assert 'value="viele"' in text(later)
    assert 'id="fehler"' not in text(later)


def test_interim_saves_show_up_on_another_device(phone, draft, anna, client_of):
    page = address("page", draft.pk, "haushalt")
    answer = phone.post(page + "zwischenstand/", {"household_size": "7", "fremdes": "x"})
    assert re.fullmatch(r"\d\d:\d\d", answer.json()["saved_at"])
    assert Draft.objects.get().typed == {"haushalt": {"household_size": ["7"]}}
    elsewhere = client_of(anna)
    assert 'value="7"' in text(elsewhere.get(page))


def test_saving_for_later_keeps_everything_and_leads_home(phone, draft):
    response = phone.post(address("page", draft.pk, "haushalt"), {"household_size": "8", "spaeter": ""})
    assert response.url == reverse("cases:home")
    assert 'value="8"' in text(phone.get(address("page", draft.pk, "haushalt")))


def test_a_list_grows_without_javascript(phone, complete):
    changed = {"household_size": "3", "household_changed": "ja"}
    phone.post(address("page", complete.pk, "haushalt"), changed)
    phone.post(address("page", complete.pk, "haushalt-was"), {"household_changes": "moved_in"})
    page = address("page", complete.pk, "haushalt-neu")
    response = phone.post(page, {"new_people-0-relation": "partner", "action": "add:new_people"})
    assert response.status_code == 302
    assert response.url.startswith(page + "#f-new_people")
    assert "new_people-1-" in text(phone.get(page))


def test_changing_an_answer_leads_back_to_the_check_page(phone, complete):
    page = address("page", complete.pk, "haushalt") + "?zurueck=pruefen"
    assert "Übernehmen" in text(phone.get(page))
    same = phone.post(page, PAGES["haushalt"])
    assert same.url == address("check", complete.pk)
    opening = phone.post(page, {"household_size": "3", "household_changed": "ja"})
    assert opening.url == address("page", complete.pk, "haushalt-was") + "?zurueck=pruefen"


def test_the_check_page_lists_what_is_missing_and_does_not_send(phone, draft):
    check = phone.get(address("check", draft.pk))
    assert "Es fehlt noch etwas" in text(check)
    assert "Jetzt senden" not in text(check)
    refused = phone.post(address("send", draft.pk), follow=True)
    assert "Noch nicht gesendet" in text(refused)
    assert not Submission.objects.exists()


def test_evidence_can_be_announced_and_taken_back(phone, complete):
    complete.answers |= {"assets_changed": True, "assets": [{"who": "Anna", "what": "cash", "value": "900.00"}]}
    complete.save()
    page = address("page", complete.pk, "nachweise")
    assert phone.post(page).status_code == 422
    day = timezone.localdate() + timedelta(days=14)
    said = phone.post(address("later", complete.pk, "assets"), {"was": "spaeter", "bis": day.isoformat()})
    assert said.url == page + "#nachweis-assets"
    assert f"Sie reichen das bis zum {day.day}. " in text(phone.get(page))
    assert phone.post(page).url == address("page", complete.pk, "erklaerung")
    assert "Reichen Sie bis zum" in text(phone.get(address("check", complete.pk)))
    phone.post(address("later", complete.pk, "assets"), {"doch": "1"})
    assert Draft.objects.get().open_proofs()
    for nonsense in ("gestern", "1999-01-01", "9999-12-31", ""):
        phone.post(address("later", complete.pk, "assets"), {"was": "spaeter", "bis": nonsense})
        assert "Sie reichen das nach" in text(phone.get(page))
    phone.post(address("later", complete.pk, "assets"), {"was": "liegt-vor"})
    assert "Liegt dem Jobcenter schon vor" in text(phone.get(page))
    assert Draft.objects.get().open_proofs() == []
    assert phone.post(address("later", complete.pk, "more")).status_code == 404


def test_every_address_of_a_sent_draft_leads_to_its_receipt(phone, complete, anna):
    submission = complete.submit(by=anna)
    receipt = address("receipt", submission.receipt_number)
    for name in ("draft", "check", "discard", "jobcenter"):
        assert phone.get(address(name, complete.pk)).url == receipt
    page = address("page", complete.pk, "haushalt")
    assert phone.get(page).url == receipt
    typed = phone.post(page, PAGES["haushalt"])  # it is not saved, and that is said
    assert typed.status_code == 409
    assert f'href="{receipt}"' in text(typed)
    assert phone.post(address("send", complete.pk)).url == receipt
    assert phone.post(page + "zwischenstand/", {}).status_code == 409
    assert Submission.objects.count() == 1


def test_after_signing_in_again_a_lost_post_leads_back(phone, complete):
    assert phone.get(address("send", complete.pk)).url == address("check", complete.pk)
    assert phone.get(address("later", complete.pk, "more")).status_code == 404
    interim = address("page", complete.pk, "haushalt") + "zwischenstand/"
    assert phone.get(interim).url == address("page", complete.pk, "haushalt")


def test_a_session_that_ended_costs_nothing_that_was_typed(anna, client_of, client, draft):
    page = address("page", draft.pk, "haushalt")
    by_hand = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    typed = urlencode({"household_size": '6"<', "household_changed": "nein", "weiter": ""})
    form = {"data": typed, "content_type": "application/x-www-form-urlencoded"}
    told = client.post(page, **form, headers=by_hand)
    assert told.status_code == 403
    assert "no-store" in told["Cache-Control"]
    assert 'name="household_size" value="6&quot;&lt;"' in text(told)
    assert Draft.objects.get().typed == {}
    phone = Client(enforce_csrf_checks=True)
    phone.cookies = client_of(anna).cookies
    again = phone.post(page, **form, headers=by_hand)
    assert 'value="6&quot;&lt;"' in text(again)
    # From elsewhere, by a script, or to an address that may carry secrets: as ever.
    assert client.post(page, **form, headers=by_hand | {"Sec-Fetch-Site": "cross-site"}).status_code == 302
    assert client.post(page, **form, headers=by_hand | {"Sec-Fetch-Mode": "cors"}).status_code == 302
    assert client.post(reverse("account_change_password"), **form, headers=by_hand).status_code == 302


def test_a_stale_token_costs_nothing_that_was_typed(anna, client_of, draft):
    phone = Client(enforce_csrf_checks=True)
    phone.cookies = client_of(anna).cookies
    page = address("page", draft.pk, "haushalt")
    refused = phone.post(page, {"household_size": "6", "household_changed": "nein"})
    assert refused.status_code == 403
    assert "Bitte drücken Sie noch einmal" in text(refused)
    assert 'value="6"' in text(refused)
    assert Draft.objects.get().revision == 0
    stale = phone.post(page + "zwischenstand/", {"household_size": "6"})
    assert stale.status_code == 403
    token = stale.json()["token"]
    saved = phone.post(page + "zwischenstand/", {"household_size": "6", "csrfmiddlewaretoken": token})
    assert saved.status_code == 200
    for name in ("send", "discard", "jobcenter"):
        assert phone.post(address(name, draft.pk)).status_code == 403
    assert phone.post(address("page", draft.pk, "nachweise")).status_code == 403


def test_a_full_disk_is_said_plainly(phone, complete, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jobcenter.vault.storage.os.fsync", full)
    response = phone.post(address("send", complete.pk))
    assert response.status_code == 503
    assert "Noch nicht gesendet" in text(response)
    monkeypatch.undo()
    assert phone.post(address("send", complete.pk)).status_code == 302


def test_discarding_asks_first_and_takes_the_documents_along(phone, draft):
    assert "Entwurf löschen?" in text(phone.get(address("discard", draft.pk)))
    assert Draft.objects.exists()
    assert phone.post(address("discard", draft.pk)).url == reverse("cases:home")
    assert not Draft.objects.exists()
    assert not Document.objects.exists()


def test_pages_the_answers_do_not_lead_to_send_back_and_unknown_ones_are_not_found(phone, draft):
    assert phone.get(address("page", draft.pk, "umzug")).url == address("draft", draft.pk)
    assert phone.get(address("page", draft.pk, "gibt-es-nicht")).status_code == 404
    assert phone.get(address("new", "gibt-es-nicht")).status_code == 404


@pytest.mark.parametrize("number", ["JC-\x00", "JC-0000-0000-01", "x" * 3000, '"\r\nX: 1'])
def test_what_is_no_receipt_number_is_not_found(phone, number):
    for name in ("receipt", "receipt_pdf", "application_pdf"):
        assert phone.get(address(name, number)).status_code == 404


def test_nobody_else_finds_any_of_it(complete, anna, ben, client_of, client):
    submission = complete.submit(by=anna)
    draft = Draft.start(person=anna, form=complete.form, provider_number=BIELEFELD)
    addresses = [
        *(address(name, draft.pk) for name in ("draft", "check", "discard", "jobcenter", "send")),
        *(address(name, complete.pk) for name in ("draft", "check", "send")),
        address("page", draft.pk, "haushalt"),
        address("page", draft.pk, "nachweise"),
        address("interim", draft.pk, "haushalt"),
        address("later", draft.pk, "more"),
        *(address(name, submission.receipt_number) for name in ("receipt", "receipt_pdf", "application_pdf")),
        reverse("cases:case", args=[submission.case_id]),
    ]
    stranger = client_of(ben)
    for where in addresses:
        for answer in (stranger.get(where), stranger.post(where, {"provider_number": BIELEFELD})):
            assert answer.status_code in (404, 405), where
        assert client.get(where).status_code == 302
        assert "/konto/" in client.get(where).url
    assert Draft.objects.filter(pk=draft.pk, submitted_at=None).exists()
