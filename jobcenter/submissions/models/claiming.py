"""Taking over (übernehmen) what was sent without an account: the case moves to a person who has one."""

import hmac
from datetime import date

from django.db import transaction

from jobcenter.audit.models import Event
from jobcenter.cases.models import Case
from jobcenter.people.models import Person
from jobcenter.submissions.formless import FORM_ID
from jobcenter.submissions.models.draft import Draft
from jobcenter.submissions.models.submission import Submission


class NotTheirs(Exception):
    """It belongs to somebody with an account already, or it is gone."""


def said_on_receipt(number: str, code: str) -> Submission | None:
    """The formless application with that receipt number and check code, claimed or not."""
    found = Submission.objects.verified(number, code)
    return found if found and found.form_id == FORM_ID else None


def born(submission: Submission, day: date | None) -> bool:
    """Whether this is the day of birth that was told. The code may be shown to others to verify a receipt; this not."""
    told = str(submission.answers.get("applicant", {}).get("birth_date", ""))
    return hmac.compare_digest(told.encode(), (day.isoformat() if day else "").encode()) and bool(told)


def claim(submission: Submission, *, to: Person, by: Person) -> tuple[Case, bool]:
    """Give the case to `to`; returns it, and whether it was not theirs before. `by` is who does it.

    What the person told goes into the profile where the profile has nothing yet. Raises NotTheirs.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(pk=submission.case_id).first()
        if case is None:
            raise NotTheirs
        if case.person_id == to.pk:
            return case, False
        before = case.person
        sent = Submission.objects.filter(pk=submission.pk).values_list("sent_by", flat=True).first()
        if before.user_id is not None or sent != before.pk:
            raise NotTheirs
        case.person = to
        case.save(update_fields=["person"])
        # The mark that the ticket was used; the rest of who they were goes.
        Draft.objects.filter(person=before).update(person=to)
        _learn(Person.objects.select_for_update().get(pk=to.pk), before)
        before.delete()
        Event.record("application.claimed", actor=by, subject=case.pk, receipt_number=submission.receipt_number)
        return case, True


def _learn(person: Person, before: Person) -> None:
    """Only what their own profile lacks."""
    person.profile = {**before.profile, **{key: value for key, value in person.profile.items() if value}}
    person.provider_number = person.provider_number or before.provider_number
    person.save(update_fields=["profile", "provider_number"])
