"""The bootcamp's tables, a module for each story. Each room beside this one has its own models.py."""

from bootcamp.models.applications import Application, Skip
from bootcamp.models.attendance import Attendance
from bootcamp.models.bootcamps import Bootcamp, BootcampQuerySet
from bootcamp.models.invitations import Invitation
from bootcamp.models.letters import Letter
from bootcamp.models.seats import Enrolment, Participation
from bootcamp.models.sessions import WorkSession
from bootcamp.models.swaps import Swap

__all__ = [
    "Application",
    "Attendance",
    "Bootcamp",
    "BootcampQuerySet",
    "Enrolment",
    "Invitation",
    "Letter",
    "Participation",
    "Skip",
    "Swap",
    "WorkSession",
]

# The rooms beside this one: Django finds their models here.
from bootcamp.exchange import models as exchange_models  # noqa: F401
from bootcamp.experts import models as expert_models  # noqa: F401
from bootcamp.following import models as following_models  # noqa: F401
from bootcamp.plan import models as plan_models  # noqa: F401
from bootcamp.running import models as running_models  # noqa: F401
