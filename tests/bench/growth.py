"""Searching in ten thousand rows beside a hundred: processor time of the portal and of its database together."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from tests.bench.measuring import Measured, at_most, dutch
from tests.bench.visited import fill
from tests.materials import large

FEW, MANY = 100, 10_000
MOST = 2
TIMES = 3


def measure() -> Iterator[Measured]:
    from django.conf import settings

    fill()
    settings.ALLOWED_HOSTS = ["*"]
    yield _grown("Materialen zoeken", large.fill, _search_materials)
    write, search = _exchange()
    yield _grown("Zoeken in gesprekken, één bericht past", write, lambda: search(f"{large.spelled(7)}+pauzes"))
    yield _beside_few("Zoeken in gesprekken, elk achtste bericht past", search)


def _grown(what: str, write: Callable[[int, int], None], search: Callable[[], float]) -> Measured:
    write(0, FEW)
    search()  # warm
    few = search()
    write(FEW, MANY)
    return _line(what, few, search())


def _beside_few(what: str, search: Callable[[str], float]) -> Measured:
    """Where more rows fit as there are more; beside a search in the same rows that finds one."""
    return _line(what, search(f"{large.spelled(7)}+pauzes"), search("gesprek"))


def _line(what: str, few: float, many: float) -> Measured:
    spelled_out = f"{what}: van {dutch(few, 1)} naar {dutch(many, 1)} ms"
    return at_most(spelled_out, many / few, MOST, "keer", decimals=1)


def _search_materials() -> float:
    return min(large.search() for _ in range(TIMES))


def _exchange() -> tuple[Callable[[int, int], None], Callable[[str], float]]:
    """Writing posts in a bootcamp, and searching as someone who takes part."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from bootcamp.exchange.models import Post, Thread
    from tests.bootcamp.exchange.large import SUBJECTS, each_visit
    from tests.factories import make_seat

    seat, now, client = make_seat(), timezone.now(), Client()
    client.force_login(seat.enrolled_by)
    address = reverse("bootcamp:exchange", args=[seat.bootcamp_id])
    moments = {"started_at": now - timedelta(days=40), "last_post_at": now}
    thread = Thread.objects.create(bootcamp=seat.bootcamp, kind=Thread.Kind.QUESTION, title="Vraag", **moments)

    def write(first: int, last: int) -> None:
        Post.objects.bulk_create(
            Post(
                thread=thread,
                author=seat.enrolled_by,
                school=seat.school,
                words=f"{large.spelled(number)} over {SUBJECTS[number % len(SUBJECTS)]} en nog meer",
                body="<p>Zo ging het bij ons.</p>",
                posted_at=now - timedelta(minutes=number),
            )
            for number in range(first, last)
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def search(words: str) -> float:
        return min(each_visit(client, f"{address}?zoek={words}") for _ in range(TIMES))

    return write, search
