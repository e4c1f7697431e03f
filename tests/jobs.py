"""Doing by hand what the worker does."""

from django.utils import timezone

from portal.jobs import queue
from portal.jobs.models import Job


def do_all_jobs(now=None):
    for job in Job.objects.unfinished().order_by("created_at", "pk"):
        queue.run(str(job.key), now=now or timezone.now())
