"""A form: its pages in order, which of them an answer opens, what is missing, what is told."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from jobcenter.questions import exporting, prefilling
from jobcenter.questions.evidence import LATER, PROMISES, THERE, UNTIL, Evidence, EvidenceRule, rule_of
from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.document import Document
from jobcenter.questions.leading import Entry, Group, Kind, Way, Words, words_for
from jobcenter.questions.pages import PAGE, Page
from jobcenter.questions.repeating import base
from jobcenter.questions.walking import Answers, Run, Walk, promises, runs, walked

UNSAID = "Keine Angabe"


class UnknownPage(LookupError):
    """The form has no page of that id."""


def order(version: str) -> list[int]:
    """By what versions are compared: number by number. No version ("") comes before all."""
    return [int(number) for number in version.split(".") if number]


@dataclass(frozen=True, slots=True)
class Gap:
    """A required question without a valid answer, and the page it is on."""

    page: Page
    question_id: str
    label: str
    essential: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An answered question in German."""

    question_id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one page."""

    page: Page
    rows: list[Row]


class Form(BaseModel):
    """One version of a form, as the catalogue has it (with the additions of one Jobcenter, if it has any)."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str = Field(pattern=PAGE)
    version: str = Field(pattern=r"^[0-9]{4}\.[0-9]{1,3}$")
    valid_from: date = Field(strict=False)
    title: str
    description: str
    legal_basis: str
    minutes: int = Field(ge=1, le=120)
    # Not listed: it has an address of its own where it is filled in, and takes no additions.
    listed: bool = True
    kind: Kind = "application"
    group: Group = "other"
    search: list[str] = []
    incomplete: bool = False
    headline: str = ""
    entries: list[Entry] = []
    ways: list[Way] = []
    pages: list[Page] = Field(min_length=1)
    evidence: list[EvidenceRule] = []
    _addition: str = PrivateAttr(default="")

    def model_post_init(self, _context: Any, /) -> None:
        for page in self.pages:
            page._asked = self._asked_on
            page._reachable = self.reachable

    @property
    def addition(self) -> str:
        """The version of the Jobcenter's additions in it, "" when there are none."""
        return self._addition

    def older_than(self, version: str) -> bool:
        """Whether a version of this form, e.g. the one a draft was begun with, came later: 2026.10 after 2026.9."""
        return order(self.version) < order(version)

    @property
    def words(self) -> Words:
        """What the thing that is sent is called: Antrag, Mitteilung, Anliegen, Widerspruch."""
        return words_for(self.kind)

    # -- the way through ---------------------------------------------------------------------------------------

    def walk(self, answers: Answers) -> Walk:
        """The pages that these answers open, with what is asked there and what counts of the answers."""
        return walked(self, answers, self._rules, self._runs)

    @cached_property
    def _runs(self) -> list[Run]:
        return runs(self.pages)

    def _asked_on(self, page: Page, answers: Answers) -> list[Question]:
        walk = self.walk(answers)
        if page.id in walk.asked:
            return walk.asked[page.id]
        return promises(walk.evidence()) if page.kind == "evidence" else page.open_questions(walk.facts)

    def visible_pages(self, answers: Answers) -> list[Page]:
        """The pages to go through with these answers, in order; repeated ones once per person."""
        return list(self.walk(answers).pages)

    def page(self, page_id: str) -> Page:
        """The page as it stands in the file, also for a person's copy of it. Raises UnknownPage."""
        return self.pages[self._place(page_id)]

    def visible_page(self, page_id: str, answers: Answers) -> Page | None:
        """The page, or copy of it, if these answers lead there. Raises UnknownPage if there is none of that id."""
        self._place(page_id)
        return next((page for page in self.visible_pages(answers) if page.id == page_id), None)

    def _place(self, page_id: str) -> int:
        if base(page_id) not in self._places:
            raise UnknownPage(page_id)
        return self._places[base(page_id)]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {page.id: place for place, page in enumerate(self.pages)}

    def _number(self, page_id: str, pages: list[Page]) -> int:
        """How many of the visible pages come up to this one, itself included."""
        place = self._place(page_id)
        for number, page in enumerate(pages, 1):
            if page.id == page_id:
                return number
        return sum(self._place(page.id) <= place for page in pages)

    def after(self, page_id: str, answers: Answers) -> Page | None:
        """The next page, None after the last. Raises UnknownPage."""
        pages = self.visible_pages(answers)
        return next(iter(pages[self._number(page_id, pages) :]), None)

    def before(self, page_id: str, answers: Answers) -> Page | None:
        """The page before, None at the first. Raises UnknownPage."""
        pages = self.visible_pages(answers)
        number = self._number(page_id, pages)
        if number and pages[number - 1].id == page_id:
            number -= 1
        return pages[number - 1] if number else None

    def progress(self, page_id: str, answers: Answers) -> tuple[int, int]:
        """Which step this page is, and of how many as things stand. Raises UnknownPage."""
        pages = self.visible_pages(answers)
        return max(1, self._number(page_id, pages)), len(pages)

    def first_open(self, answers: Answers, done: Collection[str] = ()) -> Page | None:
        """The first page that was not yet left in order, or lacks an answer that is needed; None when nothing is."""
        walk = self.walk(answers)
        lacking = {gap.page.id for gap in self._gaps(walk) if gap.essential}
        return next((page for page in walk.pages if page.id not in done or page.id in lacking), None)

    def settled(self, answers: Answers, given: Answers) -> list[str]:
        """The pages on which nothing is left to ask besides what is `given` (some of the answers)."""
        walk = self.walk(answers)
        pages = {page.id: [one.id for one in walk.asked[page.id]] for page in walk.pages}
        return [page_id for page_id, asked in pages.items() if asked and given.keys() >= set(asked)]

    def way(self, answers: Answers) -> Way:
        """How it leaves: sent from here, or printed and signed."""
        facts = self.walk(answers).facts if self.ways else {}
        return next((way for way in self.ways if way.show_if is None or way.show_if.holds(facts)), Way())

    def words_of(self, answers: Answers) -> Words:
        """What the thing that leaves on the way these answers choose is called."""
        return words_for(self.way(answers).kind or self.kind)

    def title_of(self, answers: Answers) -> str:
        """The title of what leaves on the way these answers choose."""
        return self.way(answers).title or self.title

    # -- what the answers say ----------------------------------------------------------------------------------

    def gaps(self, answers: Answers) -> list[Gap]:
        """Every question asked whose answer is missing though required, or not allowed."""
        return self._gaps(self.walk(answers))

    def _gaps(self, walk: Walk) -> list[Gap]:
        return [
            Gap(page, one.id, one.label, one.essential or not self.incomplete)
            for page in walk.pages
            for one in walk.asked[page.id]
            if not one.valid(walk.answers.get(one.id))
        ]

    def reachable(self, answers: Answers) -> dict[str, Any]:
        """Only what was answered to questions that are asked: what is frozen and sent."""
        return dict(self.walk(answers).answers)

    def headlined(self, answers: Answers) -> str:
        """The title with what it is about: "Veränderungsmitteilung: Umzug, Neue Bankverbindung"."""
        question = next((one for page in self.pages for one in page.questions if one.id == self.headline), None)
        told = self.walk(answers).answers.get(self.headline) if question else None
        title = self.title_of(answers)
        return f"{title}: {question.text(told).replace('; ', ', ')}" if question and told else title

    def summary(self, answers: Answers) -> list[Section]:
        """The answers in German, page by page, for reading and for the PDF."""
        walk = self.walk(answers)
        sections = []
        for page in walk.pages:
            rows = [
                Row(one.id, one.label, one.text(walk.answers[one.id]) if one.id in walk.answers else UNSAID)
                for one in walk.asked[page.id]
                if not isinstance(one, Document) and one.id not in PROMISES
            ]
            rows += self._promised(walk) if page.kind == "evidence" else []
            sections.append(Section(page, rows))
        return sections

    def told(self, answers: Answers) -> list[Section]:
        """The answers in German, without pages that only ask for documents."""
        return [one for one in self.summary(answers) if one.rows and one.page.kind != "evidence"]

    @staticmethod
    def _promised(walk: Walk) -> list[Row]:
        later, there = walk.answers.get(LATER) or [], walk.answers.get(THERE) or []
        until = walk.answers.get(UNTIL) or {}
        rows = []
        for one in walk.evidence():
            if one.slot in later:
                by = f" bis {date.fromisoformat(until[one.slot]):%d.%m.%Y}" if one.slot in until else ""
                rows.append(Row(LATER, one.name, f"Reiche ich nach{by}"))
            elif one.slot in there:
                rows.append(Row(THERE, one.name, "Liegt dem Jobcenter schon vor"))
        return rows

    def evidence_for(self, answers: Answers) -> list[Evidence]:
        """The documents that these answers call for, in the order of the catalogue."""
        return list(self.walk(answers).evidence())

    def evidence_missing(self, answers: Answers, present: Collection[str]) -> list[Evidence]:
        """Required documents that are neither in `present` (slots with a file), nor promised, nor there already."""
        walk = self.walk(answers)
        said = {*(walk.answers.get(LATER) or ()), *(walk.answers.get(THERE) or ())}
        return [one for one in walk.evidence() if one.required and one.slot not in present and one.slot not in said]

    @cached_property
    def _rules(self) -> list[EvidenceRule]:
        """The evidence list, after what questions of kind "document" ask for."""
        asked = [rule_of(page, one) for page in self.pages for one in page.questions if isinstance(one, Document)]
        return [*asked, *self.evidence]

    # -- in and out --------------------------------------------------------------------------------------------

    def entry(self, entry_id: str) -> Entry | None:
        """One of the ways in, None if there is no such."""
        return next((entry for entry in self.entries if entry.id == entry_id), None)

    def prefilled(self, profile: Mapping[str, Any]) -> dict[str, Any]:
        """Answers that a person's profile already gives; the person still sees and confirms each."""
        return prefilling.answers(self, profile)

    def export(self, answers: Answers) -> dict[str, Any]:
        """JSON for the Jobcenter, as `json_schema` describes it."""
        return exporting.export(self, self.walk(answers))

    def json_schema(self) -> dict[str, Any]:
        """JSON Schema (2020-12) of what `export` makes of this form."""
        return exporting.json_schema(self)
