"""Who may do what with a plan.

Who takes part for the school, and its directors, write it. Colleagues of the school and the board
read it, or comment too, as a director decides. HPP reads and comments.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bootcamp.plan.models import Plan
from bootcamp.seats.models import Seat
from portal.people.access import belongs_somewhere, directors, leads_own_school
from portal.people.models import School, User


def schools_written_by(user: User) -> QuerySet[School]:
    """Of which the user writes the plan: who takes part for the school, and its directors, with or without a seat."""
    mine = Q(pk__in=Seat.objects.active().filter(participations__user=user).values("school"))
    if leads_own_school(user):
        mine |= Q(pk__in=School.objects.led_by(user).values("pk"))
    return School.objects.filter(mine)


def schools_managed_by(user: User) -> QuerySet[School]:
    """Where the user decides who else may see the plan: of those who write it, who speaks for the school."""
    return schools_written_by(user).filter(pk__in=School.objects.led_by(user).values("pk"))


def schools_that_may_begin(user: User) -> QuerySet[School]:
    """A plan begins in a bootcamp; after that it is the school's own."""
    return schools_written_by(user).filter(pk__in=Seat.objects.active().values("school"))


def seat_of(school: School) -> Seat | None:
    """The seat that the school has now, or had last."""
    return school.seats.active().order_by("-bootcamp__starts_on", "-pk").first()


def people_of(school: School) -> QuerySet[User]:
    """Who writes the plan and can get a mail about it, in a fixed order."""
    take_part = Q(participations__seat__school=school, participations__seat__cancelled_at=None)
    lead = Q(directors(), schools=school)
    people = User.objects.filter(take_part | lead, is_active=True)
    return people.distinct().order_by("first_name", "last_name", "pk")


def schools_with_a_plan_page(user: User) -> QuerySet[School]:
    """Whose plan the user may read or begin."""
    begin, read = schools_that_may_begin(user).values("pk"), Plan.objects.visible_to(user).values("school")
    return School.objects.filter(Q(pk__in=begin) | Q(pk__in=read))


def has_a_plan_page(user: User) -> bool:
    """Whether "Ons plan" leads anywhere for this user; one query."""
    return belongs_somewhere(user) and schools_with_a_plan_page(user).exists()


@dataclass(frozen=True)
class Access:
    may_write: bool
    may_manage: bool
    may_comment: bool


def access(user: User, plan: Plan) -> Access:
    """For someone who may read it."""
    school = {"pk": plan.school_id}
    may_write = schools_written_by(user).filter(**school).exists()
    return Access(
        may_write=may_write,
        may_manage=may_write and schools_managed_by(user).filter(**school).exists(),
        may_comment=may_write or Plan.objects.open_for_comments_of(user).filter(pk=plan.pk).exists(),
    )
