"""The mail about open actions. What is done meanwhile, or no longer this person's, isn't in it."""

from bootcamp.plan.models import Plan
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
