"""Files of DUO brought in as HPP does, and read by hand as the worker does."""

import uuid

from django.core.files.base import ContentFile
from django.utils import timezone

from bootcamp.facts import deliveries
from tests.bootcamp.facts.samples import good, path_of
from tests.factories import make_user
from tests.jobs import do_all_jobs

OLDER = ("02", "03")
"""The list of sites in other generations; a delivery holds one of them."""


def as_file(path, name=""):
    return ContentFile(path.read_bytes(), name=name or path.name)


def upload(*files, by=None):
    """Read, not yet in use."""
    by = by or make_user("hpp")
    delivery = deliveries.upload(files, by=by, key=uuid.uuid4(), now=timezone.now())
    do_all_jobs()
    delivery.refresh_from_db()
    return delivery


def apply(delivery, by=None):
    deliveries.apply(delivery.pk, by=by or delivery.uploaded_by, now=timezone.now())
    do_all_jobs()
    delivery.refresh_from_db()
    return delivery


def undo(delivery):
    deliveries.undo(delivery.pk, by=delivery.uploaded_by, now=timezone.now())
    do_all_jobs()
    delivery.refresh_from_db()
    return delivery


def samples(*numbers):
    """All that are good, unless you name some."""
    paths = [path_of(number) for number in numbers] or [path for path in good() if path.name[:2] not in OLDER]
    return [as_file(path) for path in paths]


def samples_in_use():
    return apply(upload(*samples()))
