"""A page: one question or a small group, or the evidence."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from jobcenter.questions.binding import BoundPage
from jobcenter.questions.conditions import Condition
from jobcenter.questions.kinds import Kind
from jobcenter.questions.kinds.base import Question

PAGE = r"^[a-z][a-z0-9-]{0,59}$"


class Page(BaseModel):
    """In the catalogue: title, intro, questions; `why` and `law` explain the page as a whole."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str = Field(pattern=PAGE)
    title: str
    kind: Literal["questions", "evidence"] = "questions"
    topic: str = ""
    intro: str = ""
    why: str = ""
    law: str = ""
    show_if: Condition | None = None
    questions: list[Kind] = []
    # Set by the form: what is asked here depends on answers to earlier pages.
    _asked: Any = PrivateAttr(default=None)

    @property
    def heading(self) -> str:
        """What the page is called in an overview: its topic, where the title is a question."""
        return self.topic or self.title

    def bind(
        self, answers: Mapping[str, Any], data: Mapping[str, Any] | None = None, typed: Mapping[str, Any] | None = None
    ) -> BoundPage:
        """See BoundPage. `data`: a sent page, judged. `typed`: what was typed earlier, only shown again."""
        return BoundPage(self, self.asked(answers), answers, data, typed)

    def asked(self, answers: Mapping[str, Any]) -> list[Question]:
        """The questions that these answers leave to ask on this page."""
        found: list[Question] = self._asked(self, answers)
        return found
