"""What the seats of a school ask: an offer that waits for a yes. And what the board is asked, over all its schools."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from bootcamp.home import register
from bootcamp.home.ours import MISSED_TOO_MANY, attendance
from bootcamp.home.register import For, Mine, Rank, Todo
from bootcamp.seats.models import Application
from portal.text.dates import moment_in_words


@register.todo(For.SCHOOL)
@register.todo(For.BOARD)
def offered_seats(mine: Mine) -> Iterable[Todo]:
    """A seat from the waiting list, held until someone who leads the school says yes."""
    held = Application.objects.held().managed_by(mine.user).filter(school__in=mine.school_ids, said_yes_at=None)
    for application in held.filter(held_until__gt=mine.now).select_related("school", "bootcamp").order_by("held_until"):
        until = timezone.localtime(application.held_until)
        yield Todo(
            what=f"Zeg ja of nee tegen een plek in {application.bootcamp.title}",
            about=f"De plek is voor jullie tot {moment_in_words(until)} uur.",
            url=reverse("bootcamp:application", args=[application.pk]),
            act="Bekijk de plek",
            rank=Rank.WAITS,
            school_id=application.school_id,
            minutes=2,
            on=until.date(),
        )


@register.todo(For.BOARD)
def schools_that_fall_behind(mine: Mine) -> Iterable[Todo]:
    """Whom to call: a school that missed two sessions or more of a bootcamp that goes on."""
    by_seat = attendance(mine.seats)
    for seat in mine.seats:
        missed = by_seat[seat.pk].count("-")
        goes_on = any(not session.has_ended_at(mine.now) for session in seat.held_sessions())
        if missed >= MISSED_TOO_MANY and goes_on:
            who = [person.user.full_name for person in seat.participations.all()]
            yield Todo(
                what=f"Bel {' of '.join(who)} van {seat.school.name}" if who else f"Bel {seat.school.name}",
                about=f"De school miste {missed} werksessies. Vraag wat er nodig is.",
                url=seat.get_absolute_url(),
                act="Bekijk de school",
                rank=Rank.LATE,
                school_id=seat.school_id,
                minutes=10,
            )
