"""Which files may be uploaded. The name says what a file claims to be, its bytes what it is."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from portal.files import images, office, pdfs

LARGEST = 25 * 1024 * 1024
MOST_PIXELS_WIDE = 10_000

SIGNATURES = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "ics": b"BEGIN:VCALENDAR",
    **dict.fromkeys(office.MAIN_PART, b"PK\x03\x04"),
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


def check_upload(file: Any) -> None:
    """Raises ValidationError with what is wrong and what may be uploaded instead."""
    if getattr(file, "_committed", False):
        return  # it was checked when it came in
    extension = _check_name(file.name)
    _check_size(file.size)
    if not _read(file, 0, 64).removeprefix(b"\xef\xbb\xbf").startswith(SIGNATURES[extension]):
        raise ValidationError(f"Dit bestand heet {extension}, maar is het niet. Sla het opnieuw op als {extension}.")
    if extension in office.MAIN_PART:
        office.check(file, file.size, extension)
    else:
        _check_is_one_file(file)
    if extension in ("png", "jpg", "jpeg"):
        _check_picture(file)
    if extension == "pdf":
        if b"%%EOF" not in _read(file, max(0, file.size - 1024), 1024):
            raise ValidationError("Deze pdf is niet compleet. Sla hem opnieuw op en probeer het nog eens.")
        pdfs.check(_read(file, 0, file.size))


def _read(file: Any, start: int, length: int) -> bytes:
    file.seek(start)
    piece = file.read(length)
    file.seek(0)
    return piece


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


def _check_is_one_file(file: Any) -> None:
    """A picture or PDF that is an archive as well, for whoever reads it from the end, hides something."""
    if b"PK\x05\x06" in office.end(file, file.size):
        raise ValidationError(
            "In dit bestand zit een tweede bestand verstopt. Sla het opnieuw op en probeer het nog eens."
        )


def _check_picture(file: Any) -> None:
    size = images.size(file)
    file.seek(0)
    if size is None:
        raise ValidationError("Dit plaatje is beschadigd. Sla het opnieuw op en probeer het nog eens.")
    if max(size) > MOST_PIXELS_WIDE:
        raise ValidationError(f"Dit plaatje is {size[0]} bij {size[1]} punten. Maak het kleiner dan 10.000 bij 10.000.")
