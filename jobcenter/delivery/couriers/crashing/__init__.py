"""A courier that breaks: to try retries and alarms.

Settings: `crashes` (default 1) hand-overs raise something unexpected, then `refusals` (default 1) are refused for the
moment, then it works. It counts across processes by a file per try.
"""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from jobcenter.delivery.port import Consignment, Content, Reference, SignReceived, Site, Temporary


class CrashingCourier:
    """Crashes, then refuses, then works; nothing ever comes back."""

    def __init__(self, site: Site) -> None:
        self.crashes = int(site.settings.get("crashes", 1))
        self.refusals = int(site.settings.get("refusals", 1))
        self.counts = Path(
            site.settings.get("counts") or Path(settings.COURIERS_FOLDER) / "crashing" / site.provider_number
        )

    def set_up(self) -> None:
        """Nothing to set up."""

    def find(self, parcel: Consignment) -> Reference | None:
        return None

    def hand_over(self, parcel: Consignment, content: Content) -> Reference:
        self.counts.mkdir(parents=True, exist_ok=True)
        tries = len(list(self.counts.glob(f"{parcel.process_id}.*")))
        (self.counts / f"{parcel.process_id}.{tries}").touch()
        if tries < self.crashes:
            raise RuntimeError("abgestürzt zur Probe")
        if tries < self.crashes + self.refusals:
            raise Temporary("Dieser Kurier kann zur Probe gerade nicht.")
        return str(parcel.process_id)

    def signs(self) -> Iterable[SignReceived]:
        return ()
