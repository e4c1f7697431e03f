from functools import partial

from celery import shared_task
from django.utils import timezone

from portal.wellbeing import letters, watching


@shared_task(ignore_result=True, expires=50)
def watch():
    now = timezone.now()
    watching.watch(now=now, tell=partial(letters.write, now=now))
