"""The plan of one school as its pages show it: what `for_reading` brings, asked for in less time."""

from bootcamp.plan.models import Plan, PlanAction, PlanAnswer, PlanComment, PlanVersion, schools_written_for
from portal import kept
from portal.people.models import Visitor

OF_SCHOOL = kept.Rows(lambda school: Plan.objects.filter(school=school).select_related("school"))
ANSWERS = kept.Rows(lambda plan: PlanAnswer.objects.filter(plan=plan))
ACTIONS = kept.Rows(lambda plan: PlanAction.objects.filter(plan=plan))
COMMENTS = kept.Rows(
    lambda plan: PlanComment.objects.filter(plan=plan).select_related("written_by").order_by("written_at", "pk")
)
LATEST = kept.Rows(
    lambda plan: (
        PlanVersion.objects.filter(plan=plan).select_related("saved_by").defer("content").order_by("-number")[:1]
    )
)


def visible(user: Visitor, school_id: int) -> Plan | None:
    """As `visible_to` says; for who writes it without asking who else may."""
    if not user.is_authenticated or school_id not in schools_written_for(user):
        return Plan.objects.visible_to(user).for_reading().filter(school=school_id).first()
    for plan in OF_SCHOOL(school_id):
        kept.lay_beside(plan, answers=ANSWERS(plan.pk), actions=ACTIONS(plan.pk))
        return plan
    return None
