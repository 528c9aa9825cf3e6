"""What a person told the Jobcenter last about something, whatever form it was in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from jobcenter.questions.models import Question, UnknownForm

if TYPE_CHECKING:
    from jobcenter.submissions.models.submission import Submission

# What is older than this many submissions was said long ago; each has to be deciphered.
MOST_READ = 10
SEEN_AT_ONCE = 6


@dataclass(frozen=True)
class Recalled:
    """Answers as they stood in one submission, in the words of that form: label and text."""

    title: str
    sent_at: datetime
    rows: list[tuple[str, str]]

    @property
    def first_rows(self) -> list[tuple[str, str]]:
        """What is seen at once: one more would not be worth folding away."""
        return self.rows if len(self.rows) <= SEEN_AT_ONCE + 1 else self.rows[:SEEN_AT_ONCE]

    @property
    def more_rows(self) -> list[tuple[str, str]]:
        return self.rows[len(self.first_rows) :]


def recalled(newest_first: Sequence["Submission"], wanted: Collection[str]) -> list[Recalled]:
    """In: question ids. Out: of each the newest answer, by submission; copies for several people count as one question.

    A form that is gone has no words any more: what was said in it is left out.
    """
    open_ids, found = set(wanted), []
    for sent in newest_first:
        if not open_ids & {_name(one) for one in sent.answers}:
            continue
        try:
            rows, told = _rows(sent, open_ids)
        except UnknownForm:
            continue
        open_ids -= told
        if rows:
            found.append(Recalled(sent.title, sent.submitted_at, rows))
    return found


def _rows(sent: "Submission", wanted: Collection[str]) -> tuple[list[tuple[str, str]], set[str]]:
    walk = sent.form.walk(sent.answers)
    rows: list[tuple[str, str]] = []
    told: set[str] = set()
    for page in walk.pages:
        for question in walk.asked[page.id]:
            if _name(question.id) in wanted and question.id in walk.answers:
                told.add(_name(question.id))
                name = f"{page.person.name}: " if page.person and page.person.name not in question.label else ""
                rows.append((f"{name}{question.label}", _text(question, walk.answers[question.id])))
    return rows, told


def _text(question: Question, value: str) -> str:
    """In German; a bank account only hinted at, enough to recognise it by."""
    return f"{value[:2]} … {value[-4:]}" if question.kind == "iban" else question.text(value)


def _name(question_id: str) -> str:
    return question_id.partition("__")[0]
