from celery import shared_task
from django.utils import timezone

from portal.jobs import queue


@shared_task
def run_job(*, key):
    queue.run(key, now=timezone.now())


@shared_task(ignore_result=True, expires=30)
def sweep_jobs():
    queue.sweep(now=timezone.now())
