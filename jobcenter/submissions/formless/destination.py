"""Which Jobcenter a formless application goes to: from the postcode, and from the one remembered on this device."""

from dataclasses import dataclass

from jobcenter.directory.models import JobcenterInfo, Option, jobcenters_at


@dataclass(frozen=True)
class Destination:
    """The Jobcenter, if there is no doubt; otherwise what to choose from, which is nothing for an unknown postcode."""

    jobcenter: JobcenterInfo | None = None
    options: tuple[Option, ...] = ()

    @property
    def by_borough(self) -> bool:
        """Whether all there is to choose are Berlin's boroughs (their keys have eight digits)."""
        return all(len(area.key) == 8 for option in self.options for area in option.areas)

    @classmethod
    def of(cls, postcode: str, *, remembered: JobcenterInfo | None, chosen: str = "") -> "Destination":
        """`remembered` on this device decides where a postcode leaves it open; where it contradicts, we ask.

        `chosen` is the provider number that somebody said when asked; what was not offered does not count.
        """
        options = jobcenters_at(postcode)
        known = {option.jobcenter.provider_number: option.jobcenter for option in options}
        fits = remembered and remembered.provider_number in known
        if remembered and not fits:
            options = (*options, Option(remembered, ()))
            known[remembered.provider_number] = remembered
        if chosen in known:
            return cls(known[chosen])
        if fits or len(known) == 1:
            return cls(remembered or next(iter(known.values())))
        return cls(None, options)
