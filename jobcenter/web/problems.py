"""When something went wrong: what each error page says, in words that help."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """The words of one error page."""

    title: str
    text: str
    advice: str


_SAVED = "Schritte, die Sie schon mit „Weiter“ bestätigt haben, sind gespeichert."

PROBLEMS = {
    400: Problem(
        "Das hat nicht geklappt",
        "Ihr Browser hat uns etwas geschickt, das wir nicht verstehen.",
        "Gehen Sie zurück und versuchen Sie es noch einmal. " + _SAVED,
    ),
    403: Problem(
        "Kein Zugriff",
        "Diese Seite ist nicht für Ihr Konto freigegeben.",
        "Wenn Sie mehrere Konten haben: Melden Sie sich mit dem anderen Konto an.",
    ),
    404: Problem(
        "Seite nicht gefunden",
        "Diese Seite gibt es nicht. Vielleicht ist die Adresse falsch getippt oder die Seite ist umgezogen.",
        "Auf der Startseite finden Sie alles wieder.",
    ),
    413: Problem(
        "Das war zu groß",
        "Ihre Dateien oder Eingaben sind zusammen größer, als wir auf einmal annehmen können.",
        "Gehen Sie zurück und schicken Sie weniger auf einmal, zum Beispiel ein Foto nach dem anderen. " + _SAVED,
    ),
    429: Problem(
        "Bitte kurz warten",
        "Das waren sehr viele Versuche in kurzer Zeit. Zu Ihrem Schutz machen wir eine Pause.",
        "Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.",
    ),
    500: Problem(
        "Fehler bei uns",
        "Das ist unser Fehler, nicht Ihrer. Was Sie zuletzt abgeschickt haben, ist vielleicht nicht angekommen.",
        "Versuchen Sie es in ein paar Minuten noch einmal. " + _SAVED,
    ),
    503: Problem(
        "Gerade nicht erreichbar",
        "Wir können im Moment nichts speichern. Was Sie zuletzt abgeschickt haben, ist noch nicht gesendet.",
        "Versuchen Sie es in ein paar Minuten noch einmal. " + _SAVED,
    ),
}

CSRF = Problem(
    "Bitte noch einmal absenden",
    "Die Seite war lange offen oder Ihr Browser nimmt keine Cookies an. "
    "Zu Ihrer Sicherheit haben wir nichts übernommen.",
    "Gehen Sie im Browser zurück: Meist steht dort noch, was Sie getippt haben. Laden Sie die Seite dann neu. "
    + _SAVED,
)
