from celery import shared_task
from django.utils import timezone

from bootcamp.results import actions, publishing, reports, summaries
from portal.jobs import queue
from portal.jobs.lanes import Lane


@shared_task(ignore_result=True)
def renew_plans():
    now = timezone.now()
    actions.renew_plans(today=timezone.localdate(now))
    summaries.renew_due(now=now)


@shared_task(ignore_result=True)
def publish_results():
    publishing.publish_due(now=timezone.now())


@queue.handler(reports.KIND, lane=Lane.PAPERS, attempts=3, label="jaarverslag van een bestuur als pdf")
def make_report(*, board_id, year):
    reports.make(board_id, year=year, now=timezone.now())
