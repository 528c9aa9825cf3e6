"""Who may act for whom: how it begins, what it allows, how it ends."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from jobcenter.accounts.models import User
from jobcenter.documents.models import Collection, Document
from jobcenter.people.models import (
    NoSuchCode,
    OwnCode,
    Person,
    Representation,
    Role,
)
from jobcenter.people.retention import RULES
from tests.at_once import at_once
from tests.representations import acting_for, guardian, invitation, uploaded_proof


def later(days):
    return timezone.now() + timedelta(days=days)


class TestCode:
    def test_it_opens_once(self, anna, ben):
        code = invitation(anna).code
        held = Representation.accept(code.lower().replace("-", " "), by=ben, name="Ben Probe")
        assert (held.state, held.representative, held.name) == ("active", ben, "Ben Probe")
        assert (held.code, held.code_digest) == (None, None)
        with pytest.raises(NoSuchCode):
            Representation.accept(code, by=ben, name="Ben Probe")

    def test_it_is_readable_in_no_table(self, anna):
        code = invitation(anna).code
        with connection.cursor() as cursor:
            cursor.execute("SELECT string_agg(people_representation::text, '') FROM people_representation")
            assert code not in cursor.fetchone()[0]

    @pytest.mark.parametrize("why", ["old", "taken back", "over", "never given"])
    def test_it_does_not_open(self, anna, ben, why):
        made = invitation(anna)
        code = made.code
        if why == "old":
            Representation.objects.update(code_until=timezone.now())
        elif why == "taken back":
            made.end(by=anna)
        elif why == "over":
            Representation.objects.update(ends=timezone.localdate() - timedelta(days=1))
        else:
            code = "0000-0000-00"
        with pytest.raises(NoSuchCode):
            Representation.accept(code, by=ben, name="Ben Probe")
        assert Representation.objects.get().state != "active"

    def test_nobody_acts_for_oneself(self, anna):
        with pytest.raises(OwnCode):
            Representation.accept(invitation(anna).code, by=anna, name="Anna")

    def test_guessing_is_slowed_down(self, anna, ben, client_of):
        client = client_of(ben)
        tries = [client.post(reverse("people:code"), {"code": f"AAAA-AAAA-{number:02}"}) for number in range(11)]
        assert [one.status_code for one in tries] == [422] * 10 + [429]
        right = client.post(reverse("people:code"), {"code": invitation(anna).code})
        assert right.status_code == 429

    def test_two_who_have_it_at_once(self, transactional_db, anna, ben):
        cem = User.objects.create_user("cem").person
        code = invitation(anna).code

        def accept(person):
            try:
                return Representation.accept(code, by=person, name="Wer") and "taken"
            except NoSuchCode:
                return "gone"

        assert sorted(at_once(lambda: accept(ben), lambda: accept(cem))) == ["gone", "taken"]


class TestEnding:
    @pytest.mark.parametrize("who", ["anna", "ben"])
    def test_either_ends_it_at_once(self, anna, ben, who, request, client_of):
        held = acting_for(anna, ben)
        client_of(request.getfixturevalue(who)).post(reverse("people:end", args=[held.pk]))
        held.refresh_from_db()
        assert (held.state, held.ended_by) == ("ended", request.getfixturevalue(who))
        first = held.ended_at
        held.end(by=anna)
        assert held.ended_at == first

    def test_history_knows_when_it_held(self, anna, ben):
        held = acting_for(anna, ben)
        held.end(by=anna)
        between = held.accepted_at + (held.ended_at - held.accepted_at) / 2
        assert held in Representation.objects.active(on=between)
        assert held not in Representation.objects.active()
        assert held not in Representation.objects.active(on=held.accepted_at - timedelta(seconds=1))

    def test_the_last_day_counts_whole(self, anna, ben):
        acting_for(anna, ben, days=0)
        assert Representation.objects.active().exists()
        assert not Representation.objects.active(on=later(1)).exists()


class TestWithoutAccount:
    def test_it_holds_once_the_proof_is_there(self, ben):
        held = Representation.set_up(
            representative=ben, representative_name="Ben Probe", role=Role.GUARDIAN, ends=timezone.localdate()
        )
        held.introduce({"given_name": "Dora", "family_name": "Muster", "birth_date": "1950-01-31", "address": {}})
        assert not held.prove()
        Collection.open(held.pk, ben)
        assert not held.prove()
        assert held.state == "set_up"
        uploaded_proof(held)
        assert held.prove()
        assert held.state == "active"
        assert Document.objects.get().final

    def test_nobody_is_ever_matched(self, anna, ben):
        """The same facts as Anna's make another person, and say nothing of her."""
        held = Representation.set_up(
            representative=ben, representative_name="Ben Probe", role=Role.GUARDIAN, ends=timezone.localdate()
        )
        held.introduce(anna.profile)
        uploaded_proof(held)
        held.prove()
        assert held.represented != anna
        assert held.represented.user is None
        again = guardian(ben)
        assert again.represented != held.represented

    def test_what_is_never_finished_can_be_thrown_away(self, ben, client_of):
        held = Representation.set_up(
            representative=ben, representative_name="Ben Probe", role=Role.GUARDIAN, ends=timezone.localdate()
        )
        uploaded_proof(held)
        client_of(ben).post(reverse("people:end", args=[held.pk]))
        assert not Representation.objects.exists()
        assert not Collection.objects.exists()
        assert not Person.objects.filter(user=None).exists()

    def test_prolonging_asks_for_a_new_proof_and_keeps_the_person(self, ben):
        held = guardian(ben)
        longer = held.again(ends=timezone.localdate() + timedelta(days=900))
        assert (longer.state, longer.represented) == ("set_up", held.represented)
        longer.discard()
        assert Person.objects.filter(pk=held.represented_id).exists()

    def test_what_another_tab_has_finished_is_not_discarded(self, ben):
        ends = timezone.localdate() + timedelta(days=30)
        stale = Representation.set_up(
            representative=ben, representative_name="Ben Probe", role=Role.GUARDIAN, ends=ends
        )
        uploaded_proof(stale)
        assert Representation.objects.get(pk=stale.pk).prove()
        assert stale.state == "set_up"
        assert not stale.discard()
        assert Representation.objects.get().is_active
        assert Person.objects.filter(pk=stale.represented_id).exists()

    @pytest.mark.parametrize(("born", "accepted"), [(17, False), (16, True)])
    def test_a_parent_until_the_eighteenth_birthday(self, ben, client_of, born, accepted):
        today = timezone.localdate()
        held = Representation.set_up(
            representative=ben,
            representative_name="Ben Probe",
            role=Role.PARENT,
            ends=today + timedelta(days=400),
        )
        birth = today.replace(year=today.year - born) - timedelta(days=1)
        facts = {"given_name": "Emil", "family_name": "Probe", "street": "Testallee", "house_number": "3a"}
        facts |= {"postcode": "33602", "place": "Bielefeld"}
        facts |= {"birth_date_day": birth.day, "birth_date_month": birth.month, "birth_date_year": birth.year}
        answer = client_of(ben).post(reverse("people:person", args=[held.pk]), facts)
        assert answer.status_code == (302 if accepted else 422)
        held.refresh_from_db()
        assert held.represented_name == ("Emil" if accepted else "")


@pytest.mark.parametrize(
    ("role", "days", "accepted"),
    [
        *(("authorised", 366, True), ("authorised", 367, False), ("authorised", -1, False), ("authorised", 0, True)),
        *(("guardian", 2562, True), ("guardian", 2563, False), ("partner", 400, False)),
    ],
)
def test_how_long_at_most(anna, client_of, role, days, accepted):
    ends = timezone.localdate() + timedelta(days=days)
    facts = {"invited_name": "Ben", "role": role, "scope": ["apply"]}
    facts |= {"ends_day": ends.day, "ends_month": ends.month, "ends_year": ends.year}
    answer = client_of(anna).post(reverse("people:invite"), facts)
    assert answer.status_code == (302 if accepted else 422)
    assert anna.helpers.exists() == accepted
    if not accepted:
        assert "Ben" in answer.content.decode()  # nothing typed is lost


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"invited_name": ""}, "Bitte ausfüllen: Wie heißt die Person"),
        ({"role": "boss"}, "keine gültige Auswahl"),
        ({"scope": []}, "Bitte wählen Sie mindestens eine Sache aus."),
        ({"scope": ["messages"]}, "keine gültige Auswahl"),
        ({"ends_year": "27"}, "Bitte geben Sie das Jahr mit vier Ziffern ein."),
        ({"ends_day": "31", "ends_month": "2"}, "Diesen Tag gibt es nicht."),
        ({"ends_day": ""}, "Bitte geben Sie Tag, Monat und Jahr an."),
        ({"ends_month": "Mai"}, "Bitte geben Sie das Datum in Zahlen ein."),
    ],
)
def test_what_is_wrong_is_said_at_its_place(anna, client_of, typed, words):
    facts = {"invited_name": "Ben", "role": "advice", "scope": ["apply"]}
    facts |= {"ends_day": "1", "ends_month": "1", "ends_year": "2027", **typed}
    answer = client_of(anna).post(reverse("people:invite"), facts)
    assert answer.status_code == 422
    assert answer.content.decode().count(words) == 2  # above, and at the field
    assert not anna.helpers.exists()


class TestRetention:
    def shredded(self, model, days):
        return sum(rule.shred(later(days)) for rule in RULES if rule.model == model)

    def test_invitations_nobody_took(self, anna):
        invitation(anna)
        assert self.shredded("people.Representation", 29) == 0
        assert self.shredded("people.Representation", 31) == 1

    def test_what_is_over_goes_after_four_years(self, anna, ben):
        acting_for(anna, ben).end(by=anna)
        assert self.shredded("people.Representation", 4 * 365 - 1) == 0
        assert self.shredded("people.Representation", 4 * 365 + 1) == 1

    def test_a_person_without_account_stays_as_long_as_somebody_may_act_or_prolong(self, ben):
        held = guardian(ben, days=100)
        unfinished = Representation.set_up(
            representative=ben, representative_name="Ben Probe", role=Role.GUARDIAN, ends=held.ends
        )
        lonely = Person.objects.create()  # made by nobody else: stays as long as there is something of theirs
        lonely.cases.create(provider_number="31704", title="Antrag")
        assert self.shredded("people.Person", 29) == 0
        assert self.shredded("people.Person", 31) == 1
        assert not Person.objects.filter(pk=unfinished.represented_id).exists()
        assert self.shredded("people.Person", 100 + 89) == 0
        assert self.shredded("people.Person", 100 + 92) == 1
        assert list(Person.objects.filter(user=None)) == [lonely]

    def test_it_goes_soon_after_the_end(self, ben):
        guardian(ben).end(by=ben)
        assert self.shredded("people.Person", 89) == 0
        assert self.shredded("people.Person", 91) == 1

    def test_it_goes_when_the_only_helper_has_left(self, ben):
        guardian(ben)
        ben.user.delete()
        assert self.shredded("people.Person", 0) == 1
