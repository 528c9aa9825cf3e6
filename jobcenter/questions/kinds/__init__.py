"""The kinds of question. A new kind is one small class here and one template in templates/questions/kinds/."""

from typing import Annotated

from pydantic import Field

from jobcenter.questions.kinds.choices import Confirm, OneOf, SeveralOf, YesNo
from jobcenter.questions.kinds.dates import Date, Month
from jobcenter.questions.kinds.document import Document
from jobcenter.questions.kinds.figures import Money, Number
from jobcenter.questions.kinds.groups import Address, Person, PostcodePlace
from jobcenter.questions.kinds.iban import Iban
from jobcenter.questions.kinds.people import People
from jobcenter.questions.kinds.reference import BgNumber, Postcode
from jobcenter.questions.kinds.text import LongText, Text
from jobcenter.questions.kinds.things import Things

Kind = Annotated[
    Text
    | LongText
    | YesNo
    | OneOf
    | SeveralOf
    | Confirm
    | Date
    | Month
    | Money
    | Number
    | Iban
    | BgNumber
    | Postcode
    | PostcodePlace
    | Address
    | Person
    | Things
    | People
    | Document,
    Field(discriminator="kind"),
]
