"""Uploads become part of a document: once, however often and by however many requests it is asked for."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from jobcenter.documents.intake.refused import NO_ROOM, PASSING, WORDS
from jobcenter.documents.models.collection import Collection
from jobcenter.documents.models.outcome import Outcome, Refusal
from jobcenter.documents.models.upload import ADDED, KNOWN, Upload
from jobcenter.vault.keyring import Unreadable

GONE, INCOMPLETE, LATER, FULL, REFUSED = "gone", "incomplete", "later", "full", "refused"


def take_uploads(held: Collection, keys: Sequence[UUID], *, slot: str, title: str) -> Outcome:
    """Add the files that arrived under these keys to the document in `slot`, in this order, as `take_in` does.

    What was settled before is told again and not done again. Of an upload that is incomplete, gone (also: somebody
    else's, or meant for another document), or cannot be checked right now, the outcome says so; what can still work
    stays where it is. Raises Closed and Collection.DoesNotExist as `take_in` does, when there is something to add.
    """
    keys = list(dict.fromkeys(keys))
    found = _found(held, keys, slot)
    ready = [one for key in keys if (one := found.get(key)) and one.complete and not one.outcome]
    results: dict[UUID, str] = {}
    if ready:
        results = held.take_in(_files_of(ready), slot=slot, title=title).uploads
        Upload.objects.settle(results)  # those refused; what was added is settled in the transaction that added it
        found = _found(held, keys, slot)
    outcome = Outcome()
    for key in keys:
        _tell(outcome, key, found.get(key), results.get(key, "busy"))
    return outcome


def told_to_programs(outcome: Outcome) -> str:
    """What became of each upload, as the header of an answer: key=word, in order.

    The words: `added`, `known` (was there already), `refused`, `full` (refused, for want of room there); `later` (the
    bytes are here, ask again), `incomplete` (carry on), `gone` (begin anew).
    """
    plain = {ADDED, KNOWN, GONE, INCOMPLETE}
    others = {**dict.fromkeys(PASSING, LATER), **dict.fromkeys(NO_ROOM, FULL)}
    words = {key: result if result in plain else others.get(result, REFUSED) for key, result in outcome.uploads.items()}
    return ", ".join(f"{key}={word}" for key, word in words.items())


def _found(held: Collection, keys: Iterable[UUID], slot: str) -> dict[UUID, Upload]:
    rows = Upload.objects.alive().filter(pk__in=keys, collection=held, slot=slot)
    return {one.pk: one for one in rows}


def _files_of(uploads: Iterable[Upload]) -> "Iterator[UploadedFile[Any]]":
    """One file after the other, each opened only while it is looked at."""
    for one in uploads:
        try:
            with one.opened() as file:
                yield file
        except Unreadable:
            # It can never become whole, and its sender begins anew; unless another request has just taken it in, and
            # let go of its bytes.
            Upload.objects.unsettled().filter(pk=one.pk).delete()


def _tell(outcome: Outcome, key: UUID, upload: Upload | None, passing: str) -> None:
    """Add what became of one upload. `passing` is why it is not settled, if it is complete and not settled."""
    if upload is None:
        result, name = GONE, ""
    else:
        result, name = upload.outcome or (passing if upload.complete else INCOMPLETE), upload.filename
    outcome.note(key, result)
    if result == ADDED:
        outcome.added += 1
    elif result == KNOWN:
        outcome.known.append(name)
    else:
        outcome.refusals.append(Refusal(name, WORDS[result]))
