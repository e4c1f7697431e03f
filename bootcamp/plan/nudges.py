"""Mail about open actions, every so many weeks, to who is named in the plan: once and only once for each period."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bootcamp.plan import rights, sheets
from bootcamp.plan.actions import next_nudge
from bootcamp.plan.models import Plan, PlanNudge
from bootcamp.plan.sheets import Line
from portal.jobs import queue
from portal.people import access
from portal.people.models import User
from portal.post import mail

KIND = "bootcamp.plan.nudge"
AT_ONCE = 500
"""Plans in one round; the next round takes the rest."""


@dataclass
class Share:
    """What one person gets in the mail: the actions with this name, and what nobody else of us is named at."""

    person: User
    own: list[Line] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.own) + len(self.others)


def shares(plan: Plan) -> list[Share]:
    """Who gets a mail now, and about which actions. Who keeps watch over the plan hears about all that is open."""
    people = list(rights.people_of(plan.school))
    sheet = sheets.of(plan)
    by_person = {person.pk: Share(person) for person in people}
    watch = (
        named(sheet.responsible, people) or [person for person in people if access.leads_own_school(person)] or people
    )
    for line in sheet.lines:
        if line.is_done:
            continue
        owners = named(line.who, people)
        for person in owners:
            by_person[person.pk].own.append(line)
        for person in watch:
            if person not in owners:
                by_person[person.pk].others.append(line)
    return [share for share in by_person.values() if share.count]


def named(text: str, people: Iterable[User]) -> list[User]:
    """Those whose full name stands in the text, or whose first name does when nobody shares it."""
    words, people = f" {_plain(text)} ", list(people)
    first = [_plain(person.first_name) for person in people]
    return [
        person
        for person, name in zip(people, first, strict=True)
        if f" {_plain(person.full_name)} " in words or (first.count(name) == 1 and f" {name} " in words)
    ]


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())


def send_due(*, now: datetime) -> int:
    """Write down a mail for everyone whose plan is due, and when the next is; returns how many mails."""
    due = Plan.objects.of_schools_with_a_seat().filter(next_nudge_on__lte=timezone.localdate(now))
    return sum(
        _plan_is_due(pk, now) for pk in due.order_by("next_nudge_on", "pk").values_list("pk", flat=True)[:AT_ONCE]
    )


@transaction.atomic
def _plan_is_due(plan_id: int, now: datetime) -> int:
    today = timezone.localdate(now)
    plan = Plan.objects.select_for_update(of=("self",)).filter(pk=plan_id).for_reading().get()
    if plan.next_nudge_on is None or plan.next_nudge_on > today:
        return 0  # another round was first
    written = 0
    for share in shares(plan):
        nudge, is_new = PlanNudge.objects.get_or_create(plan=plan, user=share.person, due_on=plan.next_nudge_on)
        if is_new:
            queue.enqueue(KIND, now=now, nudge_id=nudge.pk)
            written += 1
    plan.next_nudge_on = next_nudge(plan, today)
    plan.save(update_fields=["next_nudge_on"])
    return written


def send(nudge_id: int) -> None:
    """Safe to run twice. What is done meanwhile, or no longer this person's, isn't mailed."""
    nudge = PlanNudge.objects.select_related("user").filter(pk=nudge_id, sent_at=None, user__is_active=True).first()
    if nudge is None:
        return
    plan = Plan.objects.of_schools_with_a_seat().for_reading().filter(pk=nudge.plan_id).first()
    if plan is None:
        return
    share = next((share for share in shares(plan) if share.person == nudge.user), None)
    if share is None:
        return
    mail.send("bootcamp/plan_nudge", to=nudge.user.email, context={"plan": plan, "share": share, "user": nudge.user})
    nudge.sent_at = timezone.now()
    nudge.save(update_fields=["sent_at"])
