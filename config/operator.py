"""Who runs this installation: shown in the legal notice, the privacy page and the accessibility statement."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Operator:
    """The operator's own words about itself; empty means: not stated yet."""

    name: str = ""
    address: str = ""
    representative: str = ""
    phone: str = ""
    email: str = ""
    privacy_officer: str = ""
    supervisor: str = ""
    is_authority: bool = False


def operator_of_environment() -> Operator:
    """The operator as the environment names it (JOBCENTER_OPERATOR_NAME, …_ADDRESS, and so on)."""
    words = ("name", "address", "representative", "phone", "email", "privacy_officer", "supervisor")
    return Operator(
        **{word: os.environ.get(f"JOBCENTER_OPERATOR_{word.upper()}", "") for word in words},
        # Only an authority may call its site official.
        is_authority=os.environ.get("JOBCENTER_OPERATOR_IS_AUTHORITY") == "1",
    )
