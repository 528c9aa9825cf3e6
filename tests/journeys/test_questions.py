"""Every page of the renewal and of the form with every kind of question, in a real browser."""

import pytest

from jobcenter.questions.models import catalogue
from jobcenter.questions.tests import FOLDER, preview

pytestmark = [pytest.mark.urls("jobcenter.questions.tests.preview")]
EVERYTHING = {
    "household_changed": True,
    "housing_changed": True,
    "income_changed": True,
    "many": "a",
    "yes": None,
}


@pytest.fixture(autouse=True)
def _answers(settings):
    settings.JOBCENTER_CATALOGUE = str(FOLDER)
    preview.ANSWERS.clear()
    preview.ANSWERS.update(EVERYTHING)


def sound_empty_and_with_messages(page, sound, watch, address):
    page.goto(f"/vorschau/{address}/")
    sound(page)
    watch.expect("422")
    page.get_by_role("button", name="Speichern und weiter").click()
    sound(page)


@pytest.mark.parametrize("name", ["worte", "zahlen", "gruppen", "dinge"])
def test_every_kind_is_sound_in_every_look(page, sound_in_every_look, watch, name):
    sound_empty_and_with_messages(page, sound_in_every_look, watch, f"muster/{name}")


@pytest.mark.parametrize("name", ["person", "haushalt-neu", "mietkosten", "erklaerung"])
def test_pages_of_the_renewal_are_sound_in_the_dark(page, sound, watch, name):
    page.emulate_media(color_scheme="dark")
    sound_empty_and_with_messages(page, sound, watch, f"weiterbewilligung/{name}")


def test_entries_are_added_and_removed_without_javascript(page, javascript):
    page.goto("/vorschau/weiterbewilligung/einkommen-neu/")
    page.get_by_label("Wer bekommt das Geld?").fill("Anna")
    page.get_by_role("button", name="Noch ein Einkommen eintragen").click()
    page.get_by_label("Wer bekommt das Geld?").nth(1).fill("Ben")
    page.get_by_role("button", name="Einkommen 1 entfernen").click()
    assert page.get_by_label("Wer bekommt das Geld?").input_value() == "Ben"
    assert page.get_by_text("Einkommen 2").count() == 0


def test_the_whole_card_is_the_target_and_enter_goes_on(page):
    page.goto("/vorschau/weiterbewilligung/vermoegen/")
    card = page.locator(".question-choice").nth(1)
    box = card.bounding_box()
    assert box["height"] >= 48
    page.mouse.click(box["x"] + box["width"] - 6, box["y"] + 6)
    assert page.get_by_label("Nein, alles ist gleich geblieben").is_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/mehrbedarf/")
    assert preview.ANSWERS["assets_changed"] is False


def test_catalogue_of_this_test_has_the_form_with_every_kind():
    assert "muster" in {form.id for form in catalogue().forms()}
