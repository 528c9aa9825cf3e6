"""Every other minute."""

from django.utils import timezone
from procrastinate.contrib.django import app

from jobcenter.delivery.alarms import alarm, all_clear
from jobcenter.questions.catalogue import folders_in_use
from jobcenter.questions.inspecting import Inspection
from jobcenter.questions.reading import CatalogueError

_ALARM = ("forms.mistake", "forms")


@app.periodic(cron="*/2 * * * *")
@app.task(name="questions.read_forms", queueing_lock="questions.read_forms")
def read_forms(timestamp: int) -> None:
    """Wake the operator while a file of the catalogue has a mistake: until it is mended, nothing new is taken over."""
    try:
        wrong = list(Inspection(folders_in_use(), timezone.localdate()).mistakes.values())
    except CatalogueError as unreadable:
        wrong = [unreadable]
    if not wrong:
        all_clear([_ALARM[0]], [_ALARM[1]])
        return
    files = f"{len(wrong)} Dateien (alle nennt bin/manage forms check)" if wrong[1:] else "einer Datei"
    alarm(*_ALARM, f"Formulare: Fehler in {files}. Alle Formulare bleiben, wie sie waren. {wrong[0]}")
