"""The door of this room: persons, who acts for whom, whose matters a request is about, and what somebody agreed to."""

from jobcenter.people.models.acting import (
    acting,
    actor_of,
    also_while_acting,
    begin_acting,
    for_others,
    may,
    person_of,
    sent_by_words,
    stop_acting,
)
from jobcenter.people.models.acts import Act, acts_of, latest_acts, note, note_sent
from jobcenter.people.models.consent import Consent, ConsentKind
from jobcenter.people.models.guests import guests_of, holders_of, let_in, let_out, open_to_guests, still_here
from jobcenter.people.models.person import Person
from jobcenter.people.models.representation import PROOF, NoSuchCode, NotAuthorised, OwnCode, Representation
from jobcenter.people.roles import OFFERED, Role, Scope

__all__ = [
    "OFFERED",
    "PROOF",
    "Act",
    "Consent",
    "ConsentKind",
    "NoSuchCode",
    "NotAuthorised",
    "OwnCode",
    "Person",
    "Representation",
    "Role",
    "Scope",
    "acting",
    "actor_of",
    "acts_of",
    "also_while_acting",
    "begin_acting",
    "for_others",
    "guests_of",
    "holders_of",
    "latest_acts",
    "let_in",
    "let_out",
    "may",
    "note",
    "note_sent",
    "open_to_guests",
    "person_of",
    "sent_by_words",
    "still_here",
    "stop_acting",
]
