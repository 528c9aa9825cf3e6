"""The search service of the Portalverbund Online-Gateway (PVOG) of the administration's portals, run by FITKO.

Public, without a key, about what all Länder publish on services and offices. Facts from public programs that use it
(mid 2026) and docs.fitko.de/resources/pvog-suchdienst-api; it could not be asked where this was written. Its traps:

- 404 means: nothing found. So it looks the same when a version of a path is gone; that is told apart by whether that
  kind of question was ever answered.
- Responsibility hangs at any level of the regional key: municipality, district, Land, federation.
- It answers with what is nearest, so every answer is checked for what was asked.
- Joint Jobcenters (gE) are mostly missing, because the Länder do not maintain them. Nothing found is no error.
- Some descriptions ask for a header `pvog-sud-api-client-id`, others call it optional; we send none.
"""

from collections.abc import Iterable
from datetime import datetime

from jobcenter.directory.models import JobcenterInfo, jobcenter_named
from jobcenter.local.importing.importers.pvog.answers import Answers
from jobcenter.local.importing.importers.pvog.conversation import Conversation
from jobcenter.local.importing.importers.pvog.questions import Questions
from jobcenter.local.importing.port import BrokenFeed, Fetch, Found, Material
from jobcenter.local.models import Feed


class PVOG:
    """For the feed of one Jobcenter: its address is that of the service, its settings are those of Questions."""

    def fetch(self, feed: Feed, get: Fetch) -> Material:
        """From places to services to offices, at most 200 questions. Raises Unreachable."""
        try:
            conversation = Conversation(Questions.of(feed), _own(feed), get)
        except BrokenFeed:
            return Material({})  # read() says why
        return Material(conversation.held())

    def read(self, material: Material, feed: Feed, now: datetime) -> Iterable[Found]:
        """Sites, offers and regional applications. Raises BrokenFeed."""
        answers = Answers(Questions.of(feed), _own(feed))
        for address in sorted(material.files):
            answers.take(address, material.files[address])
        answers.refuse_silence()
        found = [Found(row, place) for place, row in answers.rows()]
        for thing in found:
            thing.row.provider_number = feed.provider_number
        return found


def _own(feed: Feed) -> JobcenterInfo:
    own = jobcenter_named(feed.provider_number)
    if own is None:
        raise BrokenFeed("", "Die Quelle muss sagen, für welches Jobcenter sie ist.")
    return own
