"""The monthly mail, and the choice to go without. What is no longer so when it goes isn't in it, or it doesn't go."""

from datetime import timedelta

from django.utils import timezone

from bootcamp.checkin import actions, asking, links
from bootcamp.checkin.models import CheckIn, NoCheckIn
from bootcamp.checkin.tips import TIPS
from bootcamp.plan import due, reactions
from bootcamp.plan.models import Plan, schools_written_for
from portal.people.models import User
from portal.post import kinds, mail, unsubscribing
from portal.post.kinds import Kind, MessageOf
from portal.post.models import Letter
from portal.post.unsubscribing import Subscription


def _messages(letters: list[Letter]) -> MessageOf:
    asked = CheckIn.objects.select_related("user", "plan__school").prefetch_related("plan__answers", "plan__actions")
    check_ins = asked.in_bulk([letter.details["check_in"] for letter in letters])
    off = set(NoCheckIn.objects.filter(user__in=[letter.to_id for letter in letters]).values_list("user", "plan"))

    def message(letter: Letter) -> mail.Message | None:
        check_in = check_ins.get(letter.details["check_in"])
        if check_in is None or check_in.answered_at or (check_in.user_id, check_in.plan_id) in off:
            return None
        if check_in.plan.school_id not in schools_written_for(check_in.user):
            return None
        return mail.rendered(
            MONTHLY.template,
            _context(check_in, letter),
            headers=unsubscribing.headers(MONTHLY_MAIL, check_in.user, check_in.plan),
        )

    return message


def _context(check_in: CheckIn, letter: Letter) -> dict:
    now = timezone.now()
    today, plan = timezone.localdate(now), check_in.plan
    unread = reactions.unread_by(check_in.user, {plan.school_id}, now=now)
    return {
        "user": check_in.user,
        "check_in": check_in,
        "plan": plan,
        "lines": [(line, due.late_since(line, today)) for line in asking.lines_of(plan, today)],
        "comments": [comment for _, comments in unread for comment in comments],
        "tip": TIPS[today.month],
        "link": links.address_of(check_in),
        "until": today + links.WORKS_FOR - timedelta(days=1),
        "unsubscribe": unsubscribing.link(MONTHLY_MAIL, check_in.user, plan),
        "signer": letter.reply_to,
    }


MONTHLY = kinds.register(
    Kind(
        "checkin.monthly",
        "maandmail na de bootcamp",
        template="bootcamp/checkin",
        make=_messages,
        # The link is for the receiver alone.
        is_secret=True,
        at_most_once=True,
    )
)


def _is_off(user: User, plan: Plan) -> bool:
    return NoCheckIn.objects.filter(user=user, plan=plan).exists()


def _turn_off(user: User, plan: Plan) -> None:
    actions.turn_off(user=user, plan=plan, now=timezone.now())


MONTHLY_MAIL = unsubscribing.register(
    Subscription(
        "checkin",
        template="bootcamp/checkin/unsubscribe.html",
        find=lambda pk: Plan.objects.select_related("school").filter(pk=pk).first(),
        is_off=_is_off,
        turn_off=_turn_off,
    )
)
