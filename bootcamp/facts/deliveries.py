"""What can happen with a delivery: uploaded, read, taken into use or thrown away, undone. Each asked twice is asked
once."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import PurePath
from uuid import UUID

from django.core.files.base import File
from django.db import IntegrityError, transaction

from bootcamp.facts import deriving, storing
from bootcamp.facts.models import DeliveredFile, Delivery
from portal.files.protected import shown_name
from portal.jobs import queue
from portal.people.models import User
from portal.reasons import NotPossible

READ, USE = "bootcamp.facts.read", "bootcamp.facts.use"
State = Delivery.State
KEPT_BELOW = 1
"""Of each kind of file so many older ones keep their rows, for undoing."""


@transaction.atomic
def upload(files: Sequence[File], *, by: User, key: UUID, now: datetime) -> Delivery:
    """Nothing changes yet. Files that are in use already are left out; a delivery of nothing else is refused."""
    earlier = Delivery.objects.filter(key=key).first()
    if earlier is not None:
        return earlier
    in_use = {file.sha256 for file in DeliveredFile.objects.in_use()}
    marked = {_sha256(file): file for file in files}
    new = {mark: file for mark, file in marked.items() if mark not in in_use}
    if not new:
        raise NotPossible("Deze bestanden staan er al, precies zo. Er verandert niets.")
    try:
        with transaction.atomic():
            delivery = Delivery.objects.create(key=key, uploaded_at=now, uploaded_by=by)
    except IntegrityError:
        return Delivery.objects.get(key=key)
    for mark, file in new.items():
        name = shown_name(PurePath(file.name or "bestand").name)
        delivery.files.create(name=name, sha256=mark, size=file.size, content=file)
    queue.enqueue(READ, now=now, delivery_id=delivery.pk)
    return delivery


def _sha256(file: File) -> str:
    mark = hashlib.sha256()
    for chunk in file.chunks():
        mark.update(chunk)
    file.seek(0)
    return mark.hexdigest()


def read(delivery_id: int) -> None:
    """Done by a worker. Done again it begins anew; done after that it does nothing."""
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
        if delivery is None or delivery.state not in (State.UPLOADED, State.READING):
            return
        delivery.state = State.READING
        delivery.save(update_fields=["state"])
    report = storing.read(delivery)
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
        if delivery.state != State.READING:
            storing.forget_rows(delivery)  # thrown away meanwhile
            return
        delivery.state = State.REFUSED if report["faults"] else State.READ
        delivery.report, delivery.busy_with = report, ""
        delivery.save(update_fields=["state", "report", "busy_with"])
        _let_go_of_contents(delivery)


def _let_go_of_contents(delivery: Delivery) -> None:
    """What was read stands in rows; the files themselves needn't be kept."""
    for file in delivery.files.exclude(content=""):
        away = partial(file.content.storage.delete, str(file.content.name))
        DeliveredFile.objects.filter(pk=file.pk).update(content="")
        transaction.on_commit(away, robust=True)


def _locked(delivery_id: int) -> Delivery:
    return Delivery.objects.select_for_update().get(pk=delivery_id)


@transaction.atomic
def apply(delivery_id: int, *, by: User, now: datetime) -> Delivery:
    delivery = _locked(delivery_id)
    if delivery.state in (State.APPLYING, State.APPLIED):
        return delivery
    if delivery.state != State.READ:
        raise NotPossible(f"Deze levering is {delivery.get_state_display()}. Je kunt haar niet in gebruik nemen.")
    delivery.state, delivery.applied_at, delivery.applied_by = State.APPLYING, now, by
    delivery.save(update_fields=["state", "applied_at", "applied_by"])
    queue.enqueue(USE, now=now, delivery_id=delivery.pk)
    return delivery


@transaction.atomic
def discard(delivery_id: int, *, by: User, now: datetime) -> Delivery:
    delivery = _locked(delivery_id)
    if delivery.state == State.DISCARDED:
        return delivery
    if delivery.state not in (State.UPLOADED, State.READING, State.READ, State.REFUSED):
        raise NotPossible(f"Deze levering is {delivery.get_state_display()}. Je kunt haar niet weggooien.")
    delivery.state = State.DISCARDED
    delivery.save(update_fields=["state"])
    storing.forget_rows(delivery)
    _let_go_of_contents(delivery)
    return delivery


@transaction.atomic
def undo(delivery_id: int, *, by: User, now: datetime) -> Delivery:
    """What lay under it counts again."""
    delivery = _locked(delivery_id)
    if delivery.state in (State.UNDOING, State.UNDONE):
        return delivery
    if delivery.state != State.APPLIED:
        raise NotPossible(f"Deze levering is {delivery.get_state_display()}. Er valt niets terug te draaien.")
    delivery.state = State.UNDOING
    delivery.save(update_fields=["state"])
    queue.enqueue(USE, now=now, delivery_id=delivery.pk)
    return delivery


@transaction.atomic
def use(delivery_id: int, *, now: datetime) -> None:
    """Done by a worker, all at once: it counts, or no longer counts, and what follows from it is worked out anew."""
    delivery = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if delivery is None or delivery.state not in (State.APPLYING, State.UNDOING):
        return
    if delivery.state == State.APPLYING:
        delivery.state = State.APPLIED
    else:
        delivery.state, delivery.undone_at = State.UNDONE, now
    delivery.save(update_fields=["state", "undone_at"])
    _drop_what_lies_deep()
    deriving.derive()


def _drop_what_lies_deep() -> None:
    """Rows of files that can't come back into use: those under the one below the newest, and what was undone."""
    below: dict[tuple[str, int], int] = {}
    for file in DeliveredFile.objects.filter(delivery__state__in=Delivery.IN_USE).order_by(
        "-delivery__applied_at", "-pk"
    ):
        below[file.slot] = below.get(file.slot, -1) + 1
        if below[file.slot] > KEPT_BELOW:
            file.delete()
    for delivery in Delivery.objects.filter(state=State.UNDONE):
        storing.forget_rows(delivery)
