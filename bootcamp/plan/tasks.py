from celery import shared_task
from django.utils import timezone

from bootcamp.plan import nudges, papers, reactions
from portal.jobs import queue
from portal.jobs.lanes import Lane


@queue.handler(papers.KIND, lane=Lane.PAPERS, attempts=3, label="plan als pdf")
def make_paper(*, plan_id):
    papers.make(plan_id, now=timezone.now())


@shared_task
def nudge_plans():
    nudges.send_due(now=timezone.now())


@shared_task
def tell_reactions():
    reactions.tell_new(now=timezone.now())
