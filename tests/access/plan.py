from django.utils import timezone

from bootcamp.plan.models import PlanPaper
from tests.access import EDITORS, LOGIN, a_file, exactly, only
from tests.factories import make_plan, make_plan_version, make_seat

WRITERS = ("directeur",)
READERS = ("directeur", "hr", "bestuur", *EDITORS)


def a_plan(cast, **fields):
    """Of the director's school, which lets its board comment and its colleagues nothing."""
    actions = [{"what": "Praten met het team", "goal": 2}, {"what": "Cijfers verzamelen", "status": "klaar"}]
    plan = make_plan(
        seat=make_seat(director=cast["directeur"]),
        answers={"team": "31", "part_timers": "24", "more_hours": "4", "frames": "Tot 8 uur mag."},
        actions=actions,
        for_board="reageren",
        **fields,
    )
    make_plan_version(plan=plan)
    return plan


def school(cast):
    return {"school_id": a_plan(cast).school_id}


def a_comment(cast):
    plan = a_plan(cast)
    comment = plan.comments.create(written_by=cast["bestuur"], text="Mooi plan.", written_at=timezone.now())
    return {"school_id": plan.school_id, "comment_id": comment.pk}


def a_paper(cast):
    plan = a_plan(cast)
    PlanPaper.objects.create(plan=plan, made_of="x", made_at=timezone.now(), content=b"%PDF-1.7")
    return {"school_id": plan.school_id}


def goal_three(cast):
    return {**school(cast), "number": 3}


def first_version(cast):
    plan = a_plan(cast)
    make_plan_version(plan=plan, number=2, content={"answers": {"team": "30"}, "actions": []})
    return {"school_id": plan.school_id, "number": 2}


ROWS = {
    "bootcamp:plans": exactly(others=200, bezoeker=LOGIN),
    "bootcamp:plan": only(*READERS, arguments=school),
    "bootcamp:plan_goal": only(*WRITERS, arguments=goal_three),
    "bootcamp:plan_actions": only(*WRITERS, arguments=school),
    "bootcamp:plan_new_round": only(*WRITERS, arguments=school),
    "bootcamp:plan_sharing": only(*WRITERS, arguments=school),
    "bootcamp:plan_versions": only(*WRITERS, arguments=school),
    "bootcamp:plan_version": only(*WRITERS, arguments=first_version),
    "bootcamp:plan_comment": only(*READERS, status=302, arguments=school),
    "bootcamp:plan_comment_removal": only("directeur", "bestuur", arguments=a_comment),
    "bootcamp:plan_paper": only(*READERS, arguments=school),
    "bootcamp:plan_paper_file": a_file(only(*READERS, arguments=a_paper)),
}
