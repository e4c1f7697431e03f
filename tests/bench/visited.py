"""The pages that are measured, with who asks for them: the example content, and a thread that became long."""

import io
from dataclasses import dataclass, field
from datetime import timedelta

from tests.bench.asking import cookies_of
from tests.calculator.web.typed import FAMILY, to_outcome

POSTS = 30
BODY = (
    "<p>Bij ons ging het zo: <strong>eerst vragen</strong> wat iemand nodig heeft, dan pas het rooster.</p>"
    "<ul><li><p>Begin vóór de zomer.</p></li><li><p>Laat het team zelf schuiven.</p></li></ul>"
)
CALCULATOR = "/werkurenberekenaar/"


@dataclass(frozen=True)
class Visited:
    """`most` is how many times the bare page it may cost."""

    name: str
    path: str
    most: float
    cookies: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    is_loaded: bool = False
    """Whether `make load` asks for it."""


def fill() -> None:
    """The example content; once is enough, so whoever needs it asks for it."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("demo", stdout=io.StringIO())


def pages() -> list[Visited]:
    from bootcamp.plan.models import Plan
    from portal.people.models import User

    fill()
    director = User.objects.get(email="directeur2@voorbeeld.example")
    seat = _seat(director)
    plan = Plan.objects.filter(school__in=director.schools.all()).first()
    theirs, staff = _signed_in(director), _signed_in(User.objects.get(email="hpp@voorbeeld.example"))
    return [
        Visited(f"Gesprek van {POSTS} berichten", _thread(seat), 3, theirs),
        Visited("Mijn bootcamp", f"/bootcamps/mijn/{seat.pk}/", 3, theirs, is_loaded=True),
        Visited("Een bootcamp, voor HPP", f"/bootcamps/beheer/{seat.bootcamp_id}/", 3, staff, is_loaded=True),
        Visited("Uitkomst van de berekenaar", CALCULATOR, 2.5, fields=to_outcome(FAMILY), is_loaded=True),
        Visited("Materialen, directeur", "/materialen/", 2.5, theirs, is_loaded=True),
        Visited("Plan", f"/bootcamps/plan/{plan.school_id}/", 2.5, theirs),
        Visited("Voorpagina", "/", 1.5, is_loaded=True),
        Visited("Berekenaar, stap 1", CALCULATOR, 1.5, is_loaded=True),
        Visited("Berekenaar, tijdens het typen", CALCULATOR, 1, fields={**FAMILY, "kijk": "1"}),
    ]


def _signed_in(user: object) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return cookies_of(client)


def _seat(director: object):
    """That of the bootcamp that is on its way."""
    from django.utils import timezone

    from bootcamp.seats.models import Seat

    begun = Seat.objects.active().filter(participants=director, bootcamp__starts_on__lt=timezone.localdate())
    return begun.select_related("bootcamp", "school").latest("bootcamp__starts_on")


def _thread(seat) -> str:
    """Its address; all of the bootcamp write in it."""
    from django.utils import timezone

    from bootcamp.exchange import actions
    from bootcamp.exchange.models import Thread

    long_ago = timezone.now() - timedelta(days=5)
    seats = list(seat.bootcamp.school_seats.active().select_related("school", "enrolled_by"))
    thread = actions.start_thread(
        bootcamp=seat.bootcamp,
        kind=Thread.Kind.QUESTION,
        title="Hoe begin je het gesprek?",
        body=BODY,
        by=seat.enrolled_by,
        school=seat.school,
        now=long_ago,
    )
    for number in range(1, POSTS):
        other = seats[number % len(seats)]
        now = long_ago + timedelta(minutes=number)
        actions.reply(thread_id=thread.pk, by=other.enrolled_by, school=other.school, body=BODY, now=now)
    return thread.get_absolute_url()
