"""Six workers that write the monthly mails at the same moment, and then six who send an answer with one link."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bootcamp.checkin import actions, rounds
from bootcamp.checkin.models import CheckIn
from bootcamp.plan.models import PlanQuerySet, PlanVersion
from portal.people.access import Role
from portal.post.models import Letter
from portal.reasons import NotPossible
from tests.factories import make_bootcamp, make_plan, make_school, make_seat, make_user
from tests.race import at_once, meet_after

WORKERS, PLANS = 6, 4
NOW = datetime(2027, 6, 1, 9, 35, tzinfo=ZoneInfo("Europe/Amsterdam"))


def race():
    for _ in range(PLANS):
        # Without a password: hashing would take longer than the rush.
        director = make_user(Role.DIRECTOR, schools=[make_school()], password=None)
        bootcamp = make_bootcamp(starts_on=(NOW - timedelta(days=12)).date(), sessions=1)
        make_plan(seat=make_seat(director=director, bootcamp=bootcamp), actions=[{"what": "Praten", "due": "2027-04"}])
    written = at_once(*[lambda: rounds.ask_due(now=NOW) for _ in range(WORKERS)])
    check_in = CheckIn.objects.select_related("plan").order_by("pk").first()
    key = str(check_in.plan.actions.get().key)
    answers = at_once(
        *[lambda: actions.answer(check_in.pk, said={key: "klaar"}, seen={key: 1}, now=NOW) for _ in range(WORKERS)]
    )
    return {
        "written": sum(number for number in written if isinstance(number, int)),
        "errors": [str(error) for error in written if isinstance(error, Exception)],
        "letters": Letter.objects.filter(kind="checkin.monthly").count(),
        "asked": CheckIn.objects.count(),
        "answered": sum(isinstance(answer, CheckIn) for answer in answers),
        "refused": sum(isinstance(answer, NotPossible) for answer in answers),
        "versions": PlanVersion.objects.filter(plan=check_in.plan).count(),
    }


def take_the_lock_out():
    PlanQuerySet.select_for_update = lambda self, **kwargs: self
    # All of them find that nobody was asked yet.
    meet_after(rounds.periods, "people_to_ask", number=WORKERS)
