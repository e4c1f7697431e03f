"""What this room tells the rest: who may open a bootcamp's shelf, and how long we keep who took part."""

from django.db.models import Q

from bootcamp.models import Enrolment
from portal import retention, shelves
from portal.models import Role, School, Shelf


@shelves.opener
def shelves_of_participants(user):
    """The shelves of bootcamps in which the user or a school of the user has a seat, or that the user leads."""
    if user.role == Role.HPP:
        return Shelf.objects.filter(bootcamp__isnull=False)
    seats = Enrolment.objects.active().filter(Q(participants=user) | Q(school__in=School.objects.led_by(user)))
    return Shelf.objects.filter(bootcamp__in=seats.values("bootcamp"))


def _over(day):
    return Enrolment.objects.filter(bootcamp__starts_on__lt=day).filter(
        Q(enrolled_by__isnull=False) | Q(participants__isnull=False)
    )


def _forget_who(enrolments):
    """The school's seat stays counted, the people are forgotten."""
    ids = set(enrolments.values_list("pk", flat=True))
    Enrolment.participants.through.objects.filter(enrolment_id__in=ids).delete()
    Enrolment.objects.filter(pk__in=ids).update(enrolled_by=None)
    return len(ids)


retention.keep(
    Enrolment,
    months=24,
    why="Twee jaar na de start weten we nog welke school meedeed, maar niet meer wie.",
    expired=_over,
    forget=_forget_who,
)
