from celery import shared_task
from django.utils import timezone

from bootcamp.results import actions, publishing


@shared_task(ignore_result=True)
def renew_plans():
    actions.renew_plans(today=timezone.localdate())


@shared_task(ignore_result=True)
def publish_results():
    publishing.publish_due(now=timezone.now())
