"""What a page shows besides its questions, worked out from earlier answers: `shows: <name>` in the catalogue."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from django.utils import timezone
from django.utils.dateformat import format as worded

from jobcenter.questions.periods import delivered, nationwide_holidays, objection_ends

Answers = Mapping[str, Any]

# § 7 Abs. 1 Satz 3 and § 4 Abs. 1 and 4 Erreichbarkeits-Verordnung (BGBl. 2023 I Nr. 207).
DAYS_AWAY, WORKING_DAYS_AHEAD, DAYS_AHEAD_AT_MOST = 21, 5, 92

_A_YEAR = "Fehlt im Bescheid, wie man sich wehrt, oder ist es falsch erklärt? Dann haben Sie ein Jahr Zeit."


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice on a page. `form`: the id of a form that helps further, linked as `form_label`."""

    title: str
    lines: list[str] = field(default_factory=list)
    tone: Literal["info", "warning"] = "info"
    form: str = ""
    form_label: str = ""


def objection_period(answers: Answers) -> Shown:
    """In: `notice_date`, `notice_came`, `notice_received`. Out: until when an objection is in time, or that it may be
    too late. It never says more time than there surely is: regional holidays are left out, and what is not known
    is taken to have happened early. §§ 64, 66, 67, 84 SGG, § 37 SGB X.
    """
    start = _start(answers)
    if start is None:
        return Shown(
            "Sie haben einen Monat Zeit",
            [
                "Die Zeit beginnt, wenn der Bescheid als angekommen gilt.",
                "Ohne Datum können wir das Ende nicht ausrechnen. Legen Sie den Widerspruch möglichst bald ein.",
                _A_YEAR,
            ],
        )
    end = objection_ends(start, nationwide_holidays(start.year))
    if end < timezone.localdate():
        return Shown(
            "Die Frist ist vielleicht vorbei",
            [
                f"Nach unserer Rechnung endete sie am {_day(end)}. Sie können den Widerspruch trotzdem einlegen.",
                "Konnten Sie nichts dafür, zum Beispiel wegen einer Krankheit? Schreiben Sie das zu den Gründen.",
                _A_YEAR,
                "Sonst kann das Jobcenter den Bescheid immer noch überprüfen. Das ist ein eigener Antrag.",
            ],
            tone="warning",
            form="ueberpruefung",
            form_label="Zum Überprüfungsantrag",
        )
    return Shown(
        f"Ihre Frist: bis {_day(end)}",
        [
            _counted_from(answers, start),
            "Bis zu diesem Tag muss der Widerspruch beim Jobcenter sein. Absenden allein reicht nicht.",
            _A_YEAR,
        ],
    )


def not_yet_objected(answers: Answers) -> Shown:
    """For who only asks for an appointment to have the objection written down: that the period goes on."""
    start = _start(answers)
    end = objection_ends(start, nationwide_holidays(start.year)) if start else None
    lines = ["Mit dieser Bitte ist noch kein Widerspruch eingelegt. Die Frist läuft weiter."]
    if end and end >= timezone.localdate():
        lines.append(f"Nach unserer Rechnung endet sie am {_day(end)}.")
    lines.append("Meldet sich niemand rechtzeitig? Gehen Sie ohne Termin hin. Das Jobcenter muss es aufschreiben.")
    return Shown("Das ist noch kein Widerspruch", lines, tone="warning")


def _start(answers: Answers) -> date | None:
    """The day the period counts from, at the earliest."""
    noted, received, came = _date(answers, "notice_date"), _date(answers, "notice_received"), answers.get("notice_came")
    if came == "handed":
        return received or noted
    if noted is None:
        return received
    if came in {"post", "app"}:
        return max(delivered(noted), received or date.min)
    return noted


def _counted_from(answers: Answers, start: date) -> str:
    noted, came = _date(answers, "notice_date"), answers.get("notice_came")
    if start == _date(answers, "notice_received"):
        return f"Wir rechnen ab dem Tag, an dem der Bescheid ankam: {_day(start)}."
    if noted and came in {"post", "app"}:
        return f"Ihr Bescheid gilt am {_day(start)} als angekommen, auch an einem Wochenende."
    return f"Wir rechnen vorsichtig ab dem Datum des Bescheids: {_day(start)}."


def absence(answers: Answers) -> Shown | None:
    """In: `away_from`, `away_until`. Out: how many days that is, and what follows for the consent (§ 4 ErrV)."""
    first, last = _date(answers, "away_from"), _date(answers, "away_until")
    if first is None or last is None:
        return None
    if last < first:
        line = "Der letzte Tag liegt vor dem ersten Tag. Bitte gehen Sie zurück und prüfen Sie beide."
        return Shown("Bitte prüfen Sie die Tage", [line], tone="warning")
    count = (last - first).days + 1
    title = f"Sie sind {count} Tage weg" if count > 1 else "Sie sind einen Tag weg"
    lines = _about_time(first, last, timezone.localdate())
    return Shown(title, lines, tone="warning" if count > DAYS_AWAY else "info")


def _about_time(first: date, last: date, today: date) -> list[str]:
    days = [first + timedelta(days=number) for number in range(min((last - first).days + 1, DAYS_AWAY + 1))]
    if len(days) > DAYS_AWAY:
        return ["Das sind mehr als drei Wochen. Ohne wichtigen Grund stimmt das Jobcenter nur in besonderen Fällen zu."]
    if all(day.weekday() >= 5 or day in nationwide_holidays(day.year) for day in days):
        return [
            "Das sind nur freie Tage. Sie brauchen keine Zustimmung, wenn Sie vor dem nächsten Werktag Ihre Post lesen."
        ]
    if first > today + timedelta(days=DAYS_AHEAD_AT_MOST):
        return ["Das ist noch lange hin. Bei Urlaub darf das Jobcenter erst drei Monate vorher zustimmen."]
    ahead = [today + timedelta(days=number) for number in range(1, (first - today).days)]
    if sum(day.weekday() < 6 and day not in nationwide_holidays(day.year) for day in ahead) < WORKING_DAYS_AHEAD:
        return ["Bis dahin ist wenig Zeit. Rufen Sie das Jobcenter am besten auch an."]
    return ["Wochenenden und Feiertage zählen mit."]


def urgent(answers: Answers) -> Shown | None:
    """In: `energy_step`, `energy_day`, `rent_step`, `rent_day`. Out: whether to phone rather than wait."""
    acute = answers.get("energy_step") in {"cut", "threatened"} or answers.get("rent_step") in {
        "notice", "lawsuit", "eviction",
    }  # fmt: skip
    if not acute:
        if answers.keys() & {"energy_step", "rent_step", "loan_what"}:
            return None
        line = "Ist der Strom gesperrt oder müssen Sie bald ausziehen? Dann rufen Sie das Jobcenter heute noch an."
        return Shown("Eilt es sehr?", [line], tone="warning")
    days = [day for key in ("energy_day", "rent_day") if (day := _date(answers, key))]
    lines = [f"Der Tag im Brief: {_day(min(days))}. Vielleicht ist der Antrag allein zu langsam."] if days else []
    lines.append("Sagen Sie am Telefon, dass Ihnen die Wohnung oder der Strom fehlt oder bald fehlen wird.")
    return Shown("Rufen Sie das Jobcenter heute noch an", lines, tone="warning")


def _date(answers: Answers, key: str) -> date | None:
    value = answers.get(key)
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _day(day: date) -> str:
    return worded(day, "l, j.\u00a0F\u00a0Y")


SHOWN: Mapping[str, Callable[[Answers], Shown | None]] = {
    "absence": absence,
    "not_yet_objected": not_yet_objected,
    "objection_period": objection_period,
    "urgent": urgent,
}
