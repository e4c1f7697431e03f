"""Why something can't be done now, in words for the visitor."""

from bootcamp.seats.models import Application, Seat
from portal.reasons import NotPossible


class AlreadyEnrolled(NotPossible):
    """The school has its seat; `seat` is the one."""

    def __init__(self, seat: Seat):
        self.seat = seat
        super().__init__(f"{seat.school.name} doet al mee aan {seat.bootcamp.title}.")


class AlreadyAsked(NotPossible):
    """The school is on the list; `application` is the one."""

    def __init__(self, application: Application):
        self.application = application
        super().__init__(f"{application.school.name} staat al op de lijst voor {application.bootcamp.title}.")
