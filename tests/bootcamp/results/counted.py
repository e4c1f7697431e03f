"""What a director sends when she counts a month."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from bootcamp.results import months
from tests.seen import seen

BOXES = ("approached", "talks", "permanent", "temporary", "kept", "fewer")


def last_month(back=1) -> date:
    return months.later(months.first_day(timezone.localdate()), -back)


def address(school, month, name="results_month"):
    return reverse(f"bootcamp:{name}", args=[school.pk, month.year, month.month])


def boxes(month, **values):
    """All beads at zero but these, as the form sends them."""
    return {**dict.fromkeys(BOXES, "0"), "starts": f"{month:%Y-%m}", "part_timers": "24", **values}


def send(client, school, month, **values):
    """What the page carries along of what stood there goes with it."""
    where = address(school, month)
    return client.post(where, {**seen(client, where), **boxes(month, **values)})


def faults(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}
