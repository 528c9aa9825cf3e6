"""Numbers for an emergency, the same everywhere in Germany. Who answers there is named as the source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hotline:
    """`numbers` as people write them; `text` says for whom and when; `source` is who runs it."""

    title: str
    numbers: tuple[str, ...]
    text: str
    source: str = ""


AS_OF = "November 2026"
FIRST = (
    Hotline("Feuerwehr und Rettungsdienst", ("112",), "Bei Gefahr für Leib und Leben. Kostenlos, rund um die Uhr."),
    Hotline("Polizei", ("110",), "Wenn Sie bedroht werden. Kostenlos, rund um die Uhr."),
)
HOTLINES = (
    Hotline(
        "Ärztlicher Bereitschaftsdienst",
        ("116 117",),
        "Wenn die Arztpraxis zu hat und es nicht lebensgefährlich ist. Kostenlos, rund um die Uhr.",
        "116117.de",
    ),
    Hotline(
        "Telefonseelsorge",
        ("0800 1110111", "0800 1110222", "116 123"),
        "Wenn Sie nicht mehr weiterwissen. Ohne Ihren Namen, kostenlos, rund um die Uhr.",
        "telefonseelsorge.de",
    ),
    Hotline(
        "Hilfetelefon Gewalt gegen Frauen",
        ("116 016",),
        "Auch für einen Platz im Frauenhaus. In vielen Sprachen, kostenlos, rund um die Uhr.",
        "hilfetelefon.de",
    ),
    Hotline(
        "Hilfetelefon Gewalt an Männern",
        ("0800 1239900",),
        "Beratung für Männer, die Gewalt erleben. Kostenlos, zu festen Zeiten.",
        "maennerhilfetelefon.de",
    ),
    Hotline(
        "Nummer gegen Kummer",
        ("116 111",),
        "Für Kinder und Jugendliche. Kostenlos, Montag bis Samstag.",
        "nummergegenkummer.de",
    ),
    Hotline("Elterntelefon", ("0800 1110550",), "Für Eltern. Kostenlos, an Werktagen.", "nummergegenkummer.de"),
    Hotline(
        "Hilfetelefon Schwangere in Not",
        ("0800 4040020",),
        "In vielen Sprachen, auch vertraulich. Kostenlos, rund um die Uhr.",
        "hilfetelefon-schwangere.de",
    ),
    Hotline(
        "Hilfe-Telefon Sexueller Missbrauch",
        ("0800 2255530",),
        "Für Betroffene und alle, die sich sorgen. Ohne Ihren Namen, kostenlos.",
        "hilfe-portal-missbrauch.de",
    ),
    Hotline(
        "Karte gestohlen: Sperr-Notruf",
        ("116 116",),
        "Bankkarte oder Handykarte sperren. Rund um die Uhr.",
        "sperr-notruf.de",
    ),
)
