from celery import shared_task
from django.utils import timezone

from bootcamp.boards import plans


@shared_task(ignore_result=True)
def renew_frames():
    plans.renew_all(today=timezone.localdate())
