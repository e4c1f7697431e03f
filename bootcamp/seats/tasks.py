from celery import shared_task
from django.utils import timezone

from bootcamp.seats import actions


@shared_task(ignore_result=True, expires=50)
def pass_seats_on():
    """Seats that nobody said yes to in time go on, after a reminder; lists of bootcamps that started close."""
    now = timezone.now()
    actions.close_lists(now=now)
    actions.pass_on_lapsed(now=now)
    actions.remind(now=now)
