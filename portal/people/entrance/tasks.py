from celery import shared_task
from django.utils import timezone

from portal.jobs import queue
from portal.jobs.lanes import Lane
from portal.people.entrance import actions


@queue.handler(actions.KIND, lane=Lane.MAIL, label="aanmelding bekijken")
def look_at_sign_up(*, sign_up_id: int) -> None:
    actions.look_at(sign_up_id, now=timezone.now())


@shared_task(ignore_result=True)
def expire_sign_ups() -> None:
    actions.expire(now=timezone.now())
