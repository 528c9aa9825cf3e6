"""What is typed becomes what is published, and what is wrong is said at the field."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django import forms as django_forms
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from jobcenter.editors.content import EXAMPLES
from jobcenter.editors.fields import InLanguages
from jobcenter.editors.models import Editor
from jobcenter.local.models import WRITTEN, Announcement, Event, Offer, Site

BERLIN = ZoneInfo("Europe/Berlin")
LETTERS = st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n")
TEXTS = st.dictionaries(st.sampled_from(sorted(WRITTEN)), st.text(LETTERS, min_size=1).filter(str.strip)).map(
    lambda texts: texts | {"de": texts.get("de", "Hallo")} if texts else {}
)


class OneText(django_forms.Form):
    text = InLanguages(required=False)


@given(TEXTS)
def test_a_text_comes_back_from_the_browser_as_it_went_there(texts):
    texts = InLanguages(required=False).to_python(texts)
    page = html.fromstring(f"<form>{OneText(initial={'text': texts})}</form>")
    # Browsers leave out the first line break, and send two signs for each.
    sent = {area.get("name"): area.text_content()[1:].replace("\n", "\r\n") for area in page.iter("textarea")}
    again = OneText(sent, initial={"text": texts})
    assert set(sent) == {f"text_{language}" for language in WRITTEN}
    assert again.is_valid()
    assert again.cleaned_data["text"] == texts
    assert not again.has_changed()


def test_german_comes_first():
    form = OneText({"text_en": "Closed today"})
    assert form.errors == {"text": ["Bitte schreiben Sie den Text auf Deutsch."]}


def test_inputs_know_their_language_and_direction():
    page = html.fromstring(f"<form>{OneText()}</form>")
    by_name = {area.get("name"): (area.get("lang"), area.get("dir")) for area in page.iter("textarea")}
    assert by_name["text_ar"] == ("ar", "rtl")
    assert by_name["text_de-ls"] == ("de", "ltr")


def wrong(page):
    """Field id → message."""
    tree = html.fromstring(page.content)
    return {
        one.get("id").removesuffix("_error"): one.text_content().strip()
        for one in tree.iter("p")
        if "kern-error" in one.get("class", "")
    }


def test_mistakes_are_said_at_their_field(desk, forms):
    page = forms.save(desk, "/redaktion/veranstaltungen/neu/", starts="2030-05-02T14:00", ends="2030-05-02T13:00")
    assert wrong(page) == {
        "id_title": "Bitte schreiben Sie den Text auf Deutsch.",
        "id_ends": "Das Ende liegt vor dem Beginn.",
    }
    page = forms.save(desk, "/redaktion/antraege/neu/", title="Reise", way="link", as_of="neulich")
    assert set(wrong(page)) == {"id_url", "id_as_of"}
    folded = html.fromstring(page.content).xpath("//details[.//p[@id='id_as_of_error']]")
    assert "open" in folded[0].attrib
    page = forms.save(desk, "/redaktion/hilfen/neu/", title="Rat", topic="debt", phone="anrufen!")
    assert wrong(page) == {"id_phone": "„anrufen!“ ist keine Telefonnummer."}
    assert not Offer.objects.exists()


@pytest.mark.parametrize("name", ["opening", "calling", "exceptions"])
def test_the_examples_follow_the_notation(desk, forms, name):
    example = EXAMPLES[name].partition("Beispiel: ")[2]
    assert forms.save(desk, "/redaktion/standorte/neu/", name="Haus", **{name: example}).status_code == 302
    page = forms.save(desk, "/redaktion/standorte/neu/", name="Haus", **{name: "manchmal"})
    assert "manchmal" in wrong(page)[f"id_{name}"]


def test_a_form_of_ours_is_chosen_by_its_title(desk, forms):
    assert 'value="weiterbewilligung"' in desk.get("/redaktion/antraege/neu/").content.decode()
    path = "/redaktion/antraege/neu/"
    assert set(wrong(forms.save(desk, path, title="Weiter", way="form"))) == {"id_form_id"}
    assert forms.save(desk, path, title="Weiter", way="form", form_id="weiterbewilligung").status_code == 302


def test_an_unknown_language_is_refused(desk, forms):
    page = forms.save(desk, "/redaktion/hilfen/neu/", title="Rat", topic="debt", languages=["klingonisch"])
    assert "klingonisch" in wrong(page)["id_languages"]


def test_all_day_means_whole_days(desk, forms):
    answer = forms.save(
        desk,
        "/redaktion/veranstaltungen/neu/",
        title="Fest",
        starts="2030-03-30T09:30",
        ends="2030-03-31T10:00",
        all_day="on",
    )
    assert answer.status_code == 302
    event = Event.objects.get()
    # The clocks change in between.
    assert timezone.localtime(event.starts) == datetime(2030, 3, 30, tzinfo=BERLIN)
    assert timezone.localtime(event.ends) == datetime(2030, 4, 1, tzinfo=BERLIN)
    path = f"/redaktion/veranstaltungen/{event.pk}/"
    assert forms.filled(desk, path)["ends"] == "2030-03-31T23:59"
    forms.save(desk, path, place="Markt")
    again = Event.objects.get()
    assert (again.place, again.starts, again.ends) == ("Markt", event.starts, event.ends)


def test_lines_end_the_same_everywhere(desk, forms):
    forms.save(desk, "/redaktion/standorte/neu/", name="Haus", opening="Mo 08:00-12:00\r\nDi 08:00-12:00")

    assert Site.objects.get().opening == "Mo, Di 08:00-12:00"


def test_one_jobcenter_is_not_asked_for_and_several_are(desk, forms, maya):
    assert (
        'type="hidden" name="provider_number" value="31704"' in desk.get("/redaktion/aushaenge/neu/").content.decode()
    )
    Editor.grant(maya.user, "31778")
    page = desk.get("/redaktion/aushaenge/neu/").content.decode()
    assert ">Jobcenter Gütersloh</option>" in page
    forms.save(desk, "/redaktion/aushaenge/neu/", provider_number="31778", title="Zu")
    assert Announcement.objects.get().provider_number == "31778"
    path = f"/redaktion/aushaenge/{Announcement.objects.get().pk}/"
    desk.post(path, {**forms.filled(desk, path, title="Auf"), "provider_number": "31704"})
    assert (Announcement.objects.get().provider_number, str(Announcement.objects.get())) == ("31778", "Zu")


def test_for_a_strange_jobcenter_nobody_writes(desk, forms):
    fields = forms.filled(desk, "/redaktion/aushaenge/neu/", title="Übernahme")
    page = desk.post("/redaktion/aushaenge/neu/", {**fields, "provider_number": "31778"})
    assert page.status_code == 200
    assert "Bitte prüfen Sie Ihre Eingaben" in page.content.decode()
    assert not Announcement.objects.exists()


class TestTwoAtOnce:
    """Whoever saves second is told, and keeps what was typed."""

    def test_the_second_sees_what_the_first_has_saved(self, desk, second, forms, notice):
        path = f"/redaktion/aushaenge/{notice.pk}/"
        first, late = forms.filled(desk, path, title="Von Maya"), forms.filled(second, path, text="Von Noah.")
        desk.post(path, first)
        page = second.post(path, late)
        text = page.content.decode()
        assert "Jemand anderes hat diesen Eintrag inzwischen geändert" in text
        assert "Gespeichert:</span> Von Maya" in text
        assert "Von Noah.</textarea>" in text
        notice.refresh_from_db()
        assert (str(notice), str(notice.text)) == ("Von Maya", "Wasserschaden.")

        again = html.fromstring(page.content).forms[-2].fields
        second.post(path, {name: value for name, value in again.items() if isinstance(value, str)})
        notice.refresh_from_db()
        assert (str(notice), str(notice.text)) == ("Heute geschlossen", "Von Noah.")

    @pytest.mark.usefixtures("four_eyes")
    def test_under_four_eyes_too(self, desk, second, forms, notice):
        path = f"/redaktion/aushaenge/{notice.pk}/"
        first, late = forms.filled(desk, path, title="Von Maya"), forms.filled(second, path, title="Von Noah")
        desk.post(path, first)
        assert "inzwischen geändert" in second.post(path, late).content.decode()
        assert str(Announcement.objects.get(replaces=notice)) == "Von Maya"

    def test_languages_survive_a_collision(self, desk, second, forms):
        soon = timezone.now() + timedelta(days=1)
        event = Event.objects.create(provider_number="31704", title="Fest", starts=soon, ends=soon)
        path = f"/redaktion/veranstaltungen/{event.pk}/"
        late = forms.filled(second, path, languages=["ar", "tr"])
        forms.save(desk, path, place="Markt")
        page = html.fromstring(second.post(path, late).content)
        assert page.xpath("//input[@name='languages'][@checked]/@value") == ["ar", "tr"]
