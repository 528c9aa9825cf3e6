"""What pages and evidence have in common: asked under a condition, and perhaps once for each of several people."""

from pydantic import BaseModel, ConfigDict, Field

from jobcenter.questions.conditions import Condition
from jobcenter.questions.repeating import Person


class Repeated(BaseModel):
    """With `each` it is asked once for everybody in that list of people who meets `who`, with `self` of oneself too."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    each: str = ""
    self_: str = Field(default="", alias="self")
    who: Condition | None = None
    show_if: Condition | None = None

    def is_for(self, person: Person) -> bool:
        """Whether it is asked of somebody at all."""
        if person.is_self and not self.self_:
            return False
        return self.who is None or self.who.holds(person.facts)
