from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bootcamp.following.route import Route
from bootcamp.seats.models import WorkSession

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
START = datetime(2027, 3, 25, 15, tzinfo=AMSTERDAM)


def session(number, start):
    return WorkSession(pk=number, number=number, starts_at=start, ends_at=start + timedelta(hours=2))


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        ((3, 18, 15), 7),
        ((3, 24, 23), 1),
        ((3, 24, 0), 1),
        ((3, 25, 0), 0),
        ((3, 25, 16), 0),
        # From here on the second one is next, on 1 April; in between the clock changes.
        ((3, 25, 17), 7),
        ((3, 27, 23), 5),
        ((3, 28, 23), 4),
        ((4, 1, 17), None),
    ],
)
def test_days_are_counted_as_people_do(moment, days):
    route = Route(
        [session(2, START + timedelta(weeks=1)), session(1, START)], now=datetime(2027, *moment, tzinfo=AMSTERDAM)
    )

    assert route.days_left == days


def test_the_route_is_in_order_of_time_and_knows_what_is_behind():
    late, early = session(1, START + timedelta(weeks=3)), session(2, START)

    route = Route([late, early], now=START + timedelta(days=1))

    assert [(stop.session, stop.is_done, stop.is_next) for stop in route.stops] == [
        (early, True, False),
        (late, False, True),
    ]


def test_without_sessions_there_is_no_next_step():
    route = Route([], now=START)

    assert (route.stops, route.next, route.days_left, route.can_join, route.is_on) == ([], None, None, False, False)
