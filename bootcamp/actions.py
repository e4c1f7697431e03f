"""What can happen with a school's seat."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import formats, timezone

from bootcamp.models import Bootcamp, Enrolment
from portal import jobs
from portal.models import Role, School, User


class NotPossible(Exception):
    """Asked for correctly, yet it can't be done now; the text is for the visitor."""


class AlreadyEnrolled(NotPossible):
    """The school has its seat; `enrolment` is the one."""

    def __init__(self, enrolment: Enrolment):
        self.enrolment = enrolment
        super().__init__(f"{enrolment.school.name} doet al mee aan {enrolment.bootcamp.title}.")


@transaction.atomic
def enrol(*, school: School, by: User, bootcamp_id: int, now: datetime) -> Enrolment:
    """Give the school a seat. Who enrols it and who leads it take part, and each gets a proof by mail."""
    # The lock comes first: two schools may ask for the last seat at the same moment.
    bootcamp = Bootcamp.objects.select_for_update(of=("self",)).get(pk=bootcamp_id)
    existing = bootcamp.enrolments.active().filter(school=school).select_related("school", "bootcamp").first()
    if existing:
        raise AlreadyEnrolled(existing)
    _check_there_is_room(bootcamp, school, now)
    enrolment = bootcamp.enrolments.create(school=school, enrolled_by=by, enrolled_at=now)
    leads = Q(role=Role.DIRECTOR, schools=school, is_active=True)
    enrolment.participants.set(User.objects.filter(Q(pk=by.pk) | leads).distinct())
    _mail_each("bootcamp.proof_of_enrolment", enrolment, now)
    return enrolment


def _check_there_is_room(bootcamp: Bootcamp, school: School, now: datetime) -> None:
    active, today = bootcamp.enrolments.active(), timezone.localdate(now)
    if bootcamp.is_published and today < bootcamp.enrolment_opens:
        opens = formats.date_format(bootcamp.enrolment_opens, "j F")
        raise NotPossible(f"Aanmelden voor {bootcamp.title} kan vanaf {opens}.")
    if not bootcamp.is_open_on(today):
        raise NotPossible(f"Aanmelden voor {bootcamp.title} kan niet meer.")
    if active.count() >= bootcamp.seats:
        raise NotPossible(f"{bootcamp.title} is vol. Er is geen plek meer vrij.")
    of_board = active.filter(school__board=school.board_id).count()
    if bootcamp.seats_per_board is not None and of_board >= bootcamp.seats_per_board:
        raise NotPossible("Je bestuur heeft al zijn plekken in deze bootcamp gebruikt.")


@transaction.atomic
def cancel(*, enrolment_id: int, now: datetime) -> Enrolment:
    """Give the seat back. Cancelling twice is cancelling once."""
    bootcamp_id = Enrolment.objects.values_list("bootcamp_id", flat=True).get(pk=enrolment_id)
    Bootcamp.objects.select_for_update(of=("self",)).get(pk=bootcamp_id)
    enrolment = Enrolment.objects.select_related("bootcamp", "school").get(pk=enrolment_id)
    if enrolment.cancelled_at is not None:
        return enrolment
    if not enrolment.can_be_cancelled_on(timezone.localdate(now)):
        raise NotPossible("De bootcamp is al begonnen. Neem contact op met HPP als je niet verder kunt.")
    enrolment.cancelled_at = now
    enrolment.save(update_fields=["cancelled_at"])
    _mail_each("bootcamp.proof_of_cancellation", enrolment, now)
    return enrolment


def _mail_each(kind: str, enrolment: Enrolment, now: datetime) -> None:
    """A job for each participant, so that one address that fails holds up nobody else."""
    for pk in enrolment.participations.order_by("pk").values_list("pk", flat=True):
        jobs.enqueue(kind, now=now, participation_id=pk)
