"""PDFs that people hand in: sheets stay when they are fit to be kept, everything that could act stays behind."""

import io

import pikepdf
import pypdfium2
import pytest
import typst
from pikepdf import Array, Dictionary, Name, Stream

from jobcenter.documents.intake.merging import merge
from jobcenter.documents.intake.receive import receive
from jobcenter.documents.intake.refused import Refused
from jobcenter.documents.tests.archive import check_archive
from jobcenter.documents.tests.samples import pdf_with_text
from tests.photos import photographed_page


def part_of(data):
    (part,) = receive(io.BytesIO(data), len(data), scan=lambda file: None)
    return part


def merged(*data):
    parts = [part_of(one) for one in data]
    return merge([(part.format, part.data) for part in parts], title="Kontoauszug & <mehr>")


def refusal(data):
    with pytest.raises(Refused) as caught:
        part_of(data)
    return caught.value.reason


def text_of(data):
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def statement(sheets=2):
    """A PDF as a bank makes it: fonts embedded, links and all."""
    body = "#pagebreak()".join(
        f'= Kontoauszug {number}\n #link("https://example.org")[Bank]' for number in range(sheets)
    )
    return typst.compile(body.encode())


def darkness(data, page=0):
    with pypdfium2.PdfDocument(data) as pdf:
        return sum(pdf[page].render(scale=0.5, draw_annots=True).to_pil().convert("L").histogram()[:128])


def test_sheets_with_embedded_fonts_keep_their_text():
    data = merged(statement(2))
    with check_archive(data) as pdf:
        assert len(pdf.pages) == 2
        assert all("/Annots" not in page for page in pdf.pages)
    assert ["Kontoauszug 0" in text_of(data)[0], "Kontoauszug 1" in text_of(data)[1]] == [True, True]


def test_sheets_without_embedded_fonts_become_pictures_that_look_the_same():
    original = pdf_with_text(text="Lohnabrechnung")
    data = merged(original)
    check_archive(data).close()
    assert text_of(data) == [""]
    assert 0.7 < darkness(data) / darkness(original) < 1.4


def test_photos_and_pdfs_mix_in_one_archive():
    photo = photographed_page(width=600, height=800)
    with check_archive(merged(photo, statement(2), pdf_with_text(), photo)) as pdf:
        assert len(pdf.pages) == 5
        assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 595, 842]


def test_the_same_parts_give_the_same_bytes():
    photo, pdf = part_of(photographed_page(width=600, height=800)), part_of(statement(1))
    once, twice = (merge([("jpeg", photo.data), ("pdf", pdf.data)], title="Mietvertrag") for _ in range(2))
    assert once == twice
    assert once != merge([("pdf", pdf.data), ("jpeg", photo.data)], title="Mietvertrag")


def test_a_landscape_photo_lies_on_a_landscape_sheet():
    with check_archive(merged(photographed_page(width=800, height=600))) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 842, 595]


def active(pdf):
    """Everything that acts by itself."""
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F="calc.exe")
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", script])))
    pdf.attachments["geheim.exe"] = b"MZ..."
    pdf.docinfo["/Author"] = "Anna Beispiel"
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=script)
    page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=script)])
    page.PieceInfo = Dictionary(Private="Anna Beispiel")


@pytest.mark.parametrize("original", [pdf_with_text(), statement(1)], ids=["pictured", "kept"])
def test_nothing_that_acts_or_tells_survives(original):
    with pikepdf.open(io.BytesIO(original)) as pdf:
        active(pdf)
        target = io.BytesIO()
        pdf.save(target)
    data = merged(target.getvalue())
    check_archive(data).close()
    for word in (b"JavaScript", b"Launch", b"calc.exe", b"EmbeddedFile", b"Anna", b"MZ..."):
        assert word not in data


def test_what_pictures_tell_about_their_maker_stays_behind():
    with pikepdf.open(io.BytesIO(statement(1))) as pdf:
        made = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceGray,
            Metadata=pdf.make_indirect(Stream(pdf, b"<x:xmpmeta>Anna Beispiel</x:xmpmeta>")),
            PieceInfo=Dictionary(Private="Anna Beispiel"),
        )  # fmt: skip
        page = pdf.pages[0]
        page.Resources.XObject = Dictionary(Bild=pdf.make_indirect(Stream(pdf, b"x", made)))
        page.contents_add(b"q 9 0 0 9 0 0 cm /Bild Do Q")
        target = io.BytesIO()
        pdf.save(target, compress_streams=False)
    assert b"Anna" in target.getvalue()
    data = merged(target.getvalue())
    with check_archive(data) as pdf:
        assert "/Bild" in pdf.pages[0].Resources.XObject
        assert b"Anna" not in b"".join(one.read_bytes() for one in pdf.objects if isinstance(one, Stream))
    assert b"Anna" not in data


def test_a_filled_form_stays_visible():
    def fill(pdf):
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="Miete", V="MMMMMMMMMM", DA="/Helv 40 Tf 0 g",
            Rect=Array([50, 300, 550, 360]), F=4,
        )  # fmt: skip
        field = pdf.make_indirect(field)
        pdf.pages[0].obj.Annots = Array([field])
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([field]), NeedAppearances=True, DR=Dictionary(Font=Dictionary(Helv=font))
        )

    plain, filled = merged(pdf_with_text()), merged(pdf_with_text(change=fill))
    check_archive(filled).close()
    assert darkness(filled) > darkness(plain) + 500


@pytest.mark.parametrize(
    "content",
    [
        b"0 0 0 1 k 100 100 200 200 re f",
        b"q " * 40 + b"0 0 9 9 re f",
        b"/Missing gs 0 0 9 9 re f",
        b"0 0 9 9 re paint",
        b"BI /W 1 /H 1 /CS /CMYK /BPC 8 ID abcd EI",
    ],
)
def test_sheets_that_depend_on_the_program_become_pictures(content):
    def worsen(pdf):
        pdf.pages[0].obj.Contents = pdf.make_indirect(Stream(pdf, content))

    with check_archive(merged(pdf_with_text(change=worsen))) as pdf:
        assert "/Foto" in pdf.pages[0].Resources.XObject


def test_resources_that_a_sheet_inherits_come_along():
    with pikepdf.open(io.BytesIO(statement(1))) as pdf:
        page = pdf.pages[0].obj
        pdf.Root.Pages.Resources = page.Resources
        del page.Resources
        target = io.BytesIO()
        pdf.save(target)
    assert "Kontoauszug" in text_of(merged(target.getvalue()))[0]


@pytest.mark.parametrize("user", ["", "geheim"])
def test_encrypted_files_are_refused(user):
    assert refusal(pdf_with_text(encryption=pikepdf.Encryption(owner="x", user=user))) == "encrypted"


def test_a_folder_of_files_is_refused():
    def gather(pdf):
        pdf.Root.Collection = Dictionary(View=Name.D)
        pdf.attachments["vertrag.pdf"] = pdf_with_text()

    assert refusal(pdf_with_text(change=gather)) == "portfolio"


def test_a_dynamic_form_is_refused():
    def xfa(pdf):
        pdf.Root.NeedsRendering = True
        pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=Array())

    assert refusal(pdf_with_text(change=xfa)) == "dynamic_form"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + bytes(5000),
        pdf_with_text()[:200],
        pdf_with_text().replace(b"/Pages", b"/Paegs"),
        pdf_with_text(size=(0, 0)),
        pdf_with_text(size=(-5, 100)),
    ],
)
def test_broken_files_are_refused(data):
    assert refusal(data) == "broken_pdf"


def test_fifty_one_sheets_are_refused():
    assert part_of(statement(50)).sheets == 50
    assert refusal(statement(51)) == "too_many_sheets"


def test_a_giant_sheet_is_drawn_within_bounds():
    with check_archive(merged(pdf_with_text(size=(14_000_00, 14_000_00)))) as pdf:
        image = pdf.pages[0].Resources.XObject.Foto
        assert max(int(image.Width), int(image.Height)) <= 3400


def test_a_bomb_inside_costs_a_bounded_amount():
    """Content that unpacks to 1 GB of drawing: refused or drawn, but neither memory nor time run away."""

    def arm(pdf):
        import zlib

        press = zlib.compressobj(1)
        block = b"0 0 m 500 500 l S\n" * 60_000
        packed = b"".join(press.compress(block) for _ in range(1000)) + press.flush()
        stream = Stream(pdf, packed)
        stream.write(packed, filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = pdf.make_indirect(stream)

    data = pdf_with_text(change=arm, compress_streams=False)
    assert len(data) < 12_000_000
    assert refusal(data) in {"too_heavy", "broken_pdf"}


def test_the_child_knows_no_secrets(monkeypatch):
    from jobcenter.documents.intake import pdfs

    seen = {}
    run = pdfs.subprocess.run
    monkeypatch.setattr(pdfs.subprocess, "run", lambda *args, **kwargs: seen.update(kwargs) or run(*args, **kwargs))
    part_of(pdf_with_text())
    assert seen["env"] == {}


def test_what_stands_before_and_behind_stays_out():
    data = merged(b"\xef\xbb\xbf\n" + statement(1) + b"PK\x03\x04<script>alert(1)</script>")
    check_archive(data).close()
    assert b"<script" not in data
