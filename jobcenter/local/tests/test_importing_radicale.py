"""A calendar server as a Jobcenter may have it (Radicale): what is changed there is changed here."""

import socket
import subprocess
import sys
import time

import httpx
import pytest
from django.core.management import call_command
from django.utils import timezone

from jobcenter.local.importing import running
from jobcenter.local.models import Event, Feed, FeedRun
from jobcenter.local.tests.importing import JOBCENTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def radicale(tmp_path):
    """Address of an empty calendar on a server of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = (tmp_path / "radicale.log").open("w")
    options = ["--auth-type", "none", "--rights-type", "authenticated", "--storage-hook", ""]
    command = [sys.executable, "-m", "radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}", *options]
    server = subprocess.Popen(
        [*command, "--storage-filesystem-folder", str(tmp_path / "collections")], stdout=log, stderr=log
    )
    calendar = f"http://127.0.0.1:{port}/jobcenter/termine/"
    try:
        for _ in range(300):
            try:
                answer = httpx.request("MKCALENDAR", calendar, auth=("jobcenter", ""))
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        assert answer.status_code == 201, answer.text
        yield calendar
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def put(calendar, uid, *lines, **more):
    text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//"]
    for part in (lines, *more.values()):
        text += ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261125T090000Z", *part, "END:VEVENT"]
    content = "\r\n".join([*text, "END:VCALENDAR", ""]).encode()
    answer = httpx.put(f"{calendar}{uid}.ics", content=content, auth=("jobcenter", ""))
    assert answer.is_success, answer.text


def in_days(days, hour=10):
    day = timezone.localdate() + timezone.timedelta(days=days)
    return f"{day:%Y%m%d}T{hour:02}0000"


def test_from_a_calendar_server_and_again(radicale, capsys):
    put(
        radicale, "messe", "SUMMARY:Jobmesse", f"DTSTART:{in_days(3)}", f"DTEND:{in_days(3, 12)}", "LOCATION:Stadthalle"
    )
    put(
        radicale,
        "kurs",
        "SUMMARY:Kurs",
        f"DTSTART:{in_days(1)}",
        f"DTEND:{in_days(1, 11)}",
        "RRULE:FREQ=WEEKLY;COUNT=5",
    )
    put(radicale, "intern", "SUMMARY:Geheim", f"DTSTART:{in_days(2)}", "CLASS:PRIVATE")
    call_command("import_feed", "calendar", radicale, "--jobcenter", JOBCENTER, "--name", "Stadt", "--keep")
    assert Event.objects.count() == 6
    assert "Geheim" not in capsys.readouterr().out
    feed = Feed.objects.get()
    assert (feed.enabled, feed.name, feed.provider_number) == (True, "Stadt", JOBCENTER)

    now = timezone.now()
    assert running.run(feed, now).outcome == FeedRun.Outcome.UNCHANGED

    messe = Event.objects.get(key="messe")
    Event.objects.filter(pk=messe.pk).update(hidden=True)
    put(
        radicale,
        "messe",
        "SUMMARY:Jobmesse",
        f"DTSTART:{in_days(3, 14)}",
        f"DTEND:{in_days(3, 16)}",
        "LOCATION:Rathaus",
    )
    cancelled = (f"RECURRENCE-ID:{in_days(8)}", f"DTSTART:{in_days(8)}", "SUMMARY:Kurs", "STATUS:CANCELLED")
    put(
        *(radicale, "kurs", "SUMMARY:Kurs", f"DTSTART:{in_days(1)}", f"DTEND:{in_days(1, 11)}"),
        *("RRULE:FREQ=WEEKLY;COUNT=5", f"EXDATE:{in_days(15)}"),
        cancelled=cancelled,
    )
    put(radicale, "neu", "SUMMARY:Neu", f"DTSTART;VALUE=DATE:{in_days(9)[:8]}")
    run = running.run(feed, now)
    assert (run.added, run.changed, run.removed) == (1, 2, 1)
    assert "Ort „Stadthalle“ → „Rathaus“" in run.text
    assert "Abgesagt „nein“ → „ja“" in run.text
    messe.refresh_from_db()
    assert (messe.place, messe.hidden, timezone.localtime(messe.starts).hour) == ("Rathaus", True, 14)
    assert Event.objects.filter(cancelled=True).count() == 1
    assert Event.objects.get(key="neu").all_day

    httpx.delete(radicale, auth=("jobcenter", ""))
    run = running.run(feed, now)
    assert (run.outcome, run.text[:40]) == (FeedRun.Outcome.UNREACHABLE, "Unter dieser Adresse gibt es nichts (127")
    assert Event.objects.count() == 6
