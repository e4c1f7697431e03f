from celery import shared_task
from django.utils import timezone

from portal.jobs import queue

# Where workers look for tasks; the queue calls this one itself.
run_job = queue.run_job


@shared_task(ignore_result=True, expires=30)
def sweep_jobs() -> None:
    queue.sweep(now=timezone.now())
