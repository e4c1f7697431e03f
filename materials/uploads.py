"""Which files may be uploaded. The name says what a file claims to be, its first bytes what it is."""

import zipfile
from pathlib import Path

from django.core.exceptions import ValidationError

LARGEST = 25 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024

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
        return
    extension = _extension(file.name)
    if extension not in SIGNATURES:
        allowed = ", ".join(sorted(SIGNATURES))
        raise ValidationError(f"Dit soort bestand ({extension or 'zonder soort'}) kan niet. Wel: {allowed}.")
    if {part.lstrip(".").lower() for part in Path(file.name).suffixes[:-1]} & RUNNABLE:
        raise ValidationError("De naam van dit bestand noemt twee soorten. Noem het gewoon, zoals leidraad.pdf.")
    if file.size == 0:
        raise ValidationError("Dit bestand is leeg. Sla het opnieuw op en probeer het nog eens.")
    if file.size > LARGEST:
        raise ValidationError(f"Dit bestand is {file.size / 1024 / 1024:.0f} MB. Het mag hoogstens 25 MB zijn.")
    file.seek(0)
    start = file.read(64)
    file.seek(0)
    if not start.lstrip(b"\xef\xbb\xbf").startswith(SIGNATURES[extension]):
        raise ValidationError(f"Dit bestand heet {extension}, maar is het niet. Sla het opnieuw op als {extension}.")
    if extension in OFFICE:
        _check_office(file, extension)


def _check_office(file, extension: str) -> None:
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
    if any("vbaproject" in name.lower() or name.lower().startswith("basic/") for name in names):
        raise ValidationError("In dit bestand zitten macro's. Sla het op zonder macro's.")
