from celery import shared_task
from django.utils import timezone

from bootcamp.checkin import rounds


@shared_task
def ask_this_month():
    rounds.ask_due(now=timezone.now())
