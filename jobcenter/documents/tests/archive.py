"""The rules of PDF/A-2b (ISO 19005-2) that can be checked without a full validator, asked of the finished file."""

import io

import pikepdf
from lxml import etree

_PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
_FORBIDDEN_KEYS = {
    "/AA",
    "/JS",
    "/JavaScript",
    "/EmbeddedFiles",
    "/EF",
    "/OpenAction",
    "/XFA",
    "/OCProperties",
    "/Annots",
}
_FORBIDDEN_ACTIONS = {"/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/Sound", "/Movie"}


def check_archive(data: bytes) -> pikepdf.Pdf:
    """The opened PDF; raises AssertionError for the first rule that it breaks."""
    head = data.split(b"\n", 2)
    assert head[0] == b"%PDF-1.7"
    assert head[1][:1] == b"%"
    assert all(byte > 127 for byte in head[1][1:5])
    assert data.rstrip().endswith(b"%%EOF")
    pdf = pikepdf.open(io.BytesIO(data))
    assert pdf.check_pdf_syntax() == []
    assert not pdf.is_encrypted
    assert len(pdf.trailer.ID) == 2
    _check_metadata(pdf)
    _check_intent(pdf)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            _check_object(thing)
    return pdf


def _check_metadata(pdf):
    root = etree.fromstring(pdf.Root.Metadata.read_bytes())
    assert root.findtext(f".//{_PDFAID}part") == "2"
    assert root.findtext(f".//{_PDFAID}conformance") == "B"
    assert (pdf.Root.Metadata.Type, pdf.Root.Metadata.Subtype) == (pikepdf.Name.Metadata, pikepdf.Name.XML)
    assert "/Info" not in pdf.trailer  # nothing there that would have to agree with the metadata


def _check_intent(pdf):
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == pikepdf.Name.GTS_PDFA1
    profile = intent.DestOutputProfile.read_bytes()
    assert intent.DestOutputProfile.N == 3
    assert profile[36:40] == b"acsp"
    assert profile[16:20] == b"RGB "
    assert profile[8] < 5
    assert len(profile) == int.from_bytes(profile[:4], "big")


def _check_object(thing):
    keys = set(thing.keys())
    assert not keys & _FORBIDDEN_KEYS, keys
    assert str(thing.get("/S", "")) not in _FORBIDDEN_ACTIONS
    if isinstance(thing, pikepdf.Stream):
        assert not keys & {"/F", "/FFilter", "/FDecodeParms"}
        filters = thing.get("/Filter", [])
        names = [str(filters)] if isinstance(filters, pikepdf.Name) else [str(one) for one in filters]
        assert not {"/LZWDecode", "/Crypt", "/JPXDecode"} & set(names)
    if str(thing.get("/Subtype", "")) == "/Image":
        assert not thing.get("/Interpolate", False)
        assert "/Alternates" not in thing
    if str(thing.get("/Type", "")) == "/FontDescriptor":
        assert keys & {"/FontFile", "/FontFile2", "/FontFile3"}
    if str(thing.get("/Type", "")) == "/Font" and str(thing.Subtype) in {"/Type1", "/TrueType"}:
        assert "/FontDescriptor" in thing
    if str(thing.get("/Type", "")) == "/Font" and str(thing.Subtype) == "/Type0":
        (below,) = thing.DescendantFonts
        assert "/FontDescriptor" in below
        assert str(below.Subtype) == "/CIDFontType0" or "/CIDToGIDMap" in below  # 6.2.11.3.2
        assert str(thing.Encoding) in {"/Identity-H", "/Identity-V"} or isinstance(thing.Encoding, pikepdf.Stream)
    if str(thing.get("/Subtype", "")) == "/Form":
        assert not keys & {"/OPI", "/PS", "/Ref"}  # 6.2.9
    if str(thing.get("/Type", "")) == "/Page":
        assert all(3 <= float(side) <= 14_400 for side in list(thing.MediaBox)[2:])
