"""„Unterlagen senden“: what a paper can be for, the most urgent first, in few queries, and for others as they may."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobcenter.cases.destinations import Destinations
from jobcenter.delivery.models import Parcel, Sign
from jobcenter.documents.models import Collection
from jobcenter.people.models import Scope
from jobcenter.questions.tests import FOLDER
from jobcenter.submissions.models import Draft
from jobcenter.submissions.tests.conftest import begun_about_people
from tests.applications import BIELEFELD
from tests.photos import photographed_page
from tests.representations import acting_for

PAPERS = "/mein-bereich/unterlagen/"
PAYSLIP = "payslip__bbbbbb"


@pytest.fixture(autouse=True)
def own_catalogue(settings):
    settings.JOBCENTER_CATALOGUE = str(FOLDER)


@pytest.fixture
def people(anna, connected):
    """A draft in which a payslip is promised."""
    return begun_about_people(anna)


@pytest.fixture
def case(people, anna):
    return people.submit(by=anna).case


def add_page(draft, slot=PAYSLIP, number=1):
    photo = SimpleUploadedFile("a.jpg", photographed_page(width=300, height=400, number=number), "image/jpeg")
    assert Collection.objects.get(pk=draft.pk).take_in([photo], slot=slot, title="Lohnabrechnung").added == 1


def shown(client, path=PAPERS):
    return client.get(path).content.decode()


def test_the_list_loads_no_scanner(people, anna, client_of):
    page = client_of(anna).get(reverse("cases:papers")).content.decode()
    assert "documents/outbox/everywhere.js" in page
    assert "documents/card.js" not in page


def test_a_draft_shows_what_it_needs_and_where_it_goes(people, anna, client_of):
    del people.answers["evidence_later"]
    people.save()
    page = shown(client_of(anna))
    address = reverse("documents:add", args=[people.pk, PAYSLIP])
    facts = f'data-collection="{people.pk}" data-slot="{PAYSLIP}" data-title="Lohnabrechnung: Ben" data-add="{address}"'
    assert f"data-destination {facts}" in page
    assert f'href="{address}?title=Lohnabrechnung%3A%20Ben&amp;next={PAPERS}"' in page
    assert "Zeitraum: die letzten 3 Monate" in page
    assert "Fehlt noch" in page
    assert "1 Unterlage fehlt noch" in page


def test_what_is_promised_says_until_when(people, anna, client_of):
    people.promise(PAYSLIP, timezone.datetime(2027, 1, 15).date())
    assert "Sie reichen das nach bis 15. Januar 2027" in shown(client_of(anna))


def test_what_was_added_is_counted_and_called_not_sent(people, anna, client_of):
    for number in (1, 2):
        add_page(people, number=number)
    page = shown(client_of(anna))
    assert "2 Seiten hinzugefügt, noch nicht gesendet." in page
    (matter,) = Destinations.of(anna, may_look=True).begun
    assert [proof.evidence.slot for proof in matter.wanted] == []


def test_a_case_that_wants_something_comes_first_and_begins_its_supplement(case, anna, client_of):
    begun_about_people(anna)
    client = client_of(anna)
    page = shown(client)
    assert page.index("Zu etwas, das Sie schon gesendet haben") < page.index("Zu etwas, das Sie begonnen haben")
    part = page[page.index(f"vorgang-{case.pk}") :]
    assert part.index(f'name="slot" value="{PAYSLIP}"') < part.index('name="slot" value="more"')
    assert not Draft.objects.filter(case=case).exclude(submitted_at=None)
    answer = client.post(reverse("submissions:supplement", args=[case.pk]), {"slot": PAYSLIP})
    supplement = Draft.objects.get(case=case)
    card = reverse("documents:add", args=[supplement.pk, PAYSLIP])
    assert answer.url == f"{card}?title=Lohnabrechnung%3A+Ben&next={PAPERS.replace('/', '%2F')}"
    assert client.get(answer.url).status_code == 200
    assert f'data-collection="{supplement.pk}" data-slot="{PAYSLIP}"' in shown(client)


def test_pages_that_wait_come_back_to_the_list(case, anna, client_of):
    client = client_of(anna)
    answer = client.post(reverse("submissions:supplement", args=[case.pk]), {"slot": "more", "zurueck": "1"})
    supplement = Draft.objects.get(case=case)
    assert answer.url == f"{PAPERS}#ziel-{supplement.pk}-more"
    assert f'id="ziel-{supplement.pk}-more"' in shown(client)


def test_a_paper_that_is_not_asked_for_leads_to_all_of_them(case, anna, client_of):
    answer = client_of(anna).post(reverse("submissions:supplement", args=[case.pk]), {"slot": "erfunden"})
    assert answer.url == reverse("submissions:documents", args=[Draft.objects.get(case=case).pk])


def test_what_was_added_to_a_case_leads_to_sending(case, anna, client_of):
    supplement = Draft.supplement(case)
    add_page(supplement)
    page = shown(client_of(anna))
    assert "1 Seite hinzugefügt, noch nicht gesendet." in page
    assert reverse("submissions:check", args=[supplement.pk]) in page


def test_a_case_that_lacks_nothing_is_there_for_something_else(people, anna, client_of):
    add_page(people)
    case = people.submit(by=anna).case
    found = Destinations.of(anna, may_look=True)
    assert (found.begun, found.sent, found.alone) == ([], [], True)
    page = shown(client_of(anna))
    assert '<details class="panel matter" id="weitere-vorgaenge" open>' in page
    assert f'action="{reverse("submissions:supplement", args=[case.pk])}"' in page
    assert "data-destination" not in page


def test_when_the_jobcenter_asks_nobody_claims_to_know_for_what(case, anna, people):
    Sign.record(
        parcel=Parcel.objects.get(subject=case.pk),
        kind="documents_missing",
        reference="fehlt",
        at=timezone.now() + timedelta(minutes=1),
    )
    (matter,) = Destinations.of(anna, may_look=False).sent
    assert [proof.evidence.slot for proof in matter.wanted] == ["more"]


def test_a_form_that_is_gone_asks_for_nothing(people, case, anna, client_of, settings):
    begun_about_people(anna)
    settings.JOBCENTER_CATALOGUE = ""
    page = shown(client_of(anna))
    assert "data-destination" not in page
    assert 'name="slot" value="more"' in page


def test_the_empty_page_is_kind(anna, client_of):
    page = shown(client_of(anna))
    assert reverse("submissions:new", args=["anliegen"]) in page
    assert "Wofür ist Ihr Papier?" not in page
    assert "Unterlagen senden" not in shown(client_of(anna), reverse("cases:home"))


def test_mein_bereich_leads_there(people, anna, client_of):
    assert f'href="{PAPERS}"' in shown(client_of(anna), reverse("cases:home"))


def test_many_matters_cost_as_many_queries_as_one(anna, renewal, connected, client_of):
    def sent_and_begun():
        case = begun_about_people(anna).submit(by=anna).case
        add_page(Draft.supplement(begun_about_people(anna).submit(by=anna).case))
        add_page(begun_about_people(anna))
        Draft.start(person=anna, form=renewal, provider_number=BIELEFELD)
        return case

    client = client_of(anna)
    sent_and_begun()
    client.get(PAPERS)
    with CaptureQueriesContext(connection) as one:
        client.get(PAPERS)
    for _ in range(3):
        sent_and_begun()
    with CaptureQueriesContext(connection) as many:
        page = shown(client)
    assert len(many) == len(one) <= 9
    assert len(re.findall(r"<details class=\"panel matter\"[^>]* open>", page)) == 3


@pytest.mark.parametrize("scope", [Scope.APPLY, Scope.DOCUMENTS])
def test_who_may_not_look_sees_no_more_of_what_was_sent_than_its_name(case, anna, ben, client_of, scope):
    begun_about_people(anna)
    client = client_of(ben)
    client.post(reverse("people:act", args=[acting_for(anna, ben, scope=[scope]).pk]))
    page = shown(client)
    part = page[page.index("weitere-vorgaenge") : page.index("begonnen")]
    assert case.title in part
    assert "Lohnabrechnung" not in part
    assert "Lohnabrechnung: Ben" in page  # of the draft, for which papers are to be added
    assert ("Weiter ausfüllen" in page) == (scope == Scope.APPLY)
    answer = client.post(reverse("submissions:supplement", args=[case.pk]), {"slot": "more"})
    assert client.get(answer.url).status_code == 200
    add_page(Draft.objects.get(case=case))
    assert reverse("submissions:documents", args=[Draft.objects.get(case=case).pk]) in shown(client)


def test_who_may_only_look_adds_nothing(case, anna, ben, client_of):
    client = client_of(ben)
    client.post(reverse("people:act", args=[acting_for(anna, ben, scope=[Scope.CASES]).pk]))
    assert client.get(PAPERS).status_code == 403
    assert PAPERS not in shown(client, reverse("cases:home"))


def test_nobody_else_finds_anything(case, people, ben, client_of):
    assert "data-destination" not in shown(client_of(ben))
