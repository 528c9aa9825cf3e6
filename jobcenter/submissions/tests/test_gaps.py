"""A form that may be sent with gaps: what must be there, what may follow, and that everybody is told."""

import json

import pytest
from django.urls import reverse

from jobcenter.delivery.models import Parcel
from jobcenter.submissions.models import Draft, NotReady, Submission
from jobcenter.submissions.models.contents import _open
from jobcenter.submissions.tests.test_paper import text_of

pytestmark = pytest.mark.django_db


def shown(response):
    return response.content.decode()


def test_it_is_sent_with_gaps_and_says_which(people, anna):
    people.answers = {"about": ["money"], "me": people.answers["me"]}
    people.save()
    submission = people.submit(by=anna)
    assert submission.missing == ["Geld: Anna: Was gibt es?", "Wie?: Weg"]
    sent = Parcel.objects.get().opened()
    assert "Was noch fehlt" in text_of(sent.files[0].read())
    assert json.loads(sent.files[1].read())["missing"] == ["sources__ich", "out"]
    assert "Was noch fehlt" in text_of(submission.receipt_pdf("https://jobcenter.example/echtheit/"))


def test_what_is_essential_holds_it_back(people, anna):
    people.answers = {"about": ["money"]}
    people.save()
    with pytest.raises(NotReady):
        people.submit(by=anna)


def test_a_page_is_skipped_but_not_with_something_wrong_on_it(people, phone):
    page = reverse("submissions:page", args=[people.pk, "lohn_bbbbbb"])
    assert "Überspringen" in shown(phone.get(page))
    refused = phone.post(page, {"wage__bbbbbb": "viel", "ueberspringen": ""})
    assert refused.status_code == 422
    assert "viel" in shown(refused)
    gone_on = phone.post(page, {"wage__bbbbbb": "", "boss__bbbbbb": "Bäckerei", "ueberspringen": ""})
    assert gone_on.url == reverse("submissions:page", args=[people.pk, "lohn-aller"])
    people.refresh_from_db()
    assert people.answers["wage__bbbbbb"] is None
    assert people.answers["boss__bbbbbb"] == "Bäckerei"
    assert people.next_page() is None
    essential = reverse("submissions:page", args=[people.pk, "wer"])
    assert "Überspringen" not in shown(phone.get(essential))
    assert phone.post(essential, {"ueberspringen": ""}).status_code == 422


def test_the_check_page_lists_gaps_and_still_offers_to_send(people, phone):
    people.answers.pop("wage__bbbbbb")
    people.answers.pop("evidence_later")
    people.save()
    check = shown(phone.get(reverse("submissions:check", args=[people.pk])))
    assert "Sie können trotzdem schon senden" in check
    assert "Lohn: Ben" in check
    assert "Lohnabrechnung: Ben" in check
    sent = phone.post(reverse("submissions:send", args=[people.pk]), follow=True)
    assert "Ihr Anliegen ist gesendet" in shown(sent)
    assert "Fehlende Angaben ergänzen" in shown(sent)
    assert Submission.objects.get().title == "Leute: Geld"


def test_who_completes_it_goes_from_gap_to_gap(people, anna, phone):
    people.answers = {name: people.answers[name] for name in ("about", "me", "others")}
    people.save()
    case = people.submit(by=anna).case
    begun = phone.post(reverse("submissions:supplement", args=[case.pk]), {"was": "angaben"})
    assert begun.url.endswith("/geld_ich/?zurueck=luecken")
    second = phone.post(begun.url, {"sources__ich": "none"})
    assert second.url.endswith("/geld_bbbbbb/?zurueck=luecken")
    opened = phone.post(second.url, {"sources__bbbbbb": "wage"})
    assert opened.url.endswith("/lohn_bbbbbb/?zurueck=luecken")
    skipped = phone.post(opened.url, {"ueberspringen": ""})
    assert skipped.url.endswith("/lohn-aller/?zurueck=luecken")
    last = phone.post(skipped.url, {"steady": "ja"})
    assert last.url.endswith("/weg/?zurueck=luecken")
    assert phone.post(last.url, {"out": "online"}).url.endswith("/pruefen/")


def test_nobody_hears_that_there_is_nothing_to_do_while_something_is_missing(people, phone, anna):
    case = people.submit(by=anna).case
    pages = [reverse("cases:home"), reverse("cases:case", args=[case.pk])]
    for page in pages:
        assert "nichts tun" not in shown(phone.get(page))
        assert "Was noch fehlt, können Sie in der App ergänzen" in shown(phone.get(page))
    draft = Draft.supplement(case)
    draft.say_it_is_there("payslip__bbbbbb")
    draft.submit(by=anna)
    assert all("nichts tun" in shown(phone.get(page)) for page in pages)


def test_what_is_missing_is_not_said_twice(people, anna):
    people.answers.pop("school__cccccc", None)
    people.answers["wage__bbbbbb"] = None
    people.save()
    assert people.submit(by=anna).missing == ["Lohn: Ben: Wie viel bekommt Ben?"]
    assert _open("Familienstand: Anna", "Familienstand") == "Familienstand: Anna"
