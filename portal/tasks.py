from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from portal import clock, retention
from portal.people import sessions


@shared_task(expires=30)
def look_at_clock():
    clock.look()


@shared_task
def forget_expired():
    retention.forget_expired(today=timezone.localdate())
    sessions.forget_ended()
    call_command("clearsessions")
