"""The mails about a plan: open actions, and what others said of it. What is no longer so when they go isn't in it."""

from bootcamp.plan.models import Plan, PlanComment
from bootcamp.plan.shares import shares
from portal.post import kinds, mail
from portal.post.kinds import Kind, MessageOf
from portal.post.models import Letter


def _nudges(letters: list[Letter]) -> MessageOf:
    open_plans = Plan.objects.of_schools_with_a_seat().for_reading()
    plans = open_plans.in_bulk([letter.details["plan"] for letter in letters])
    parts = {pk: shares(plan) for pk, plan in plans.items()}

    def message(letter: Letter) -> mail.Message | None:
        plan = letter.details["plan"]
        share = next((share for share in parts.get(plan, []) if share.person == letter.to), None)
        if share is None:
            return None
        return mail.rendered(NUDGE.template, {"plan": plans[plan], "share": share, "user": letter.to})

    return message


NUDGE = kinds.register(
    Kind("plan.nudge", "herinnering aan acties", template="bootcamp/plan_nudge", make=_nudges, keeps_text=False)
)


def _reactions(letters: list[Letter]) -> MessageOf:
    asked = [pk for letter in letters for pk in letter.details["comments"]]
    comments = PlanComment.objects.select_related("written_by").in_bulk(asked)
    plans = Plan.objects.select_related("school").in_bulk([letter.details["plan"] for letter in letters])

    def message(letter: Letter) -> mail.Message | None:
        plan = letter.details["plan"]
        there = [comments[pk] for pk in letter.details["comments"] if pk in comments]
        if not there or not Plan.objects.visible_to(letter.to).filter(pk=plan).exists():
            return None
        return mail.rendered(REACTIONS.template, {"plan": plans[plan], "comments": there, "user": letter.to})

    return message


REACTIONS = kinds.register(
    Kind(
        "plan.reactions", "reacties op een plan", template="bootcamp/plan_reactions", make=_reactions, keeps_text=False
    )
)
