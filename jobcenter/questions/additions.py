"""What one Jobcenter asks besides: more pages, more questions on a page, more evidence."""

from pydantic import BaseModel, ConfigDict, Field

from jobcenter.questions.checking import check
from jobcenter.questions.evidence import EvidenceRule
from jobcenter.questions.form import Form
from jobcenter.questions.kinds import Kind
from jobcenter.questions.pages import Page
from jobcenter.questions.reading import Source


class PagesAfter(BaseModel):
    """Pages that come right after a page of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    after: str
    pages: list[Page] = Field(min_length=1)


class QuestionsOn(BaseModel):
    """Questions at the end of a page of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    page: str
    questions: list[Kind] = Field(min_length=1)


class Addition(BaseModel):
    """One file of additions; `version` is written into the exported data."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    version: str
    pages: list[PagesAfter] = []
    questions: list[QuestionsOn] = []
    evidence: list[EvidenceRule] = []


def added(form: Form, addition: Addition, source: Source, *, newest: bool) -> Form | None:
    """The form with the additions. Raises CatalogueError.

    An older version that lacks a page named here stays as it is (None); the newest must have it.
    """
    pages = [page.model_copy() for page in form.pages]
    wanted = [(("pages", index, "after"), one.after) for index, one in enumerate(addition.pages)]
    wanted += [(("questions", index, "page"), one.page) for index, one in enumerate(addition.questions)]
    known = {page.id for page in pages}
    for at, page_id in wanted:
        if page_id not in known and not newest:
            return None
        if page_id not in known:
            raise source.error(at, f'form {form.id} {form.version} has no page "{page_id}"')
    for more in addition.questions:
        place = next(index for index, page in enumerate(pages) if page.id == more.page)
        pages[place] = pages[place].model_copy(update={"questions": [*pages[place].questions, *more.questions]})
    for after in reversed(addition.pages):
        place = next(index for index, page in enumerate(pages) if page.id == after.after)
        pages[place + 1 : place + 1] = [page.model_copy() for page in after.pages]
    fields = {name: getattr(form, name) for name in Form.model_fields}
    extended = Form.model_validate({**fields, "pages": pages, "evidence": [*addition.evidence, *form.evidence]})
    extended._addition = addition.version
    check(extended, source, addition)
    return extended
