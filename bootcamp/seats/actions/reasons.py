"""Why something can't be done now, in words for the visitor."""

from bootcamp.seats.models import Application, Enrolment
from portal.reasons import NotPossible


class AlreadyEnrolled(NotPossible):
    """The school has its seat; `enrolment` is the one."""

    def __init__(self, enrolment: Enrolment):
        self.enrolment = enrolment
        super().__init__(f"{enrolment.school.name} doet al mee aan {enrolment.bootcamp.title}.")


class AlreadyAsked(NotPossible):
    """The school is on the list; `application` is the one."""

    def __init__(self, application: Application):
        self.application = application
        super().__init__(f"{application.school.name} staat al op de lijst voor {application.bootcamp.title}.")
