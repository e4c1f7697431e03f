"""Where the files of materials are and how they are called. Nothing has an address of its own: the view decides."""

import secrets
import unicodedata
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse

LONGEST_NAME = 120


def private_name(material, filename: str) -> str:
    """A name nobody can guess; the name that people see is kept in `file_name`."""
    return f"materials/{secrets.token_urlsafe(24)}{Path(filename).suffix.lower()}"


def shown_name(name: str) -> str:
    """The name under which people get a file: no path, no invisible characters, never so long that its kind is lost."""
    # Control and format characters go: they break headers, or show "fdp.exe" as "exe.pdf".
    plain = "".join(char for char in name if not unicodedata.category(char).startswith("C"))
    path = Path(" ".join(plain.replace("\\", "/").split()))
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix[:LONGEST_NAME]


class WholeFiles(FileSystemStorage):
    """A file is there whole or not at all: with a full disk nothing half is left behind."""

    def _save(self, name, content):
        try:
            return super()._save(name, content)
        except OSError:
            self.delete(name)
            raise


class ProtectedFile(FieldFile):
    @property
    def url(self):
        """The view that asks who you are; the folder itself is not on the web."""
        return reverse("materials:download", args=[self.instance.pk])


class ProtectedFileField(models.FileField):
    attr_class = ProtectedFile
