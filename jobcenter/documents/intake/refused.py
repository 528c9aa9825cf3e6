"""Why a file is not taken, in the words that the person reads beside the field."""

WORDS = {
    "empty": "Die Datei ist leer. Bitte wählen Sie eine andere Datei.",
    "too_large": "Die Datei ist größer als 25 MB. Bitte wählen Sie eine kleinere Datei oder machen Sie ein Foto.",
    "kind": "Diese Art von Datei können wir nicht annehmen. Möglich sind Fotos (JPEG, PNG, HEIC, WebP, TIFF) und PDF.",
    "office": "Das ist kein Foto und kein PDF. Bitte speichern Sie die Datei als PDF und laden Sie das PDF hoch.",
    "broken_image": "Das Bild ist beschädigt und lässt sich nicht öffnen. Bitte machen Sie ein neues Foto.",
    "too_many_pixels": "Das Bild hat zu viele Bildpunkte. Bitte wählen Sie ein kleineres Bild.",
    "too_many_sheets": "Mit dieser Datei hätte die Unterlage mehr als 50 Seiten. Bitte laden Sie weniger Seiten hoch.",
    "encrypted": "Dieses PDF ist mit einem Passwort geschützt. Bitte speichern Sie es ohne Passwort "
    "oder fotografieren Sie die Seiten.",
    "broken_pdf": "Das PDF ist beschädigt und lässt sich nicht öffnen. Bitte speichern Sie es neu "
    "oder fotografieren Sie die Seiten.",
    "portfolio": "Dieses PDF ist eine Mappe mit mehreren Dateien. Bitte laden Sie die Dateien einzeln hoch.",
    "dynamic_form": "Dieses PDF ist ein Formular, das nur manche Programme anzeigen können. "
    "Bitte drucken Sie es als PDF und laden Sie das neue PDF hoch.",
    "too_heavy": "Das PDF ist zu aufwendig. Bitte teilen Sie es auf oder fotografieren Sie die Seiten.",
    "virus": "In der Datei wurde ein Virus gefunden. Wir haben die Datei nicht angenommen.",
    "scan_unavailable": "Die Prüfung auf Viren ist gerade nicht möglich. Die Datei ist noch nicht hochgeladen. "
    "Bitte versuchen Sie es in ein paar Minuten noch einmal.",
    "not_stored": "Die Datei konnte gerade nicht gespeichert werden. Sie ist noch nicht hochgeladen. "
    "Bitte versuchen Sie es in ein paar Minuten noch einmal.",
    "too_many_files": "Das sind zu viele Dateien auf einmal. Bitte laden Sie die Datei einzeln noch einmal hoch.",
    "collection_full": "Die Unterlagen sind zusammen zu groß: Für diese Datei ist kein Platz mehr. Bitte laden Sie "
    "Fotos statt großer PDFs hoch oder geben Sie den Rest im Jobcenter ab.",
    "letter_full": "Zu diesem Brief ist schon sehr viel angekommen: Für diese Datei ist kein Platz mehr. Bitte geben "
    "Sie Ihre Unterlagen im Jobcenter ab oder schicken Sie sie mit der Post.",
    "person_full": "Ihr Speicherplatz für Unterlagen ist voll. Bitte löschen Sie Entwürfe, die Sie nicht mehr "
    "brauchen, oder geben Sie die Unterlagen im Jobcenter ab.",
    "busy": "Wir prüfen gerade noch andere Dateien von Ihnen. Diese Datei ist noch nicht hochgeladen. "
    "Bitte versuchen Sie es gleich noch einmal.",
    "incomplete": "Die Datei ist noch nicht ganz hochgeladen. Bitte warten Sie, bis sie vollständig ist.",
    "gone": "Die Datei ist nicht mehr da, weil das Hochladen zu lange unterbrochen war. Bitte laden Sie die Datei "
    "noch einmal hoch.",
    "too_many_uploads": "Sie laden gerade zu viele Dateien auf einmal hoch. Bitte warten Sie, bis einige fertig sind.",
    "too_many_pieces": "Das Hochladen wurde zu oft unterbrochen. Bitte laden Sie die Datei noch einmal hoch.",
    "too_many_documents": "Es sind zu viele Unterlagen in diesem Vorgang. Bitte fassen Sie Seiten zusammen.",
}

# Reasons that pass by themselves: the very same file may be taken a little later.
PASSING = frozenset({"scan_unavailable", "not_stored", "busy", "too_many_files"})

# Nothing is wrong with the file itself: where it was to go there is no room for it.
NO_ROOM = frozenset({"too_many_sheets", "too_many_documents", "collection_full", "letter_full", "person_full"})


class Refused(Exception):
    """The file is not taken; `reason` is a key of WORDS. The name and content of the file are never part of it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def words(self) -> str:
        return WORDS[self.reason]
