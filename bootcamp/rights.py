"""What this room tells the rest: who may open a bootcamp's shelf, and how long we keep who took part."""

from django.db.models import QuerySet

from bootcamp.models import Enrolment, Participation
from portal import retention, shelves
from portal.models import Role, Shelf


@shelves.opener
def shelves_of_participants(user) -> QuerySet[Shelf]:
    """The shelves of bootcamps in which the user or a school of the user has a seat; HPP opens them all."""
    if user.role == Role.HPP:
        return Shelf.objects.filter(bootcamp__isnull=False)
    seats = Enrolment.objects.active().followed_by(user)
    return Shelf.objects.filter(bootcamp__in=seats.values("bootcamp"))


def _forget_who_enrolled(enrolments):
    """The school's seat stays counted."""
    return enrolments.update(enrolled_by=None)


retention.keep(
    Participation,
    months=24,
    why="Twee jaar na de start weten we nog welke school meedeed, maar niet meer wie.",
    expired=lambda day: Participation.objects.filter(enrolment__bootcamp__starts_on__lt=day),
)
retention.keep(
    Enrolment,
    months=24,
    why="Twee jaar na de start vergeten we ook wie de school aanmeldde. De school zelf blijft meegeteld.",
    expired=lambda day: Enrolment.objects.filter(bootcamp__starts_on__lt=day, enrolled_by__isnull=False),
    forget=_forget_who_enrolled,
)
