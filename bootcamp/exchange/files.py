"""Where the files beside posts are. Nothing has an address of its own: the view decides."""

from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from portal.files import protected


def private_name(attachment: models.Model, filename: str) -> str:
    return protected.secret_name("exchange", filename)


class AttachmentFile(FieldFile):
    @property
    def url(self) -> str:
        """The view that asks who you are; the folder itself is not on the web."""
        return reverse("bootcamp:attachment", args=[self.instance.pk])


class AttachmentField(models.FileField):
    attr_class = AttachmentFile
