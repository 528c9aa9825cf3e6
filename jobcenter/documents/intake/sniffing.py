"""Tells files apart by what they are. The name and the type that the browser names can lie and are not asked."""

from typing import IO

import filetype

from jobcenter.documents.intake.refused import Refused

_KINDS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/apng": "PNG",
    "image/webp": "WEBP",
    "image/tiff": "TIFF",
    "image/heic": "HEIF",
    "application/pdf": "PDF",
}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_OFFICE = ("application/vnd.", "application/msword", "application/rtf", "application/zip", "text/")
_HEAD = 8192


def kind_of(file: IO[bytes]) -> str:
    """The kind (JPEG, PNG, WEBP, TIFF, HEIF or PDF) of the file by its first bytes.

    A photo named .pdf is taken as the photo it is: it is re-encoded anyway, and phones do get names wrong.
    Raises Refused: empty, office, kind.
    """
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if not head:
        raise Refused("empty")
    if head.lstrip(b"\xef\xbb\xbf\r\n\t \x00")[:5] == b"%PDF-":
        return "PDF"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS and b"avif" not in head[:64]:
        return "HEIF"
    mime = filetype.guess_mime(head) or ""  # type: ignore[no-untyped-call]
    if mime in _KINDS:
        return _KINDS[mime]
    raise Refused("office" if mime.startswith(_OFFICE) or _reads_as_text(head) else "kind")


def _reads_as_text(head: bytes) -> bool:
    return b"\x00" not in head and all(byte >= 0x20 or byte in b"\t\r\n\f" for byte in head)
