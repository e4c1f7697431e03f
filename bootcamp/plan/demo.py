"""Plans of invented schools, so that the portal shows them alive: one well on its way, one just begun."""

from datetime import timedelta

from django.utils import timezone

from bootcamp.plan import nudges, versions
from bootcamp.plan.models import Plan, PlanAction
from bootcamp.seats.models import Seat
from portal.people import access
from portal.people.models import User

WELL_ON_ITS_WAY, JUST_BEGUN = "91AA", "90AB"
DONE, BUSY, TO_DO = PlanAction.Status.DONE, PlanAction.Status.BUSY, PlanAction.Status.TO_DO
ANSWERS = {
    "team": "31",
    "part_timers": "24",
    "job_size": "0,69",
    "small_jobs": "5",
    "vacancies": "1,6",
    "hiring": "84000",
    "more_hours": "4",
    "barrier_norm": "ja",
    "barrier_structure": "ja",
    "barrier_own_1": "De opvang in het dorp stopt om 17.30 uur.",
    "frames": "Elke uitbreiding tot 8 uur mag. Begintijden mag je zelf kiezen.",
    "help": "Gespreksleider via HPP",
    "year_10": "wensen ophalen",
    "year_01": "Goede Gesprekken",
    "year_03": "rooster en formatie",
    "year_05": "terugblik",
}
# Goal, what, months from now in which it should be done, how far it is.
ACTIONS = [
    (1, "Cijfers van de school verzamelen", -1, DONE),
    (1, "Vragenlijst voor het hele team", -1, BUSY),
    (2, "Dialoogsessie met het hele team", 1, BUSY),
    (2, "Iedereen rekent zijn uren door", 2, TO_DO),
    (3, "HR schuift aan bij het Goede Gesprek", 2, TO_DO),
    (3, "Kaders van het bestuur op één A4", 1, DONE),
    (4, "Goed Gesprek met alle parttimers", 3, TO_DO),
    (4, "Teamsessie: ruimte in het rooster", 4, TO_DO),
    (5, "Uren als vast punt in de jaarkring", 6, TO_DO),
]


def load(*, now):
    began = Seat.objects.filter(bootcamp__starts_on__lt=timezone.localdate(now)).select_related("enrolled_by")
    for seat in began.filter(school__brin=WELL_ON_ITS_WAY):
        _plan(seat, ANSWERS, ACTIONS, now=now - timedelta(days=6))
    for seat in began.filter(school__brin=JUST_BEGUN):
        _plan(seat, {"team": "18", "part_timers": "14"}, ACTIONS[:2], now=now - timedelta(days=7))
    nudges.send_due(now=now - timedelta(days=6))
    _ask_about_it(now=now - timedelta(hours=18))


def _plan(seat, answers, actions, *, now):
    director = seat.enrolled_by
    plan = Plan.objects.create(
        school=seat.school,
        for_board="reageren",
        next_nudge_on=timezone.localdate(now),
        created_at=now - timedelta(days=30),
        changed_at=now,
    )
    stamp = {"changed_by": director, "changed_at": now}
    by_month = {"by_month": _month(now, 14)} if "more_hours" in answers else {}
    responsible = {"responsible": director.full_name} if "more_hours" in answers else {}
    for question, text in {**answers, **by_month, **responsible}.items():
        plan.answers.create(question=question, text=text, **stamp)
    for place, (goal, what, ahead, status) in enumerate(actions, 1):
        fields = {"goal": goal, "what": what, "due": _month(now, ahead), "status": status, "who": director.first_name}
        plan.actions.create(number=place, **fields, **stamp)
    content = versions.content_of([*plan.answers.all(), *plan.actions.all()])
    earlier = {"answers": {"team": answers["team"]}, "actions": []}
    plan.versions.create(
        number=1, content=earlier, saved_by=director, started_at=plan.created_at, saved_at=plan.created_at
    )
    plan.versions.create(number=2, content=content, saved_by=director, started_at=now, saved_at=now)


def _ask_about_it(*, now):
    """Someone of HPP, whose mail about it went already."""
    plan = Plan.objects.filter(school__brin=WELL_ON_ITS_WAY).first()
    someone = User.objects.filter(access.hpp_people()).order_by("pk").first()
    if plan and someone:
        question = "Mogen collega's bij jullie ook twee halve dagen werken? Dan zet ik het bij de voorbeelden."
        plan.comments.create(written_by=someone, goal=3, text=question, written_at=now, told_at=now)


def _month(now, ahead):
    day = timezone.localdate(now)
    count = day.year * 12 + day.month - 1 + ahead
    return f"{count // 12}-{count % 12 + 1:02}"
