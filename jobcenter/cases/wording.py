"""What each sign means for the person: state, what happened, who acts next. Always the same words."""

from dataclasses import dataclass

_NOTHING_TO_DO, _ADD_IT = "Sie müssen nichts tun.", "Was noch fehlt, können Sie in der App ergänzen."


@dataclass(frozen=True)
class Words:
    """`state` is a key of `components/state.html`; `who` is "jobcenter", "you" or "us"."""

    state: str
    title: str
    text: str
    who: str
    next: str

    def next_step(self, *, lacking: bool) -> str:
        """What happens next; nobody hears that there is nothing to do while something of theirs is missing."""
        return self.next.replace(_NOTHING_TO_DO, _ADD_IT) if lacking else self.next


SENT = Words(
    "sent",
    "Gesendet",
    "Ihre Angaben sind vollständig bei uns angekommen. Wir geben sie an das Jobcenter weiter.",
    "us",
    f"Wir übergeben Ihre Angaben an das Jobcenter. {_NOTHING_TO_DO}",
)
SENT_AGAIN = Words(
    "sent",
    "Nachtrag gesendet",
    "Ihr Nachtrag ist vollständig bei uns angekommen. Wir geben ihn an das Jobcenter weiter.",
    "jobcenter",
    f"Das Jobcenter prüft, was Sie nachgereicht haben. {_NOTHING_TO_DO}",
)
_BY_SIGN = {
    "received": Words(
        "received",
        "Eingegangen",
        "Das Jobcenter hat Ihre Angaben in seine elektronische Akte übernommen.",
        "jobcenter",
        f"Das Jobcenter prüft Ihre Angaben. {_NOTHING_TO_DO}",
    ),
    "in_progress": Words(
        "in_progress",
        "In Bearbeitung",
        "Jemand im Jobcenter bearbeitet Ihre Angaben.",
        "jobcenter",
        f"Das Jobcenter bearbeitet Ihre Angaben. {_NOTHING_TO_DO}",
    ),
    "documents_missing": Words(
        "documents_missing",
        "Unterlagen fehlen",
        "Das Jobcenter braucht noch Unterlagen von Ihnen.",
        "you",
        "Jetzt sind Sie dran: Reichen Sie die Unterlagen hier nach. Welche das sind, steht im Brief des Jobcenters.",
    ),
    "decided": Words(
        "decided",
        "Entschieden",
        "Das Jobcenter hat entschieden. Den Bescheid erhalten Sie vom Jobcenter.",
        "you",
        "Lesen Sie den Bescheid, wenn er da ist. Wenn etwas nicht stimmt, können Sie dagegen vorgehen: "
        "Die Frist steht im Bescheid.",
    ),
}
# A disturbed handing-over changes nothing for the person: what counts is the time on the receipt.
_DISTURBED = Words(
    "failed",
    "Übermittlung gestört",
    "Die Übergabe an das Jobcenter hat nicht geklappt. Wir kümmern uns darum. Ihre Angaben sind vollständig bei uns; "
    "der Zeitpunkt auf Ihrer Eingangsbestätigung bleibt bestehen.",
    "us",
    "Wir kümmern uns um die Übergabe. Sie müssen nichts noch einmal senden. "
    "Wenn es eilt, rufen Sie Ihr Jobcenter an und nennen Sie die Eingangsnummer.",
)


def words_for(sign: str) -> Words:
    """The words after the newest sign of this kind; "" when there is none yet. Unknown signs change nothing."""
    if sign in ("failed", "rejected"):
        return _DISTURBED
    return _BY_SIGN.get(sign, SENT)
