"""How long we keep who took part in a bootcamp, and who asked for it."""

from bootcamp.seats.models import Application, Attendance, Invitation, Participation, Reservation, Seat, Swap
from portal import retention


def _forget_who_enrolled(seats):
    """The school's seat stays counted."""
    return seats.update(enrolled_by=None)


retention.keep(
    Participation,
    months=24,
    why="Twee jaar na de start weten we nog welke school meedeed, maar niet meer wie.",
    expired=lambda day: Participation.objects.filter(seat__bootcamp__starts_on__lt=day),
)
retention.keep(
    Seat,
    months=24,
    why="Twee jaar na de start vergeten we ook wie de school aanmeldde. De school zelf blijft meegeteld.",
    expired=lambda day: Seat.objects.filter(bootcamp__starts_on__lt=day, enrolled_by__isnull=False),
    forget=_forget_who_enrolled,
)
retention.keep(
    Application,
    months=24,
    why="Zo lang weten we wie voor een school om een plek vroeg. De aanvraag van de school blijft meegeteld.",
    expired=lambda day: Application.objects.filter(bootcamp__starts_on__lt=day, asked_by__isnull=False),
    forget=lambda applications: applications.update(asked_by=None),
)
retention.keep(
    Attendance,
    months=24,
    why="Met je aanwezigheid bepalen we of je een certificaat krijgt.",
    expired=lambda day: Attendance.objects.filter(participation__seat__bootcamp__starts_on__lt=day),
)
retention.keep(
    Swap,
    months=24,
    why="Zolang de bootcamp loopt weten we zo wie waar wordt verwacht.",
    expired=lambda day: Swap.objects.filter(seat__bootcamp__starts_on__lt=day),
)
retention.keep(
    Invitation,
    months=24,
    why="Zo weten we wie een code voor een bestuur maakte. Daarna blijft de code zonder naam.",
    expired=lambda day: Invitation.objects.filter(bootcamp__starts_on__lt=day, made_by__isnull=False),
    forget=lambda invitations: invitations.update(made_by=None),
)
retention.keep(
    Reservation,
    months=1,
    why="Zo lang houden we een plek of je beurt vast terwijl HPP naar je aanmelding kijkt.",
    expired=lambda day: Reservation.objects.filter(asked_at__date__lt=day),
)
