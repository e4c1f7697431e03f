"""Where the files of materials are. Nothing has an address of its own: the view decides."""

from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from portal.files import protected


def private_name(material: models.Model, filename: str) -> str:
    return protected.secret_name("materials", filename)


class ProtectedFile(FieldFile):
    @property
    def url(self) -> str:
        """The view that asks who you are; the folder itself is not on the web."""
        return reverse("materials:download", args=[self.instance.pk])


class ProtectedFileField(models.FileField):
    attr_class = ProtectedFile
