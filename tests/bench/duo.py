"""A whole country of DUO's files: how long a worker takes to read them and use them, and in how much memory."""

import resource
import tempfile
import time
import uuid
from pathlib import Path

from django.core.files.base import File
from django.core.management import call_command
from django.utils import timezone

from bootcamp.facts import deliveries
from bootcamp.facts.models import Delivery, SectorYear
from portal.people.models import User
from tests.bench.measuring import Measured, at_most, known
from tests.bootcamp.facts.country import Country

MOST_SECONDS, MOST_MEGABYTES = 120, 250


def measure() -> list[Measured]:
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        country = Country(Path(folder))
        files = country.write()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = sum(path.stat().st_size for path in files) / 1024 / 1024
        began, processor = time.perf_counter(), time.process_time()
        _read_and_use(files)
        clock, cpu = time.perf_counter() - began, time.process_time() - processor
    if dict(SectorYear.objects.values_list("year", "teachers")) != country.teachers:
        raise RuntimeError("De landelijke sommen kloppen niet.")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        known("bestanden van een heel land", size, "MB", decimals=0),
        at_most("heel het land lezen en in gebruik nemen", clock, MOST_SECONDS, "s", decimals=0),
        known("waarvan in de processor", cpu, "s", decimals=0),
        at_most("meeste geheugen erbij", peak, MOST_MEGABYTES, "MB", decimals=0),
        known("geheugen ervoor, met de bestanden gemaakt", before, "MB", decimals=0),
    ]


def _read_and_use(paths: list[Path]) -> None:
    by, now = User.objects.create_user("duo@voorbeeld.test"), timezone.now()
    opened = [path.open("rb") for path in paths]
    files = [File(file, name=path.name) for file, path in zip(opened, paths, strict=True)]
    delivery = deliveries.upload(files, by=by, key=uuid.uuid4(), now=now)
    for file in opened:
        file.close()
    deliveries.read(delivery.pk)
    deliveries.apply(delivery.pk, by=by, now=now)
    deliveries.use(delivery.pk, now=now)
    delivery.refresh_from_db()
    if delivery.state != Delivery.State.APPLIED:
        raise RuntimeError(f"De levering is {delivery.get_state_display()}: {delivery.report}")
