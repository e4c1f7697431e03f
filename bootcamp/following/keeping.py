"""How long we keep what people do while they follow a bootcamp."""

from bootcamp.following.models import (
    CalendarFeed,
    Certificate,
    ColleagueInvitation,
    FieldWork,
    HandOver,
    PreparedStep,
)
from portal import retention


def _of_old_bootcamps(model, path="seat__bootcamp__starts_on__lt"):
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
    expired=_of_old_bootcamps(HandOver, "participation__seat__bootcamp__starts_on__lt"),
)
retention.keep(
    Certificate,
    months=24,
    why="Zo lang bewaren we de pdf en je initialen. Daarna blijft het nummer, met de school en de bootcamp.",
    expired=lambda day: Certificate.objects.filter(seat__bootcamp__starts_on__lt=day, user__isnull=False),
    forget=lambda certificates: certificates.update(user=None, initials="", content=None),
)
retention.goes_with_account(CalendarFeed, why="Het geheime adres waarmee je agenda je sessies ophaalt.")
