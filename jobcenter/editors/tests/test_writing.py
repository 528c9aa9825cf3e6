"""An editor writes, and everybody sees it: without a second person."""

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from jobcenter.audit.models import Event as Act
from jobcenter.editors.models import Editor, Proposal
from jobcenter.local import boards
from jobcenter.local.models import Announcement, Event, Offer, RegionalApplication, Site


def shown():
    """The notices of Bielefeld as the public pages know them."""
    return [str(notice) for notice in boards.board_of("31704").announcements]


def test_what_is_saved_is_on_the_board_at_once(desk, forms, django_capture_on_commit_callbacks):
    assert shown() == []
    with django_capture_on_commit_callbacks(execute=True):
        answer = forms.save(desk, "/redaktion/aushaenge/neu/", title="Heute geschlossen", level="danger")
    assert answer["Location"] == "/redaktion/aushaenge/"
    assert shown() == ["Heute geschlossen"]
    assert "Alle sehen es in spätestens einer Minute." in desk.get("/redaktion/aushaenge/").content.decode()
    assert Act.objects.get(verb="content.released").facts["wish"] == "new"


def test_each_kind_can_be_written(desk, forms):
    forms.save(desk, "/redaktion/standorte/neu/", name="Hauptstelle", opening="Mo-Fr 08:00-12:00", serves="Alle")
    forms.save(desk, "/redaktion/antraege/neu/", title="Kinderreise", way="link", url="stadt.example/reise")
    forms.save(
        desk, "/redaktion/hilfen/neu/", title="Beratung", topic="debt", phone="0521 1234", languages=["ar", "tr"]
    )
    when = {"starts": "2030-05-02T14:00", "ends": "2030-05-02T16:00"}
    forms.save(desk, "/redaktion/veranstaltungen/neu/", title="Infotag", registration="Telefonisch", **when)
    assert Site.objects.get().serves == {"de": "Alle"}
    assert RegionalApplication.objects.get().url == "https://stadt.example/reise"
    assert Offer.objects.get().languages == ["ar", "tr"]
    assert timezone.localtime(Event.objects.get().starts).hour == 14
    assert {
        row.provider_number for kind in (Site, RegionalApplication, Offer, Event) for row in kind.objects.all()
    } == {"31704"}


def test_a_form_that_is_sent_back_unchanged_changes_nothing(desk, forms, notice):
    before = notice.changed_at
    forms.save(desk, f"/redaktion/aushaenge/{notice.pk}/")
    notice.refresh_from_db()
    assert notice.changed_at == before
    assert not LogEntry.objects.exists()
    assert "Sie haben nichts geändert." in desk.get("/redaktion/").content.decode()


def test_the_history_says_what_was_and_what_is(desk, forms, notice, maya):
    path = f"/redaktion/aushaenge/{notice.pk}/"
    forms.save(desk, path, title="Morgen geschlossen", title_en="Closed tomorrow", level="warning", text="")
    page = desk.get(f"{path}verlauf/").content.decode()
    for words in (
        "Titel: „Heute geschlossen“ → „Morgen geschlossen“",
        "Titel (English): leer → „Closed tomorrow“",
        "Stufe: „Hinweis“ → „Wichtig“",
        "Text: „Wasserschaden.“ → leer",
        maya.user.username,
    ):
        assert words in page


def test_as_new_leaves_the_old_one_and_makes_another(desk, forms, notice):
    path = f"/redaktion/aushaenge/{notice.pk}/"
    forms.save(desk, path, button="_saveasnew", title="Auch morgen geschlossen")
    assert {str(row) for row in Announcement.objects.all()} == {"Heute geschlossen", "Auch morgen geschlossen"}
    assert len(set(Announcement.objects.values_list("key", flat=True))) == 2


def test_as_new_with_a_mistake_stays_as_new(desk, forms, notice):
    path = f"/redaktion/aushaenge/{notice.pk}/"
    page = forms.save(desk, path, button="_saveasnew", title="").content.decode()
    assert 'name="_saveasnew"' in page
    assert 'name="_save"' not in page
    assert Announcement.objects.count() == 1


def test_deleting_asks_first_and_takes_it_off_the_board(desk, notice, django_capture_on_commit_callbacks):
    path = f"/redaktion/aushaenge/{notice.pk}/loeschen/"
    assert "verschwindet für alle" in desk.get(path).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(path, {"post": "yes"})
    assert shown() == []
    act = Act.objects.get(verb="content.removed")
    assert act.facts == {"content": "announcement", "row": notice.pk, "jobcenter": "31704", "wish": "remove"}


def test_what_comes_from_a_feed_is_read_only(desk, fair):
    path = f"/redaktion/veranstaltungen/{fair.pk}/"
    page = desk.get(path).content.decode()
    assert "Aus: Kalender der Stadt" in page
    assert "Bitte ändern Sie es in der Quelle." in page
    assert "<input" not in page.replace('<input type="hidden"', "")
    assert desk.post(path, {"title_de": "Gekapert"}).status_code == 404
    assert desk.post(f"{path}loeschen/", {"post": "yes"}).status_code == 404
    assert str(Event.objects.get()) == "Jobmesse"


def test_what_came_with_the_app_gives_way_to_ones_own(desk, feed, fair):
    feed.kind = feed.Kind.SHIPPED
    feed.save()
    page = desk.get(f"/redaktion/veranstaltungen/{fair.pk}/").content.decode()
    assert "Schreiben Sie unter „Veranstaltungen“ eigene Einträge." in page


def test_whoever_changes_what_is_hidden_is_told_that_it_is(desk, forms, notice):
    notice.hidden = True
    notice.save()
    forms.save(desk, f"/redaktion/aushaenge/{notice.pk}/", title="Zu")
    assert "Der Eintrag ist ausgeblendet" in desk.get("/redaktion/").content.decode()


def test_an_address_fills_in_nothing(desk):
    page = desk.get("/redaktion/aushaenge/neu/?title=Falle&level=danger&provider_number=31778").content.decode()
    assert "Falle" not in page
    assert 'value="danger" selected' not in page


def test_what_comes_from_a_feed_can_be_hidden_and_shown_again(desk, fair):
    path = f"/redaktion/veranstaltungen/{fair.pk}/sichtbarkeit/"
    for hidden, word in ((True, "Ausgeblendet"), (False, "Öffentlich")):
        desk.post(path, {"hidden": str(int(hidden))})
        fair.refresh_from_db()
        assert fair.hidden is hidden
        assert word in desk.get("/redaktion/veranstaltungen/").content.decode()
    assert [act.verb for act in Act.objects.filter(verb__startswith="content").order_by("pk")] == [
        "content.hidden",
        "content.shown",
    ]


def test_the_preview_is_marked_and_never_kept(desk, notice, four_eyes, forms):
    path = f"/redaktion/aushaenge/{notice.pk}/"
    assert "noch nicht öffentlich" not in desk.get(f"{path}vorschau/").content.decode()
    forms.save(desk, path, title="Morgen geschlossen")
    answer = desk.get(f"{path}vorschau/")
    assert "Vorschau – noch nicht öffentlich" in answer.content.decode()
    assert "Morgen geschlossen" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_an_editor_who_may_not_release_never_publishes(desk, forms, notice, maya):
    Editor.grant(maya.user, "31704", may_release=False)
    forms.save(desk, f"/redaktion/aushaenge/{notice.pk}/", title="Morgen geschlossen")
    notice.refresh_from_db()
    assert str(notice) == "Heute geschlossen"
    assert Proposal.objects.get().by == maya.user


@pytest.mark.parametrize("path", ["/redaktion/login/", "/redaktion/logout/", "/redaktion/password_change/", "/admin/"])
def test_there_is_no_other_way_in(client, desk, path):
    assert client.get(path).status_code == 404
    assert desk.get(path).status_code == 404
