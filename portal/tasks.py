from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from portal import retention


@shared_task
def forget_expired():
    retention.forget_expired(today=timezone.localdate())
    call_command("clearsessions")
