"""The languages of texts and of people."""

# What texts can be written in, each by its own name. "de-ls" is Leichte Sprache.
WRITTEN = {
    "de": "Deutsch",
    "de-ls": "Leichte Sprache",
    "en": "English",
    "uk": "Українська",
    "ar": "العربية",
    "tr": "Türkçe",
    "ru": "Русский",
}
FROM_THE_RIGHT = {"ar", "fa", "he", "ur"}

# What people speak at a counter or in a course (ISO 639-1, and two that people look for).
SPOKEN = {
    "de": "Deutsch",
    "de-ls": "Leichte Sprache",
    "dgs": "Deutsche Gebärdensprache",
    "sq": "Albanisch",
    "am": "Amharisch",
    "ar": "Arabisch",
    "bg": "Bulgarisch",
    "zh": "Chinesisch",
    "prs": "Dari",
    "en": "Englisch",
    "fr": "Französisch",
    "el": "Griechisch",
    "it": "Italienisch",
    "hr": "Kroatisch",
    "ku": "Kurdisch",
    "ps": "Paschtu",
    "fa": "Persisch",
    "pl": "Polnisch",
    "pt": "Portugiesisch",
    "rom": "Romanes",
    "ro": "Rumänisch",
    "ru": "Russisch",
    "sr": "Serbisch",
    "so": "Somali",
    "es": "Spanisch",
    "ti": "Tigrinya",
    "tr": "Türkisch",
    "uk": "Ukrainisch",
    "ur": "Urdu",
    "vi": "Vietnamesisch",
}


def spoken(codes: list[str]) -> list[str]:
    """The names of languages by their codes, in the order given; an unknown code stays as it is."""
    return [SPOKEN.get(code, code) for code in codes]
