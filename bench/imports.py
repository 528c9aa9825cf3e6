"""How long taking a whole country over takes: `bin/bench imports` prints JSON.

404 Jobcenters with 2,000 events and 600 sites in tables written by hand, and a calendar of one Jobcenter with 1,900
occurrences of 40 series: read, checked and kept in an empty database, read again without a change, and with every
tenth row changed. Each step runs in a process of its own, so that its peak of memory is its own.
"""

import contextlib
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "bench"
EVENTS, SITES = 2_000, 600
_TITLES = (
    "Jobmesse",
    "Infonachmittag",
    "Bewerbungstraining",
    "Sprechstunde vor Ort",
    "Kurs: Schritt für Schritt online",
)


def numbers() -> list[str]:
    with (ROOT / "jobcenter/directory/data/jobcenters.csv").open() as file:
        return [row["provider_number"] for row in csv.DictReader(file) if not row["valid_until"]]


def write_tables(folder: Path, tenth: str) -> None:
    """Made-up places and events of all Jobcenters; `tenth` stands in every tenth of them."""
    jobcenters = numbers()
    sites, events = [], []
    for count in range(SITES):
        number = jobcenters[count % len(jobcenters)]
        phone = f"0800 {count:06}" if count % 10 else f"0800 {count:06}{len(tenth)}"
        place = (f"Musterstraße {count}", f"{10_000 + count}", f"Musterstadt {number}")
        sites.append((count, number, f"Standort {count}", *place, phone, "Mo-Mi 08:00-12:00; Do 08:00-18:00", "Aufzug"))
    for count in range(EVENTS):
        day = date.today() + timedelta(days=1 + count % 300)  # noqa: DTZ011
        title = _TITLES[count % len(_TITLES)] + (tenth if count % 10 == 0 else "")
        text = "Wir zeigen Ihnen, wie es geht. Bringen Sie bitte Ihre Unterlagen mit. " * 4
        times = (f"{day} 14:00", "16:30", f"Raum {count % 40}", "de, uk")
        events.append((count, jobcenters[count % len(jobcenters)], title, f"{title} (en)", text, *times))
    columns = "kennung jobcenter name strasse postleitzahl ort telefon oeffnungszeiten barrierefreiheit"
    _write(folder / "standorte.csv", columns, sites)
    _write(folder / "veranstaltungen.csv", "kennung jobcenter titel titel_en text beginn ende ort sprachen", events)


def _write(path: Path, columns: str, rows: list[Any]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(columns.split())
        writer.writerows(rows)


def write_calendar(path: Path, tenth: str) -> None:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//"]
    begin = date.today() - timedelta(days=30)  # noqa: DTZ011
    for series in range(40):
        title = f"Kurs {series}{tenth if series % 10 == 0 else ''}"
        lines += ["BEGIN:VEVENT", f"UID:kurs-{series}", f"SUMMARY:{title}", "LOCATION:Raum 1"]
        lines += [f"DTSTART;TZID=Europe/Berlin:{begin:%Y%m%d}T{8 + series % 8:02}0000", "DURATION:PT90M"]
        lines += ["RRULE:FREQ=WEEKLY;COUNT=47", "END:VEVENT"]
    path.write_text("\r\n".join([*lines, "END:VCALENDAR", ""]))


def measured(kind: str, address: Path, *options: str) -> dict[str, Any]:
    """One import as `bin/manage import_feed` runs it, in a process of its own."""
    command = [sys.executable, "-m", "bench.imports", "--one", kind, str(address), *options]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def one(kind: str, address: str, *options: str) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command

    from jobcenter.local.models import FeedRun

    started, cpu = time.perf_counter(), time.process_time()
    with contextlib.redirect_stdout(sys.stderr):
        call_command("import_feed", kind, address, *options, verbosity=0)
    seconds = time.perf_counter() - started
    run = FeedRun.objects.latest("pk")
    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(time.process_time() - cpu, 2),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "peak_rss_mb_of_children": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1),
        "outcome": run.outcome,
        "added": run.added,
        "changed": run.changed,
        "removed": run.removed,
    }


def three_times(kind: str, address: Path, write: Any, *options: str) -> dict[str, Any]:
    """First, unchanged, and with every tenth row changed."""
    write(address, "")
    first = measured(kind, address, *options)
    again = measured(kind, address, *options)
    write(address, " (neu)")
    changed = measured(kind, address, *options)
    figures = {"rows": first["added"], "rows_per_second": round(first["added"] / first["seconds"])}
    return {**figures, "first": first, "unchanged": again, "tenth_changed": changed}


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(*sys.argv[2:])))
        return
    from config.up import preparation

    os.environ.update(JOBCENTER_MODE="demo", JOBCENTER_DATA=str(DATA), DJANGO_SETTINGS_MODULE="config.settings")
    with contextlib.ExitStack() as stack:
        with contextlib.redirect_stdout(sys.stderr):  # standard output belongs to the figures
            stack.enter_context(preparation.data_folder(DATA))
            stack.enter_context(preparation.database(DATA))
        subprocess.run([sys.executable, "-m", "config.up.install"], cwd=ROOT, check=True, stdout=sys.stderr)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        tables = folder / "tables"
        tables.mkdir()
        figures = {
            "tables": three_times("by_hand", tables, write_tables),
            "calendar": three_times("calendar", folder / "kurse.ics", write_calendar, "--jobcenter", numbers()[0]),
        }
        _forget(str(folder))
    print(json.dumps({"bench": "imports", "jobcenters": len(numbers()), **figures}, indent=2))


def _forget(folder: str) -> None:
    """The content goes with its feed."""
    import django

    django.setup()
    from jobcenter.local.models import Feed

    Feed.objects.filter(address__startswith=folder).delete()


if __name__ == "__main__":
    main()
