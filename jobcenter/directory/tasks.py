"""Once a week."""

from django.conf import settings
from procrastinate.contrib.django import app

from jobcenter.delivery.alarms import alarm, all_clear
from jobcenter.directory.files import BrokenFile
from jobcenter.directory.register.renewing import renew_from
from jobcenter.web.fetching import Unreachable, get

_ALARM = ("directory.register_refused", "register")


@app.periodic(cron="23 4 * * 1")
@app.task(name="directory.read_register", queueing_lock="directory.read_register")
def read_register(timestamp: int) -> None:
    """Bring the directory up to the register, if the operator says where it is. What is broken or gone wakes them."""
    structure, assignment = settings.REGISTER_STRUCTURE, settings.REGISTER_ASSIGNMENT
    if not (structure or assignment):
        return
    try:
        if not (structure and assignment):
            raise Unreachable("Von den zwei Tabellen des Registers ist nur eine eingestellt.")
        renew_from(structure, assignment, get)
    except (BrokenFile, Unreachable) as error:
        alarm(*_ALARM, f"Das Verzeichnis bleibt, wie es ist. {error}")
    else:
        all_clear([_ALARM[0]], [_ALARM[1]])
