"""A form: its pages in order, which of them an answer opens, what is missing, what is told."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from jobcenter.questions import exporting, prefilling
from jobcenter.questions.evidence import LATER, Evidence, EvidenceRule, Later, rule_of
from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.document import Document
from jobcenter.questions.pages import PAGE, Page

Answers = Mapping[str, Any]
UNSAID = "Keine Angabe"


class UnknownPage(LookupError):
    """The form has no page of that id."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A required question without a valid answer, and the page it is on."""

    page: Page
    question_id: str
    label: str


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


@dataclass(frozen=True, slots=True)
class Walk:
    """The way that answers open through the form: pages with the questions asked there, and what they answer."""

    asked: dict[str, list[Question]]
    answers: dict[str, Any]
    pages: list[Page]


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
    pages: list[Page] = Field(min_length=1)
    evidence: list[EvidenceRule] = []
    _addition: str = PrivateAttr(default="")

    def model_post_init(self, _context: Any, /) -> None:
        for page in self.pages:
            page._asked = self._asked_on

    @property
    def addition(self) -> str:
        """The version of the Jobcenter's additions in it, "" when there are none."""
        return self._addition

    # -- the way through ---------------------------------------------------------------------------------------

    def walk(self, answers: Answers) -> Walk:
        """Follows the pages in order. Only answers of questions that are asked count for what comes after."""
        walk = Walk({}, {}, [])
        for page in self.pages:
            if page.show_if and not page.show_if.holds(walk.answers):
                continue
            asked = self._open_questions(page, walk.answers)
            if not asked and page.questions:
                continue
            if page.kind == "evidence" and not self._evidence(walk.answers):
                continue
            walk.pages.append(page)
            walk.asked[page.id] = asked
            for one in asked:
                value = answers.get(one.id)
                if value is not None and one.fits(value) and (counted := one.counted(value)) is not None:
                    walk.answers[one.id] = counted
        return walk

    def _open_questions(self, page: Page, counted: Answers) -> list[Question]:
        if page.kind == "evidence":
            later = tuple(rule.slot for rule in self._evidence(counted) if rule.may_follow)
            return [_later(later)] if later else []
        return [one for one in page.questions if one.show_if is None or one.show_if.holds(counted)]

    def _asked_on(self, page: Page, answers: Answers) -> list[Question]:
        walk = self.walk(answers)
        return walk.asked[page.id] if page.id in walk.asked else self._open_questions(page, walk.answers)

    def visible_pages(self, answers: Answers) -> list[Page]:
        """The pages to go through with these answers, in order."""
        return self.walk(answers).pages

    def page(self, page_id: str) -> Page:
        """Raises UnknownPage."""
        return self.pages[self._place(page_id)]

    def _place(self, page_id: str) -> int:
        if page_id not in self._places:
            raise UnknownPage(page_id)
        return self._places[page_id]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {page.id: place for place, page in enumerate(self.pages)}

    def after(self, page_id: str, answers: Answers) -> Page | None:
        """The next page, None after the last. Raises UnknownPage."""
        place = self._place(page_id)
        return next((page for page in self.visible_pages(answers) if self._place(page.id) > place), None)

    def before(self, page_id: str, answers: Answers) -> Page | None:
        """The page before, None at the first. Raises UnknownPage."""
        place = self._place(page_id)
        return next((page for page in reversed(self.visible_pages(answers)) if self._place(page.id) < place), None)

    def progress(self, page_id: str, answers: Answers) -> tuple[int, int]:
        """Which step this page is, and of how many as things stand. Raises UnknownPage."""
        place = self._place(page_id)
        pages = self.visible_pages(answers)
        return max(1, sum(self._place(page.id) <= place for page in pages)), len(pages)

    def first_open(self, answers: Answers, done: Collection[str] = ()) -> Page | None:
        """The first page that was not yet left in order, or lacks a required answer; None when all is answered."""
        walk = self.walk(answers)
        lacking = {gap.page.id for gap in self._gaps(walk)}
        return next((page for page in walk.pages if page.id not in done or page.id in lacking), None)

    # -- what the answers say ----------------------------------------------------------------------------------

    def gaps(self, answers: Answers) -> list[Gap]:
        """Every question asked whose answer is missing though required, or not allowed."""
        return self._gaps(self.walk(answers))

    @staticmethod
    def _gaps(walk: Walk) -> list[Gap]:
        return [
            Gap(page, one.id, one.label)
            for page in walk.pages
            for one in walk.asked[page.id]
            if not one.valid(walk.answers.get(one.id))
        ]

    def reachable(self, answers: Answers) -> dict[str, Any]:
        """Only what was answered to questions that are asked: what is frozen and sent."""
        return self.walk(answers).answers

    def summary(self, answers: Answers) -> list[Section]:
        """The answers in German, page by page, for reading and for the PDF."""
        walk = self.walk(answers)
        sections = []
        for page in walk.pages:
            rows = [
                Row(one.id, one.label, one.text(walk.answers[one.id]) if one.id in walk.answers else UNSAID)
                for one in walk.asked[page.id]
                if not isinstance(one, Document | Later)
            ]
            rows += self._later_rows(walk.answers) if page.kind == "evidence" else []
            sections.append(Section(page, rows))
        return sections

    def _later_rows(self, counted: Answers) -> list[Row]:
        later = counted.get(LATER) or []
        return [Row(LATER, one.title, "Reiche ich nach") for one in self._evidence(counted) if one.slot in later]

    def evidence_for(self, answers: Answers) -> list[Evidence]:
        """The documents that these answers call for, in the order of the catalogue."""
        return self._evidence(self.walk(answers).answers)

    def evidence_missing(self, answers: Answers, present: Collection[str]) -> list[Evidence]:
        """Required documents that are neither in `present` (slots with a file) nor promised for later."""
        counted = self.walk(answers).answers
        later = counted.get(LATER) or []
        return [
            one
            for one in self._evidence(counted)
            if one.required and one.slot not in present and not (one.may_follow and one.slot in later)
        ]

    def _evidence(self, counted: Answers) -> list[Evidence]:
        return [
            Evidence(rule.slot, rule.title, rule.why, rule.required, rule.may_follow, rule.page_hint)
            for rule in self._rules
            if rule.show_if is None or rule.show_if.holds(counted)
        ]

    @cached_property
    def _rules(self) -> list[EvidenceRule]:
        """The evidence list, after what questions of kind "document" ask for."""
        asked = [rule_of(page, one) for page in self.pages for one in page.questions if isinstance(one, Document)]
        return [*asked, *self.evidence]

    # -- in and out --------------------------------------------------------------------------------------------

    def prefilled(self, profile: Mapping[str, Any]) -> dict[str, Any]:
        """Answers that a person's profile already gives; the person still sees and confirms each."""
        return prefilling.answers(self, profile)

    def export(self, answers: Answers) -> dict[str, Any]:
        """JSON for the Jobcenter, as `json_schema` describes it."""
        return exporting.export(self, self.walk(answers))

    def json_schema(self) -> dict[str, Any]:
        """JSON Schema (2020-12) of what `export` makes of this form."""
        return exporting.json_schema(self)


@lru_cache(maxsize=256)
def _later(slots: tuple[str, ...]) -> Later:
    return Later(id=LATER, slots=list(slots), label="Das reiche ich nach")
