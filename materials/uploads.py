"""Which files may be uploaded. The name says what a file claims to be, its bytes what it is."""

import zipfile
from pathlib import Path

from django.core.exceptions import ValidationError

from materials import images

LARGEST = 25 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
# The list of parts at the end of an archive; reading one of 25 MB takes seconds and hundreds of megabytes.
LARGEST_LIST_OF_PARTS = 1024 * 1024
MOST_PIXELS_WIDE = 10_000

OFFICE = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
}
SIGNATURES = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "ics": b"BEGIN:VCALENDAR",
    **dict.fromkeys(OFFICE, b"PK\x03\x04"),
}
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "ics": "text/calendar; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
}
RUNNABLE = {"exe", "bat", "cmd", "com", "js", "vbs", "ps1", "sh", "html", "htm", "svg", "php", "jar", "msi", "scr"}


def content_type(name: str) -> str:
    return CONTENT_TYPES.get(_extension(name), "application/octet-stream")


def _extension(name: str) -> str:
    return Path(name).suffix.lstrip(".").lower()


def check_upload(file) -> None:
    """Raises ValidationError with what is wrong and what may be uploaded instead."""
    if getattr(file, "_committed", False):
        return  # it was checked when it came in
    extension = _check_name(file.name)
    _check_size(file.size)
    if not _read(file, 0, 64).removeprefix(b"\xef\xbb\xbf").startswith(SIGNATURES[extension]):
        raise ValidationError(f"Dit bestand heet {extension}, maar is het niet. Sla het opnieuw op als {extension}.")
    if extension in OFFICE:
        _check_office(file, extension)
    else:
        _check_is_one_file(file)
    if extension in ("png", "jpg", "jpeg"):
        _check_picture(file)
    if extension == "pdf" and b"%%EOF" not in _read(file, max(0, file.size - 1024), 1024):
        raise ValidationError("Deze pdf is niet compleet. Sla hem opnieuw op en probeer het nog eens.")


def _read(file, start: int, length: int) -> bytes:
    file.seek(start)
    found = file.read(length)
    file.seek(0)
    return found


def _check_name(name: str) -> str:
    extension = _extension(name)
    if extension not in SIGNATURES:
        allowed = ", ".join(sorted(SIGNATURES))
        raise ValidationError(f"Dit soort bestand ({extension or 'zonder soort'}) kan niet. Wel: {allowed}.")
    if {part.lstrip(".").lower() for part in Path(name).suffixes[:-1]} & RUNNABLE:
        raise ValidationError("De naam van dit bestand noemt twee soorten. Noem het gewoon, zoals leidraad.pdf.")
    return extension


def _check_size(size: int) -> None:
    if size == 0:
        raise ValidationError("Dit bestand is leeg. Sla het opnieuw op en probeer het nog eens.")
    if size > LARGEST:
        raise ValidationError(f"Dit bestand is {size / 1024 / 1024:.0f} MB. Het mag hoogstens 25 MB zijn.")


def _check_is_one_file(file) -> None:
    """A picture or PDF that is an archive as well, for whoever reads it from the end, hides something."""
    if b"PK\x05\x06" in _end(file):
        raise ValidationError(
            "In dit bestand zit een tweede bestand verstopt. Sla het opnieuw op en probeer het nog eens."
        )


def _check_picture(file) -> None:
    size = images.size(file)
    file.seek(0)
    if size is None:
        raise ValidationError("Dit plaatje is beschadigd. Sla het opnieuw op en probeer het nog eens.")
    if max(size) > MOST_PIXELS_WIDE:
        raise ValidationError(f"Dit plaatje is {size[0]} bij {size[1]} punten. Maak het kleiner dan 10.000 bij 10.000.")


def _end(file) -> bytes:
    """Where the list of parts of an archive is named: its last record and the longest remark after it."""
    length = 22 + 65_535
    return _read(file, max(0, file.size - length), length)


def _check_office(file, extension: str) -> None:
    end = _end(file)
    record = end[end.rfind(b"PK\x05\x06") :][:22]
    # The second one says that the true numbers stand elsewhere, as only archives of more than 4 GB need.
    if int.from_bytes(record[12:16], "little") > LARGEST_LIST_OF_PARTS or b"PK\x06\x07" in end:
        raise ValidationError("Dit bestand heeft te veel onderdelen. Sla het opnieuw op en probeer het nog eens.")
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ValidationError("Dit bestand is beschadigd. Sla het opnieuw op en probeer het nog eens.") from error
    finally:
        file.seek(0)
    names = {member.filename for member in members}
    if OFFICE[extension] not in names:
        raise ValidationError(f"Dit is geen {extension}-bestand. Sla het opnieuw op als {extension}.")
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise ValidationError("Dit bestand is uitgepakt te groot. Maak de plaatjes erin kleiner.")
    if any("vbaproject" in name.lower() or name.lower().startswith(("basic/", "scripts/")) for name in names):
        raise ValidationError("In dit bestand zitten macro's. Sla het op zonder macro's.")
