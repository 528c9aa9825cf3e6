"""What nobody types on purpose, and what goes away while somebody works on it."""

import pytest

from jobcenter.delivery.alarms import alarm
from jobcenter.editors.models import Editor
from jobcenter.local import boards
from jobcenter.local.models import Announcement, Feed
from jobcenter.operations.models import Alarm

pytestmark = pytest.mark.django_db
HOME = "/mein-jobcenter/31704/"


def test_control_characters_are_left_out(desk, forms):
    forms.save(desk, "/redaktion/aushaenge/neu/", title="Heute\0 zu\x01", level="danger")
    assert str(Announcement.objects.get().title) == "Heute zu"


@pytest.mark.parametrize("all_day", [{}, {"all_day": "on"}])
@pytest.mark.parametrize(
    ("starts", "ends"), [("9999-12-31T14:00", "9999-12-31T23:59"), ("0001-01-01T00:00", "2030-01-01T00:00")]
)
def test_years_that_no_calendar_knows_are_refused_at_the_field(desk, forms, starts, ends, all_day):
    answer = forms.save(desk, "/redaktion/veranstaltungen/neu/", title="X", starts=starts, ends=ends, **all_day)
    assert "Das Jahr muss zwischen 2000 und 2100 liegen." in answer.content.decode()


def test_a_jobcenter_that_is_gone_has_no_preview(desk, maya):
    Editor.grant(maya.user, "99999")
    row = Announcement.objects.create(provider_number="99999", title="x")
    assert desk.get(f"/redaktion/aushaenge/{row.pk}/vorschau/").status_code == 404


def test_the_new_name_of_a_feed_stands_beside_what_comes_from_it(operator, forms, feed, fair, client):
    path = f"{HOME}veranstaltungen/{fair.slug}/"
    assert "Kalender der Stadt" in client.get(path).content.decode()
    forms.save(operator, f"/redaktion/quellen/{feed.pk}/", name="Anders")
    boards.memory.look()
    assert "Anders" in client.get(path).content.decode()


def test_with_a_feed_go_its_content_and_its_alarms(operator, feed, fair, client):
    path = f"{HOME}veranstaltungen/{fair.slug}/"
    assert client.get(path).status_code == 200
    alarm("feed.refused", feed.pk, "kaputt")
    operator.post(f"/redaktion/quellen/{feed.pk}/loeschen/", {"post": "yes"})
    assert not Feed.objects.exists()
    assert not Alarm.objects.filter(resolved_at=None).exists()
    boards.memory.look()
    assert client.get(path).status_code == 404
