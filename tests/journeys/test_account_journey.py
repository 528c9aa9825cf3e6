"""Opening an account, protecting it, coming back to it, leaving it: as people do it in a browser."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from conftest import PASSWORD, TOTP_SECRET
from jobcenter.accounts import demo

# The way on leads to other rooms' pages; here it ends at a page of this room.
START = "/konto/anmelden/?next=/konto/"


def code_of(secret, ahead=0):
    """What the code app shows now, or `ahead` steps later (each code is good for one sign-in)."""
    return format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30 + ahead))


@pytest.fixture
def authenticator(page):
    """A device that keeps passkeys and confirms each with a finger."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return cdp


def sign_up(page, username="sonnenblume27"):
    page.goto(START)
    page.get_by_role("link", name="Konto eröffnen").click()
    page.get_by_label("Benutzername").fill(username)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Konto schützen")


def type_password(page, username):
    page.goto(START)
    page.get_by_label("Benutzername").fill(username)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zweiter Schritt")


def set_up_code_app(page):
    """Returns the key and the recovery codes, and leaves the page of the codes."""
    page.get_by_role("link", name="Mit einer Code-App").click()
    secret = page.locator(".account-secret").inner_text()
    page.get_by_label("Code aus der App").fill(code_of(secret))
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Notfallcodes")
    codes = page.locator(".account-codes li").all_inner_texts()
    page.get_by_role("link", name=re.compile("aufgehoben")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Konto")
    return secret, codes


def sign_out(page):
    page.goto("/konto/")
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_url("/")


def test_sign_up_with_code_app_then_come_back_with_code_and_recovery_code(page, javascript, sound):
    sign_up(page)
    if javascript:
        sound(page)
    secret, codes = set_up_code_app(page)
    assert len(codes) == 10
    sign_out(page)

    type_password(page, "Sonnenblume27 ")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_contain_text("Der Code stimmt nicht")
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Konto")
    sign_out(page)

    type_password(page, "sonnenblume27")
    page.get_by_label("Code").fill(codes[3])
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_text("9 übrig")).to_be_visible()


def test_passkey_alone_opens_the_account(page, authenticator, sound):
    sign_up(page)
    page.get_by_role("link", name=re.compile("Fingerabdruck")).click()
    sound(page)
    page.get_by_role("button", name="Passkey anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Notfallcodes")
    page.get_by_role("link", name=re.compile("aufgehoben")).click()
    expect(page.get_by_text("Passkey „Chrome auf")).to_be_visible()
    sign_out(page)

    page.goto(START)
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Konto")
    sign_out(page)

    type_password(page, "sonnenblume27")
    page.get_by_role("button", name="Passkey benutzen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Konto")

    page.get_by_role("link", name=re.compile("Entfernen")).click()
    expect(page.get_by_role("status")).to_contain_text("einziger zweiter Schritt")


def test_passkey_that_the_account_no_longer_has(page, authenticator):
    sign_up(page)
    page.get_by_role("link", name=re.compile("Fingerabdruck")).click()
    page.get_by_role("button", name="Passkey anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Notfallcodes")
    sign_out(page)
    Authenticator.objects.filter(type="webauthn").delete()
    page.goto(START)
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.get_by_role("status")).to_contain_text("passt zu keinem Konto")


def test_confirming_with_a_passkey(page, authenticator, signed_in, anna):
    signed_in(page, anna)
    page.goto("/konto/passkey/neu/")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Bestätigen").click()
    page.get_by_label("Name für diesen Passkey").fill("Annas Handy")
    page.get_by_role("button", name="Passkey anlegen").click()
    expect(page.get_by_text("Passkey „Annas Handy“")).to_be_visible()
    sign_out(page)
    signed_in(page, anna)
    page.goto("/konto/bestaetigen/passkey/?next=/konto/loeschen/")
    page.get_by_role("button", name="Mit Passkey bestätigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Konto löschen")


def test_password_can_be_seen_and_is_hidden_again_when_sent(page):
    page.goto(START)
    field = page.get_by_label("Passwort")
    field.fill("drei")
    page.get_by_role("button", name="Passwort Zeigen").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Passwort Verbergen").click()
    expect(field).to_have_attribute("type", "password")


def test_passkey_that_the_person_cancels(page, authenticator, watch):
    page.goto(START)
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.locator("[data-passkey-message]")).to_contain_text("nicht geklappt")


def test_sign_out_everywhere_ends_every_device_at_once(page, anna, browser, browser_context_args):
    def sign_in(on, ahead):
        type_password(on, "anna")
        on.get_by_label("Code").fill(code_of(TOTP_SECRET, ahead))
        on.get_by_role("button", name="Anmelden").click()
        expect(on.get_by_role("heading", level=1)).to_have_text("Konto")

    sign_in(page, 0)
    other = browser.new_context(**browser_context_args)
    phone = other.new_page()
    sign_in(phone, 1)
    page.get_by_role("link", name=re.compile("Ansehen.*Geräte")).click()
    expect(page.locator(".account-row")).to_have_count(2)
    page.get_by_role("button", name="Überall abmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")
    phone.goto("/konto/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anmelden")
    other.close()


def test_important_changes_ask_again(page, signed_in, anna, sound):
    signed_in(page, anna)
    page.goto("/konto/")
    sound(page)
    page.get_by_role("link", name=re.compile("Ansehen.*Notfallcodes")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sind Sie es wirklich?")
    sound(page)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Bestätigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Notfallcodes")
    sound(page)


def test_demo_person_with_one_click(page, settings, sound):
    settings.DEMO = True
    demo.load()
    page.goto("/konto/demo/")
    sound(page)
    page.get_by_role("button", name="Als Anna anmelden").click()
    page.goto("/konto/")
    expect(page.get_by_text("Anna Beispiel")).to_be_visible()


@pytest.mark.parametrize("path", ["/konto/anmelden/", "/konto/eroeffnen/", "/konto/passwort/vergessen/"])
def test_page_before_sign_in_is_sound(page, sound_in_every_look, path):
    page.goto(path)
    sound_in_every_look(page)


@pytest.mark.parametrize("path", ["/konto/", "/konto/geraete/", "/konto/passwort/", "/konto/bestaetigen/"])
def test_page_after_sign_in_is_sound(page, signed_in, sound_in_every_look, anna, path):
    signed_in(page, anna)
    page.goto(path)
    sound_in_every_look(page)
