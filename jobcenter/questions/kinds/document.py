"""A document asked for right where it belongs; it is photographed on the page of evidence."""

from typing import Any, ClassVar, Literal

from jobcenter.questions.kinds.base import Question, Reading, Typed


class Document(Question):
    """A note on its page, and a piece of evidence whose slot is the question's id. It has no inputs of its own."""

    template: ClassVar[str] = "questions/kinds/document.html"
    kind: Literal["document"] = "document"
    may_follow: bool = True

    def read(self, typed: Typed, name: str) -> Reading:
        return Reading()

    def valid(self, value: Any) -> bool:
        return value is None

    def fits(self, value: Any) -> bool:
        return False

    def value_schema(self) -> dict[str, Any]:
        return {"type": "null"}
