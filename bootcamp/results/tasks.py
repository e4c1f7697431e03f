from celery import shared_task
from django.utils import timezone

from bootcamp.results import actions, publishing, reports, summaries
from portal.jobs import queue
from portal.jobs.lanes import Lane

# Of the whole sector these take a minute or more, on a machine that is busy.
LONG = {"soft_time_limit": 900, "time_limit": 960}


@shared_task(ignore_result=True, **LONG)
def renew_plans():
    now = timezone.now()
    actions.renew_plans(today=timezone.localdate(now))
    summaries.renew_due(now=now)


@shared_task(ignore_result=True, **LONG)
def publish_results():
    publishing.publish_due(now=timezone.now())


@queue.handler(reports.KIND, lane=Lane.PAPERS, attempts=3, label="jaarverslag van een bestuur als pdf")
def make_report(*, board_id, year):
    reports.make(board_id, year=year, now=timezone.now())
