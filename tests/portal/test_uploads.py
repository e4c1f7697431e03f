"""Every kind of file that must not come in, and those that must."""

import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from portal.files import images, uploads
from portal.files.uploads import check_upload
from tests.materials.files import PDF, archive, docx, endless_list, jpeg, lying_archive, png, upload
from tests.speed import check_work_less_than

MB = 1024 * 1024
ICS = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


def pdf(catalog=b"", *, packed=b"", kind=b"/ObjStm"):
    """With this in its first object, and this in a packed stream of objects."""
    content = zlib.compress(packed)
    stream = b"2 0 obj << /Type %s /Filter /FlateDecode /Length %d >>\nstream\r\n%s\nendstream endobj\n"
    return (
        b"%PDF-1.7\n1 0 obj << /Type /Catalog "
        + catalog
        + b" >> endobj\n"
        + (stream % (kind, len(content), content) if packed else b"")
        + b"trailer << /Root 1 0 R >>\n%%EOF\n"
    )


GOOD = {
    "met pak.pdf": pdf(packed=b"1 0 << /Type /Page /Title (Over /Java en scripts) >>"),
    "met links.pdf": pdf(b"/Annots [ << /A << /S /URI /URI (https://school.example) >> >> ]"),
    "leidraad.pdf": PDF,
    "LEIDRAAD.PDF": PDF,
    "leidraad.v1.2.pdf": PDF,
    "leid raad, 't Hart (2).pdf": PDF,
    "met staart.pdf": PDF + b"\r\n" * 100,
    "brief.docx": docx(),
    "cijfers.xlsx": archive({"xl/workbook.xml": "<workbook/>"}),
    "praatje.pptx": archive({"ppt/presentation.xml": "<p/>"}),
    "brief.odt": archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>"}),
    "poster.png": png(10_000, 10_000),
    "poster.jpg": jpeg(),
    "poster.jpeg": jpeg(before=b"\xff\xdb\x00\x05\x00\x01\x02\xff\xff\xe1\x00\x04ab"),
    "agenda.ics": ICS,
    "agenda met merk.ics": b"\xef\xbb\xbf" + ICS,
}

BAD = {
    "geen soort": ("leidraad", PDF, "zonder soort"),
    "verkeerde soort": ("leidraad.exe", b"MZ", "(exe) kan niet"),
    "svg": ("poster.svg", b"<svg onload='alert(1)'/>", "(svg) kan niet"),
    "html": ("pagina.html", b"<script>alert(1)</script>", "(html) kan niet"),
    "docm": ("brief.docm", docx(), "(docm) kan niet"),
    "dubbele soort achteraan": ("leidraad.pdf.exe", PDF, "(exe) kan niet"),
    "dubbele soort vooraan": ("leidraad.exe.pdf", PDF, "noemt twee soorten"),
    "dubbele soort in hoofdletters": ("leidraad.HTML.pdf", PDF, "noemt twee soorten"),
    "punt achteraan": ("leidraad.pdf.", PDF, "kan niet"),
    "leeg": ("leidraad.pdf", b"", "is leeg"),
    "pdf die html is": ("leidraad.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "heet pdf, maar is het niet"),
    "html voor de pdf": ("leidraad.pdf", b"<script>alert(1)</script>" + PDF, "heet pdf, maar is het niet"),
    "pdf met archief erachter": ("leidraad.pdf", PDF + docx(), "tweede bestand verstopt"),
    "plaatje met archief erachter": ("poster.png", png() + archive({"a.js": "alert(1)"}), "tweede bestand verstopt"),
    "archief met opmerking achter plaatje": (
        "poster.jpg",
        jpeg() + archive({"a": "b"}) + b"x" * 60_000,
        "tweede bestand verstopt",
    ),
    "afgebroken pdf": ("leidraad.pdf", PDF[:30], "niet compleet"),
    "png die jpg heet": ("poster.jpg", png(), "heet jpg, maar is het niet"),
    "docx die pdf is": ("brief.docx", PDF, "heet docx, maar is het niet"),
    "xlsx die docx heet": ("brief.docx", archive({"xl/workbook.xml": "<workbook/>"}), "geen docx-bestand"),
    "gewoon archief": ("brief.docx", archive({"a.txt": "x"}), "geen docx-bestand"),
    "half archief": ("brief.docx", docx()[:60], "beschadigd"),
    "macro in docx": ("brief.docx", docx(**{"word/vbaProject.bin": b"x"}), "macro's"),
    "macro in odt": ("brief.odt", archive({"content.xml": "x", "Basic/Standard/Module1.xml": "x"}), "macro's"),
    "onderdeel dat elders landt": ("brief.docx", docx(**{"word/../../kwaad.xml": "x"}), "niet hoort"),
    "onderdeel dat hogerop landt": ("brief.docx", docx(**{"../kwaad.xml": "x"}), "niet hoort"),
    "onderdeel vanaf de wortel": ("brief.odt", archive({"content.xml": "x", "/etc/kwaad": "x"}), "niet hoort"),
    "onderdeel op een schijf": ("brief.docx", docx(**{"C:/kwaad.dll": "x"}), "niet hoort"),
    "onderdeel met omgekeerde strepen": ("brief.docx", docx(**{"word\\..\\..\\kwaad": "x"}), "niet hoort"),
    "pdf met script": ("leidraad.pdf", pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "zit een script"),
    "pdf met gespeld script": ("leidraad.pdf", pdf(b"/AA << /O << /S /J#61vaScript >> >>"), "zit een script"),
    "pdf die iets start": ("leidraad.pdf", pdf(b"/OpenAction << /S /Launch /F (cmd.exe) >>"), "zit een script"),
    "pdf met een bestand erin": ("leidraad.pdf", pdf(b"/Names << /EmbeddedFiles 3 0 R >>"), "zit een script"),
    "pdf met script in een pak": ("leidraad.pdf", pdf(packed=b"1 0 << /S /JavaScript /JS (x) >>"), "zit een script"),
    "pdf met gespeld pak": (
        "leidraad.pdf",
        pdf(packed=b"1 0 << /S /JavaScript >>", kind=b"/Obj#53tm"),
        "zit een script",
    ),
    "pdf die zich opblaast": ("leidraad.pdf", pdf(packed=b" " * 60 * MB), "uitgepakt te groot"),
    "beveiligde pdf": ("leidraad.pdf", pdf(b"/Encrypt 5 0 R"), "is beveiligd"),
    "script in odt": ("brief.odt", archive({"content.xml": "x", "Scripts/python/a.py": "x"}), "macro's"),
    "zipbom": ("brief.docx", docx(**{"word/media/nul.bin": b"\0" * (201 * MB)}), "uitgepakt te groot"),
    "zipbom die zijn maat noemt": ("brief.docx", lying_archive(claims=300 * MB), "uitgepakt te groot"),
    "plaatje van 30.000 bij 30.000": ("poster.png", png(30_000, 30_000), "30000 bij 30000 punten"),
    "foto van 30.000 bij 30.000": ("poster.jpg", jpeg(30_000, 30_000), "30000 bij 30000 punten"),
    "plaatje zonder maat": ("poster.png", png(0, 0), "plaatje is beschadigd"),
    "foto zonder eind": ("poster.jpg", b"\xff\xd8\xff\xe0\x00", "plaatje is beschadigd"),
    "foto die rondjes draait": ("poster.jpg", b"\xff\xd8\xff\xe0\x00\x00" + jpeg(), "plaatje is beschadigd"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_may_come_in_comes_in_and_stays_ready_to_be_read(name):
    file = upload(name, GOOD[name])

    check_upload(file)

    assert file.read() == GOOD[name]


@pytest.mark.parametrize("case", BAD)
def test_what_may_not_come_in_is_refused_with_the_reason(case):
    name, content, words = BAD[case]

    with pytest.raises(ValidationError) as refused:
        check_upload(upload(name, content))

    assert words in refused.value.messages[0]


class Counted(SimpleUploadedFile):
    """Says that it is large; being read is noted."""

    read_bytes = 0

    def read(self, *args):
        piece = super().read(*args)
        self.read_bytes += len(piece)
        return piece


@pytest.mark.parametrize(("size", "is_good"), [(25 * MB, True), (25 * MB + 1, False), (200 * MB, False)])
def test_too_large_is_told_by_the_size_alone(size, is_good):
    file = Counted("agenda.ics", ICS)
    file.size = size

    if is_good:
        check_upload(file)
    else:
        with pytest.raises(ValidationError, match="Het mag hoogstens 25 MB zijn"):
            check_upload(file)

    assert (file.read_bytes > 0) == is_good


def test_an_endless_list_of_parts_is_refused_before_it_is_read():
    content = endless_list(parts=300_000)
    assert 10 * MB < len(content) < 25 * MB

    with check_work_less_than(0.5), pytest.raises(ValidationError, match="te veel onderdelen"):
        check_upload(upload("brief.docx", content))


def test_a_list_that_hides_behind_the_numbers_for_large_archives_is_refused():
    content = docx()
    end = content.index(b"PK\x05\x06")
    hidden = content[:end] + b"PK\x06\x07" + b"\0" * 16 + content[end:]

    with pytest.raises(ValidationError, match="te veel onderdelen"):
        check_upload(upload("brief.docx", hidden))


def test_a_file_that_waits_on_the_disk_is_read_as_well():
    """Django keeps uploads of more than 2.5 MB in a temporary file."""
    with TemporaryUploadedFile("leidraad.pdf", "application/pdf", 0, None) as file:
        file.write(PDF[:-7] + b" " * 3 * MB + PDF[-7:])
        file.size = file.tell()

        check_upload(file)

        assert file.tell() == 0


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(640, 480), (640, 480)),
        (jpeg(640, 480), (640, 480)),
        (jpeg(640, 480, before=b"\xff\xff\xff\xe0\x00\x02\xff\x01"), (640, 480)),
        (jpeg().replace(b"\xff\xc0", b"\xff\xc4"), None),
        (b"\xff\xd8" + b"\xff" * 50, None),
        (b"\xff\xd8", None),
        (b"\x89PNG\r\n\x1a\nkapot", None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_head(content, size):
    assert images.size(upload("x", content)) == size


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.pdf", "application/pdf"),
        ("A.PDF", "application/pdf"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.html", "application/octet-stream"),
        ("a", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_the_content_type_is_one_of_ours(name, kind):
    assert uploads.content_type(name) == kind


def test_every_kind_that_may_come_in_has_a_content_type():
    assert set(uploads.SIGNATURES) == set(uploads.CONTENT_TYPES)
