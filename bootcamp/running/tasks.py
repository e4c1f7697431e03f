from celery import shared_task
from django.utils import timezone

from bootcamp.running import rules


# The clock calls again soon, so one that was left lying may be forgotten.
@shared_task(ignore_result=True, expires=240)
def write_due_letters():
    rules.write_due(now=timezone.now())
