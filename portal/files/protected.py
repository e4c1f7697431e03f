"""Files that people upload: how they are kept, called and handed out. A view decides who gets them."""

import hashlib
import logging
import secrets
import unicodedata
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from portal.files import uploads

log = logging.getLogger(__name__)

LONGEST_NAME = 120


def secret_name(folder: str, filename: str) -> str:
    """A name nobody can guess; the name that people see is kept beside it."""
    return f"{folder}/{secrets.token_urlsafe(24)}{Path(filename).suffix.lower()}"


def shown_name(name: str) -> str:
    """The name under which people get a file: no path, no invisible characters, never so long that its kind is lost."""
    # Control and format characters go: they break headers, or show "fdp.exe" as "exe.pdf".
    plain = "".join(char for char in name if not unicodedata.category(char).startswith("C"))
    path = Path(" ".join(plain.replace("\\", "/").split()))
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix[:LONGEST_NAME]


def mark_of(file: File) -> str:
    """The same for the same bytes."""
    mark = hashlib.sha256()
    file.seek(0)
    for piece in file.chunks():
        mark.update(piece)
    file.seek(0)
    return mark.hexdigest()


def download(file: FieldFile, name: str) -> FileResponse:
    """The answer with this file, for a view that has asked who may have it."""
    try:
        opened = file.open("rb")
    except OSError as gone:
        log.error("The file of %s %s is not on the disk.", file.instance._meta.label, file.instance.pk)
        raise Http404("Dit bestand is er niet meer.") from gone
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=uploads.content_type(name))
    response["Cache-Control"] = "private, no-store"
    return response


class WholeFiles(FileSystemStorage):
    """A file is there whole or not at all: with a full disk nothing half is left behind."""

    def _save(self, name: str, content: File) -> str:
        try:
            return super()._save(name, content)  # type: ignore[misc]  # Django's, which its stubs leave out
        except OSError:
            self.delete(name)
            raise
