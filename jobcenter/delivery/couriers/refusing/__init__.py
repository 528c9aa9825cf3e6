"""A courier that always refuses for good: to try what the operator and the person see then."""

from collections.abc import Iterable

from jobcenter.delivery.port import Consignment, Content, Permanent, Reference, SignReceived, Site


class RefusingCourier:
    """Refuses every parcel; nothing ever comes back."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def set_up(self) -> None:
        """Nothing to set up."""

    def find(self, parcel: Consignment) -> Reference | None:
        return None

    def hand_over(self, parcel: Consignment, content: Content) -> Reference:
        raise Permanent("Dieser Kurier lehnt zur Probe alles ab.")

    def signs(self) -> Iterable[SignReceived]:
        return ()
