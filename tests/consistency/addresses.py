"""Every address of the app and who gets what there. An address that is missing here fails the tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from jobcenter.editors.content import ContentDrawer
from jobcenter.editors.urls import desk
from jobcenter.people.wordings import current_version
from jobcenter.submissions.requested.link import code_of

PUBLIC = "public"  # the same for everybody
PERSONAL = "personal"  # strangers are asked to sign in, everybody else sees their own
OWN = "own"  # strangers are asked to sign in, other people find nothing
EDITOR = "editor"  # strangers are asked to sign in, other people find nothing, only editors of that Jobcenter enter
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


def _desk() -> Iterator[tuple[str, Address]]:
    """Every drawer of the desk: those with content are for editors, the others for operators."""
    for drawer in desk.drawers:
        kind = EDITOR if isinstance(drawer, ContentDrawer) else STAFF
        for pattern in drawer.get_urls():
            made = partial(_at_desk, drawer.model, named="object_id" in pattern.pattern.converters)
            yield f"editors:{pattern.name}", Address(kind, made, post=pattern.name.endswith("_visibility"))


def _at_desk(model: type, world: Any, *, named: bool) -> dict[str, Any]:
    row = world.at_desk(model)
    return {"object_id": row.pk} if named else {}


ADDRESSES: dict[str, Address] = {
    # web
    "web:start": public(),
    "web:without_internet": public(),
    "web:accessibility": public(),
    "web:privacy": public(),
    "web:imprint": public(),
    "web:manifest": public(),
    "web:no_connection": public(),
    "web:worker": public(),
    "web:robots": public(),
    "web:security_txt": public(absent=True),
    # directory
    "directory:find": public(),
    "directory:offline": public(),
    "directory:choose": public(post=True),
    "directory:other": public(),
    "directory:other_than": public(made=lambda world: {"provider_number": "31704"}),
    "directory:sources": public(),
    "api:openapi-json": public(),
    "api:api-root": public(absent=True),
    "api:by_postcode": public(),
    "api:by_number": public(made=lambda world: {"provider_number": "31704"}),
    **{
        f"api:{name}": public(made=lambda world: {"provider_number": "31704"})
        for name in ("sites", "events", "applications", "offers")
    },
    # local
    "local:emergency": public(),
    **{
        f"local:{name}": public(made=lambda world: {"provider_number": "31704"})
        for name in ("jobcenter", "sites", "events", "calendar", "applications", "help", "services", "search", "share")
    },
    "local:event": public(made=lambda world: {"provider_number": "31704", "event": world.event.slug}),
    "local:event_file": public(made=lambda world: {"provider_number": "31704", "event": world.event.slug}),
    # accounts
    "account_login": public(),
    "account_signup": public(),
    "account_inactive": public(),
    "account_reset_password": public(),
    "mfa_authenticate": public(),
    "mfa_login_webauthn": public(),
    "demo": public(absent=True),
    "desk_mode": public(),
    "desk_mode_stay": personal(post=True),
    "desk_mode_leave": public(post=True),
    "desk_mode_free": public(),
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
    # people
    **{f"people:{name}": personal() for name in ("helpers", "invite", "consents", "others", "code", "set_up")},
    "people:helper": own(lambda world: {"representation": world.helper.id}),
    "people:end": own(lambda world: {"representation": world.helper.id}, post=True),
    "people:consent": personal(made=lambda world: {"kind": "messages"}, post=True),
    "people:wording": personal(made=lambda world: {"kind": "messages", "version": current_version()}),
    "people:stop": personal(post=True),
    "people:other": own(lambda world: {"representation": world.charge.id}),
    "people:act": own(lambda world: {"representation": world.charge.id}, post=True),
    "people:again": own(lambda world: {"representation": world.charge.id}),
    "people:person": own(lambda world: {"representation": world.unfinished_charge.id}),
    "people:proof": own(lambda world: {"representation": world.unfinished_charge.id}),
    # documents
    "documents:page": own(lambda world: {"page": world.sheet.id}),
    "documents:content": own(lambda world: {"page": world.sheet.id}),
    "documents:pdf": own(lambda world: {"document": world.document.id}),
    "documents:uploads": personal(post=True),
    "documents:upload": own(lambda world: {"upload": world.upload.id}),
    "documents:add": own(_slot, post=True),
    "documents:move": own(lambda world: {**_slot(world), "page": world.sheet.id}, post=True),
    "documents:sort": own(lambda world: {**_slot(world), "page": world.sheet.id}, post=True),
    "documents:remove": own(lambda world: {**_slot(world), "page": world.sheet.id}, post=True),
    "documents:scan": public(),
    # cases
    "cases:home": personal(),
    "cases:papers": personal(),
    "cases:approval": personal(),
    "cases:reminder": own(lambda world: world.granted and {}),
    "cases:case": own(lambda world: {"case": world.case.id}),
    # submissions
    "submissions:forms": public(),
    "submissions:blanks": public(),
    "submissions:blank": public(made=lambda world: {"form_id": world.draft.form_id}),
    "submissions:blank_entry": public(made=lambda world: {"form_id": world.entry[0], "entry_id": world.entry[1]}),
    "submissions:new": personal(made=lambda world: {"form_id": world.draft.form_id}),
    "submissions:new_entry": personal(made=lambda world: {"form_id": world.entry[0], "entry": world.entry[1]}),
    "submissions:draft": own(lambda world: {"draft": world.draft.id}),
    "submissions:discard": own(lambda world: {"draft": world.draft.id}),
    "submissions:jobcenter": own(lambda world: {"draft": world.draft.id}),
    "submissions:check": own(lambda world: {"draft": world.draft.id}),
    "submissions:send": own(lambda world: {"draft": world.draft.id}, post=True),
    "submissions:later": own(lambda world: {"draft": world.draft.id, "slot": world.slot}, post=True),
    "submissions:documents": own(lambda world: {"draft": world.supplement.id}),
    "submissions:to_sign": own(lambda world: {"draft": world.draft.id}),
    "submissions:supplement": own(lambda world: {"case": world.case.id}, post=True),
    "submissions:page": own(lambda world: {"draft": world.draft.id, "page": world.form_page.id}),
    "submissions:interim": own(lambda world: {"draft": world.draft.id, "page": world.form_page.id}, post=True),
    "submissions:receipt": own(lambda world: {"number": world.submission.receipt_number}),
    "submissions:receipt_pdf": own(lambda world: {"number": world.submission.receipt_number}),
    "submissions:application_pdf": own(lambda world: {"number": world.submission.receipt_number}),
    "submissions:verify": public(),
    "submissions:formless": public(),
    "submissions:formless_sent": public(absent=True),  # only in the browser that has just sent
    "submissions:formless_receipt": public(absent=True),
    "submissions:formless_application": public(absent=True),
    "submissions:requested": public(made=lambda world: {"code": code_of(world.letter.pk)}),
    # Only in the browser that has begun with that link.
    **{
        f"submissions:requested_{name}": public(
            made=lambda world: {"draft": world.draft.id}, post=name == "leave", absent=True
        )
        for name in ("papers", "leave", "sent", "receipt")
    },
    "submissions:claim": personal(),
    "submissions:claimed": own(lambda world: {"case": world.case.id}),
    # operations
    "operations:overview": staff(),
    "operations:resolve": staff(lambda world: {"pk": world.alarm.pk}, post=True),
    "operations:redeliver": staff(lambda world: {"pk": world.parcel.pk}, post=True),
    "operations:health": public(),
    # editors
    "editors:index": Address(EDITOR, lambda world: world.editing and {}),
    "editors:forms": Address(EDITOR, lambda world: world.editing and {}),
    "editors:form_preview": Address(EDITOR, lambda world: world.edited_form),
    "editors:form_paper": Address(EDITOR, lambda world: world.edited_form),
    "editors:requests": Address(EDITOR, lambda world: world.editing and {}),
    "editors:new_request": Address(EDITOR, lambda world: world.editing and {}),
    **{
        f"editors:{name}": Address(EDITOR, lambda world: world.editing and {"request_id": world.letter.pk})
        for name in ("request", "request_insert", "request_code")
    },
    **dict(_desk()),
}
