"""Where papers can go: the person says what a paper is by choosing from the list that their own matters need."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from jobcenter.cases.models import Case
from jobcenter.people.models import Person
from jobcenter.questions.models import UnknownForm
from jobcenter.submissions.models import MORE, Draft, Proof, Submission

_UNFOLDED = 3  # matters whose lists are shown at once; of the others the headings


@dataclass
class Matter:
    """An application begun, or a case, with the papers that belong to it.

    `draft` is where pages go; a case to which nothing is being added has none yet. `wanted` is what is asked for and
    not there, `others` is everything else that may be added.
    """

    title: str
    wanted: list[Proof] = field(default_factory=list)
    others: list[Proof] = field(default_factory=list)
    draft: Draft | None = None
    case: Case | None = None
    unfolded: bool = False

    @property
    def touched_at(self) -> datetime:
        """When the person last did something about it."""
        if self.draft:
            return self.draft.updated_at
        return self.case.sent_again_at or self.case.opened_at  # type: ignore[union-attr]  # one of them is there

    @property
    def pages(self) -> int:
        """How many pages were added and are not sent yet."""
        return sum(document.page_count for document in self.draft.documents) if self.draft else 0


@dataclass(frozen=True)
class Destinations:
    """What somebody may hand papers in for, the most urgent first."""

    begun: list[Matter]
    sent: list[Matter]
    earlier: list[Matter]  # cases that lack nothing as far as anybody knows

    @classmethod
    def of(cls, person: Person, *, may_look: bool) -> "Destinations":
        """Eight queries at most. Who may not look (`may_look`) learns of what was sent no more than its name."""
        drafts = [draft for draft in Draft.objects.with_papers(person) if draft.has_form]
        supplements = {draft.case_id: draft for draft in drafts if draft.case_id}
        cases = list(Case.objects.of(person).with_state().prefetch_related(Submission.at_a_glance()))
        for case in cases:
            case.lacking = any(sent.lacks_something for sent in case.sent[-1:])
        # Of these the list shows what is asked for, which takes reading what was sent.
        lacking = [case.pk for case in cases if case.lacking and may_look and case.pk not in supplements]
        before = Submission.objects.by_case(lacking)
        matters = [_of_case(case, supplements.get(case.pk), before.get(case.pk, []), may_look) for case in cases]
        begun = [_of_draft(draft) for draft in drafts if not draft.case_id]
        sent = sorted((one for one in matters if one.draft or one.wanted), key=_urgency)
        for one in [*sent, *begun][:_UNFOLDED]:
            one.unfolded = True
        return cls(begun, sent, [one for one in matters if one not in sent])

    @property
    def any(self) -> bool:
        """Whether there is anything to add papers to."""
        return bool(self.begun or self.sent or self.earlier)

    @property
    def alone(self) -> bool:
        """Whether there is nothing but what lacks nothing."""
        return not self.begun and not self.sent


def _of_draft(draft: Draft) -> Matter:
    return _sorted(Matter(draft.title, draft=draft), draft.proofs())


def _of_case(case: Case, supplement: Draft | None, before: list[Submission], may_look: bool) -> Matter:
    matter = Matter(case.sent[0].title if case.sent and may_look else case.title, draft=supplement, case=case)
    proofs = [Proof(MORE)]
    if supplement:
        proofs = supplement.proofs()
    elif before:
        proofs = _would_need(case, before)
    return _sorted(matter, proofs)


def _would_need(case: Case, before: list[Submission]) -> list[Proof]:
    """What a supplement would ask for, without beginning one."""
    try:
        supplement = Draft.supplementing(case, before)
    except UnknownForm:
        return [Proof(MORE)]
    supplement.documents = []
    return supplement.proofs()


def _sorted(matter: Matter, proofs: Iterable[Proof]) -> Matter:
    asked = matter.case is not None and matter.case.words.state == "documents_missing"
    for proof in proofs:
        # Which papers the Jobcenter's letter asks for, only the letter says.
        is_wanted = (
            proof.is_open or (proof.follows and not proof.document) or (asked and proof.evidence.slot == MORE.slot)
        )
        (matter.wanted if is_wanted else matter.others).append(proof)
    return matter


def _urgency(matter: Matter) -> tuple[bool, float]:
    """First what only has to be sent, then what was touched last."""
    return not matter.pages, -matter.touched_at.timestamp()
