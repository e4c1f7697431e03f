"""What can happen with a school's seat."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bootcamp.models import Bootcamp, Enrolment
from portal import jobs
from portal.models import School, User


class NotPossible(Exception):
    """Asked for correctly, yet it can't be done now; the text is for the visitor."""


class AlreadyEnrolled(NotPossible):
    """The school has its seat; `enrolment` is the one."""

    def __init__(self, enrolment: Enrolment):
        self.enrolment = enrolment
        super().__init__(f"{enrolment.school.name} doet al mee aan {enrolment.bootcamp.title}.")


@transaction.atomic
def enrol(*, school: School, by: User, bootcamp_id: int, now: datetime) -> Enrolment:
    """Give the school a seat and mail the proof. The one who enrols takes part."""
    # The lock comes first: two schools may ask for the last seat at the same moment.
    bootcamp = Bootcamp.objects.select_for_update(of=("self",)).get(pk=bootcamp_id)
    active = bootcamp.enrolments.active()
    existing = active.filter(school=school).select_related("school", "bootcamp").first()
    if existing:
        raise AlreadyEnrolled(existing)
    if not bootcamp.is_open_on(timezone.localdate(now)):
        raise NotPossible(f"Aanmelden voor {bootcamp.title} kan niet meer.")
    if active.count() >= bootcamp.seats:
        raise NotPossible(f"{bootcamp.title} is vol. Er is net een andere school voor gegaan.")
    of_board = active.filter(school__board=school.board_id).count()
    if bootcamp.seats_per_board is not None and of_board >= bootcamp.seats_per_board:
        raise NotPossible("Je bestuur heeft al zijn plekken in deze bootcamp gebruikt.")
    enrolment = bootcamp.enrolments.create(school=school, enrolled_by=by, enrolled_at=now)
    enrolment.participants.add(by)
    jobs.enqueue("bootcamp.proof_of_enrolment", now=now, enrolment_id=enrolment.pk)
    return enrolment


@transaction.atomic
def cancel(*, enrolment_id: int, now: datetime) -> Enrolment:
    """Give the seat back. Cancelling twice is cancelling once."""
    bootcamp_id = Enrolment.objects.values_list("bootcamp_id", flat=True).get(pk=enrolment_id)
    Bootcamp.objects.select_for_update(of=("self",)).get(pk=bootcamp_id)
    enrolment = Enrolment.objects.select_related("bootcamp", "school").get(pk=enrolment_id)
    if enrolment.cancelled_at is not None:
        return enrolment
    if not enrolment.can_be_cancelled_on(timezone.localdate(now)):
        raise NotPossible("De bootcamp is al begonnen. Bel HPP als je niet verder kunt.")
    enrolment.cancelled_at = now
    enrolment.save(update_fields=["cancelled_at"])
    jobs.enqueue("bootcamp.proof_of_cancellation", now=now, enrolment_id=enrolment.pk)
    return enrolment
