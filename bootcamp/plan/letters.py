"""The mails about a plan: due actions, and what others said of it. What is no longer so when they go isn't in it."""

from django.utils import timezone

from bootcamp.plan import due
from bootcamp.plan.models import Plan, PlanComment
from bootcamp.plan.shares import shares
from portal.post import kinds, mail
from portal.post.kinds import Kind, MessageOf
from portal.post.models import Letter


def _nudges(letters: list[Letter]) -> MessageOf:
    open_plans = Plan.objects.of_schools_with_a_seat().for_reading()
    plans = open_plans.in_bulk([letter.details["plan"] for letter in letters])
    today = timezone.localdate()
    parts = {pk: shares(plan, today=today) for pk, plan in plans.items()}

    def message(letter: Letter) -> mail.Message | None:
        plan = letter.details["plan"]
        share = next((share for share in parts.get(plan, []) if share.person == letter.to), None)
        if share is None:
            return None
        own, others = ([(line, due.late_since(line, today)) for line in lines] for lines in (share.own, share.others))
        context = {"plan": plans[plan], "count": share.count, "own": own, "others": others, "user": letter.to}
        return mail.rendered(NUDGE.template, context)

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
