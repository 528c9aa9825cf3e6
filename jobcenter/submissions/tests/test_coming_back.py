"""A helper is signed out while typing for somebody: the typing is not lost, and nobody else ever gets it."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from jobcenter.accounts.models import User
from jobcenter.people.models import Scope
from jobcenter.submissions.models import Draft
from tests.representations import acting_for

TYPED = {"household_size": "4", "household_changed": "nein"}


@pytest.fixture
def path(draft):
    return reverse("submissions:page", args=[draft.pk, "haushalt"])


def pressed(client, path, fields):
    """A button of one of our own pages, without a script."""
    ours = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    return client.post(path, urlencode(fields), content_type="application/x-www-form-urlencoded", headers=ours)


def handed_back(answer):
    """The fields that the page would send once more."""
    html = answer.content.decode()
    forms = [one.partition("</form>")[0] for one in html.split("<form")[1:]]
    form = next((one for one in forms if "Eingaben speichern" in one), "")
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in hidden if name != "csrfmiddlewaretoken"}


def acting(client, held):
    assert client.post(reverse("people:act", args=[held.pk])).status_code == 302
    return client


def test_what_a_helper_typed_comes_back_until_they_act_again(anna, ben, client_of, draft, path):
    held = acting_for(anna, ben, scope=[Scope.APPLY])
    ended = acting(client_of(ben), held)
    ended.session.flush()
    signed_out = pressed(ended, path, TYPED)
    assert "Sie sind nicht mehr angemeldet" in signed_out.content.decode()
    again = client_of(ben)
    answer = pressed(again, path, handed_back(signed_out))
    assert answer.status_code == 403
    assert "Sie handeln gerade nicht für Anna" in answer.content.decode()
    assert reverse("people:act", args=[held.pk]) in answer.content.decode()
    assert handed_back(answer) == TYPED
    assert not Draft.objects.get().typed
    saved = pressed(acting(again, held), path, handed_back(answer))
    assert saved.status_code == 302
    assert Draft.objects.get().answers["household_size"] == "4"


def test_also_while_acting_for_somebody_else(anna, ben, client_of, draft, path):
    acting_for(anna, ben)
    cem = User.objects.create_user("cem").person
    client = acting(client_of(ben), acting_for(cem, ben))
    assert handed_back(pressed(client, path, TYPED)) == TYPED


@pytest.mark.parametrize("why", ["stranger", "ended", "expired", "scope"])
def test_nobody_else_gets_it(why, anna, ben, client_of, draft, path):
    """Somebody else signs in on the device, or the right to act is gone meanwhile."""
    if why != "stranger":
        held = acting_for(anna, ben, scope=[Scope.DOCUMENTS, Scope.CASES] if why == "scope" else [Scope.APPLY])
        if why == "ended":
            held.end(by=anna)
        if why == "expired":
            held.ends = timezone.localdate() - timedelta(days=1)
            held.save()
    answer = pressed(client_of(ben), path, TYPED)
    assert answer.status_code == 404
    assert not handed_back(answer)
    assert "Anna" not in answer.content.decode()


@pytest.mark.parametrize(("scope", "status"), [([Scope.APPLY], 404), ([Scope.APPLY, Scope.CASES], 403)])
def test_of_a_supplement_only_who_may_see_what_was_sent(scope, status, anna, ben, people, client_of):
    supplement = Draft.supplement(people.submit(by=anna).case)
    acting_for(anna, ben, scope=scope)
    path = reverse("submissions:page", args=[supplement.pk, "lohn_bbbbbb"])
    assert pressed(client_of(ben), path, {"wage__bbbbbb": "600"}).status_code == status


@pytest.mark.parametrize("scope", [[Scope.APPLY], [Scope.APPLY, Scope.CASES]])
def test_what_was_sent_meanwhile_is_not_promised_to_be_saved(scope, anna, ben, people, client_of):
    """Before and after the helper acts again: what they typed is there to be copied, with the way to send it."""
    held = acting_for(anna, ben, scope=scope)
    path = reverse("submissions:page", args=[people.pk, "lohn_bbbbbb"])
    sent = people.submit(by=anna)
    client = client_of(ben)
    typed = {"wage__bbbbbb": "600", "boss__bbbbbb": "Bäckerei <Korn>"}
    before = pressed(client, path, typed)
    assert reverse("people:act", args=[held.pk]) in before.content.decode()
    assert not handed_back(before)
    after = pressed(acting(client, held), path, typed)
    for answer in (before, after):
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Inzwischen gesendet" in page
        assert "Bäckerei &lt;Korn&gt;" in page
        assert "geht nicht verloren" not in page
        assert ("Angaben berichtigen" in page) == (Scope.CASES in scope)
    ways = [reverse("submissions:new", args=["anliegen"]), reverse("cases:case", args=[sent.case_id])]
    shown = [way for way in ways if f'href="{way}' in after.content.decode()]
    assert shown == (ways if Scope.CASES in scope else ways[:1])
    assert [client.get(way).status_code for way in shown] == [200] * len(shown)


def test_nobody_learns_that_somebody_elses_draft_was_sent(anna, ben, people, client_of):
    people.submit(by=anna)
    path = reverse("submissions:page", args=[people.pk, "lohn_bbbbbb"])
    assert pressed(client_of(ben), path, {"wage__bbbbbb": "600"}).status_code == 404


def test_looking_or_another_site_learns_nothing(anna, ben, client_of, draft, path):
    acting_for(anna, ben)
    client = client_of(ben)
    assert client.get(path).status_code == 404
    assert client.post(path, TYPED).status_code == 404
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    urlencoded = "application/x-www-form-urlencoded"
    assert client.post(path, urlencode(TYPED), content_type=urlencoded, headers=elsewhere).status_code == 404
