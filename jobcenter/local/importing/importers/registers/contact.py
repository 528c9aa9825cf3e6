"""Telephone numbers, web addresses and places on the map as other systems write them. What is none is left out."""

import math
import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from jobcenter.local.models.validators import phone_number, web_address

# Channels of the XÖV code list "Erreichbarkeit" (urn:de:xoev:codeliste:erreichbarkeit).
PHONE, MOBILE, WEB = "02", "03", "09"
_DIALABLE = re.compile(r"\+?\d[\d /().-]*\d")
_NUMBER = re.compile(r"-?\d{1,3}\.\d+")


def dialable(text: str) -> str:
    """ "Tel.: 0123 / 456-0 (kostenfrei)" → "0123 / 456-0"."""
    found = _DIALABLE.search(text)
    number = " ".join(found[0].split())[:60].rstrip(" /(.-") if found else ""
    if number.count("(") != number.count(")"):
        number = number.replace("(", "").replace(")", "")
    try:
        phone_number(number)
    except ValidationError:
        return ""
    return number


def browsable(text: str, longest: int) -> str:
    """ "www.jobcenter.example" → "https://www.jobcenter.example"; "" for what is no web address, or too long."""
    address = text.strip()
    if address.casefold().startswith("www."):
        address = f"https://{address}"
    try:
        web_address(address)
        URLValidator(schemes=["http", "https"])(address)
    except (ValidationError, ValueError):
        return ""
    return address if len(address) <= longest and address.isprintable() else ""


def coordinates(text: str) -> tuple[float | None, float | None]:
    """Latitude and longitude out of two numbers in degrees, in whichever order: in Germany they cannot be confused."""
    numbers = [float(number) for number in _NUMBER.findall(text)]
    if len(numbers) == 2:
        for latitude, longitude in (numbers, reversed(numbers)):
            if math.isfinite(latitude) and 47 <= latitude <= 56 and 5 <= longitude <= 16:
                return latitude, longitude
    return None, None


def postcode(text: str) -> str:
    return text if re.fullmatch(r"[0-9]{5}", text) else ""
