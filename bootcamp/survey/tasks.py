from celery import shared_task
from django.utils import timezone

from bootcamp.survey import actions


@shared_task(ignore_result=True)
def publish_surveys():
    actions.publish_due(now=timezone.now())
