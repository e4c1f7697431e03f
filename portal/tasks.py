from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from portal import jobs, retention
from portal.people import sessions


@shared_task
def run_job(*, key):
    jobs.run(key, now=timezone.now())


@shared_task(ignore_result=True, expires=30)
def sweep_jobs():
    jobs.sweep(now=timezone.now())


@shared_task
def forget_expired():
    retention.forget_expired(today=timezone.localdate())
    sessions.forget_ended()
    call_command("clearsessions")
