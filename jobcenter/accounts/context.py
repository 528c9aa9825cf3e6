"""What every page says on a device that belongs to nobody present."""

from typing import Any

from django.http import HttpRequest

from jobcenter.accounts import desk_mode


def page(request: HttpRequest) -> dict[str, Any]:
    """`desk_mode`: whether this browser is a desk. Pages that are the same for everybody never know."""
    return {"desk_mode": desk_mode.is_on(request)}
