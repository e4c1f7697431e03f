"""What help of an expert asks of the school: a yes, and looking back."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from bootcamp.experts.choices import RequestState
from bootcamp.experts.models import ExpertRequest
from bootcamp.home import register
from bootcamp.home.register import For, Mine, Rank, Todo
from portal.text.dates import weekday_in_words

LOOK_BACK_WITHIN = timedelta(days=60)


@register.todo(For.SCHOOL)
def answers_of_experts(mine: Mine) -> Iterable[Todo]:
    seats = [seat.pk for seat in mine.followed if seat.school_id in mine.school_ids]
    asked = ExpertRequest.objects.filter(seat__in=seats, expert__isnull=False).select_related("seat__school", "expert")
    waiting = asked.filter(state=RequestState.PICKED_UP, said_yes_at=None)
    held = asked.filter(state=RequestState.HELD, helped="", changed_at__gt=mine.now - LOOK_BACK_WITHIN)
    for request in (waiting | held).order_by("changed_at", "pk"):
        yield _say_yes(request) if request.awaits_yes else _look_back(request)


def _say_yes(request: ExpertRequest) -> Todo:
    since = timezone.localdate(request.changed_at)
    return Todo(
        what=f"Zeg ja of nee tegen {request.expert.full_name}",
        about=f"Jullie vroegen {request.asks_for}. Het antwoord wacht sinds {weekday_in_words(since)}.",
        url=request.get_absolute_url(),
        act="Bekijk het voorstel",
        rank=Rank.WAITS,
        school_id=request.seat.school_id,
        minutes=2,
        on=since,
    )


def _look_back(request: ExpertRequest) -> Todo:
    return Todo(
        what=f"Kijk terug op de hulp van {request.expert.full_name}",
        about="Heeft het geholpen? Zo leren we wie wat kan.",
        url=request.get_absolute_url(),
        act="Kijk terug",
        rank=Rank.READING,
        school_id=request.seat.school_id,
        minutes=2,
        on=timezone.localdate(request.changed_at),
    )
