"""Every address of the app and who gets what there. An address that is missing here fails the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PUBLIC = "public"  # the same for everybody
PERSONAL = "personal"  # strangers are asked to sign in, everybody else sees their own
OWN = "own"  # strangers are asked to sign in, other people find nothing
STAFF = "staff"  # strangers are asked to sign in, people find nothing, only operators enter


@dataclass(frozen=True)
class Address:
    """Who may look (`kind`), how to make its arguments out of Anna's belongings, and whether it only takes POST.

    `absent`: not there in this mode, for nobody.
    """

    kind: str
    made: Callable[[Any], dict[str, Any]] = lambda world: {}
    post: bool = False
    absent: bool = False


def public(**facts: Any) -> Address:
    return Address(PUBLIC, **facts)


def personal(**facts: Any) -> Address:
    return Address(PERSONAL, **facts)


def own(made: Callable[[Any], dict[str, Any]], **facts: Any) -> Address:
    return Address(OWN, made, **facts)


def staff(made: Callable[[Any], dict[str, Any]] = lambda world: {}, **facts: Any) -> Address:
    return Address(STAFF, made, **facts)


def _slot(world: Any) -> dict[str, Any]:
    return {"collection": world.collection.id, "slot": world.document.slot}


ADDRESSES: dict[str, Address] = {
    # web
    "web:start": public(),
    "web:without_internet": public(),
    "web:accessibility": public(),
    "web:privacy": public(),
    "web:imprint": public(),
    "web:manifest": public(),
    "web:robots": public(),
    "web:security_txt": public(absent=True),
    # directory
    "directory:find": public(),
    "directory:choose": public(post=True),
    "directory:other": public(),
    "directory:jobcenter": public(made=lambda world: {"provider_number": "31704"}),
    "directory:other_than": public(made=lambda world: {"provider_number": "31704"}),
    "directory:sources": public(),
    "api:openapi-json": public(),
    "api:api-root": public(absent=True),
    "api:by_postcode": public(),
    "api:by_number": public(made=lambda world: {"provider_number": "31704"}),
    # accounts
    "account_login": public(),
    "account_signup": public(),
    "account_inactive": public(),
    "account_reset_password": public(),
    "mfa_authenticate": public(),
    "mfa_login_webauthn": public(),
    "demo": public(absent=True),
    "account": personal(),
    "mfa_index": personal(),
    "account_logout": public(),  # signing out twice leads to the start page
    "second_factor": personal(),
    "set_up_done": personal(),
    "account_reauthenticate": personal(),
    "mfa_reauthenticate": personal(),
    "mfa_reauthenticate_webauthn": personal(),
    "account_change_password": personal(),
    "account_set_password": personal(),
    "mfa_activate_totp": personal(),
    "mfa_deactivate_totp": personal(),
    "mfa_list_webauthn": personal(),
    "mfa_add_webauthn": personal(),
    "mfa_edit_webauthn": own(lambda world: {"pk": world.passkey.pk}),
    "mfa_remove_webauthn": own(lambda world: {"pk": world.passkey.pk}),
    "mfa_view_recovery_codes": personal(),
    "mfa_generate_recovery_codes": personal(),
    "mfa_download_recovery_codes": personal(),
    "usersessions_list": personal(),
    "sign_out_device": own(lambda world: {"session": world.device.pk}, post=True),
    "sign_out_everywhere": personal(post=True),
    "delete_account": personal(),
    # documents
    "documents:page": own(lambda world: {"page": world.sheet.id}),
    "documents:content": own(lambda world: {"page": world.sheet.id}),
    "documents:pdf": own(lambda world: {"document": world.document.id}),
    "documents:add": own(_slot, post=True),
    "documents:move": own(lambda world: {**_slot(world), "page": world.sheet.id}, post=True),
    "documents:remove": own(lambda world: {**_slot(world), "page": world.sheet.id}, post=True),
    # cases
    "cases:home": personal(),
    "cases:case": own(lambda world: {"case": world.case.id}),
    # submissions
    "submissions:forms": public(),
    "submissions:new": personal(made=lambda world: {"form_id": world.draft.form_id}),
    "submissions:draft": own(lambda world: {"draft": world.draft.id}),
    "submissions:discard": own(lambda world: {"draft": world.draft.id}),
    "submissions:jobcenter": own(lambda world: {"draft": world.draft.id}),
    "submissions:check": own(lambda world: {"draft": world.draft.id}),
    "submissions:send": own(lambda world: {"draft": world.draft.id}, post=True),
    "submissions:later": own(lambda world: {"draft": world.draft.id, "slot": world.slot}, post=True),
    "submissions:page": own(lambda world: {"draft": world.draft.id, "page": world.form_page.id}),
    "submissions:interim": own(lambda world: {"draft": world.draft.id, "page": world.form_page.id}, post=True),
    "submissions:receipt": own(lambda world: {"number": world.submission.receipt_number}),
    "submissions:receipt_pdf": own(lambda world: {"number": world.submission.receipt_number}),
    "submissions:application_pdf": own(lambda world: {"number": world.submission.receipt_number}),
    "submissions:verify": public(),
    # operations
    "operations:overview": staff(),
    "operations:resolve": staff(lambda world: {"pk": world.alarm.pk}, post=True),
    "operations:redeliver": staff(lambda world: {"pk": world.parcel.pk}, post=True),
    "operations:health": public(),
}
