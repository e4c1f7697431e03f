"""Looking into files of office programmes (which are archives) without unpacking what would fill the memory."""

import lzma
import zipfile
import zlib
from typing import BinaryIO

from django.core.exceptions import ValidationError

MAIN_PART = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
}
LARGEST_UNPACKED = 200 * 1024 * 1024
# The list of parts at the end of an archive; reading one of 25 MB takes seconds and hundreds of megabytes.
LARGEST_LIST_OF_PARTS = 1024 * 1024
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError),
    # Parts that are encrypted, or packed in a way that nobody knows.
    *(NotImplementedError, RuntimeError),
)
DAMAGED = "Dit bestand is beschadigd. Sla het opnieuw op en probeer het nog eens."


def check(file: BinaryIO, size: int, extension: str, *, largest_unpacked: int = LARGEST_UNPACKED) -> None:
    """Raises ValidationError for what isn't a plain document of this kind; the file is back at its start."""
    last = end(file, size)
    record = last[last.rfind(b"PK\x05\x06") :][:22]
    # The second one says that the true numbers stand elsewhere, as only archives of more than 4 GB need.
    if int.from_bytes(record[12:16], "little") > LARGEST_LIST_OF_PARTS or b"PK\x06\x07" in last:
        raise ValidationError("Dit bestand heeft te veel onderdelen. Sla het opnieuw op en probeer het nog eens.")
    members = _members(file)
    names = {member.filename for member in members}
    if MAIN_PART[extension] not in names:
        raise ValidationError(f"Dit is geen {extension}-bestand. Sla het opnieuw op als {extension}.")
    if any(_leads_elsewhere(name) for name in names):
        raise ValidationError("In dit bestand zit iets wat er niet hoort. Sla het opnieuw op en probeer het nog eens.")
    if sum(member.file_size for member in members) > largest_unpacked:
        raise ValidationError("Dit bestand is uitgepakt te groot. Maak de plaatjes erin kleiner.")
    if any("vbaproject" in name.lower() or name.lower().startswith(("basic/", "scripts/")) for name in names):
        raise ValidationError("In dit bestand zitten macro's. Sla het op zonder macro's.")


def _leads_elsewhere(name: str) -> bool:
    """A part that would land outside its own folder, for whoever unpacks it."""
    path = name.replace("\\", "/")
    return path.startswith("/") or ".." in path.split("/") or ":" in path or "\0" in path


def end(file: BinaryIO, size: int) -> bytes:
    """Where the list of parts of an archive is named: its last record and the longest remark after it."""
    length = 22 + 65_535
    file.seek(max(0, size - length))
    tail = file.read(length)
    file.seek(0)
    return tail


def _members(file: BinaryIO) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ValidationError(DAMAGED) from error
    finally:
        file.seek(0)


def check_plain_xml(file: BinaryIO) -> None:
    """Raises ValidationError where a part declares entities of its own: office programmes never do, and a parser
    that fills them in can be made to fill the memory. To be called after `check`, which limits the size."""
    try:
        with zipfile.ZipFile(file) as archive:
            for member in archive.infolist():
                if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _refuse_entities(archive.read(member))
    except UNREADABLE as error:
        raise ValidationError(DAMAGED) from error


def _refuse_entities(part: bytes) -> None:
    # Without the zeros that other encodings put in between.
    if b"<!DOCTYPE" in part.replace(b"\0", b"").upper():
        raise ValidationError("In dit bestand zit iets wat er niet hoort. Sla het opnieuw op en probeer het nog eens.")
