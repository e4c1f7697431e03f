from celery import Task, shared_task
from django.utils import timezone

from portal.jobs import alive, queue

# Where workers look for tasks; the queue calls this one itself.
run_job = queue.run_job


@shared_task(bind=True, ignore_result=True, expires=30)
def sweep_jobs(self: Task) -> None:
    now = timezone.now()
    alive.ticked(self.request.hostname or "", now=now)
    queue.sweep(now=now)
