"""Who may do what with a plan.

People of the seat (who takes part, and the directors of its school) write it. Colleagues of the school and the board
read it, or comment too, as a director decides. HPP reads and comments.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bootcamp.plan.models import Plan
from bootcamp.seats.models import Enrolment, Participation
from portal.people.access import belongs_somewhere, directors, leads_own_school
from portal.people.models import School, User


def seats_written_by(user) -> QuerySet[Enrolment]:
    mine = Q(pk__in=Participation.objects.filter(user=user).values("enrolment"))
    if leads_own_school(user):
        mine |= Q(school__in=School.objects.led_by(user))
    return Enrolment.objects.active().filter(mine)


def seats_managed_by(user) -> QuerySet[Enrolment]:
    """Where the user decides who else may see the plan: of those who write it, who speaks for the school."""
    return seats_written_by(user).filter(school__in=School.objects.led_by(user))


def people_of(enrolment: Enrolment) -> QuerySet[User]:
    """Who writes the plan and can get a mail about it, in a fixed order."""
    lead = Q(directors(), schools=enrolment.school_id)
    people = User.objects.filter(Q(participations__enrolment=enrolment) | lead, is_active=True)
    return people.distinct().order_by("first_name", "last_name", "pk")


def has_a_plan_page(user) -> bool:
    """Whether "Ons plan" leads anywhere for this user; one query."""
    if not belongs_somewhere(user):
        return False
    written, read = seats_written_by(user).values("pk"), Plan.objects.visible_to(user).values("enrolment")
    return Enrolment.objects.filter(Q(pk__in=written) | Q(pk__in=read)).exists()


@dataclass(frozen=True)
class Access:
    may_write: bool
    may_manage: bool
    may_comment: bool


def access(user, plan: Plan) -> Access:
    """For someone who may read it."""
    seat = {"pk": plan.enrolment_id}
    may_write = seats_written_by(user).filter(**seat).exists()
    return Access(
        may_write=may_write,
        may_manage=may_write and seats_managed_by(user).filter(**seat).exists(),
        may_comment=may_write or Plan.objects.open_for_comments_of(user).filter(pk=plan.pk).exists(),
    )
