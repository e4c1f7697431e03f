"""Doing by hand what the worker does."""

from django.utils import timezone

from portal.jobs import queue
from portal.jobs.models import Job


def do_all_jobs(now=None):
    """Each once, also those that come up on the way; one that has to wait is left alone."""
    done = set()
    while jobs := [job for job in Job.objects.unfinished().order_by("created_at", "pk") if job.pk not in done]:
        for job in jobs:
            queue.run(str(job.key), now=now or timezone.now())
            done.add(job.pk)
