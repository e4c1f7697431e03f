"""Which shelves open after a session, and how long this room keeps what is about people."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from bootcamp.following import feeds
from bootcamp.following.models import (
    CalendarFeed,
    Certificate,
    ColleagueInvitation,
    FieldWork,
    HandOver,
    PreparedStep,
)
from bootcamp.seats.models import Enrolment, WorkSession
from portal import retention
from portal.files import shelves
from portal.files.models import Shelf
from portal.people import accounts
from portal.people.models import Role


@shelves.opener
def shelves_after_sessions(user) -> QuerySet[Shelf]:
    """Open to the schools of a bootcamp, and to its guests, from the moment the session has ended; to HPP always."""
    if user.role == Role.HPP:
        return Shelf.objects.filter(after_session__isnull=False)
    seats = Enrolment.objects.active().followed_by(user)
    theirs = Q(bootcamp__in=seats.values("bootcamp")) | Q(swapped_in__enrolment__in=seats)
    ended = WorkSession.objects.filter(theirs, ends_at__lte=timezone.now(), cancelled_at=None)
    return Shelf.objects.filter(after_session__session__in=ended.values("pk"))


accounts.at_new_password(feeds.renew_with_password)


def _of_old_bootcamps(model, path="enrolment__bootcamp__starts_on__lt"):
    return lambda day: model.objects.filter(**{path: day})


retention.keep(
    PreparedStep,
    months=24,
    why="Zo zien de mensen van een school samen wat al is voorbereid.",
    expired=_of_old_bootcamps(PreparedStep),
)
retention.keep(
    FieldWork,
    months=24,
    why="Wat een school tussen twee sessies deed, met de eigen notities.",
    expired=_of_old_bootcamps(FieldWork),
)
retention.keep(
    ColleagueInvitation,
    months=24,
    why="Zo zien de mensen van een school wie er is uitgenodigd om mee te doen.",
    expired=_of_old_bootcamps(ColleagueInvitation),
)
retention.keep(
    HandOver,
    months=24,
    why="Zo telt voor een certificaat alleen wat iemand zelf volgde.",
    expired=_of_old_bootcamps(HandOver, "participation__enrolment__bootcamp__starts_on__lt"),
)
retention.keep(
    Certificate,
    months=24,
    why="Zo lang bewaren we de pdf en je initialen. Daarna blijft het nummer, met de school en de bootcamp.",
    expired=lambda day: Certificate.objects.filter(enrolment__bootcamp__starts_on__lt=day, user__isnull=False),
    forget=lambda certificates: certificates.update(user=None, initials="", content=None),
)
retention.goes_with_account(CalendarFeed, why="Het geheime adres waarmee je agenda je sessies ophaalt.")
