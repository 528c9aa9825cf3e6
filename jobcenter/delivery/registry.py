"""Couriers by name. A new courier is a folder below couriers/ and one line here."""

from typing import cast

from django.utils.module_loading import import_string

from jobcenter.delivery.port import Courier, Permanent, Site

COURIERS = {
    "folder": "jobcenter.delivery.couriers.folder.FolderCourier",
    "refusing": "jobcenter.delivery.couriers.refusing.RefusingCourier",
    "crashing": "jobcenter.delivery.couriers.crashing.CrashingCourier",
}


def courier_named(name: str, site: Site) -> Courier:
    """The courier called `name`, at work for `site`. Raises Permanent when there is none."""
    if name not in COURIERS:
        raise Permanent(f"Es gibt keinen Kurier namens „{name}“.")
    return cast("Courier", import_string(COURIERS[name])(site))
