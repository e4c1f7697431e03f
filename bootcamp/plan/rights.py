"""Who may do what with a plan.

Who takes part for the school, and its directors, write it. Colleagues of the school and the board
read it, or comment too, as a director decides. HPP reads and comments.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bootcamp.plan.models import Plan, schools_written_for
from bootcamp.seats.models import Seat, seats_followed_by
from portal.people.access import belongs_somewhere, directors, leads_own_school
from portal.people.models import School, User, schools_led_by


def schools_written_by(user: User) -> QuerySet[School]:
    """Of which the user writes the plan, as `schools_written_for`: a part of another query, for what writes often."""
    mine = Q(pk__in=Seat.objects.active().filter(participations__user=user).values("school"))
    if leads_own_school(user):
        mine |= Q(pk__in=School.objects.led_by(user).values("pk"))
    return School.objects.filter(mine)


def schools_managed_by(user: User) -> QuerySet[School]:
    """Where the user decides who else may see the plan: of those who write it, who speaks for the school."""
    return School.objects.filter(pk__in=schools_written_for(user) & set(schools_led_by(user)))


def schools_that_may_begin(user: User) -> QuerySet[School]:
    """A plan begins in a bootcamp; after that it is the school's own."""
    return School.objects.filter(pk__in=_may_begin(user))


def may_begin(user: User, school_id: int) -> bool:
    return school_id in _may_begin(user)


def _may_begin(user: User) -> set[int]:
    with_seat = {seat.school_id for seat in seats_followed_by(user) if seat.is_active}
    return with_seat & schools_written_for(user)


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
    read = Plan.objects.visible_to(user).values("school")
    return School.objects.filter(Q(pk__in=_may_begin(user)) | Q(pk__in=read))


def has_a_plan_page(user: User) -> bool:
    """Whether "Ons plan" leads anywhere for this user; one query, for who has no plan to write."""
    return belongs_somewhere(user) and (bool(_may_begin(user)) or Plan.objects.visible_to(user).exists())


@dataclass(frozen=True)
class Access:
    may_write: bool
    may_manage: bool
    may_comment: bool


def access(user: User, plan: Plan) -> Access:
    """For someone who may read it."""
    may_write = plan.school_id in schools_written_for(user)
    return Access(
        may_write=may_write,
        may_manage=may_write and plan.school_id in schools_led_by(user),
        may_comment=may_write or Plan.objects.open_for_comments_of(user).filter(pk=plan.pk).exists(),
    )
